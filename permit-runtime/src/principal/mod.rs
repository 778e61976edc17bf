//! Principals: subjects bound to the flags and the policy in force, and what narrows them.

mod authorizer;
mod bound_subject;
mod builder;
mod caught;
#[cfg(feature = "tracing")]
mod events;
mod flags;
mod identity;
mod internal;
mod narrowing;
mod observer;

#[cfg(feature = "tracing")]
pub use self::events::Events;
pub use self::{
    authorizer::Authorizer,
    bound_subject::Principal,
    builder::AuthorizerBuilder,
    flags::{EnvironmentFlags, FlagSource, InMemoryFlags, ResolveFlags, ResolvedFlags, Resolves},
    internal::{Internal, NotInternal},
    narrowing::Impersonation,
    observer::{Decided, Observer},
};
pub(crate) use self::{
    identity::Identity,
    narrowing::{Limit, Narrowing},
};
