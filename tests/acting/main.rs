//! Acting on behalf of a user, and operations of several actions.
//!
//! - [`desk`]: a helpdesk with tenants and places;
//! - [`delegated`]: a third party acts for a user, and may do only what both the user and the
//!   consent allow;
//! - [`impersonated`]: a staff member acts as a customer, and both are named;
//! - [`internal`]: jobs that the application runs itself;
//! - [`operations`]: operations that need several permissions, and functions that serve several
//!   actions;
//! - [`observed`]: decisions as an observer sees them, and [`events`], as `tracing` events;
//! - [`printed`]: how types are printed in a log;
//! - [`helpers`]: the helpers for an application's own tests; [`asked`]: whether each action is asked for.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod asked;
mod delegated;
mod desk;
mod events;
mod helpers;
mod impersonated;
mod internal;
mod observed;
mod operations;
mod printed;
