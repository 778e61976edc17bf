//! Decisions that an observer sees.

use std::time::{Duration, Instant};

use crate::{
    principal::{Decided, Principal},
    vocabulary::{Refused, Subject},
};

/// When a decision starts, if an observer sees it.
pub(super) fn start<S: Subject>(who: &Principal<S>) -> Option<Instant> {
    who.authorizer().observer().map(|_| Instant::now())
}

/// Tells the observer, if there is one, of a decision that took this long.
pub(super) fn tell<S: Subject>(
    who: &Principal<S>,
    action: &'static str,
    (took, enforced): (Duration, bool),
    refused: Option<&Refused>,
) {
    if let Some(observer) = who.authorizer().observer() {
        observer.decided(&Decided {
            action,
            principal: who,
            enforced,
            refused,
            took,
        });
    }
}

/// Finds by `early` whether an action is refused before there is a context, and tells the observer of
/// a refusal. Otherwise nothing is decided yet.
pub(super) fn observed_early<S: Subject>(
    who: &Principal<S>,
    action: &'static str,
    early: &dyn Fn() -> Option<Refused>,
) -> Option<Refused> {
    let Some(start) = start(who) else {
        return early();
    };
    let refused = early()?;
    tell(who, action, (start.elapsed(), true), Some(&refused));
    Some(refused)
}
