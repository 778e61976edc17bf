//! Which page of a list is asked for.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::Deserialize;

use super::Failure;

/// The numbers of pages in a query: that of the list, or on the support desk one for each.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct Pages {
    /// Of the one list of a page.
    pub page: u32,
    /// Of the accounts on the support desk.
    pub accounts: u32,
    /// Of the orders there.
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

/// axum's `Query` of them. What is no number is no page.
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
