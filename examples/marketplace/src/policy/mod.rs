//! What operators open and block while the marketplace runs: its store, and the commands.

mod commands;
mod form;
mod moments;
mod opening;
mod printing;

pub use self::{
    commands::{Command, run},
    form::{EVERY, Ending, PolicyForm, Wanted, actions, user_types},
    opening::{CannotOperate, beside, follow, store},
};
