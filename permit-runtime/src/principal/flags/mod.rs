//! Feature flags: read once for each principal, by name.

mod index;
mod resolver;
mod source;
mod sources;

pub(crate) use self::index::{FlagIndex, Flags};
pub use self::{
    resolver::{ResolveFlags, ResolvedFlags, Resolves},
    source::FlagSource,
    sources::{EnvironmentFlags, InMemoryFlags},
};
