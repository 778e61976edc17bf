//! The steps of a guard, and how it answers: what permit's guards for web frameworks have in common.
//!
//! Applications use it through the crate of their framework, `permit-axum` or `permit-actix`.
//!
//! - [`steps`]: what a guard does, in order, up to the permit;
//! - [`Extraction`], [`Narrowings`]: what a request carries from one guard to the next;
//! - [`RefusalView`], [`RefusalStyle`], [`RefusalFormat`], [`HttpAnswer`]: how a refusal is answered;
//! - [`Unchecked`], [`OnUnchecked`]: an answer of a handler that did not make the check that it asked for;
//! - [`RouteInfo`], [`Guarded`], [`Endpoint`]: what is guarded, as data.
//!
//! The value of a header has the type that the framework has for it, and a status is its number,
//! because two frameworks may use two versions of one crate for both.

// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]

mod accept;
mod extraction;
mod narrowings;
#[cfg(feature = "openapi")]
mod openapi;
mod page;
mod routes;
pub mod steps;
mod style;
mod unchecked;
mod view;

#[cfg(feature = "openapi")]
pub use self::openapi::{Differences, Head, describe};
pub use self::{
    extraction::Extraction,
    narrowings::Narrowings,
    routes::{Endpoint, Handler, RouteInfo},
    style::{HttpAnswer, RefusalFormat, RefusalStyle},
    unchecked::{OnUnchecked, Unchecked},
    view::RefusalView,
};
pub use permit_runtime::adapter::{Guarded, given};
