//! The steps of a guard, in their order. An adapter extracts what they ask for, and answers.
//!
//! 1. [`principal`]: authenticate, and load what is in force for the caller;
//! 2. [`Narrowings::applied`](crate::Narrowings::applied): apply what layers added;
//! 3. [`admitted`]: refuse a caller that could never be allowed, before anything is loaded;
//! 4. [`allowed`]: load the context, and check. [`scoped`] asks for the list query instead, and
//!    [`signed_in`] only for a known caller.

use core::future::Future;

use permit_runtime::{
    Authorizer, Caller, Listed, Permissions, Permit, Principal, Refused, Scope, Subject,
    WithoutFields,
    adapter::{self, Scopes},
};

use crate::{Extraction, RefusalView};

/// Where a guard stopped.
#[derive(Clone, Debug)]
pub enum Stopped<E> {
    /// The caller has no principal, because it may not impersonate the subject. That refuses
    /// everything that it asks for, so it is not the denial of an action.
    NotAdmitted(RefusalView),
    /// permit refused. A context that does not exist and one that the caller may not know of are both
    /// [`RefusalView::not_found`], so one renderer answers both.
    Refused(RefusalView),
    /// The application's own code failed: it could not authenticate, or not load the context.
    Failed(E),
}

impl<E> Stopped<E> {
    /// Whether permit denied. An outage, something that cannot be decided now, and a context that does
    /// not exist, or that the caller may not know of, are not denials.
    #[must_use]
    pub const fn is_denial(&self) -> bool {
        match self {
            Self::Refused(view) => view.is_denial(),
            Self::NotAdmitted(_) | Self::Failed(_) => false,
        }
    }
}

/// The principal of the request's caller, before it is narrowed.
///
/// # Errors
///
/// When `authenticate` fails, and when the caller may not impersonate the subject.
pub async fn principal<U: Permissions, E>(
    authorizer: &Authorizer<U>,
    extraction: Option<Extraction>,
    authenticate: impl Future<Output = Result<Caller<U>, E>>,
) -> Result<Principal<U>, Stopped<E>> {
    let kept = extraction
        .as_ref()
        .and_then(|one| one.principal(authorizer));
    if let Some(principal) = kept {
        return Ok(principal);
    }
    let caller = authenticate.await.map_err(Stopped::Failed)?;
    let admitted = authorizer.admit(caller).await;
    let principal =
        admitted.map_err(|not| Stopped::NotAdmitted(RefusalView::not_admitted(&not)))?;
    if let Some(extraction) = extraction {
        extraction.keep(&principal);
    }
    Ok(principal)
}

/// The same principal, if there may be a context on which `A` is allowed.
///
/// # Errors
///
/// When there is none, or when that cannot be decided now.
pub fn admitted<A: Listed, E>(
    who: Principal<A::Subject>,
) -> Result<Principal<A::Subject>, Stopped<E>> {
    match adapter::refuse_early::<A>(&who) {
        None => Ok(who),
        Some(refused) => Err(refusal(&refused)),
    }
}

/// The permit to do `A` on the context that `load` loads.
///
/// An adapter's `load` fails with [`RefusalView::not_found`] when the context does not exist.
///
/// # Errors
///
/// When the caller could never be allowed, before `load` is polled; when `load` fails; and when `A` is
/// refused on the context.
pub async fn allowed<A, E>(
    who: Principal<A::Subject>,
    load: impl Future<Output = Result<A::Context, Stopped<E>>>,
) -> Result<Permit<'static, A>, Stopped<E>>
where
    A: Listed<Context: Sized + 'static> + WithoutFields,
{
    let who = admitted::<A, E>(who)?;
    let context = load.await?;
    let checked = who.check(A::VALUE, context);
    checked.map_err(|refused| refusal(&refused))
}

fn refusal<E>(refused: &Refused) -> Stopped<E> {
    Stopped::Refused(RefusalView::of(refused))
}

/// The list query: what the caller may do `A` on.
///
/// # Errors
///
/// When the caller could never be allowed, or when that cannot be decided now.
pub fn scoped<A, E>(who: Principal<A::Subject>) -> Result<Scope<A>, Stopped<E>>
where
    A: Listed<Shape: Scopes<A>> + WithoutFields,
{
    let who = admitted::<A, E>(who)?;
    let scope = who.scope(A::VALUE);
    scope.map_err(|refused| refusal(&refused))
}

/// The same principal, if the caller is known and may do something.
///
/// A page for signed-in callers tells who they are. So a caller that may do nothing, whatever the
/// tables say, is refused: it has no user type, or the policy blocks each; it acts under a consent to
/// nothing (no action of the catalogue, no place, or ended); or its impersonation has ended. A consent to
/// any action is enough; everything else that the caller does needs an action.
///
/// # Errors
///
/// When the caller is anonymous; when it may do nothing; and when that cannot be decided now.
pub fn signed_in<U: Subject, E>(who: Principal<U>) -> Result<Principal<U>, Stopped<E>> {
    let refused = |view| Err(Stopped::Refused(view));
    if who.is_anonymous() {
        return refused(RefusalView::signed_out());
    }
    if let Err(indeterminate) = who.known() {
        return Err(refusal(&Refused::Indeterminate(indeterminate)));
    }
    if adapter::may_nothing(&who) {
        return refused(RefusalView::forbidden());
    }
    Ok(who)
}
