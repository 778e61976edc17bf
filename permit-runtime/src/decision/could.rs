//! What can be said of an action before its context is known.

use crate::{
    decision::{
        Listed,
        known::{Known, known},
        observed::observed_early,
        reason::{denial, furthest_row},
    },
    principal::Principal,
    table::{TableOf, truth_table},
    vocabulary::{Cause, Denial, Indeterminate, Refused, Subject, Tenant, UserType, UserTypes},
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
            table: A::LISTED,
            index: A::INDEX,
            tenants: A::TENANTS,
        }
    }
}

impl<'t, S: Subject> Question<'t, S> {
    /// Those about the actions that an operation needs.
    pub(super) fn parts(&self) -> impl Iterator<Item = Question<'static, S>> + use<'t, S> {
        let tenants = self.tenants;
        let parts = self.table.indexed_parts();
        parts.map(move |(table, index, _)| Question {
            table,
            index,
            tenants,
        })
    }

    /// What can be said without a context. A condition on the caller alone is decided; of the others it
    /// is not known whether they hold.
    #[inline]
    pub(super) fn could(&self, who: &Principal<S>) -> Could {
        self.could_by(who, self.table)
    }

    /// The same, where `table` is equal to its own and may be a constant.
    #[expect(
        clippy::inline_always,
        reason = "so that nothing of a constant is read"
    )]
    #[inline(always)]
    pub(super) fn could_by(&self, who: &Principal<S>, table: &TableOf<S>) -> Could {
        if who.narrowing().is_some() || table.is_operation() {
            return could_otherwise(who, self.table, self.index, self.tenants);
        }
        if table.flag().is_some() && !who.flag_of_action(self.index) {
            return Could::Never;
        }
        self.rows(who, table)
    }

    /// What the rows of the table say.
    #[expect(
        clippy::inline_always,
        reason = "so that nothing of a constant is read"
    )]
    #[inline(always)]
    fn rows(&self, who: &Principal<S>, table: &TableOf<S>) -> Could {
        let Ok(words) = who.words(table, self.index) else {
            return Could::Unknown;
        };
        let reaches = reaches(who, self.tenants);
        match extent(words, Known::default(), reaches) {
            Could::Always if table.requirements().is_empty() => Could::Always,
            Could::Always | Could::Depends if may_know(who, table) => {
                could_with_known(who, self.table, self.index, self.tenants)
            }
            Could::Always | Could::Depends => Could::Depends,
            could => could,
        }
    }

    /// What the requirements say.
    fn requirements(&self, who: &Principal<S>) -> Could {
        let mut all = Could::Always;
        for condition in self.table.requirements() {
            match known(who, self, condition) {
                Some(true) => {}
                Some(false) => return Could::Never,
                None => all = Could::Depends,
            }
        }
        all
    }

    /// Why it can never be allowed, and the action of an operation that denies.
    fn never_because(&self, who: &Principal<S>) -> (Cause, Option<&'static str>) {
        if let Some(cause) = certain_cause(who, self.table, self.index) {
            return (cause, None);
        }
        let words = who.words(self.table, self.index).unwrap_or_default();
        let by_now = Known::of(who, self);
        let reaches = reaches(who, self.tenants);
        let never = |part: &Question<'_, S>| part.could(who) == Could::Never;
        if let Some(part) = self.parts().find(never) {
            return (part.never_because(who).0, Some(part.table.key()));
        }
        let denies = if self.table.is_operation() {
            who.is_operation_blocked(self.index)
        } else {
            extent(words, by_now, reaches) == Could::Never
        };
        if denies {
            let tried = (by_now.at_most(), by_now.decided);
            let row = furthest_row(who, (self.table, self.index), who.user_types(), tried);
            return (row, None);
        }
        let mut requirements = self.table.requirements().iter();
        let unmet = requirements.find(|one| known(who, self, one) == Some(false));
        (unmet.map_or(Cause::Row, Cause::Requirement), None)
    }
}

/// Whether something may be known of the conditions.
#[inline]
fn may_know<S: Subject>(who: &Principal<S>, table: &TableOf<S>) -> bool {
    let asked = table.asked_early();
    asked.caller || asked.grants || asked.id && who.subject().id().is_none()
}

/// How much `words` allow, with what is known of their conditions.
#[inline]
fn extent<T: UserType>(words: &[u64], known: Known, [near, far]: [UserTypes<T>; 2]) -> Could {
    // Rules are positive: most is allowed when every other condition holds, and least when none does.
    let most = known.at_most() as usize & words.len().wrapping_sub(1);
    let least = known.held as usize;
    let at_least = |types: UserTypes<T>| truth_table::allows(words, types.bits(), least);
    if !truth_table::allows(words, near.bits(), most) {
        Could::Never
    } else if at_least(near) && (far.is_empty() || at_least(far)) {
        Could::Always
    } else {
        Could::Depends
    }
}

/// The same with what is known of the conditions. It takes the question apart, so that the short way does
/// not put it together.
#[inline(never)]
fn could_with_known<S: Subject>(
    who: &Principal<S>,
    table: &TableOf<S>,
    index: usize,
    tenants: bool,
) -> Could {
    let question = Question {
        table,
        index,
        tenants,
    };
    let could = question.requirements(who);
    if could == Could::Never {
        return could;
    }
    let Ok(words) = who.words(table, index) else {
        return Could::Unknown;
    };
    let known = Known::of(who, &question);
    could.min(extent(words, known, reaches(who, tenants)))
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
    let could = match parts.min() {
        Some(_) if who.is_operation_blocked(index) => Could::Never,
        Some(could) => could.min(question.requirements(who)),
        None => question.rows(who, table),
    };
    let mut narrowing = who.narrowing().into_iter();
    match could {
        // The places of a consent decide as well.
        Could::Always if narrowing.any(|one| one.places().next().is_some()) => Could::Depends,
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
        let off = table.flag().filter(|_| !who.flag_of_action(index));
        off.map(Cause::FlagOff)
    })
}

/// The refusal that is certain before any context is known: no context within reach would be allowed,
/// or nothing can be decided now. An observer sees it, as every refusal.
#[must_use]
pub fn refuse_early<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    observed_early(who, A::TABLE.key(), &|| early::<A>(who))
}

fn early<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    let question = Question::of::<A>();
    match question.could(who) {
        Could::Depends | Could::Always => None,
        Could::Unknown => who.known().err().map(|indeterminate| {
            Refused::Indeterminate(Indeterminate {
                action: Some(A::TABLE.key()),
                ..indeterminate
            })
        }),
        Could::Never => {
            let (cause, part) = question.never_because(who);
            Some(Refused::Denied(Denial {
                part,
                ..denial(who, A::LISTED, cause)
            }))
        }
    }
}
