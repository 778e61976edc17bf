//! The extractors.

use core::{fmt, future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};
use permit_runtime::{
    __private::{Forbidden, Hidden, certain_refusal},
    IntoHeld, Listed, Permit, Principal, Refused, Subject, WithoutFields,
};

use crate::{
    NotFound, Refusal, RefusalView,
    failure::note,
    principal::principal,
    refusal::{Manner, manner},
};

/// What an extractor is while it waits.
type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

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
            let manner = manner(&request);
            let who: Principal<A::Subject> = principal(&request).await?;
            if let Some(refused) = certain_refusal::<A>(&who) {
                return Err(Refusal::view(RefusalView::of(&refused), manner).into());
            }
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
            let manner = manner(&request);
            let principal = principal(&request).await?;
            match certain_refusal::<A>(&principal) {
                None => Ok(Self { principal, manner }),
                Some(refused) => Err(Refusal::view(RefusalView::of(&refused), manner).into()),
            }
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
