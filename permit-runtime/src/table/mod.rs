//! What an action's table says, as the macros compiled it.

mod action_indices;
mod compiled;
mod formula;
mod keys;
mod message;
mod numbering;
mod permissions;
mod rule;
mod stated;
mod terms;
pub(crate) mod truth_table;
mod words;
mod written;

pub(crate) use self::{action_indices::ActionIndices, compiled::TableOf};
pub use self::{
    compiled::Table,
    formula::Formula,
    keys::Keys,
    numbering::assert_user_types,
    permissions::{Hidden, Permissions},
    rule::Rule,
    stated::{NotARule, StatedRule},
    terms::Terms,
    words::{NotAnAction, Words},
};
