//! Roles in the tables of actions: what `granted` decides, and that every answer about an action agrees with
//! the check.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod answers;
mod counts;
mod tables;
mod workplace;
