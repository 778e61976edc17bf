//! For the tests of an application.
//!
//! [`verify`], [`verify_columns`], [`verify_values`], [`verify_order`] and [`AsksFor`] are always available. The rest comes with the feature `testing`, for
//! `[dev-dependencies]`. What makes permits without a check also has to be armed by a test (`arm!`),
//! because a feature that one package enables is enabled for all that are built together.

#[cfg(feature = "testing")]
pub(crate) mod armed;
#[cfg(feature = "testing")]
mod asked;
#[cfg(feature = "testing")]
mod clock;
#[cfg(feature = "testing")]
mod permits;
#[cfg(feature = "testing")]
mod recorder;
mod values;
#[cfg(feature = "testing")]
mod verdict;

pub use self::values::{verify_order, verify_values};

#[cfg(feature = "testing")]
pub use self::{
    asked::{Elsewhere, assert_every_action_is_asked_for},
    clock::FakeClock,
    permits::{each_user_type, permit, permit_of, principal},
    recorder::Recorder,
    verdict::{Expected, assert_allowed, assert_denied},
};
#[cfg(feature = "testing")]
#[doc(inline)]
pub use crate::__arm as arm;

use crate::{
    listing::filter::{Agreement, Columns},
    table::Permissions,
};

/// An endpoint that may ask for an action: what the listings of the adapters consist of.
pub trait AsksFor {
    /// The subject, as [`type_name`](core::any::type_name) gives it, and the key of the action.
    fn asks_for(&self) -> Option<(&'static str, &'static str)>;
}

impl<R: AsksFor + ?Sized> AsksFor for &R {
    fn asks_for(&self) -> Option<(&'static str, &'static str)> {
        (**self).asks_for()
    }
}

/// Compares the forms of every table of a catalogue: the exhaustive `match`, the words, by which decisions
/// are made, and the text, which explanations show. Returns how many cells it compared, for a test that
/// asserts that there are some.
///
/// # Panics
///
/// When they differ. That is a fault of permit, never of a table.
pub fn verify<S: Permissions>() -> usize {
    let tables = S::ACTIONS.iter().zip(S::RULES);
    tables.map(|(table, rule)| table.verify(*rule)).sum()
}

/// Compares what the traits of a row say with what its columns say: its owner, its tenant and its places.
/// Returns how many of these it compared, for a test that asserts that there are some.
///
/// The two differ only if a trait is written by hand: `#[column("assignee_id", owner = User, by_hand)]`.
/// Then a list shows rows that a check denies, or the reverse. Call this with rows of every kind that the
/// application has.
///
/// # Panics
///
/// When they differ. The message names each difference.
#[track_caller]
pub fn verify_columns<C: Columns>(row: &C) -> usize {
    let mut agreement = Agreement::default();
    row.compare(&mut agreement);
    let differences = agreement.differences();
    assert!(
        differences.is_empty(),
        "a check and a list read different values:\n{}",
        differences.join("\n"),
    );
    agreement.compared()
}
