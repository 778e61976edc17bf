//! Flags that are resolved once a request, by somebody who has to be waited for.

use core::{fmt, future::Future, pin::Pin};
use std::{collections::BTreeMap, sync::Arc};

use permit_runtime::FlagSource;

/// The flags of one request, resolved already. One that is not among them is unknown, and so not on.
#[derive(Clone, Debug, Default)]
pub struct ResolvedFlags(BTreeMap<&'static str, bool>);

impl FromIterator<(&'static str, bool)> for ResolvedFlags {
    fn from_iter<I: IntoIterator<Item = (&'static str, bool)>>(flags: I) -> Self {
        Self(flags.into_iter().collect())
    }
}

impl<S> FlagSource<S> for ResolvedFlags {
    fn is_on(&self, flag: &str, _: &S) -> Option<bool> {
        self.0.get(flag).copied()
    }
}

/// Resolves flags for the subject of a request: a flag service that has to be waited for.
///
/// It never fails. What it could not resolve in time is left out, and so is not on.
pub trait ResolveFlags<S>: Send + Sync + 'static {
    /// Those of `flags` whose state is known for `subject`.
    fn resolve<'a>(
        &'a self,
        flags: Vec<&'static str>,
        subject: &'a S,
    ) -> Pin<Box<dyn Future<Output = ResolvedFlags> + Send + 'a>>;
}

/// Who resolves the flags of a request. The guards look for one where the layers of their
/// framework put it, and ask it once, when they make the request's principal.
pub struct FlagResolver<S>(Arc<dyn ResolveFlags<S>>);

impl<S: 'static> FlagResolver<S> {
    /// Asks `resolver`.
    #[must_use]
    pub fn new(resolver: impl ResolveFlags<S>) -> Self {
        Self(Arc::new(resolver))
    }

    /// Resolves `flags` for `subject`.
    pub async fn resolve(
        &self,
        flags: impl Iterator<Item = &'static str>,
        subject: &S,
    ) -> ResolvedFlags {
        self.0.resolve(flags.collect(), subject).await
    }
}

impl<S> Clone for FlagResolver<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S> fmt::Debug for FlagResolver<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlagResolver").finish_non_exhaustive()
    }
}
