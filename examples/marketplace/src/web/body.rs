//! The JSON body of a request.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;

use super::Failure;

/// axum's `Json`, with a rejection that looks like every other failure of the marketplace.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let sent = Json::from_request(request, state).await;
        sent.map(|Json(sent)| Self(sent))
            .map_err(|_| Failure::NotAsDescribed)
    }
}
