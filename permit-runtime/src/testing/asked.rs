//! Whether each action of a catalogue is asked for anywhere.

use core::any::type_name;
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    decision::{Listed, given},
    table::{Permissions, TableOf},
    testing::Routed,
};

/// Where an action is asked for, if not by a route: see [`assert_every_action_is_asked_for`].
#[derive(Clone, Debug)]
pub struct Elsewhere {
    subject: &'static str,
    key: &'static str,
    /// Why a reviewer believes it; `None` if a test has seen it.
    reason: Option<&'static str>,
}

impl Elsewhere {
    /// A function asks for `A`: which one, and when it runs.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[must_use]
    #[track_caller]
    pub fn of<A: Listed>(reason: &'static str) -> Self {
        Self {
            reason: Some(given(reason)),
            ..Self::seen(type_name::<A::Subject>(), A::TABLE.key())
        }
    }

    /// A test has seen a check of the action with this key.
    pub(super) const fn seen(subject: &'static str, key: &'static str) -> Self {
        Self {
            subject,
            key,
            reason: None,
        }
    }
}

/// Asserts that each action of the catalogue of `S` is asked for: by one of `routes`, or `elsewhere`. An
/// action that nothing asks for protects nothing, and its table is only thought to be in force.
///
/// - A route asks for the action that the listing shows, whether it says `allows`, `asks` or `lists`. A route
///   of another subject does not count, even if the keys are equal.
/// - An operation that is asked for asks for each of its actions. The other way round does not count: an
///   operation is asked for only by its own key.
/// - A router does not know the guards after the first parameter, the checks inside of a handler, and
///   `#[requires(A, who, context)]` above a function. They are named `elsewhere`, best by a
///   [`Recorder`](crate::testing::Recorder) that has seen the check
///   ([`Recorder::elsewhere`](crate::testing::Recorder::elsewhere)), or with a reason by
///   [`Elsewhere::of`], which permit cannot verify.
///
/// # Panics
///
/// When nothing asks for an action; the message names each. And when a reason given `elsewhere` is not
/// needed, because a route asks for the action as well, or it is of another subject: it would hide that the
/// route goes away.
#[track_caller]
pub fn assert_every_action_is_asked_for<S: Permissions>(
    routes: impl IntoIterator<Item = impl Routed>,
    elsewhere: impl IntoIterator<Item = Elsewhere>,
) {
    let subject = type_name::<S>();
    let tables: BTreeMap<_, _> = S::ACTIONS
        .iter()
        .map(|table| (table.key(), table))
        .collect();
    let mut asked = BTreeSet::new();
    let by_routes = routes
        .into_iter()
        .filter_map(|route| route.subject().zip(route.guard().action()));
    for (_, key) in by_routes.filter(|(of, _)| *of == subject) {
        add::<S>(&tables, key, &mut asked);
    }
    let mut needless = BTreeSet::new();
    let mut others = BTreeSet::new();
    for one in elsewhere {
        let is_of_a_route = asked.contains(one.key);
        if one.reason.is_some() && (is_of_a_route || one.subject != subject) {
            needless.insert(one.key);
        }
        if one.subject == subject {
            add::<S>(&tables, one.key, &mut others);
        }
    }
    asked.append(&mut others);
    let forgotten = tables.keys().filter(|key| !asked.contains(*key));
    let forgotten: Vec<_> = forgotten.copied().collect();
    assert!(
        forgotten.is_empty(),
        "nothing asks for {} of {} actions of `{subject}`: {}\n\
         help: guard a route with it, or say what asks for it: `Elsewhere::of::<SomeAction>(\"the nightly job\")`",
        forgotten.len(),
        tables.len(),
        named(&forgotten),
    );
    let needless: Vec<_> = needless.into_iter().collect();
    assert!(
        needless.is_empty(),
        "`Elsewhere::of` is not needed: a route asks for it, or it is of another subject than `{subject}`: {}",
        named(&needless),
    );
}

/// Adds an action, and those that it names if it is an operation.
fn add<S: Permissions>(
    tables: &BTreeMap<&'static str, &'static TableOf<S>>,
    key: &'static str,
    asked: &mut BTreeSet<&'static str>,
) {
    if asked.insert(key) {
        let table = tables.get(key).into_iter();
        for part in table.flat_map(|table| table.parts()) {
            add::<S>(tables, part.key(), asked);
        }
    }
}

fn named(keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| format!("`{key}`"));
    keys.collect::<Vec<_>>().join(", ")
}
