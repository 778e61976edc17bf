//! The rules as tables, with a function for each action and each way to ask.

use permit::{Authorizer, Principal};

use crate::{Item, User, UserType};

/// A function for each action.
pub type Ask = &'static [fn(&Principal<User>, &Item) -> bool];

/// The one who acts, bound to what is in force.
#[must_use]
pub fn principal(user: User) -> Principal<User> {
    Authorizer::builder().build().principal(user)
}

include!(concat!(env!("OUT_DIR"), "/permit.rs"));
