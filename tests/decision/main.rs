//! The decision, held against what the design says of it.
//!
//! - [`catalogue`]: a synthetic multi-tenant application, and [`reference`], its rules once more,
//!   written by hand from the procedure and as naively as can be;
//! - [`every_combination`]: the two compared on every small world there is;
//! - [`formulas`]: `allow if` against Rust's own booleans, and how little is asked;
//! - [`six_conditions`]: the same for tables drawn by chance, in every small world;
//! - [`reasons`]: what a refusal says, and to whom;
//! - [`answers`]: without tenants, before a context is known, and with many actions;
//! - [`keys`]: how two actions with one key are found;
//! - [`traps`]: what others fell into;
//! - [`requires`]: the attribute, on each form of function.

#![allow(
    unreachable_pub,
    reason = "the catalogue is an application in a module"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so"
)]

mod answers;
mod catalogue;
mod every_combination;
mod formulas;
mod keys;
mod reasons;
mod reference;
mod requires;

mod six_conditions;
mod traps;
