//! The live policy on real files: what operators change, and how every process obeys.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod audit;
mod changes;
mod obeying;
mod outages;
mod roles;
mod shop;
mod versions;
