//! Conditions in every form of a function.

use permit::{Owned, Principal};

use crate::{principal, subject};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Chief,
}

subject!(UserType);

/// What several contexts have in common.
pub trait Sealable {
    fn sealed(&self) -> bool;
}

pub struct Letter {
    pub sealed: bool,
    pub by: UserType,
}

impl Sealable for Letter {
    fn sealed(&self) -> bool {
        self.sealed
    }
}

impl Sealable for str {
    fn sealed(&self) -> bool {
        self.ends_with('.')
    }
}

impl Owned<User> for Letter {
    fn owner(&self) -> Option<&UserType> {
        Some(&self.by)
    }
}

mod rules {
    use super::{Principal, Sealable, User, UserType};

    #[permit::condition]
    pub fn is_sealed(_: &User, on: &(impl Sealable + ?Sized)) -> bool {
        on.sealed()
    }

    #[permit::condition]
    pub fn is_open<C: Sealable + ?Sized>(_: &Principal<User>, on: &C) -> bool {
        !on.sealed()
    }

    #[permit::condition]
    pub fn always<C>(_: &User, _: &C) -> bool
    where
        C: ?Sized,
    {
        true
    }

    /// For any action and any context, but for one subject only.
    #[permit::condition]
    pub fn never<A, C: ?Sized>(_: &A, _: &User, _: &C) -> bool {
        false
    }

    pub mod deep {
        use super::super::User;

        #[permit::condition]
        pub(in super::super) fn is_chief(User(rank): &User) -> bool {
            *rank == super::UserType::Chief
        }
    }

    /// A condition is also an ordinary function.
    pub fn called(who: &User) -> bool {
        deep::is_chief(who)
    }
}

use rules::{always as for_everyone, deep::is_chief};

/// Another name of the same type: only the type matters.
type Who = Principal<User>;

#[permit::condition]
fn by_alias(who: &Who, _: &Letter) -> bool {
    !who.is_anonymous()
}

permit::permissions! {
    <User: UserType>

    Open(context = Letter) {
        Anonymous => deny,
        Clerk => allow if rules::is_sealed && self::rules::is_open,
        Chief => allow if crate::conditions::rules::deep::is_chief && (rules::is_sealed || owner),
    }

    Speak(context = str, requires(for_everyone)) {
        Anonymous => deny,
        Clerk => allow if rules::is_sealed,
        Chief => allow if rules::is_open || is_chief,
    }

    Sign(context = Letter, requires(by_alias, rules::is_open)) {
        Anonymous => allow,
        Clerk => allow if rules::never,
        Chief => allow if owner,
    }
}

#[test]
fn conditions_are_named_by_any_path() {
    let letter = |sealed| Letter {
        sealed,
        by: UserType::Clerk,
    };
    let clerk = principal(User(UserType::Clerk));
    let chief = principal(User(UserType::Chief));
    assert!(!clerk.can(Open, &letter(true)) && !clerk.can(Open, &letter(false)));
    assert!(chief.can(Open, &letter(true)) && !chief.can(Open, &letter(false)));
    let own = Letter {
        sealed: false,
        by: UserType::Chief,
    };
    assert!(chief.can(Open, &own));
    assert!(rules::called(&User(UserType::Chief)) && !rules::called(&User(UserType::Clerk)));
}

#[test]
fn one_condition_serves_contexts_with_and_without_a_size() {
    let clerk = principal(User(UserType::Clerk));
    assert!(clerk.can(Speak, "Enough.") && !clerk.can(Speak, "And"));
}

#[test]
fn requirements_hold_in_every_row() {
    let letter = |sealed| Letter {
        sealed,
        by: UserType::Chief,
    };
    assert!(principal(User(UserType::Chief)).can(Sign, &letter(false)));
    assert!(!principal(User(UserType::Chief)).can(Sign, &letter(true)));
    assert!(!principal(User(UserType::Anonymous)).can(Sign, &letter(false)));
    assert!(!principal(User(UserType::Clerk)).can(Sign, &letter(false)));
    assert_eq!(permit::testing::verify::<User>(), 9);
}

mod methods {
    use super::{Principal, User, UserType};

    /// A method of the application's own, of the same name as one of the principal.
    impl User {
        pub fn flag(&self, name: &str) -> bool {
            self.0 == UserType::Clerk && name == "clerk"
        }
    }

    pub struct Reader {
        pub who: User,
    }

    #[permit::condition]
    pub fn of_the_subject(who: &User) -> bool {
        who.flag("clerk")
    }

    #[permit::condition]
    pub fn of_the_principals_subject(who: &Principal<User>) -> bool {
        who.subject().flag("clerk")
    }

    #[permit::condition]
    pub fn of_a_field(_: &Principal<User>, on: &Reader) -> bool {
        on.who.flag("clerk")
    }

    #[permit::condition(flags(r#type, "by post"))]
    pub fn declared(who: &Principal<User>) -> bool {
        who.flag("type") || who.flag("by post")
    }
}

#[test]
fn a_method_of_the_application_is_not_taken_for_a_flag() {
    let who = principal(User(UserType::Clerk));
    assert!(methods::of_the_subject(&User(UserType::Clerk)));
    assert!(methods::of_the_principals_subject(&who));
    let reader = methods::Reader {
        who: User(UserType::Clerk),
    };
    assert!(methods::of_a_field(&who, &reader));
    assert!(!methods::declared(&who));
}
