//! For the tests of an application.
//!
//! [`verify`] is always there. The rest comes with the feature `testing`, which only
//! `[dev-dependencies]` should switch on: it makes permits that nobody has checked.

#[cfg(feature = "testing")]
mod clock;
#[cfg(feature = "testing")]
mod permits;
#[cfg(feature = "testing")]
mod recorder;
#[cfg(feature = "testing")]
mod verdict;

#[cfg(feature = "testing")]
pub use self::{
    clock::FakeClock,
    permits::{each_user_type, permit, permit_of, principal},
    recorder::Recorder,
    verdict::{Expected, assert_allowed, assert_denied},
};

use crate::{Permissions, UserType};

/// Holds the two forms of every table of a catalogue together: the exhaustive `match`, from which
/// explanations are given, and the cells, by which decisions are made. Returns how many cells it
/// compared, for a test that asserts that there are some.
///
/// # Panics
///
/// When a cell and its rule differ: that is a fault of permit, never of a table.
pub fn verify<S: Permissions>() -> usize {
    let mut compared = 0;
    for table in S::ACTIONS.iter().filter(|table| table.parts.is_empty()) {
        assert!(
            table.allowed.len() == 1 << table.conditions.len(),
            "the table of `{}` has {} words for {} conditions",
            table.name,
            table.allowed.len(),
            table.conditions.len(),
        );
        // Beyond the combinations of the table's own conditions a rule repeats itself.
        let combinations = u64::MAX >> (64 - table.allowed.len());
        for user_type in S::UserType::ALL {
            let rule = table.rule(*user_type);
            assert!(
                table.cell(*user_type) == rule.cell() & combinations,
                "the table of `{}` says `{rule}` for `{}`, and its cell says otherwise",
                table.name,
                user_type.name(),
            );
            compared += 1;
        }
    }
    compared
}
