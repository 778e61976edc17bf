//! User types, rows, conditions and actions that `#[cfg]` removes or keeps.

#![allow(
    clippy::non_minimal_cfg,
    reason = "`all()` is a `cfg` that is always on"
)]

use permit::{Permissions, catalogue::Table};

use crate::{principal, subject};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    /// Removed, with each of its rows.
    #[cfg(any())]
    Robot,
    /// Kept, with each of its rows.
    #[cfg(all())]
    Chief,
}

subject!(UserType);

#[cfg(any())]
#[permit::condition]
fn absent(_: &User, _: &DoesNotExist) -> bool {
    true
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(
    Anonymous => deny,
    Clerk => allow,
    #[cfg(any())]
    Robot => allow if absent,
    #[cfg(all())]
    #[cfg(not(any()))]
    Chief => allow,
)]
pub struct Read;

#[cfg(any())]
#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Clerk | Robot | Chief => deny)]
pub struct Gone;

permit::permissions! {
    <User: UserType>

    #[cfg(any())]
    use Gone;

    #[cfg(any())]
    GoneToo(context = DoesNotExist) {
        Anonymous => deny,
        Clerk => allow if absent,
        #[cfg(all())]
        Chief => allow,
    }

    use Read;

    #[cfg(any())]
    pub Either { Anonymous | Clerk | Chief => deny }

    #[cfg(not(any()))]
    pub Either { Anonymous | Clerk => deny, Chief => allow }

    #[cfg_attr(all(), cfg(all()))]
    Last { Anonymous | Clerk | Chief => allow }
}

#[test]
fn what_cfg_removes_is_not_in_the_catalogue_and_changes_nothing_else() {
    let keys: Vec<_> = User::ACTIONS.iter().map(Table::key).collect();
    assert_eq!(keys, ["read", "either", "last"]);
    let chief = principal(User(UserType::Chief));
    assert!(chief.can(Read, &()) && chief.can(Either, &()) && chief.can(Last, &()));
    let clerk = principal(User(UserType::Clerk));
    assert!(clerk.can(Read, &()) && !clerk.can(Either, &()));
    assert_eq!(permit::testing::verify::<User>(), 9);
}
