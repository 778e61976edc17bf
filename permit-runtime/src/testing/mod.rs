//! For the tests of an application.
//!
//! [`verify`], [`verify_columns`], [`verify_values`], [`verify_order`] and [`Routed`] are always available. The rest comes with the feature `testing`, for
//! `[dev-dependencies]`. What makes permits without a check also has to be armed by a test (`arm!`),
//! because a feature that one package enables is enabled for all that are built together.

#[cfg(feature = "testing")]
pub(crate) mod armed;
#[cfg(feature = "testing")]
mod asked;
#[cfg(feature = "testing")]
mod clock;
#[cfg(feature = "testing")]
mod committed;
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
    committed::{assert_matrix, assert_routes},
    permits::{each_user_type, permit, permit_of, principal},
    recorder::Recorder,
    verdict::{Expected, assert_allowed, assert_denied},
};
#[cfg(feature = "testing")]
#[doc(inline)]
pub use crate::__arm as arm;

use crate::{
    decision::Guarded,
    listing::filter::{Agreement, Columns},
    table::Permissions,
};

/// An endpoint: what the listings of the adapters consist of.
pub trait Routed {
    /// The method, `ANY`, or `-` for what is opaque.
    fn method(&self) -> &str;

    /// The path.
    fn path(&self) -> &str;

    /// What guards it.
    fn guard(&self) -> Guarded;

    /// The subject whose permission the guard asks for, as [`type_name`](core::any::type_name) gives it.
    fn subject(&self) -> Option<&'static str>;
}

impl<R: Routed + ?Sized> Routed for &R {
    fn method(&self) -> &str {
        (**self).method()
    }

    fn path(&self) -> &str {
        (**self).path()
    }

    fn guard(&self) -> Guarded {
        (**self).guard()
    }

    fn subject(&self) -> Option<&'static str> {
        (**self).subject()
    }
}

/// Compares the forms of every table of a catalogue: the exhaustive `match`, the words, by which decisions
/// are made, and the text, which explanations show. Returns how many cells it compared, for a test that
/// asserts that there are some.
/// With the feature `matrix`, it also compares the permission matrix with the rules.
///
/// # Panics
///
/// When they differ. That is a fault of permit, never of a table.
pub fn verify<S: Permissions>() -> usize {
    #[cfg(feature = "matrix")]
    crate::matrix::verify::<S>();
    for (table, held) in S::ACTIONS.iter().zip(S::HELD) {
        table.verify_roles::<S::Role>(*held);
    }
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
