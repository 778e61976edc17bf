//! The marketplace as JSON, for programs, under `/api`.
//!
//! The guards, the data layer and the failures are those of the pages. The JSON has types of its
//! own, so that a new column of a table is not published by accident.

pub(super) mod items;
pub(super) mod orders;

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use permit_axum::{Router, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{Listing, Mistakes},
    web::State,
};

pub(super) fn routes() -> Router<State> {
    Router::new()
        .route("/api/items", get(items::list).post(items::post))
        .route(
            "/api/items/{item}",
            get(items::show).put(items::edit).delete(items::delete),
        )
        .route("/api/items/{item}/purchase", post(items::buy))
        .route("/api/orders", get(orders::list))
        .route("/api/orders/{order}", get(orders::show))
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    rows: Vec<T>,
    /// The number of this page. The first page is 1. A number beyond the last gives the last page.
    page: u32,
    /// The number of pages, at least one.
    pages: u32,
    /// The number of rows on all pages.
    total: u32,
}

impl<T> List<T> {
    fn of<'a, Row: 'a>(listing: &'a Listing<Row>) -> Self
    where
        T: From<&'a Row>,
    {
        Self {
            rows: listing.rows.iter().map(T::from).collect(),
            page: listing.page,
            pages: listing.pages,
            total: listing.total,
        }
    }
}

/// Why something that is allowed cannot be done now, as problem details (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what `Trouble` writes")]
pub(super) struct Conflict {
    #[schema(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: String,
    /// The code, such as `too_many_listings`.
    reason: String,
}

/// What is wrong with the content that was sent, as problem details (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(super) struct Unacceptable {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// The name of each wrong field, and how to fix it.
    mistakes: Vec<Mistake>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
struct Mistake {
    field: &'static str,
    fix: String,
}

impl From<&Mistakes> for Unacceptable {
    fn from(mistakes: &Mistakes) -> Self {
        let each = mistakes.iter().map(|(field, words)| Mistake {
            field,
            fix: words.to_owned(),
        });
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self {
            kind: "about:blank",
            // RFC 9457, section 4.2.1: with this type, it is the phrase of the status.
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            mistakes: each.collect(),
        }
    }
}

impl IntoResponse for Unacceptable {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (StatusCode::UNPROCESSABLE_ENTITY, headers, Json(self)).into_response()
    }
}
