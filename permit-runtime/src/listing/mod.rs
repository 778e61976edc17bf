//! List queries: which of all contexts a check would allow, before any is loaded.

pub(crate) mod filter;
mod scope;

pub use self::scope::{Extent, Scope, Scopes, owed};
