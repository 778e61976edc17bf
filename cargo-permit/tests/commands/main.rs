//! The commands on packages that the tests write, with the real compiler and without a network.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

mod diff;
mod fill;
mod many;
mod package;
mod reading;
mod refused;
