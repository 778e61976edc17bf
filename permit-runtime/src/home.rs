//! The tenant that a subject or a context belongs to, and who reaches whom.

use crate::{UserType, UserTypes};

/// Where a subject is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home<'a> {
    /// The platform itself. Its user types that are marked `#[platform]` cross into tenants.
    Platform,
    /// One tenant, by its id.
    Of(&'a str),
    /// Unknown: only what is global is within reach.
    Nowhere,
}

/// Where a context is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextHome<'a> {
    /// No tenant's: within everybody's reach.
    Global,
    /// One tenant's, by its id.
    Of(&'a str),
    /// Wherever the subject is at home: what `()` says.
    Subject,
}

/// A context that says which tenant it belongs to.
///
/// When the catalogue says `permissions! { <User: UserType, tenants> … }`, every context has to
/// implement this, so that a forgotten tenant is never a global context.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which tenant it belongs to",
    label = "the context of this action is not `InTenant`",
    note = "the catalogue says `tenants`: write `impl permit::InTenant for {Self}`"
)]
pub trait InTenant {
    /// Where it is at home.
    fn home(&self) -> ContextHome<'_>;
}

#[diagnostic::do_not_recommend]
impl InTenant for () {
    fn home(&self) -> ContextHome<'_> {
        ContextHome::Subject
    }
}

/// Those of `types` that reach from `home` to `context`.
#[inline]
pub(crate) fn within_reach<T: UserType>(
    types: UserTypes<T>,
    home: Home<'_>,
    context: ContextHome<'_>,
) -> UserTypes<T> {
    match (home, context) {
        (_, ContextHome::Global | ContextHome::Subject) => types,
        // An empty id is an id that somebody forgot: unknown never equals unknown.
        (Home::Of(own), ContextHome::Of(its)) if own == its && !own.is_empty() => types,
        (Home::Platform, ContextHome::Of(_)) => types.within(T::PLATFORM),
        (Home::Of(_) | Home::Nowhere, ContextHome::Of(_)) => UserTypes::none(),
    }
}
