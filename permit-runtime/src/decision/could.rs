//! What can be said of an action before its context is known.

use crate::{
    decision::{Listed, observed::observed_early, reason::denial},
    principal::Principal,
    table::{TableOf, truth_table},
    vocabulary::{Cause, Indeterminate, Refused, Subject, Tenant, UserType, UserTypes},
};

/// What can be said of an action before its context is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Could {
    /// It cannot be said now, because the policy is missing or stale.
    Unknown,
    /// No context within reach would be allowed.
    Never,
    /// It depends on the context, or on a condition.
    Depends,
    /// Every context within reach would be allowed.
    Always,
}

/// An action of a catalogue without its types, so that the code is compiled once for all actions.
pub(crate) struct Question<'t, S: Subject> {
    pub(crate) table: &'t TableOf<S>,
    pub(crate) index: usize,
    /// Whether the catalogue has tenants.
    pub(crate) tenants: bool,
}

impl<S: Subject> Question<'static, S> {
    #[inline]
    pub(super) const fn of<A: Listed<Subject = S>>() -> Self {
        Self {
            table: A::TABLE,
            index: A::INDEX,
            tenants: A::TENANTS,
        }
    }
}

impl<'t, S: Subject> Question<'t, S> {
    /// Those about the actions that an operation needs.
    pub(super) fn parts(&self) -> impl Iterator<Item = Question<'static, S>> + use<'t, S> {
        let tenants = self.tenants;
        let parts = self.table.parts.iter();
        parts.map(move |(table, index)| Question {
            table,
            index: *index,
            tenants,
        })
    }

    /// What can be said without a context: the rows of all user types, whatever their conditions.
    #[inline]
    pub(super) fn could(&self, who: &Principal<S>) -> Could {
        if who.narrowing().is_some() || self.table.is_operation() {
            return could_otherwise(who, self.table, self.index, self.tenants);
        }
        if self.table.flag.is_some() && !who.flag_of_action(self.index) {
            return Could::Never;
        }
        self.rows(who)
    }

    /// What the rows of the table say.
    #[inline]
    fn rows(&self, who: &Principal<S>) -> Could {
        let Ok(words) = who.words(self.table, self.index) else {
            return Could::Unknown;
        };
        // Rules are positive: most is allowed when every condition holds, and least when none does.
        let [near, far] = reaches(who, self.tenants);
        let at_most = truth_table::allows(words, near.bits(), words.len().wrapping_sub(1));
        let at_least = |types: UserTypes<_>| truth_table::allows(words, types.bits(), 0);
        if !at_most {
            Could::Never
        } else if self.table.requirements.is_empty()
            && at_least(near)
            && (far.is_empty() || at_least(far))
        {
            Could::Always
        } else {
            Could::Depends
        }
    }
}

/// The same for an operation, or for a principal that is narrowed or observed, or under a policy. It
/// takes the question apart, so that the short way does not put it together.
#[cold]
fn could_otherwise<S: Subject>(
    who: &Principal<S>,
    table: &TableOf<S>,
    index: usize,
    tenants: bool,
) -> Could {
    if who.known().is_err() {
        return Could::Unknown;
    }
    if certain_cause(who, table, index).is_some() {
        return Could::Never;
    }
    let question = Question {
        table,
        index,
        tenants,
    };
    let parts = question.parts().map(|part| part.could(who));
    let could = parts.min().unwrap_or_else(|| question.rows(who));
    // The requirements of an operation decide as well, and so do the places of a consent.
    let required = table.is_operation() && !table.requirements.is_empty();
    let depends = required
        || who
            .narrowing()
            .is_some_and(|one| one.places().next().is_some());
    match could {
        Could::Always if depends => Could::Depends,
        could => could,
    }
}

/// The user types that reach a context where the subject belongs, and a context of any tenant: fewer,
/// if there are tenants.
#[inline]
pub(crate) fn reaches<S: Subject>(
    who: &Principal<S>,
    tenants: bool,
) -> [UserTypes<S::UserType>; 2] {
    let types = who.unblocked();
    match who.tenant() {
        Tenant::Platform if tenants => [types, types.within(S::UserType::PLATFORM)],
        _ => [types; 2],
    }
}

/// What denies the action that has this table, whatever its rows say.
pub(crate) fn certain_cause<S: Subject>(
    who: &Principal<S>,
    table: &TableOf<S>,
    index: usize,
) -> Option<Cause> {
    let narrowing = who.narrowing();
    let narrowed = narrowing.and_then(|one| one.cause(who, table, index));
    narrowed.or_else(|| {
        let off = table.flag.filter(|_| !who.flag_of_action(index));
        off.map(Cause::FlagOff)
    })
}

/// The refusal that is certain before any context is known: no context within reach would be allowed,
/// or nothing can be decided now. An observer sees it, as every refusal.
#[must_use]
pub fn refuse_early<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    observed_early(who, A::TABLE.key, &|| early::<A>(who))
}

fn early<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    let question = Question::of::<A>();
    let cause = match question.could(who) {
        Could::Depends | Could::Always => return None,
        Could::Unknown => {
            return who.known().err().map(|indeterminate| {
                Refused::Indeterminate(Indeterminate {
                    action: Some(A::TABLE.key),
                    ..indeterminate
                })
            });
        }
        Could::Never => match certain_cause(who, A::TABLE, A::INDEX) {
            Some(cause) => cause,
            None if who.unblocked().is_empty() => Cause::NoUserType,
            None => Cause::Row,
        },
    };
    Some(Refused::Denied(denial(who, A::TABLE, cause)))
}
