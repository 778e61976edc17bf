//! What the guards for web frameworks have in common, and no framework.
//!
//! Applications use it through the crate of their framework, `permit-axum` or `permit-actix`.
//!
//! - [`RefusalView`], [`Refusals`], [`Manner`], [`Answer`]: how a refusal is answered;
//! - [`Acting`]: for whom the caller acts, when that is not simply themselves;
//! - [`FlagResolver`]: flags that have to be waited for, resolved once a request;
//! - [`RouteInfo`], [`Guarded`], [`Endpoint`]: what is guarded, as data.
//!
//! A header's value is of the type that the framework has for it, and a status is its number: two
//! frameworks may use two versions of one crate for both.

#![warn(missing_docs, missing_debug_implementations)]

mod acting;
mod answer;
mod flags;
#[cfg(feature = "openapi")]
mod openapi;
mod page;
mod routes;
mod view;

#[cfg(feature = "openapi")]
pub use self::openapi::{Differences, describe};
pub use self::{
    acting::Acting,
    answer::{Answer, Manner, Refusals},
    flags::{FlagResolver, ResolveFlags, ResolvedFlags},
    routes::{Endpoint, Guarded, RouteInfo},
    view::RefusalView,
};
