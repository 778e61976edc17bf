//! The rules as tables, with one function for each action and each way to decide.

use permit::{Authorizer, Principal};

use crate::{Item, User, UserType};

/// One function per action.
pub type Ask = &'static [fn(&Principal<User>, &Item) -> bool];

/// The principal of a user.
#[must_use]
pub fn principal(user: User) -> Principal<User> {
    Authorizer::builder().build().principal(user)
}

include!(concat!(env!("OUT_DIR"), "/permit.rs"));
