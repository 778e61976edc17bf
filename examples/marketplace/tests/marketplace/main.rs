//! The marketplace, from outside: over real HTTP, and as a program.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "whatever is missing fails its test, and clippy knows only the functions that are tests"
)]

mod cases;
mod decisions;
mod endpoints;
mod interface;
mod lists;
mod pages;
mod safety;
mod stage;
mod starting;
