//! Sources of flags that have to be awaited.

use core::{future::Future, pin::Pin};
use std::collections::BTreeMap;

/// The flags of one subject, resolved already. Other flags are unknown, and therefore off.
#[derive(Clone, Debug, Default)]
pub struct ResolvedFlags(BTreeMap<&'static str, bool>);

impl ResolvedFlags {
    pub(crate) fn state(&self, flag: &str) -> Option<bool> {
        self.0.get(flag).copied()
    }
}

impl FromIterator<(&'static str, bool)> for ResolvedFlags {
    fn from_iter<I: IntoIterator<Item = (&'static str, bool)>>(flags: I) -> Self {
        Self(flags.into_iter().collect())
    }
}

/// What [`ResolveFlags::resolve`] returns.
pub type Resolves<'a> = Pin<Box<dyn Future<Output = ResolvedFlags> + Send + 'a>>;

/// Resolves flags for a subject: a flag service that has to be awaited.
///
/// [`Authorizer::load`](crate::Authorizer::load) asks it once for each principal. It never fails. It
/// leaves out what it cannot resolve in time, which is then off. If it panics, it has resolved nothing.
pub trait ResolveFlags<S>: Send + Sync + 'static {
    /// Those of `flags` whose state is known for `subject`.
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, subject: &'a S) -> Resolves<'a>;
}

/// Several parts of an application may share one resolver.
impl<S, F: ResolveFlags<S>> ResolveFlags<S> for std::sync::Arc<F> {
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, subject: &'a S) -> Resolves<'a> {
        (**self).resolve(flags, subject)
    }
}
