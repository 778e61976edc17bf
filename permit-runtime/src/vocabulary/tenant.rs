//! The tenant that a subject or a context belongs to, and which contexts a subject reaches.

use crate::vocabulary::{Id, UserType, UserTypes};

/// Where a subject belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenant<'a> {
    /// The platform itself. Its user types that are marked `#[platform]` reach every tenant.
    Platform,
    /// One tenant, by its id.
    Of(Id<'a>),
    /// Unknown: the subject reaches only global contexts.
    Unknown,
}

impl<'a> Tenant<'a> {
    /// The tenant with this id.
    pub fn of(id: impl Into<Id<'a>>) -> Self {
        Self::Of(id.into())
    }
}

/// Where a context belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextTenant<'a> {
    /// To no tenant: every subject reaches it.
    Global,
    /// To one tenant, by its id.
    Of(Id<'a>),
    /// To the tenant of the subject that asks: what `()` says.
    OfSubject,
}

impl<'a> ContextTenant<'a> {
    /// The tenant with this id.
    pub fn of(id: impl Into<Id<'a>>) -> Self {
        Self::Of(id.into())
    }
}

/// A context that says which tenant it belongs to.
///
/// When the catalogue says `permissions! { <User: UserType, tenants> … }`, every context has to
/// implement this, so a forgotten tenant is never a global context. A context with columns gets it from
/// `#[column(tenant)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which tenant it belongs to",
    label = "the context of this action is not `InTenant`",
    note = "the catalogue says `tenants`: where the id of its tenant is a field, write `#[derive(permit::Columns)]` \
            above `{Self}`, and `#[column(tenant)]` above the field",
    note = "if every `{Self}` is global, write `#[columns(global)]` below the derive",
    note = "else write `impl permit::tenancy::InTenant for {Self}`"
)]
pub trait InTenant {
    /// Where it belongs.
    fn tenant(&self) -> ContextTenant<'_>;
}

#[diagnostic::do_not_recommend]
impl InTenant for () {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::OfSubject
    }
}

/// Whether a subject with `types` reaches `context` at all. It says so of the tenants alone, also for a
/// subject without a user type.
pub(crate) fn is_within_reach<T: UserType>(
    types: UserTypes<T>,
    tenant: Tenant<'_>,
    context: ContextTenant<'_>,
) -> bool {
    match (tenant, context) {
        (_, ContextTenant::Global | ContextTenant::OfSubject) => true,
        (Tenant::Of(own), ContextTenant::Of(its)) => own.is_known_as(its),
        (Tenant::Platform, ContextTenant::Of(_)) => !types.within(T::PLATFORM).is_empty(),
        (Tenant::Unknown, ContextTenant::Of(_)) => false,
    }
}

/// Whether what a subject of `tenant` was granted counts on `context`. A tenant grants on its own contexts
/// and on what has no context, never on what belongs to no tenant or to another one.
pub(crate) fn grants_count(tenant: Tenant<'_>, context: ContextTenant<'_>) -> bool {
    match (tenant, context) {
        // What the platform's own people may do in a tenant is a question of their reach.
        (Tenant::Platform, _) => true,
        (Tenant::Of(own), ContextTenant::Of(its)) => own.is_known_as(its),
        (Tenant::Of(own), ContextTenant::OfSubject) => !own.is_empty(),
        (Tenant::Of(_), ContextTenant::Global) | (Tenant::Unknown, _) => false,
    }
}

/// Those of `types` that reach from `tenant` to `context`.
#[inline]
pub(crate) fn reaching<T: UserType>(
    types: UserTypes<T>,
    tenant: Tenant<'_>,
    context: ContextTenant<'_>,
) -> UserTypes<T> {
    match (tenant, context) {
        (_, ContextTenant::Global | ContextTenant::OfSubject) => types,
        (Tenant::Of(own), ContextTenant::Of(its)) if own.is_known_as(its) => types,
        (Tenant::Platform, ContextTenant::Of(_)) => types.within(T::PLATFORM),
        (Tenant::Of(_) | Tenant::Unknown, ContextTenant::Of(_)) => UserTypes::none(),
    }
}
