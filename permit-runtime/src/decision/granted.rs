//! The built-in condition `granted`.

use crate::{
    decision::{Listed, could::Question},
    policy::Grants,
    principal::Principal,
    vocabulary::{Subject, Tenant, grants_count},
};

/// Whether the action with this index is granted to the caller on `context`: everywhere in its tenant, or on
/// a place of the context.
pub(super) fn is_granted<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    index: usize,
) -> bool {
    let Some(grants) = who.grants() else {
        return false;
    };
    let counts = !A::TENANTS || grants_count(who.tenant(), A::tenant(context));
    counts && (grants.everywhere(index) || grants.cover(index, &A::places(context)))
}

/// The grants that may count on some context.
pub(crate) fn counting<S: Subject>(who: &Principal<S>, tenants: bool) -> Option<&Grants<S>> {
    who.grants()
        .filter(|_| !tenants || who.tenant() != Tenant::Unknown)
}

/// What is known of it before there is a context; `None` if that depends on the context.
pub(super) fn known<S: Subject>(who: &Principal<S>, question: &Question<'_, S>) -> Option<bool> {
    let Some(grants) = counting(who, question.tenants) else {
        return Some(false);
    };
    if !grants.anywhere(question.index) {
        return Some(false);
    }
    // What a tenant granted does not count on contexts that belong to no tenant.
    let on_each = !question.tenants || who.tenant() == Tenant::Platform;
    (on_each && grants.everywhere(question.index)).then_some(true)
}
