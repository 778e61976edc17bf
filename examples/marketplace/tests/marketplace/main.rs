//! The marketplace, from outside: over real HTTP, and as a program.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "whatever is missing fails its test, and clippy knows only the functions that are tests"
)]

mod apps;
mod cases;
mod data;
mod decisions;
mod document;
mod endpoints;
mod events;
mod impersonation;
mod interface;
mod jobs;
mod lists;
mod pages;
mod reference;
mod safety;
mod stage;
mod starting;
