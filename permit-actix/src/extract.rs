//! The extractors.

use core::{fmt, future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};
use permit_runtime::{
    __private::{Forbidden, Hidden, Scopes, certain_refusal},
    IntoHeld, Listed, Permit, Principal, Refused, Scope, Subject, WithoutFields,
};

use crate::{
    NotFound, Refusal, RefusalView,
    failure::note,
    principal::principal,
    refusal::{Manner, manner},
};

/// What an extractor is while it waits.
type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Whoever asks, if there may be a context on which `A` is allowed, and how to refuse them later.
async fn admitted<A>(request: &HttpRequest) -> Result<(Principal<A::Subject>, Manner), Error>
where
    A: Listed<Subject: FromRequest>,
{
    let manner = manner(request);
    let who = principal(request).await?;
    match certain_refusal::<A>(&who) {
        None => Ok((who, manner)),
        Some(refused) => Err(Refusal::view(RefusalView::of(&refused), manner).into()),
    }
}

/// The permit to do `A`: the context is loaded by its own extractor, once, and then checked.
///
/// For actions without fields. In order: the principal; 401 or 403 if no context could be allowed,
/// before anything is loaded, so that a stranger cannot tell what exists; the context, without the
/// body of the request; the check.
///
/// Behind a guard, `Option<Allowed<A>>` is `None` on a denial only. It proves nothing: it is no
/// guard.
pub struct Allowed<A: Listed<Context: 'static> + WithoutFields>(
    /// The proof.
    pub Permit<'static, A>,
);

impl<A: Listed<Context: 'static> + WithoutFields> fmt::Debug for Allowed<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A> FromRequest for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields,
    A::Subject: FromRequest,
    A::Context: FromRequest + Send + Sync + Sized,
    A::OnDenied: DeniedAs<<A::Context as FromRequest>::Error>,
{
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (who, manner) = admitted::<A>(&request).await?;
            let context = A::Context::extract(&request).await;
            let context = context.map_err(|error| note(&request, error))?;
            let checked = who.check(A::VALUE, context);
            checked
                .map(Self)
                .map_err(|refused| A::OnDenied::error(&refused, manner))
        })
    }
}

/// How the denial of a loaded context is answered: by the action's `on_denied`, and the error of
/// whatever loaded it.
pub trait DeniedAs<Rejection> {
    #[doc(hidden)]
    fn error(refused: &Refused, manner: Manner) -> Error;
}

impl<Rejection> DeniedAs<Rejection> for Forbidden {
    fn error(refused: &Refused, manner: Manner) -> Error {
        Refusal::view(RefusalView::of(refused), manner).into()
    }
}

impl<Rejection: NotFound> DeniedAs<Rejection> for Hidden {
    fn error(_: &Refused, _: Manner) -> Error {
        Rejection::not_found().into()
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
        A::OnDenied: DeniedWithin,
    {
        self.principal
            .check(action, context)
            .map_err(|refused| Refusal::view(A::OnDenied::view(&refused), self.manner.clone()))
    }

    /// What a handler answers that loads by itself and finds nothing.
    #[must_use]
    pub fn not_found(&self) -> Refusal {
        Refusal::view(RefusalView::not_found(), self.manner.clone())
    }
}

/// How a denial is answered in a handler that loads by itself: by the action's `on_denied`.
pub trait DeniedWithin {
    #[doc(hidden)]
    fn view(refused: &Refused) -> RefusalView;
}

impl DeniedWithin for Forbidden {
    fn view(refused: &Refused) -> RefusalView {
        RefusalView::of(refused)
    }
}

impl DeniedWithin for Hidden {
    fn view(_: &Refused) -> RefusalView {
        RefusalView::not_found()
    }
}

impl<A: Listed> fmt::Debug for Ask<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ask").field(&A::TABLE.key).finish()
    }
}

impl<A> FromRequest for Ask<A>
where
    A: Listed,
    A::Subject: FromRequest,
{
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (principal, manner) = admitted::<A>(&request).await?;
            Ok(Self { principal, manner })
        })
    }
}

/// The list query: all that the caller may do `A` on, of all that there is.
///
/// For actions without fields, each of whose conditions has a filter. Refuses at once when no
/// context could be allowed; a scope that lets nothing in otherwise is an empty list.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit::Extent;
/// use permit_actix::{App, Scoped, get};
///
/// // 401 or 403 for whoever may see no order at all.
/// async fn orders(Scoped(scope): Scoped<ViewOrder>) -> String {
///     match scope.extent() {
///         Extent::Nothing => "no order".into(),
///         Extent::Everything => "every order".into(),
///         // With `permit-sqlx`: `scope.push_where(&mut query, "orders")`.
///         Extent::Where(filter) => format!("the orders that {filter:?} lets in"),
///     }
/// }
///
/// # fn main() {
/// let app = App::new().route("/orders", get(orders));
/// assert_eq!(app.routes()[0].guard, permit_actix::Guarded::Action("view_order"));
/// # }
/// ```
pub struct Scoped<A: Listed<Shape: Scopes<A>> + WithoutFields>(
    /// What a query is to ask for.
    pub Scope<A>,
);

impl<A: Listed<Shape: Scopes<A>> + WithoutFields> fmt::Debug for Scoped<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A> FromRequest for Scoped<A>
where
    A: Listed<Shape: Scopes<A>> + WithoutFields,
    A::Subject: FromRequest,
{
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (who, _) = admitted::<A>(&request).await?;
            Ok(Self(who.scope(A::VALUE)))
        })
    }
}

/// The principal of somebody who is known, whatever it may do: for `/me`.
#[derive(Debug)]
pub struct SignedIn<U: Subject>(
    /// Who it is.
    pub Principal<U>,
);

impl<U: Subject + FromRequest> FromRequest for SignedIn<U> {
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let manner = manner(&request);
            let who: Principal<U> = principal(&request).await?;
            if who.is_anonymous() || who.user_types().is_empty() {
                return Err(Refusal::view(RefusalView::signed_out(), manner).into());
            }
            Ok(Self(who))
        })
    }
}

/// The principal of whoever asks, somebody who is not known as well. It proves nothing, so it is
/// no guard.
#[derive(Debug)]
pub struct Who<U: Subject>(
    /// Who it is.
    pub Principal<U>,
);

impl<U: Subject + FromRequest> FromRequest for Who<U> {
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { principal(&request).await.map(Self) })
    }
}
