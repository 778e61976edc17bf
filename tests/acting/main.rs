//! Acting for somebody, and several actions at once.
//!
//! - [`desk`]: a helpdesk with tenants and places;
//! - [`delegated`]: a third party acts for a user, and never does more than either may;
//! - [`impersonated`]: a staff member acts as a customer, and both are named;
//! - [`internal`]: a job of the application's own;
//! - [`operations`]: what needs several permissions, and what serves several actions;
//! - [`observed`]: who hears of decisions, and [`events`], those who read a log;
//! - [`printed`]: what things look like in a log;
//! - [`helpers`]: what an application's own tests are helped with.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so"
)]

mod delegated;
mod desk;
mod events;
mod helpers;
mod impersonated;
mod internal;
mod observed;
mod operations;
mod printed;
