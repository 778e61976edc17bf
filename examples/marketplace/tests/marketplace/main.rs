//! The marketplace, tested from outside: over real HTTP, and as a program.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a missing value fails its test, and clippy allows this only in test functions"
)]

mod apps;
mod cases;
mod customers_view;
mod data;
mod decisions;
mod document;
mod enabled;
mod endpoints;
mod events;
mod existence;
mod forms;
mod ids;
mod impersonation;
mod interface;
mod jobs;
mod keyboard;
mod layout;
mod lists;
mod matrix;
mod outages;
mod pages;
mod policy;
mod prices;
mod reference;
mod refusals;
mod safety;
mod sessions;
mod sites;
mod stage;
mod starting;
mod support;
mod waiting;
