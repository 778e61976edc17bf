//! oso: one rule of Polar per action and alternative, on classes of the application.
//!
//! oso indexes its rules by the strings in their heads. The rule of its documentation,
//! `allow(actor, action, resource)`, has one string, the action. The rule of the best set-up, which
//! `query_rule` asks for, also has the user type, so oso compares neither a list nor a class. The
//! arguments are made once, in oso's own type.

use ::oso::{Oso as Store, PolarClass, PolarValue, ToPolar};
use permit::UserType as _;

use super::Engine;
use crate::{
    Failure,
    rules::{Action, Case, Condition, Question},
};

/// The caller.
#[derive(Clone, PolarClass)]
struct User {
    #[polar(attribute)]
    kind: String,
    /// Below zero for an anonymous caller.
    #[polar(attribute)]
    id: i64,
    #[polar(attribute)]
    edit_listing_experiment: bool,
    #[polar(attribute)]
    refunds_v2: bool,
}

/// The context.
#[derive(Clone, PolarClass)]
struct Item {
    #[polar(attribute)]
    seller: i64,
    #[polar(attribute)]
    published: bool,
}

/// The rule of its documentation, with the user and the item cloned for each question.
pub(super) fn plain(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let polar: String = case.actions.iter().map(listed).collect();
    Ok(Box::new(Plain {
        questions: questions(case, |user, key, item| (user, key, item))?,
        store: store(&polar)?,
    }))
}

/// A rule with the user type and the action as strings in its head.
pub(super) fn indexed(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let rows: String = case.actions.iter().map(rows).collect();
    // oso warns if there is no `allow`.
    let polar = format!("allow(_actor, _action, _resource) if false;\n{rows}");
    let prepare = |user: User, key: &'static str, item: Item| {
        [
            PolarValue::String(user.kind.clone()),
            PolarValue::String(key.to_owned()),
            user.to_polar(),
            item.to_polar(),
        ]
    };
    Ok(Box::new(Indexed {
        questions: questions(case, prepare)?,
        store: store(&polar)?,
    }))
}

fn store(polar: &str) -> Result<Store, Failure> {
    let mut store = Store::new();
    store.register_class(User::get_polar_class())?;
    store.register_class(Item::get_polar_class())?;
    store.load_str(polar)?;
    Ok(store)
}

fn listed(action: &Action) -> String {
    let mut polar = Vec::new();
    for (user_types, alternatives) in action.allowing() {
        for all in alternatives {
            // Polar refuses a variable that is used only once.
            let item = if all.is_empty() { "_item" } else { "item" };
            let key = action.key;
            let known = format!("user.kind in {user_types:?}");
            let body = body(action, all).fold(known, |body, one| format!("{body} and {one}"));
            polar.push(format!(
                "allow(user: User, {key:?}, {item}: Item) if {body};\n"
            ));
        }
    }
    polar.concat()
}

fn rows(action: &Action) -> String {
    let mut polar = Vec::new();
    for (user_type, alternatives) in &action.rows {
        for all in alternatives {
            let body: Vec<String> = body(action, all).collect();
            let body = body.join(" and ");
            let condition = if body.is_empty() { "" } else { " if " };
            let named = |name: &str| if body.contains(name) { "" } else { "_" };
            let (user, item, key) = (named("user."), named("item."), action.key);
            polar.push(format!(
                "allow_as({user_type:?}, {key:?}, {user}user, {item}item){condition}{body};\n"
            ));
        }
    }
    polar.concat()
}

fn body(action: &Action, all: &[Condition]) -> impl Iterator<Item = String> {
    let flag = action.flag.map(|flag| format!("user.{flag}"));
    let conditions = all.iter().map(|condition| match condition {
        Condition::Owner => "user.id = item.seller".to_owned(),
        Condition::Published => "item.published".to_owned(),
    });
    flag.into_iter().chain(conditions)
}

fn questions<T>(
    case: &Case,
    prepare: impl Fn(User, &'static str, Item) -> T,
) -> Result<Vec<T>, Failure> {
    let question = |question: &Question| {
        let Question { member, item, .. } = question;
        let user = User {
            kind: member.user_type.name().to_owned(),
            id: member.id.map_or(Ok(-1), i64::try_from)?,
            edit_listing_experiment: member.flags.edit_listing_experiment,
            refunds_v2: member.flags.refunds_v2,
        };
        let item = Item {
            seller: i64::try_from(item.seller)?,
            published: item.published,
        };
        Ok(prepare(user, case.action(question)?.key, item))
    };
    case.questions.iter().map(question).collect()
}

struct Plain {
    questions: Vec<(User, &'static str, Item)>,
    store: Store,
}

impl Engine for Plain {
    fn decide(&mut self, question: usize) -> bool {
        let Some((user, key, item)) = self.questions.get(question) else {
            return false;
        };
        let allowed = self.store.is_allowed(user.clone(), *key, item.clone());
        matches!(allowed, Ok(true))
    }
}

struct Indexed {
    questions: Vec<[PolarValue; 4]>,
    store: Store,
}

impl Engine for Indexed {
    fn decide(&mut self, question: usize) -> bool {
        let Some([user_type, key, user, item]) = self.questions.get(question).cloned() else {
            return false;
        };
        let query = self
            .store
            .query_rule("allow_as", (user_type, key, user, item));
        query.is_ok_and(|mut query| matches!(query.next(), Some(Ok(_))))
    }
}
