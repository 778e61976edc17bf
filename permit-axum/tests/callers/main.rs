//! Who sends a request: the same caller for every guard, whatever is around it.
//!
//! - [`shop`]: a shop whose staff act as sellers;
//! - [`orders`]: layers that log, narrow and authenticate, in every order;
//! - [`narrowings`]: consents of several layers and of the caller, which all apply;
//! - [`impersonated`]: staff who act as a seller, or may not;
//! - [`applications`]: several subjects, states and authorizers in one application;
//! - [`forwarded`]: requests that a handler sends on with other credentials;
//! - [`once`]: how often a handler authenticates;
//! - [`consents`]: pages for signed-in callers, under a consent;
//! - [`indeterminate`]: a policy that is not known now;
//! - [`sockets`]: a fresh principal for each message.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod applications;
mod consents;
mod forwarded;
mod impersonated;
mod indeterminate;
mod narrowings;
mod once;
mod orders;
mod shop;
mod sockets;
