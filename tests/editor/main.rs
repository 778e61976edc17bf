//! permit in an editor: rust-analyzer is driven over its protocol, as an editor drives it.
//!
//! The tests are skipped where rust-analyzer or the sources of `core` are missing, and say so.
//! `PERMIT_REQUIRE_RUST_ANALYZER=1` makes a skipped test fail.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper may panic like its test, and clippy allows that in test functions only"
)]

mod completions;
mod names;
mod package;
mod session;

use std::{
    io::{self, Write as _},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use self::{package::Package, session::Session};

/// The file that is edited.
const SHOP: &str = include_str!("shop.rs");

/// The environment variable that makes a test without an editor fail.
const REQUIRED: &str = "PERMIT_REQUIRE_RUST_ANALYZER";

/// One editor for all tests, because it takes long to start; or why there is none.
static SESSION: LazyLock<Result<Mutex<Session>, String>> = LazyLock::new(|| {
    if let Some(reason) = package::missing() {
        // Not with `eprintln!`, which is not shown for a test that passes.
        let words = format!("skipped: nothing is edited: {reason}\n");
        io::stderr().write_all(words.as_bytes()).unwrap();
        return Err(reason);
    }
    Ok(Mutex::new(Session::start(Package::write())))
});

/// The editor, with the file as it is written; `None` where there is no editor.
fn editor() -> Option<MutexGuard<'static, Session>> {
    let session = match &*SESSION {
        Ok(session) => session,
        Err(reason) => {
            let required = std::env::var_os(REQUIRED).is_some_and(|value| value == "1");
            assert!(!required, "{REQUIRED} is set: {reason}");
            return None;
        }
    };
    // The text is set again, so a test that failed leaves nothing behind.
    let mut session = session.lock().unwrap_or_else(PoisonError::into_inner);
    session.restore();
    Some(session)
}
