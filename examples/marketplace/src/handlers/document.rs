//! The OpenAPI document of what programs ask for.
//!
//! An operation is what answers JSON. Whatever else there is, pages, forms and files, is for browsers,
//! and no operation. What the guards answer, and for which action, is not written here: the router
//! adds it.

use std::sync::LazyLock;

use axum::{http::header, response::IntoResponse};
use permit_axum::Differences;
use utoipa::OpenApi;

use super::{api, me, routes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "The marketplace",
        description = "Everything that answers JSON. Pages, forms and files are no operations. \
                       `x-permit-action` is the key of the action that an operation asks for.",
        license(identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        api::items::list,
        api::items::post,
        api::items::show,
        api::items::edit,
        api::items::delete,
        api::orders::list,
        api::orders::show,
        me::abilities,
        show,
    )
)]
struct Operations;

/// The document with what the guards answer, and where it differs from the routes: a route that
/// answers JSON is never among the differences.
pub fn document() -> (utoipa::openapi::OpenApi, Differences) {
    let mut document = Operations::openapi();
    let differences = routes().describe(&mut document);
    (document, differences)
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json",
    operation_id = "show_document",
    responses((status = OK, description = "The document.", body = Object)),
)]
pub(super) async fn show() -> impl IntoResponse {
    static WRITTEN: LazyLock<String> =
        LazyLock::new(|| serde_json::json!(document().0).to_string());
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=60"),
    ];
    (headers, WRITTEN.as_str())
}
