//! An exception without its reason panics at the line that lacks it.

use std::{
    panic::{catch_unwind, set_hook, take_hook},
    sync::{Arc, Mutex},
};

/// Routes something for a reason.
pub(super) type Routes = fn(&'static str);

/// Where a panic tells that it happened, and its message.
type Told = (String, u32, String);

fn panic_of(routed: Routes, reason: &'static str) -> Option<Told> {
    let told = Arc::new(Mutex::new(None));
    let (hook, noted) = (take_hook(), Arc::clone(&told));
    set_hook(Box::new(move |info| {
        let (place, payload) = (info.location(), info.payload());
        let message = payload.downcast_ref::<String>().map(String::as_str);
        let message = message.or(payload.downcast_ref::<&str>().copied());
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

/// Each exception, with its line in `file`, panics without a reason, and not with one.
pub(super) fn each_needs_its_reason(file: &str, exceptions: &[(u32, Routes)]) {
    for (line, routed) in exceptions {
        for reason in ["", " ", "\t\r\n", "\u{a0}\u{2003}"] {
            let message = "give the reason why this needs no permission".to_owned();
            let told = Some((file.to_owned(), *line, message));
            assert_eq!(panic_of(*routed, reason), told, "{reason:?}");
        }
        assert_eq!(panic_of(*routed, "a reason"), None);
    }
}
