//! The decision, compared with its specification.
//!
//! - [`catalogue`]: a synthetic multi-tenant application, and [`reference`], its rules again,
//!   written by hand from the specified procedure, as naively as possible;
//! - [`every_combination`]: compares the two in every small world;
//! - [`formulas`]: compares `allow if` with Rust's own booleans, and tests which conditions are
//!   evaluated;
//! - [`six_conditions`]: the same for randomly generated tables, in every small world;
//! - [`forgotten_tenant`]: a subject that does not say its tenant;
//! - [`reasons`]: what a refusal says, and to whom;
//! - [`answers`]: decisions without tenants, before a context is known, and with many actions;
//! - [`before_a_context`]: conditions on the caller alone;
//! - [`by_key`]: a catalogue by key, and its schema;
//! - [`ambiguous_flags`]: flags that are one environment variable;
//! - [`existence`]: denials that are answered as if the context did not exist;
//! - [`panics`]: sources of flags and policies that panic;
//! - [`keys`]: how two actions with the same key are detected;
//! - [`traps`]: mistakes that other authorization systems made;
//! - [`verified`]: what `verify` compares;
//! - [`requires`]: the attribute, on each form of function.

#![allow(
    unreachable_pub,
    reason = "the catalogue is an application in a module"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod ambiguous_flags;
mod answers;
mod before_a_context;
mod by_key;
mod catalogue;
mod every_combination;
mod existence;
mod forgotten_tenant;
mod formulas;
mod keys;
mod panics;
mod reasons;
mod reference;
mod requires;

mod six_conditions;
mod traps;
mod verified;
