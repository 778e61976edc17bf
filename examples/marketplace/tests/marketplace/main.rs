//! The marketplace, tested from outside: over real HTTP, and as a program.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a missing value fails its test, and clippy allows this only in test functions"
)]

mod apps;
mod cases;
mod data;
mod decisions;
mod document;
mod endpoints;
mod events;
mod existence;
mod impersonation;
mod interface;
mod jobs;
mod lists;
mod outages;
mod pages;
mod reference;
mod safety;
mod stage;
mod starting;
