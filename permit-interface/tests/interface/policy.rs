//! A live policy: what it blocks is not offered, and nothing is said while it is not known.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use permit::{
    Authorizer, Principal, Refused, Subject, UserTypes,
    policy::{Binding, Binds, CoarseClock, Policy, Unavailable, Words},
    refusal::Unknown,
    tenancy::Tenant,
};
use permit_interface::casl::Rules;
use serde_json::{Value, json};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Support,
}

struct User(UserTypes<UserType>);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        Some(&7)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.0
    }

    fn anonymous() -> Self {
        Self(UserType::Anonymous.into())
    }
}

#[derive(permit::Columns, Clone, Debug)]
struct Item {
    #[column(owner = User)]
    seller: u64,
}

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Seller | Support => allow }
    EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
    ReplaceItem(context = Item) = all_of(ViewItem, EditItem);
}

/// What an authorizer binds to each principal.
enum Live {
    /// The code, and a block of `edit_item` for one user type.
    Blocks(UserType),
    /// The code, as it was too long ago.
    Stale,
    Away,
}

impl Policy<User> for Live {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        let mut words = Words::of_code();
        let stale = match self {
            Self::Blocks(user_type) => {
                words.deny("edit_item", *user_type).unwrap();
                Duration::from_secs(60)
            }
            Self::Stale => Duration::ZERO,
            Self::Away => return Box::pin(async { Err(Unavailable) }),
        };
        let fresh = Arc::new(CoarseClock::new()).fresh(Instant::now(), stale);
        Box::pin(async { Ok(Binding::new(words, fresh)) })
    }
}

/// A principal is loaded at once, because nothing here has to be waited for.
fn loaded(live: Live, user_types: impl Into<UserTypes<UserType>>) -> Principal<User> {
    let authorizer = Authorizer::builder().policy(live).build();
    let load = authorizer.load(User(user_types.into()));
    match pin!(load).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(who) => who,
        Poll::Pending => panic!("it should be ready at once"),
    }
}

fn abilities(who: &Principal<User>) -> Value {
    serde_json::to_value(who.abilities().unwrap()).unwrap()
}

fn rules(who: &Principal<User>) -> Value {
    serde_json::to_value(Rules::of(who).unwrap()).unwrap()
}

fn rules_with_scopes(who: &Principal<User>) -> Value {
    let rules = Rules::of(who)
        .unwrap()
        .and(&who.scope(EditItem).unwrap())
        .and(&who.scope(ReplaceItem).unwrap());
    serde_json::to_value(rules).unwrap()
}

const OWN: Item = Item { seller: 7 };
const OTHER: Item = Item { seller: 8 };

/// The rule that needs the key of `action`.
fn carried(action: &str) -> Value {
    json!({
        "action": action, "subject": "all", "conditions": { "abilities": { "$all": [action] } },
    })
}

/// The rule that needs the item to be the caller's own.
fn own(action: &str) -> Value {
    json!({ "action": action, "subject": "all", "conditions": { "seller": { "$in": [7] } } })
}

fn denied(action: &str) -> Value {
    json!({ "action": action, "subject": "all", "inverted": true })
}

#[test]
fn a_cell_that_the_policy_blocks_is_not_offered() {
    let view = json!({ "action": "view_item", "subject": "all" });

    // The policy leaves the cell of a seller as the code has it.
    let who = loaded(Live::Blocks(UserType::Support), UserType::Seller);
    let depends = json!({ "depends": ["owner"] });
    assert_eq!(
        abilities(&who),
        json!({ "view_item": "always", "edit_item": depends, "replace_item": depends })
    );
    let all = ["view_item", "edit_item", "replace_item"];
    assert_eq!(who.abilities_on(&OWN).unwrap(), all);
    let (edit, replace) = (carried("edit_item"), carried("replace_item"));
    assert_eq!(rules(&who), json!([view, edit, replace]));
    let (own_edit, own_replace) = (own("edit_item"), own("replace_item"));
    assert_eq!(
        rules_with_scopes(&who),
        json!([view, edit, replace, own_edit, own_replace])
    );

    let who = loaded(Live::Blocks(UserType::Seller), UserType::Seller);
    assert_eq!(
        abilities(&who),
        json!({ "view_item": "always", "edit_item": "never", "replace_item": "never" })
    );
    assert_eq!(who.abilities_on(&OWN).unwrap(), ["view_item"]);
    let blocked = json!([view, denied("edit_item"), denied("replace_item")]);
    assert_eq!(rules(&who), blocked);
    assert_eq!(rules_with_scopes(&who), blocked);
}

#[test]
fn what_the_policy_leaves_to_another_user_type_is_offered() {
    let both = [UserType::Seller, UserType::Support];
    let who = loaded(Live::Blocks(UserType::Seller), both);
    assert_eq!(abilities(&who)["edit_item"], "always");
    assert!(who.abilities_on(&OTHER).unwrap().contains(&"edit_item"));

    // Only the row of a seller is left, and with it its condition.
    let who = loaded(Live::Blocks(UserType::Support), both);
    assert_eq!(
        abilities(&who)["edit_item"],
        json!({ "depends": ["owner"] })
    );
    assert_eq!(who.abilities_on(&OTHER).unwrap(), ["view_item"]);
    let rules = rules_with_scopes(&who);
    let rules = rules.as_array().unwrap().iter();
    let rules: Vec<_> = rules.filter(|one| one["action"] == "edit_item").collect();
    assert_eq!(rules, [&carried("edit_item"), &own("edit_item")]);
}

#[test]
fn while_the_policy_is_not_known_there_are_no_answers() {
    let authorizer = Authorizer::builder().policy(Live::Blocks(UserType::Support));
    let not_loaded = authorizer.build().principal(User(UserType::Support.into()));
    for (who, unknown) in [
        (loaded(Live::Away, UserType::Support), Unknown::Unavailable),
        (loaded(Live::Stale, UserType::Support), Unknown::Stale),
        (not_loaded, Unknown::NotLoaded),
    ] {
        assert_eq!(who.abilities().unwrap_err().unknown(), unknown);
        assert_eq!(who.abilities_on(&OWN).unwrap_err().unknown(), unknown);
        assert_eq!(Rules::of(&who).unwrap_err().unknown(), unknown);
        // So there is no scope to add, and `Rules::and` cannot give fewer rules instead.
        let Err(Refused::Indeterminate(indeterminate)) = who.scope(EditItem) else {
            panic!("it should be indeterminate: {unknown}");
        };
        assert_eq!(indeterminate.unknown(), unknown);
        assert_eq!(indeterminate.action(), Some("edit_item"));
    }
}
