//! An exception without its reason is refused when the routes are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

use std::{
    panic::{catch_unwind, set_hook, take_hook},
    sync::{Arc, Mutex},
};

use permit_axum::{Router, get, unguarded};

/// Routes something for a reason.
type Routes = fn(&'static str);

/// Where a panic tells that it happened, and its message.
type Told = (String, u32, String);

fn panic_of(routed: Routes, reason: &'static str) -> Option<Told> {
    let told = Arc::new(Mutex::new(None));
    let (hook, noted) = (take_hook(), Arc::clone(&told));
    set_hook(Box::new(move |info| {
        let (place, message) = (info.location(), info.payload_as_str());
        *noted.lock().unwrap() = place
            .zip(message)
            .map(|(place, message)| (place.file().to_owned(), place.line(), message.to_owned()));
    }));
    let result = catch_unwind(|| routed(reason));
    set_hook(hook);
    let told = told.lock().unwrap().take();
    assert_eq!(result.is_err(), told.is_some());
    told
}

// Each exception is in the line of its name.
#[rustfmt::skip]
const EXCEPTIONS: [(u32, Routes); 3] = [
    (line!(), |reason| drop(Router::<()>::new().route("/", get(unguarded(reason, async || ()))))),
    (line!(), |reason| drop(Router::<()>::new().nest_unguarded("/old", reason, axum::Router::new()))),
    (line!(), |reason| drop(Router::<()>::new().merge_unguarded(reason, axum::Router::new()))),
];

#[test]
fn an_exception_without_its_reason_panics_at_the_line_that_lacks_it() {
    for (line, routed) in EXCEPTIONS {
        for reason in ["", " ", "\t\r\n", "\u{a0}\u{2003}"] {
            let message = "give the reason why this needs no permission".to_owned();
            let told = Some((file!().to_owned(), line, message));
            assert_eq!(panic_of(routed, reason), told, "{reason:?}");
        }
        assert_eq!(panic_of(routed, "a reason"), None);
    }
}
