//! The seam of a live policy: every reader of a table obeys the policy that its principal is bound to,
//! and nothing is allowed while the policy is not known.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod blocks;
mod callers;
mod loading;
mod policies;
mod readers;
mod shop;
mod stated;
mod unknown;
