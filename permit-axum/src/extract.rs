//! The extractors.

use core::fmt;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use permit_runtime::{
    Listed, Permit, Principal, Scope, Subject, WithoutFields,
    adapter::{Due, Duty, Scopes, given, owed},
    proof::IntoHeld,
};
use permit_web::steps::{self, Stopped};

use crate::{
    Authenticate, Refusal, RefusalView, authenticate::principal, refusal::RefusalFormat,
    unchecked::due,
};

/// The permit to do `A`: the context is loaded by its own extractor, once, and then checked.
///
/// For actions without fields. In order: the principal; 401 or 403 if no context could be allowed,
/// before anything is loaded, so a caller cannot learn what exists; the context; the check.
///
/// A context that does not exist is answered as one that the caller may not know of: when the
/// context's own extractor rejects with a 404, the answer is permit's, in the application's
/// [`RefusalStyle`](crate::RefusalStyle).
///
/// `Option<Allowed<A>>` is `None` only if it is denied on a context that the caller may know of. It
/// proves nothing, so it is not a guard.
///
/// Two guards of one handler load the context twice, and may so decide on two states of it. A handler that
/// needs two permits on one context takes one guard, and checks the second action on what its permit holds:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// # use permit::Permit;
/// use permit_axum::{Allowed, Refusal};
///
/// async fn edit(Allowed(view): Allowed<ViewItem>) -> Result<(), Refusal> {
///     let edit = view.principal().check(EditItem, view.context())?;
///     save(&view, &edit);
///     Ok(())
/// }
/// # fn save(_: &Permit<'_, ViewItem>, _: &Permit<'_, EditItem>) {}
/// # fn main() {}
/// ```
///
/// If the data layer needs one proof for both, name an operation: `pub ViewAndEdit(context = Item) =
/// all_of(ViewItem, EditItem);`.
pub struct Allowed<A: Listed<Context: 'static> + WithoutFields>(
    /// The proof.
    pub Permit<'static, A>,
);

impl<A: Listed<Context: 'static> + WithoutFields> fmt::Debug for Allowed<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A context that its own extractor loads.
#[diagnostic::on_unimplemented(
    message = "nothing loads `{Self}` from a request",
    label = "a guard of this handler is about `{Self}`",
    note = "write `impl axum::extract::FromRequestParts<App> for {Self}`, which loads it, with the state of your router in the place of `App`",
    note = "or take `Ask<SomeAction>` as the first parameter, and check what the handler loads itself"
)]
pub trait Loaded<S>: FromRequestParts<S> {}

#[diagnostic::do_not_recommend]
impl<C: FromRequestParts<S>, S> Loaded<S> for C {}

impl<A, S> FromRequestParts<S> for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: Authenticate<S>,
    A::Context: Loaded<S> + Send + Sync,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let format = RefusalFormat::of(parts);
        let allowed = allowed(parts, state).await;
        allowed.map_err(|stopped| answered(stopped, format))
    }
}

impl<A, S> OptionalFromRequestParts<S> for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: Authenticate<S>,
    A::Context: Loaded<S> + Send + Sync,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Refusal> {
        let format = RefusalFormat::of(parts);
        match allowed(parts, state).await {
            Ok(allowed) => Ok(Some(allowed)),
            Err(stopped) if stopped.is_denial() => Ok(None),
            Err(stopped) => Err(answered(stopped, format)),
        }
    }
}

async fn allowed<A, S>(parts: &mut Parts, state: &S) -> Result<Allowed<A>, Stopped<Refusal>>
where
    A: Listed<Context: 'static> + WithoutFields + Send,
    A::Subject: Authenticate<S>,
    A::Context: Loaded<S> + Send + Sync,
    S: Send + Sync,
{
    let who = principal(parts, state).await?;
    let load = async {
        let context = A::Context::from_request_parts(parts, state).await;
        context.map_err(|rejection| not_loaded(rejection.into_response()))
    };
    steps::allowed(who, load).await.map(Allowed)
}

/// What the rejection of a context's own extractor says.
fn not_loaded(rejection: Response) -> Stopped<Refusal> {
    if rejection.status() == StatusCode::NOT_FOUND {
        Stopped::Refused(RefusalView::not_found())
    } else {
        Stopped::Failed(Refusal::answered(rejection))
    }
}

/// The answer of a guard that stopped.
fn answered(stopped: Stopped<Refusal>, format: RefusalFormat) -> Refusal {
    match stopped {
        Stopped::NotAdmitted(view) | Stopped::Refused(view) => Refusal::view(view, format),
        Stopped::Failed(refusal) => refusal,
    }
}

/// A check to be made inside the handler: for actions with fields, contexts that come from a body,
/// sockets, batches, and writes that load their row inside a transaction.
///
/// Refuses at once when no context could be allowed.
///
/// A handler that never calls [`check`](Self::check) has forgotten it: see
/// [`Router::on_unchecked`](crate::Router::on_unchecked). What is done with the
/// [`principal`](Self::principal) does not count, because that may be anything. A function that checks
/// takes the `Ask`, or the permit.
pub struct Ask<A: Listed> {
    principal: Principal<A::Subject>,
    format: RefusalFormat,
    due: Due,
}

impl<A: Listed> Ask<A> {
    /// The principal of the caller.
    #[must_use]
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.principal
    }

    /// The permit to do `action` on `context`.
    ///
    /// # Errors
    ///
    /// When it is refused. On a context that the caller may not know of, it is the same answer as
    /// [`not_found`](Self::not_found).
    pub fn check<'c>(
        &self,
        action: A,
        context: impl IntoHeld<'c, A::Context>,
    ) -> Result<Permit<'c, A>, Refusal> {
        self.due.done();
        let checked = self.principal.check(action, context);
        checked.map_err(|refused| Refusal::view(RefusalView::of(&refused), self.format.clone()))
    }

    /// Says that nothing is checked, and why that is right: a form that is shown again, an empty batch.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn nothing_to_check(&self, reason: &'static str) {
        let _: &str = given(reason);
        self.due.done();
    }

    /// The answer of a handler that loads by itself and finds nothing.
    #[must_use]
    pub fn not_found(&self) -> Refusal {
        Refusal::view(RefusalView::not_found(), self.format.clone())
    }
}

impl<A: Listed> fmt::Debug for Ask<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ask").field(&A::TABLE.key()).finish()
    }
}

impl<A, S> FromRequestParts<S> for Ask<A>
where
    A: Listed,
    A::Subject: Authenticate<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let format = RefusalFormat::of(parts);
        let who = principal(parts, state).await;
        match who.and_then(steps::admitted::<A, _>) {
            Ok(principal) => Ok(Self {
                principal,
                format,
                due: due(&parts.extensions, Duty::Check(A::TABLE.key())),
            }),
            Err(stopped) => Err(answered(stopped, format)),
        }
    }
}

/// The list query: all contexts that the caller may do `A` on.
///
/// For actions without fields, each of whose conditions has a filter. Refuses at once when no
/// context could be allowed. Otherwise a scope that admits nothing is an empty list.
///
/// A handler that puts the scope into no query has forgotten it: see
/// [`Router::on_unchecked`](crate::Router::on_unchecked). One with nothing to list says so:
/// [`Scope::nothing_to_list`].
pub struct Scoped<A: Listed<Shape: Scopes<A>> + WithoutFields>(
    /// What a query asks for.
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
    A::Subject: Authenticate<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let format = RefusalFormat::of(parts);
        let who = principal(parts, state).await;
        let scope = who.and_then(steps::scoped);
        let due = || due(&parts.extensions, Duty::List(A::TABLE.key()));
        let scope = scope.map(|scope| Self(owed(scope, due())));
        scope.map_err(|stopped| answered(stopped, format))
    }
}

/// The principal of a known caller, whatever it may do: for `/me`.
///
/// A page behind it tells who the caller is. So a caller that may do nothing, whatever the tables say,
/// gets 403: it has no user type, or the policy blocks each; it acts under a consent to nothing (no
/// action of the catalogue, no place, or ended); or its impersonation has ended. A consent to any action
/// is enough; everything that the caller does behind it needs an action.
#[derive(Debug)]
pub struct SignedIn<U: Subject>(
    /// The principal.
    pub Principal<U>,
);

impl<U, S> FromRequestParts<S> for SignedIn<U>
where
    U: Authenticate<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let format = RefusalFormat::of(parts);
        let who = principal(parts, state).await;
        let who = who.and_then(steps::signed_in);
        who.map(Self).map_err(|stopped| answered(stopped, format))
    }
}

/// The principal of any caller, an anonymous one as well. It proves nothing, so it is not a guard.
#[derive(Debug)]
pub struct Who<U: Subject>(
    /// The principal.
    pub Principal<U>,
);

impl<U, S> FromRequestParts<S> for Who<U>
where
    U: Authenticate<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let format = RefusalFormat::of(parts);
        let who = principal(parts, state).await;
        who.map(Self).map_err(|stopped| answered(stopped, format))
    }
}
