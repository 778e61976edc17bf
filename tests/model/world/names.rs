//! The names of which worlds are made.

use std::collections::BTreeSet;

use proptest::{
    prelude::{Just, Strategy},
    sample::{select, subsequence},
    strategy::Union,
};

use crate::model::{Place, Time};

/// The time of each question, and the greatest age of a binding.
pub(crate) const NOW: Time = 1_000;
pub(crate) const STALE: Time = 60;

/// `support` and `auditor` are of the platform, `robot` is internal.
pub(crate) const USER_TYPES: [&str; 6] =
    ["anonymous", "member", "lead", "support", "auditor", "robot"];
/// Actions with tables.
pub(crate) const ACTIONS: [&str; 5] = ["view", "edit", "share", "close", "act_as"];
/// All of them, with operations.
pub(crate) const ALL_ACTIONS: [&str; 7] =
    ["view", "edit", "share", "close", "act_as", "both", "move"];
/// Built-in roles.
pub(crate) const ROLES: [&str; 3] = ["viewer", "editor", "admin"];
pub(super) const CUSTOM_ROLES: [&str; 4] = ["viewer", "editor", "helper", "night_helper"];
pub(super) const GRANTED_ROLES: [&str; 6] = [
    "viewer",
    "editor",
    "admin",
    "helper",
    "night_helper",
    "gone",
];
pub(crate) const TENANTS: [&str; 2] = ["acme", "globex"];
pub(crate) const PEOPLE: [&str; 4] = ["ada", "ben", "cleo", "dan"];
pub(super) const GROUPS: [&str; 2] = ["day", "night"];
pub(super) const CONDITIONS: [&str; 3] = ["in_region", "on_call", "trained"];
pub(super) const FLAG: &str = "beta";

/// One of these names.
pub(crate) fn any_of(names: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    select(names).prop_map(str::to_owned)
}

/// Some of these names, at least `least`.
pub(crate) fn some_of(
    names: &'static [&'static str],
    least: usize,
) -> impl Strategy<Value = BTreeSet<String>> + Clone {
    subsequence(names, least..=names.len())
        .prop_map(|some| some.into_iter().map(str::to_owned).collect())
}

/// Places, the empty id too, which is none.
pub(crate) fn places(least: usize) -> impl Strategy<Value = BTreeSet<Place>> + Clone {
    let all = [
        ("project", "1"),
        ("project", "2"),
        ("report", "1"),
        ("project", ""),
    ];
    subsequence(all.to_vec(), least..=3).prop_map(|some| {
        let place = |(kind, id): (&str, &str)| Place {
            kind: kind.to_owned(),
            id: id.to_owned(),
        };
        some.into_iter().map(place).collect()
    })
}

/// An end that has passed with the probability 1 in `passed`, at the very time of the question too.
pub(super) fn ends(passed: u32) -> impl Strategy<Value = Option<Time>> + Clone {
    Union::new_weighted(vec![
        (passed, Just(None)),
        (passed, Just(Some(NOW + 1))),
        (1, Just(Some(NOW))),
        (1, Just(Some(NOW - 5))),
    ])
}
