//! The principal of a request: made once, and kept with it.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
    response::IntoResponse,
};
use permit_runtime::{Authorizer, Principal, Subject};
use permit_web::{Acting, FlagResolver};

use crate::refusal::Refusal;

/// Kept in the extensions of the request. A type of our own, so that nothing else puts one there.
struct Made<U: Subject>(Principal<U>);

impl<U: Subject> Clone for Made<U> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// The principal of whoever asks.
pub(crate) async fn principal<U, S>(parts: &mut Parts, state: &S) -> Result<Principal<U>, Refusal>
where
    U: Subject + FromRequestParts<S>,
    Authorizer<U>: FromRef<S>,
    S: Send + Sync,
{
    let authorizer = Authorizer::from_ref(state);
    // A router nested in another may have an authorizer of its own: its principals are its own.
    if let Some(Made(principal)) = parts.extensions.get::<Made<U>>()
        && authorizer.made(principal)
    {
        return Ok(principal.clone());
    }
    let subject = U::from_request_parts(parts, state)
        .await
        .map_err(|rejection| Refusal::answered(rejection.into_response()))?;
    // A layer, `axum::Extension`, says who has to be waited for.
    let resolver = parts.extensions.get::<FlagResolver<U>>().cloned();
    let principal = match resolver {
        Some(resolver) => {
            let flags = resolver.resolve(authorizer.flag_names(), &subject).await;
            authorizer.principal_with(subject, &flags)
        }
        None => authorizer.principal(subject),
    };
    // It stays where it is: an inner router with an authorizer of its own applies it as well.
    let acting = parts.extensions.get::<Acting<U>>().cloned();
    let principal = match acting {
        Some(acting) => acting.apply(principal),
        None => principal,
    };
    parts.extensions.insert(Made(principal.clone()));
    Ok(principal)
}
