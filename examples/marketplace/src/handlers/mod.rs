//! Every endpoint.
//!
//! The first parameter of a handler proves that the caller is allowed. A route that needs no
//! permission says why. `routes` lists both.

mod accounts;
mod api;
mod apps;
mod document;
mod impersonation;
mod items;
mod matrix;
mod me;
mod orders;
mod policy;
mod session;
mod settings;
mod support;

use axum::{http::header, response::IntoResponse};
use permit_axum::{Router, get, post, unguarded};

pub use self::document::document;
use crate::{
    pages,
    web::{Failure, Segment, State},
};

/// The paths and their handlers.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/", get(items::list))
        .route("/items", post(items::post))
        .route("/items/new", get(items::new))
        .route("/items/{item}", get(items::show))
        .route("/items/{item}/edit", get(items::editor).post(items::edit))
        .route("/items/{item}/price", post(items::reprice))
        .route("/items/{item}/feature", post(items::feature))
        .route(
            "/items/{item}/delete",
            get(items::deletion).post(items::delete),
        )
        .route("/items/{item}/bundle", post(items::bundle))
        .route("/items/{item}/buy", post(items::buy))
        .route("/items/{item}/advice", get(items::advice))
        .route("/orders", get(orders::list))
        .route("/orders/{order}", get(orders::show))
        .route("/orders/{order}/refund", post(orders::refund))
        .route("/accounts/{account}", get(accounts::show))
        .route("/accounts/{account}/transfer", post(accounts::transfer))
        .route("/accounts/{account}/suspension", post(accounts::suspend))
        .route(
            "/accounts/{account}/apps",
            get(apps::list).post(apps::connect),
        )
        .route("/apps/{app}/disconnection", post(apps::disconnect))
        .route(
            "/accounts/{account}/impersonation",
            post(impersonation::begin),
        )
        .route("/support", get(support::desk))
        .route("/permissions", get(matrix::show))
        .route("/policy", get(policy::show).post(policy::change))
        .route("/settings", get(settings::show).post(settings::change))
        .route(
            "/me/abilities",
            get(unguarded(
                "tells callers only what they may do themselves",
                me::abilities,
            )),
        )
        .merge(api::routes())
        .merge(public())
}

/// The routes that need no permission.
fn public() -> Router<State> {
    const SIGNING_IN: &str = "everyone may sign in";
    const DECORATION: &str = "the same for everyone, and not secret";
    Router::new()
        .route(
            "/login",
            get(unguarded(SIGNING_IN, session::choose)).post(unguarded(SIGNING_IN, session::begin)),
        )
        .route(
            "/logout",
            post(unguarded(
                "ends the caller's own session, also when permit refuses the caller",
                session::end,
            )),
        )
        .route(
            "/logout/everywhere",
            post(unguarded(
                "ends only the sessions of the account that signed in",
                session::end_everywhere,
            )),
        )
        .route(
            "/impersonation/end",
            post(unguarded(
                "ends only what the caller's own session began, also when permit refuses the caller",
                impersonation::end,
            )),
        )
        .route("/style.css", get(unguarded(DECORATION, style)))
        .route("/icon.svg", get(unguarded(DECORATION, icon)))
        .route("/script/{file}", get(unguarded(DECORATION, script)))
        .route(
            "/openapi.json",
            get(unguarded(
                "describes the endpoints and contains no user's data",
                document::show,
            )),
        )
        .fallback(unguarded("there is nothing at this path", nothing))
}

async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=60"),
    ];
    (headers, pages::STYLE)
}

async fn icon() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, pages::ICON)
}

async fn script(Segment(file): Segment<String>) -> Result<impl IntoResponse, Failure> {
    let script = pages::script(&file).ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=60"),
    ];
    Ok((headers, script))
}

async fn nothing() -> Failure {
    Failure::NotFound
}
