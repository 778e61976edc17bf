//! The rules in a form that can be translated for every engine. They are read from permit's own
//! catalogue, so they cannot be copied wrongly.

use permit::{Permissions, Subject, UserType as _};
use permit_benches::{
    Catalogue,
    people::{Item, Member, User},
    requests::{self, Request},
};

use crate::Failure;

/// How many actions of a large catalogue the questions are about: as many as it has different
/// tables, so the questions are the same for each size.
const ASKED: usize = 10;

/// One action and its rules.
pub(crate) struct Action {
    /// The key of the action.
    pub(crate) key: &'static str,
    /// The flag that has to be on.
    pub(crate) flag: Option<&'static str>,
    /// The rule of each user type.
    pub(crate) rows: Vec<(&'static str, Alternatives)>,
}

impl Action {
    /// Each rule except `deny`, with the user types that share it.
    pub(crate) fn allowing(&self) -> Vec<(Vec<&'static str>, &Alternatives)> {
        let mut groups: Vec<(Vec<&'static str>, &Alternatives)> = Vec::new();
        for (user_type, alternatives) in &self.rows {
            if alternatives.is_empty() {
                continue;
            }
            match groups.iter_mut().find(|(_, same)| *same == alternatives) {
                Some((user_types, _)) => user_types.push(user_type),
                None => groups.push((vec![user_type], alternatives)),
            }
        }
        groups
    }
}

/// Sets of conditions, of which one has to hold. No set is `deny`, and an empty set is `allow`.
pub(crate) type Alternatives = Vec<Vec<Condition>>;

/// The conditions of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// The caller sells the item.
    Owner,
    /// Every caller may see the item.
    Published,
}

/// A question to an engine.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    /// The caller.
    pub(crate) member: &'static Member,
    /// The index of the action in the catalogue.
    pub(crate) action: usize,
    /// The index of the action among the actions that the questions are about.
    pub(crate) asked: usize,
    /// The context.
    pub(crate) item: &'static Item,
}

/// A catalogue with its questions.
pub(crate) struct Case {
    /// Every action.
    pub(crate) actions: Vec<Action>,
    /// The indices of the actions that the questions are about.
    pub(crate) asked: Vec<usize>,
    /// Each question once, action by action.
    pub(crate) questions: Vec<Question>,
}

impl Case {
    /// The action of a question.
    pub(crate) fn action(&self, question: &Question) -> Result<&Action, Failure> {
        let action = self.actions.get(question.action);
        action.ok_or_else(|| "a question about an unknown action".into())
    }

    /// The actions that the questions are about, each with its index. A set-up with one object per
    /// action makes only the objects of these.
    pub(crate) fn asked(&self) -> impl Iterator<Item = (usize, &Action)> {
        let places = self.asked.iter();
        places.filter_map(|place| Some((*place, self.actions.get(*place)?)))
    }
}

/// The case of a catalogue, with its questions as requests to permit.
pub(crate) fn case<C: Catalogue>() -> Result<(Case, Vec<Request<C>>), Failure>
where
    User<C>: Permissions,
{
    let asked = asked(C::ACTIONS.len());
    let mut requests = requests::every::<C>();
    requests.retain(|request| asked.contains(&request.action));
    let question = |request: &Request<C>| {
        let place = asked.iter().position(|action| *action == request.action);
        Ok(Question {
            member: request.member,
            action: request.action,
            asked: place.ok_or("a question about an action that is left out")?,
            item: request.item,
        })
    };
    let questions = requests.iter().map(question);
    let questions = questions.collect::<Result<_, Failure>>()?;
    let actions = User::<C>::ACTIONS.iter().map(|table| {
        let rows = <User<C> as Subject>::UserType::ALL.iter().map(|user_type| {
            let rule = table.rule(*user_type).to_string();
            Ok((user_type.name(), alternatives(&rule)?))
        });
        Ok(Action {
            key: table.key(),
            flag: table.flag(),
            rows: rows.collect::<Result<_, Failure>>()?,
        })
    });
    let case = Case {
        questions,
        asked,
        actions: actions.collect::<Result<_, Failure>>()?,
    };
    Ok((case, requests))
}

/// All actions of a small catalogue; of a large one some, evenly spaced from the first to the last.
fn asked(actions: usize) -> Vec<usize> {
    if actions < ASKED * 2 {
        return (0..actions).collect();
    }
    let evenly = |place| place * (actions - 1) / (ASKED - 1);
    (0..ASKED).map(evenly).collect()
}

/// Reads a rule as permit prints it. The workload's rules need no parentheses.
fn alternatives(rule: &str) -> Result<Alternatives, Failure> {
    match rule {
        "deny" => return Ok(Vec::new()),
        "allow" => return Ok(vec![Vec::new()]),
        _ => {}
    }
    let conditions = rule.strip_prefix("allow if ").ok_or("an unknown rule")?;
    let all = |all: &str| all.split("&&").map(|one| condition(one.trim())).collect();
    conditions.split("||").map(all).collect()
}

fn condition(name: &str) -> Result<Condition, Failure> {
    match name {
        "owner" => Ok(Condition::Owner),
        "published" => Ok(Condition::Published),
        _ => Err(format!("no engine has the condition `{name}`").into()),
    }
}
