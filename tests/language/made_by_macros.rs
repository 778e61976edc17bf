//! Tables that the application's own `macro_rules` generate.

use permit::Owned;

use crate::{principal, subject};

macro_rules! user_types {
    ($name:ident: $anonymous:ident, $($other:ident),*) => {
        #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            #[anonymous]
            $anonymous,
            $($other,)*
        }
    };
}

user_types!(UserType: Anonymous, Clerk, Chief);

subject!(UserType);

pub mod store {
    pub struct Item(pub bool);
}

impl Owned<User> for store::Item {
    fn owner(&self) -> Option<&UserType> {
        Some(&UserType::Clerk)
    }
}

macro_rules! condition {
    ($name:ident($who:ty $(, $context:ty)?) = $answer:expr) => {
        #[permit::condition]
        fn $name(_: &$who $(, _: &$context)?) -> bool {
            $answer
        }
    };
}

condition!(always(User) = true);
condition!(never(permit::Principal<User>, store::Item) = false);

/// The name, the types, one condition and one user type are parameters. The macro itself names the
/// other conditions and user types. (rustfmt would move the rows to the right each time it runs.)
#[rustfmt::skip]
macro_rules! action {
    ($name:ident, $subject:ty, $context:ty, $condition:path, $allowed:ident) => {
        #[derive(permit::Action, Clone)]
        #[action(subject = $subject, context = $context)]
        #[permissions(
            Anonymous => deny,
            $allowed => allow if $condition && (always || owner),
            Chief => allow if owner || $condition,
        )]
        pub struct $name;
    };
}

action!(Buy, User, store::Item, self::always, Clerk);
action!(Sell, crate::made_by_macros::User, store::Item, never, Clerk);

macro_rules! action_with_everything_from_outside {
    ($(#[$attribute:meta])* $name:ident { $($rows:tt)* }) => {
        #[derive(permit::Action)]
        $(#[$attribute])*
        #[permissions($($rows)*)]
        pub struct $name {
            pub amount: u64,
        }
    };
}

action_with_everything_from_outside! {
    /// Give it away.
    #[action(subject = User, context = store::Item, requires(always))]
    Give { Anonymous => deny, Clerk | Chief => allow if owner && always }
}

macro_rules! catalogue {
    ($subject:ty, $user_type:path, $($listed:path),*; $($inline:ident => $context:ty),*) => {
        permit::permissions! {
            <$subject: $user_type>

            $(use $listed;)*
            $(pub $inline(context = $context) { Anonymous => deny, Clerk | Chief => allow })*
            pub Own { Anonymous => deny, Clerk => allow if always, Chief => allow }
        }
    };
}

catalogue!(User, UserType, Buy, self::Sell, crate::made_by_macros::Give;
    Look => store::Item, Count => [u8]);

macro_rules! guarded {
    ($name:ident, $action:expr, $returned:ty) => {
        #[permit::requires($action, who, item)]
        fn $name(who: &permit::Principal<User>, item: &store::Item) -> $returned {
            Ok(item.0)
        }
    };
}

guarded!(buy, Buy, Result<bool, permit::Refused>);
guarded!(give, Give { amount: 3 }, Result<bool, permit::Refused>);

#[test]
fn code_that_a_macro_generates_decides_like_code_that_is_written_by_hand() {
    let item = store::Item(true);
    let clerk = principal(User(UserType::Clerk));
    assert!(clerk.can(Buy, &item) && !clerk.can(Sell, &item));
    let given = clerk.check(Give { amount: 1 }, &item);
    assert_eq!(given.map(|permit| permit.action().amount), Ok(1));
    let chief = principal(User(UserType::Chief));
    assert!(chief.can(Buy, &item) && !chief.can(Sell, &item));
    assert!(!chief.can(Give { amount: 1 }, &item));
    assert!(clerk.can(Look, &item) && clerk.can(Count, &[]) && clerk.can(Own, &()));
    assert!(buy(&clerk, &item).is_ok() && give(&chief, &item).is_err());
    assert_eq!(permit::testing::verify::<User>(), 18);
}
