//! The extractors.

use core::fmt;

use axum::{
    extract::{FromRef, FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
    response::IntoResponse,
};
use permit_runtime::{
    __private::{Forbidden, Hidden, Scopes, certain_refusal},
    Authorizer, IntoHeld, Listed, Permit, Principal, Refused, Scope, Subject, WithoutFields,
};

use crate::{NotFound, Refusal, RefusalView, principal::principal, refusal::Manner};

/// The permit to do `A`: the context is loaded by its own extractor, once, and then checked.
///
/// For actions without fields. In order: the principal; 401 or 403 if no context could be allowed,
/// before anything is loaded, so that a stranger cannot tell what exists; the context; the check.
///
/// `Option<Allowed<A>>` is `None` on a denial only, and proves nothing: it is no guard.
pub struct Allowed<A: Listed<Context: 'static> + WithoutFields>(
    /// The proof.
    pub Permit<'static, A>,
);

impl<A: Listed<Context: 'static> + WithoutFields> fmt::Debug for Allowed<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A, S> FromRequestParts<S> for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: FromRequestParts<S>,
    A::Context: FromRequestParts<S> + Send + Sync + Sized,
    A::OnDenied: DeniedAs<<A::Context as FromRequestParts<S>>::Rejection>,
    Authorizer<A::Subject>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let manner = Manner::of(parts);
        allowed(parts, state).await?.map_err(|denial| match denial {
            Denial::BeforeLoading(refused) => Refusal::view(RefusalView::of(&refused), manner),
            Denial::AfterLoading(refused) => A::OnDenied::refusal(&refused, manner),
        })
    }
}

impl<A, S> OptionalFromRequestParts<S> for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: FromRequestParts<S>,
    A::Context: FromRequestParts<S> + Send + Sync + Sized,
    Authorizer<A::Subject>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Refusal> {
        allowed(parts, state).await.map(Result::ok)
    }
}

/// At what point permit denied.
enum Denial {
    BeforeLoading(Refused),
    AfterLoading(Refused),
}

/// The permit, or the denial; what failed otherwise on the way is the outer error.
async fn allowed<A, S>(parts: &mut Parts, state: &S) -> Result<Result<Allowed<A>, Denial>, Refusal>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: FromRequestParts<S>,
    A::Context: FromRequestParts<S> + Send + Sync + Sized,
    Authorizer<A::Subject>: FromRef<S>,
    S: Send + Sync,
{
    let who: Principal<A::Subject> = principal(parts, state).await?;
    if let Some(refused) = certain_refusal::<A>(&who) {
        return Ok(Err(Denial::BeforeLoading(refused)));
    }
    let context = A::Context::from_request_parts(parts, state)
        .await
        .map_err(|rejection| Refusal::answered(rejection.into_response()))?;
    let checked = who.check(A::VALUE, context);
    Ok(checked.map(Allowed).map_err(Denial::AfterLoading))
}

/// How the denial of a loaded context is answered: by the action's `on_denied`, and the rejection
/// of whatever loaded it.
pub trait DeniedAs<Rejection> {
    #[doc(hidden)]
    fn refusal(refused: &Refused, manner: Manner) -> Refusal;
}

impl<Rejection> DeniedAs<Rejection> for Forbidden {
    fn refusal(refused: &Refused, manner: Manner) -> Refusal {
        Refusal::view(RefusalView::of(refused), manner)
    }
}

impl<Rejection: NotFound> DeniedAs<Rejection> for Hidden {
    fn refusal(_: &Refused, _: Manner) -> Refusal {
        Refusal::answered(Rejection::not_found().into_response())
    }
}

/// Stands for the rejection of a handler that loads by itself.
#[doc(hidden)]
#[derive(Debug)]
pub enum ByItself {}

impl DeniedAs<ByItself> for Hidden {
    fn refusal(_: &Refused, manner: Manner) -> Refusal {
        Refusal::view(RefusalView::not_found(), manner)
    }
}

/// A check to be made inside the handler: for actions with fields, contexts that come from a body,
/// sockets, batches, and writes that load their row inside a transaction.
///
/// Refuses at once when no context could be allowed.
pub struct Ask<A: Listed> {
    principal: Principal<A::Subject>,
    manner: Manner,
}

impl<A: Listed> Ask<A> {
    /// Who asks.
    #[must_use]
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.principal
    }

    /// The permit to do `action` on `context`.
    ///
    /// # Errors
    ///
    /// When it is refused. The denial of an action with `on_denied = not_found` is the same answer
    /// as [`not_found`](Self::not_found).
    pub fn check<'c>(
        &self,
        action: A,
        context: impl IntoHeld<'c, A::Context>,
    ) -> Result<Permit<'c, A>, Refusal>
    where
        A::OnDenied: DeniedAs<ByItself>,
    {
        self.principal
            .check(action, context)
            .map_err(|refused| A::OnDenied::refusal(&refused, self.manner.clone()))
    }

    /// What a handler answers that loads by itself and finds nothing.
    #[must_use]
    pub fn not_found(&self) -> Refusal {
        Refusal::view(RefusalView::not_found(), self.manner.clone())
    }
}

impl<A: Listed> fmt::Debug for Ask<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ask").field(&A::TABLE.key).finish()
    }
}

impl<A, S> FromRequestParts<S> for Ask<A>
where
    A: Listed,
    A::Subject: FromRequestParts<S>,
    Authorizer<A::Subject>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let manner = Manner::of(parts);
        let principal = principal(parts, state).await?;
        match certain_refusal::<A>(&principal) {
            None => Ok(Self { principal, manner }),
            Some(refused) => Err(Refusal::view(RefusalView::of(&refused), manner)),
        }
    }
}

/// The list query: all that the caller may do `A` on, of all that there is.
///
/// For actions without fields, each of whose conditions has a filter. Refuses at once when no
/// context could be allowed; a scope that lets nothing in otherwise is an empty list.
pub struct Scoped<A: Listed<Shape: Scopes<A>> + WithoutFields>(
    /// What a query is to ask for.
    pub Scope<A>,
);

impl<A: Listed<Shape: Scopes<A>> + WithoutFields> fmt::Debug for Scoped<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A, S> FromRequestParts<S> for Scoped<A>
where
    A: Listed<Shape: Scopes<A>> + WithoutFields,
    A::Subject: FromRequestParts<S>,
    Authorizer<A::Subject>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let manner = Manner::of(parts);
        let principal: Principal<A::Subject> = principal(parts, state).await?;
        match certain_refusal::<A>(&principal) {
            None => Ok(Self(principal.scope(A::VALUE))),
            Some(refused) => Err(Refusal::view(RefusalView::of(&refused), manner)),
        }
    }
}

/// The principal of somebody who is known, whatever it may do: for `/me`.
#[derive(Debug)]
pub struct SignedIn<U: Subject>(
    /// Who it is.
    pub Principal<U>,
);

impl<U, S> FromRequestParts<S> for SignedIn<U>
where
    U: Subject + FromRequestParts<S>,
    Authorizer<U>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let manner = Manner::of(parts);
        let who: Principal<U> = principal(parts, state).await?;
        if who.is_anonymous() || who.user_types().is_empty() {
            return Err(Refusal::view(RefusalView::signed_out(), manner));
        }
        Ok(Self(who))
    }
}

/// The principal of whoever asks, somebody who is not known as well. It proves nothing, so it is
/// no guard.
#[derive(Debug)]
pub struct Who<U: Subject>(
    /// Who it is.
    pub Principal<U>,
);

impl<U, S> FromRequestParts<S> for Who<U>
where
    U: Subject + FromRequestParts<S>,
    Authorizer<U>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        principal(parts, state).await.map(Self)
    }
}
