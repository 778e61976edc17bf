//! For the tests of an application.
//!
//! [`verify`] is always available. The rest comes with the feature `testing`, for
//! `[dev-dependencies]`. What makes permits without a check also has to be armed by a test (`arm!`),
//! because a feature that one package enables is enabled for all that are built together.

#[cfg(feature = "testing")]
pub(crate) mod armed;
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
#[cfg(feature = "testing")]
#[doc(inline)]
pub use crate::__arm as arm;

use crate::table::Permissions;

/// Compares the two forms of every table of a catalogue: the exhaustive `match`, which explanations
/// quote, and the cells, by which decisions are made. Returns how many cells it compared, for a test
/// that asserts that there are some.
///
/// # Panics
///
/// When a cell and its rule differ. That is a fault of permit, never of a table.
#[expect(
    clippy::must_use_candidate,
    reason = "it panics when something is wrong"
)]
pub fn verify<S: Permissions>() -> usize {
    let tables = S::ACTIONS.iter().filter(|table| !table.is_operation());
    tables.map(|table| table.verify()).sum()
}
