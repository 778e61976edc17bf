//! The procedure told to people: every row tried, every condition with its result, and where the
//! rule stands.

use core::fmt;

use crate::{
    ActionOf, ConditionInfo, Decision, Listed, Principal, Refused, Rule, Subject, UserType,
    UserTypes, condition::Thorough, home::within_reach, table::TableOf, truth,
};

/// The whole story of one decision. `Display` prints it for people.
///
/// It names rules and conditions, so it is for developers and operators, not for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The key of the action.
    pub action: &'static str,
    /// Its name in the code.
    pub name: &'static str,
    /// Who asked: the id as it prints for debugging, or `nobody known`.
    pub subject: String,
    /// Its user types.
    pub user_types: Vec<&'static str>,
    /// The action's flag, and whether it is on; `None` when nobody knows.
    pub flag: Option<(&'static str, Option<bool>)>,
    /// What narrows the principal: who acts for the subject, and what was consented to.
    pub narrowed: Vec<String>,
    /// Of an operation the keys of the permissions that it needs; it has no rows of its own.
    pub parts: Vec<&'static str>,
    /// The row of each of the subject's user types.
    pub paths: Vec<Path>,
    /// The user types that the subject does not have, so that their rows do not apply.
    pub others: Vec<&'static str>,
    /// What the action requires in every row.
    pub requirements: Vec<Answer>,
    /// Where the table stands.
    pub file: &'static str,
    /// The line of the action's name there.
    pub line: u32,
    /// What it came to.
    pub decision: Decision,
}

/// One row that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Whose row it is.
    pub user_type: &'static str,
    /// What it says.
    pub rule: Rule,
    /// Whether the context is within the reach of this user type.
    pub within_reach: bool,
    /// The conditions of the rule with their results.
    pub conditions: Vec<Answer>,
    /// Whether this row allows.
    pub allows: bool,
}

/// A condition with its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its name in the tables.
    pub condition: &'static str,
    /// Whether it holds.
    pub holds: bool,
}

impl Explanation {
    pub(crate) fn of<A: Listed + ActionOf<S>, S: Subject>(
        who: &Principal<S>,
        action: &A,
        context: &A::Context,
    ) -> Self {
        let reaching = within_reach(who.user_types(), who.home(), A::home(context));
        let mut rows = Thorough::default();
        action.inquire(who, context, &mut rows);
        let mut required = Thorough::default();
        action.require(who, context, &mut required);
        let held = (rows.held, required.held);
        Self::told(who, A::TABLE, reaching, held, who.decision(action, context))
    }

    /// Compiled once for all actions of a subject.
    fn told<S: Subject>(
        who: &Principal<S>,
        table: &TableOf<S>,
        reaching: UserTypes<S::UserType>,
        (rows, required): (u32, u32),
        decision: Decision,
    ) -> Self {
        let types = who.user_types();
        let path = |user_type: S::UserType| {
            let rule = table.rule(user_type);
            let within_reach = reaching.contains(user_type);
            Path {
                user_type: user_type.name(),
                rule,
                within_reach,
                conditions: answers(table.conditions, rows, |index| {
                    truth::mentions(rule.cell(), index)
                }),
                allows: within_reach && truth::cell_allows(rule.cell(), rows),
            }
        };
        Self {
            action: table.key,
            name: table.name,
            subject: who
                .subject()
                .id()
                .map_or_else(|| "nobody known".into(), |id| format!("{id:?}")),
            user_types: types.iter().map(UserType::name).collect(),
            flag: table.flag.map(|flag| (flag, who.flag_state(flag))),
            narrowed: narrowed(who),
            parts: table.parts().map(|part| part.key).collect(),
            paths: if table.parts.is_empty() {
                types.iter().map(path).collect()
            } else {
                Vec::new()
            },
            others: S::UserType::ALL
                .iter()
                .filter(|one| !types.contains(**one))
                .map(|one| one.name())
                .collect(),
            requirements: answers(table.requirements, required, |_| true),
            file: table.file,
            line: table.line,
            decision,
        }
    }

    /// Whether it came to a permit.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        self.decision.is_allowed()
    }
}

/// What narrows a principal, told to people.
fn narrowed<S: Subject>(who: &Principal<S>) -> Vec<String> {
    let impersonation = who.impersonation().map(|one| {
        let actor = one.actor().subject().id();
        let actor = actor.map_or_else(|| "nobody known".into(), |id| format!("{id:?}"));
        format!("{actor} acts as the subject")
    });
    let internal = who.internal_reason();
    let internal = internal.map(|reason| format!("a job of the application's own: {reason}"));
    let consents = who.consents().map(|consent| {
        let actions: Vec<_> = consent.actions().collect();
        let places = match consent.places() {
            Some(places) => format!(", in {} places only", places.len()),
            None => String::new(),
        };
        format!(
            "the subject has consented to: {}{places}",
            actions.join(", ")
        )
    });
    internal
        .into_iter()
        .chain(impersonation)
        .chain(consents)
        .collect()
}

fn answers(conditions: &[ConditionInfo], held: u32, wanted: impl Fn(usize) -> bool) -> Vec<Answer> {
    conditions
        .iter()
        .enumerate()
        .filter(|(index, _)| wanted(*index))
        .map(|(index, condition)| Answer {
            condition: condition.name,
            holds: held >> index & 1 == 1,
        })
        .collect()
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.user_types.join(", ");
        write!(f, "`{}` by {} ({types}): ", self.action, self.subject)?;
        match &self.decision {
            Decision::Allowed => writeln!(f, "allowed")?,
            Decision::Refused(Refused::Denied(reason)) => {
                write!(f, "denied, {}", reason.denial)?;
                match reason.part {
                    Some(part) => writeln!(f, " (of `{part}`)")?,
                    None => writeln!(f)?,
                }
            }
        }
        writeln!(
            f,
            "  table of `{}` at {}:{}",
            self.name, self.file, self.line
        )?;
        if let Some((flag, state)) = self.flag {
            let state = match state {
                Some(true) => "on",
                Some(false) => "off",
                None => "unknown, so it counts as off",
            };
            writeln!(f, "  flag `{flag}` is {state}")?;
        }
        for narrowed in &self.narrowed {
            writeln!(f, "  {narrowed}")?;
        }
        if !self.parts.is_empty() {
            writeln!(f, "  needs all of: {}", self.parts.join(", "))?;
            return lines(f, "  required: ", &self.requirements);
        }
        for path in &self.paths {
            write!(f, "  {} => {}", path.user_type, path.rule)?;
            writeln!(f, "    ({}:{})", self.file, path.rule.line())?;
            if !path.within_reach {
                writeln!(f, "    out of reach: the context is in another tenant")?;
            }
            lines(f, "    ", &path.conditions)?;
        }
        if self.paths.is_empty() {
            writeln!(f, "  no row applies: the subject has no user type")?;
        } else if !self.others.is_empty() {
            let others = self.others.join(", ");
            writeln!(f, "  not the subject's, so not asked: {others}")?;
        }
        lines(f, "  required: ", &self.requirements)
    }
}

fn lines(f: &mut fmt::Formatter<'_>, before: &str, answers: &[Answer]) -> fmt::Result {
    for answer in answers {
        let holds = if answer.holds {
            "holds"
        } else {
            "does not hold"
        };
        writeln!(f, "{before}`{}` {holds}", answer.condition)?;
    }
    Ok(())
}
