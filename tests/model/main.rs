//! An independent, naive model of the whole decision, with roles, grants, opens and blocks, and the
//! comparison of the runtime with it.
//!
//! - `model` is the model: sets and loops over owned text. It uses nothing of permit.
//! - `clauses` has one small test for each clause of the procedure.
//! - `world` makes small worlds at random, `properties` says what holds in each of them.
//! - `comparison` asks the runtime and the model the same questions.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod clauses;
mod comparison;
mod model;
mod properties;
mod world;
