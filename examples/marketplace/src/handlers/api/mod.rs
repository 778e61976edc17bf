//! What programs ask for: the marketplace as JSON, under `/api`.
//!
//! The guards, the data layer and the failures are those of the pages. What is written as JSON has
//! types of its own, so that a new column of a table is told to nobody by accident.

pub(super) mod items;
pub(super) mod orders;

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use permit_axum::{Router, get};
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
        .route("/api/orders", get(orders::list))
        .route("/api/orders/{order}", get(orders::show))
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    rows: Vec<T>,
    /// Which page it is; the first is 1. One beyond the last is the last.
    page: u32,
    /// How many pages there are: at least one.
    pages: u32,
    /// How many rows there are on all of them.
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

/// What is wrong with what was sent, as problem details (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(super) struct Unacceptable {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// The name of each field that is wrong, and the words that mend it.
    mistakes: Vec<Mistake>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
struct Mistake {
    field: &'static str,
    mend: String,
}

impl From<&Mistakes> for Unacceptable {
    fn from(mistakes: &Mistakes) -> Self {
        let each = mistakes.iter().map(|(field, words)| Mistake {
            field,
            mend: words.to_owned(),
        });
        Self {
            kind: "about:blank",
            title: "This cannot be accepted",
            status: StatusCode::UNPROCESSABLE_ENTITY.as_u16(),
            mistakes: each.collect(),
        }
    }
}

impl IntoResponse for Unacceptable {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (StatusCode::UNPROCESSABLE_ENTITY, kind, Json(self)).into_response()
    }
}
