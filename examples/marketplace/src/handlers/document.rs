//! The OpenAPI document, for programs.
//!
//! Every route that answers JSON is an operation. Pages, forms and files are for browsers, and are
//! not operations. The answers of the guards and the keys of their actions are not written here:
//! the router adds them.

use std::sync::LazyLock;

use axum::{http::header, response::IntoResponse};
use permit_axum::Differences;
use utoipa::OpenApi;

use super::{api, me, routes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "The marketplace",
        description = "Every route that answers JSON. Pages, forms and files are not operations. \
                       `x-permit-action` is the key of the action that an operation requires.",
        license(identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        api::items::list,
        api::items::post,
        api::items::show,
        api::items::edit,
        api::items::delete,
        api::items::buy,
        api::orders::list,
        api::orders::show,
        me::abilities,
        show,
    )
)]
struct Operations;

/// The document with the answers of the guards, and its differences from the routes. A route that
/// answers JSON is never one of the differences.
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
