//! Compares what a user interface is told with the decision: in Rust, and in the generated modules
//! when the real compiler has compiled them and the real packages run them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper may panic like its test, and clippy allows that in test functions only"
)]

mod abilities;
mod cases;
mod casl;
mod catalogue;
mod filters;
mod node;
mod numbered;
mod operations;
mod policy;
mod reserved;
mod tenants;
mod typescript;
