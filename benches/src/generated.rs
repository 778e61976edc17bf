//! Catalogues of ten, a hundred and a thousand actions, written by the build script.

#![expect(
    clippy::large_stack_arrays,
    reason = "an array that is promoted to a constant is not on the stack"
)]

use crate::{
    Catalogue, Functions,
    by_hand::owns,
    people::{Item, Member, User, UserType},
};

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
