//! An exception without its reason is refused when the routes are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

#[path = "../../permit-web/tests/support/reasons.rs"]
mod support;

use axum::routing::any;
use permit_axum::{Router, get, unguarded};
use support::{Routes, each_needs_its_reason};

// Each exception is in the line of its name.
#[rustfmt::skip]
const EXCEPTIONS: [(u32, Routes); 6] = [
    (line!(), |reason| drop(Router::<()>::new().route("/", get(unguarded(reason, async || ()))))),
    (line!(), |reason| drop(Router::<()>::new().nest_unguarded("/old", reason, axum::Router::new()))),
    (line!(), |reason| drop(Router::<()>::new().merge_unguarded(reason, axum::Router::new()))),
    (line!(), |reason| drop(Router::<()>::new().nest_service_unguarded("/old", reason, any(async || ())))),
    (line!(), |reason| drop(Router::<()>::new().route_service_unguarded("/old", reason, any(async || ())))),
    (line!(), |reason| drop(Router::<()>::new().fallback_service_unguarded(reason, any(async || ())))),
];

#[test]
fn an_exception_without_its_reason_panics_at_the_line_that_lacks_it() {
    each_needs_its_reason(file!(), &EXCEPTIONS);
}
