//! A marketplace in which permit guards every endpoint.
//!
//! - [`domain`]: people, items, orders, money;
//! - [`permissions`]: the catalogue, the one place to review;
//! - [`database`]: the data layer, which asks for permits;
//! - [`web`]: sessions, the gate, failures; [`pages`]: the HTML; [`handlers`]: every endpoint;
//! - [`jobs`]: the marketplace's own jobs;
//! - [`policy`]: what operators open and block while it runs;
//! - [`start`]: starts all of it in this process.
//!
//! With the feature `actix`, the module `actix` serves the core of the marketplace on actix-web.

#[cfg(feature = "actix")]
pub mod actix;
pub mod database;
mod denials;
pub mod domain;
pub mod handlers;
pub mod jobs;
pub mod pages;
pub mod permissions;
pub mod policy;
mod running;
mod serving;
pub mod web;

use axum::{extract::DefaultBodyLimit, middleware};
use permit_axum::Router;

pub use self::running::{CannotStart, Config, Running, open, start, start_deciding};

/// The whole application. [`web::answer`] writes the pages of refusals, because they say who the caller
/// is; an application whose pages do not depend on the caller gives `permit_axum::RefusalStyle` a page.
pub fn app(state: web::State) -> Router {
    let routes = handlers::routes();
    let presenter = web::Presenter::new(state.clone(), routes.routes());
    routes
        .layer(DefaultBodyLimit::max(web::MOST_BYTES))
        .layer(middleware::from_fn_with_state(presenter, web::answer))
        .with_state(state)
}
