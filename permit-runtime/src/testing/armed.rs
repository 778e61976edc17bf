//! What keeps production code from making permits without a check, whatever features are enabled.
//!
//! The feature `testing` of one package is enabled for all packages that are built together. So it does
//! not decide: a process in which no test armed the functions has none of them.

use std::sync::atomic::{AtomicBool, Ordering};

static ARMED: AtomicBool = AtomicBool::new(false);

/// What [`arm!`](crate::testing::arm) expands to.
pub fn arm() {
    ARMED.store(true, Ordering::Relaxed);
}

/// # Panics
///
/// If no test has armed the functions that make permits and principals without a check.
#[track_caller]
pub(super) fn assert_armed() {
    assert!(
        ARMED.load(Ordering::Relaxed),
        "permits without a check are for tests: write `permit::testing::arm!();` in the test"
    );
}

/// Arms the functions that make permits and principals without a check, for the rest of this process:
/// [`permit`](crate::testing::permit), [`permit_of`](crate::testing::permit_of),
/// [`principal`](crate::testing::principal) and [`each_user_type`](crate::testing::each_user_type).
/// Unarmed they panic.
///
/// It compiles only in a test: where `cfg(test)` is on, in the crate that calls it.
///
/// ```
/// #[test]
/// fn an_item_is_saved() {
///     permit::testing::arm!();
///     // …
/// }
/// ```
#[macro_export]
#[expect(
    clippy::test_attr_in_doctest,
    reason = "it shows where the macro compiles"
)]
macro_rules! __arm {
    () => {{
        #[cfg(not(test))]
        ::core::compile_error!(
            "permits without a check are for tests: `arm!` is only for code under `cfg(test)`"
        );
        $crate::__private::arm()
    }};
}
