//! Every endpoint.
//!
//! The first parameter of a handler proves that its caller may; what needs no permission says
//! why. `routes` is the list of both.

mod accounts;
mod api;
mod apps;
mod document;
mod impersonation;
mod items;
mod me;
mod orders;
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

/// The paths, and who answers there.
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
        .route("/settings", get(settings::show).post(settings::change))
        .route(
            "/me/abilities",
            get(unguarded(
                "tells each only what they themselves may do",
                me::abilities,
            )),
        )
        .merge(api::routes())
        .merge(public())
}

/// What nobody needs a permission for.
fn public() -> Router<State> {
    const SIGNING_IN: &str = "everybody may sign in and out";
    const DECORATION: &str = "the same for everybody, and nothing to hide";
    Router::new()
        .route(
            "/login",
            get(unguarded(SIGNING_IN, session::choose)).post(unguarded(SIGNING_IN, session::begin)),
        )
        .route("/logout", post(unguarded(SIGNING_IN, session::end)))
        .route(
            "/impersonation/end",
            post(unguarded(
                "whoever acts as somebody else may become themselves again",
                impersonation::end,
            )),
        )
        .route("/style.css", get(unguarded(DECORATION, style)))
        .route("/icon.svg", get(unguarded(DECORATION, icon)))
        .route("/script/{file}", get(unguarded(DECORATION, script)))
        .route(
            "/openapi.json",
            get(unguarded(
                "says what can be asked for, and nothing of anybody",
                document::show,
            )),
        )
        .fallback(unguarded("nothing is there", nothing))
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
