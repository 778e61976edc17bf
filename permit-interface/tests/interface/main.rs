//! What a user interface is told, against the decision: in Rust, and as the generated modules say
//! it when the real compiler has compiled them and the real packages run them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever is missing fails its test, and clippy knows only the functions that are tests"
)]

mod abilities;
mod cases;
mod casl;
mod catalogue;
mod filters;
mod node;
mod operations;
mod tenants;
mod typescript;
