//! An exception without its reason is refused when the routes are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

#[path = "../../permit-web/tests/support/reasons.rs"]
mod support;

use actix_web::web;
use permit_actix::{App, ServiceConfig, get, resource, scope, unguarded};
use support::{Routes, each_needs_its_reason};

// Each exception is in the line of its name.
#[rustfmt::skip]
const EXCEPTIONS: [(u32, Routes); 5] = [
    (line!(), |reason| drop(App::new().route("/", get(unguarded(reason, async || ""))))),
    (line!(), |reason| drop(resource("/").get(unguarded(reason, async || "")))),
    (line!(), |reason| drop(App::new().service_unguarded(reason, web::resource("/")))),
    (line!(), |reason| drop(scope("/old").service_unguarded(reason, web::resource("/")))),
    (line!(), |reason| { ServiceConfig::new().service_unguarded(reason, web::resource("/")); }),
];

#[test]
fn an_exception_without_its_reason_panics_at_the_line_that_lacks_it() {
    each_needs_its_reason(file!(), &EXCEPTIONS);
}
