//! The page of a list that a request asks for.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::Deserialize;

use super::Failure;

/// The page numbers in a query: one for the list, or one for each list of the support desk.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct Pages {
    /// The page of the list.
    pub page: u32,
    /// The page of the accounts on the support desk.
    pub accounts: u32,
    /// The page of the orders on the support desk.
    pub orders: u32,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            page: 1,
            accounts: 1,
            orders: 1,
        }
    }
}

/// axum's `Query` of page numbers. A page that is not a number is not found.
#[derive(Clone, Copy, Debug)]
pub struct Paged(pub Pages);

impl<S: Send + Sync> FromRequestParts<S> for Paged {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = Query::from_request_parts(parts, state).await;
        query
            .map(|Query(pages)| Self(pages))
            .map_err(|_| Failure::NotFound)
    }
}
