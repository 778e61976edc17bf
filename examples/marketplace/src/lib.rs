//! A marketplace in which permit guards every endpoint.
//!
//! - [`domain`]: people, items, orders, money;
//! - [`permissions`]: the catalogue, the one place to review;
//! - [`database`]: the data layer, which asks for permits;
//! - [`web`]: sessions, origins, failures; [`pages`]: the HTML; [`handlers`]: every endpoint;
//! - [`jobs`]: the marketplace's own jobs;
//! - [`start`]: starts all of it in this process.
//!
//! With the feature `actix`, the module `actix` serves the core of the marketplace on actix-web.

#[cfg(feature = "actix")]
pub mod actix;
pub mod database;
pub mod domain;
pub mod handlers;
pub mod jobs;
pub mod pages;
pub mod permissions;
mod running;
pub mod web;

use axum::{Extension, extract::DefaultBodyLimit, middleware};
use permit_axum::{RefusalStyle, Router};

pub use self::running::{CannotStart, Config, Running, open, start, start_deciding};

/// The whole application. The last layer is the outermost.
pub fn app(state: web::State) -> Router {
    let refusals = RefusalStyle::new().page(|refusal| pages::refusal(refusal).into_string());
    handlers::routes()
        .layer(Extension(refusals))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(middleware::from_fn(web::same_origin))
        .layer(middleware::from_fn(web::present))
        .with_state(state)
}
