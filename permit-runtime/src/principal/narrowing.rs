//! On whose behalf a principal acts: the consents and the impersonation that narrow it.

use std::{sync::Arc, time::SystemTime};

use crate::{
    principal::Principal,
    table::{ActionIndices, TableOf},
    vocabulary::{Cause, Consent, PlaceSet, Places, Subject},
};

/// What narrows a principal. It only takes away.
pub(crate) struct Narrowing<S: Subject> {
    /// Whether an observer sees the decisions.
    observed: bool,
    /// Whether it takes something away.
    narrows: bool,
    limits: Vec<Limit>,
    impersonation: Option<Impersonation<S>>,
    internal: Option<Arc<str>>,
}

/// A consent, with its actions by index.
#[derive(Clone)]
pub(crate) struct Limit {
    consent: Consent,
    actions: ActionIndices,
}

impl Limit {
    pub(crate) const fn new(consent: Consent, actions: ActionIndices) -> Self {
        Self { consent, actions }
    }
}

/// The staff member who acts as a subject, and until when.
#[derive(Debug)]
pub struct Impersonation<S: Subject> {
    actor: Principal<S>,
    until: SystemTime,
}

impl<S: Subject> Impersonation<S> {
    /// The principal that really acts.
    #[must_use]
    pub const fn actor(&self) -> &Principal<S> {
        &self.actor
    }

    /// The time at which it ends.
    #[must_use]
    pub const fn until(&self) -> SystemTime {
        self.until
    }
}

impl<S: Subject> Clone for Impersonation<S> {
    fn clone(&self) -> Self {
        Self {
            actor: self.actor.clone(),
            until: self.until,
        }
    }
}

impl<S: Subject> Narrowing<S> {
    /// One that takes nothing away.
    pub(super) const fn empty(observed: bool) -> Self {
        Self {
            observed,
            narrows: false,
            limits: Vec::new(),
            impersonation: None,
            internal: None,
        }
    }

    /// That of a job of the application's own.
    pub(super) fn internal(mut self, reason: &str) -> Self {
        self.internal = Some(reason.into());
        self
    }

    /// Whether it takes nothing away and no observer sees the decisions.
    #[inline]
    pub(crate) const fn is_empty(&self) -> bool {
        !self.narrows && !self.observed
    }

    /// Whether it takes something away.
    #[inline]
    pub(crate) const fn narrows(&self) -> bool {
        self.narrows
    }

    /// Limited further.
    pub(crate) fn limited(mut self, limit: Limit) -> Self {
        self.narrows = true;
        self.limits.push(limit);
        self
    }

    /// Acted as by `actor`.
    pub(crate) fn impersonated(mut self, actor: Principal<S>, until: SystemTime) -> Self {
        self.narrows = true;
        self.impersonation = Some(Impersonation { actor, until });
        self
    }

    /// What denies the action before its context is known.
    pub(crate) fn cause(
        &self,
        who: &Principal<S>,
        table: &TableOf<S>,
        index: usize,
    ) -> Option<Cause> {
        // A consent names actions. An operation is consented to by each of its parts, which are
        // decided in full.
        for limit in self.limits.iter().filter(|_| !table.is_operation()) {
            if limit.consent.is_too_large() {
                return Some(Cause::ConsentTooLarge);
            }
            if !limit.actions.contain(index) {
                return Some(Cause::NotConsented);
            }
            if limit.has_ended(who) {
                return Some(Cause::ConsentExpired);
            }
        }
        let impersonation = self.impersonation.as_ref()?;
        if table.never_impersonated() {
            return Some(Cause::NeverImpersonated);
        }
        impersonation
            .has_ended(who)
            .then_some(Cause::ImpersonationExpired)
    }

    /// Whether it denies every action: the consents have no action in common or one covers no place,
    /// or one of them or the impersonation has ended.
    pub(crate) fn excludes_everything(&self, who: &Principal<S>) -> bool {
        let mut limits = self.limits.iter();
        let nothing = limits.any(|limit| limit.is_nowhere() || limit.has_ended(who));
        let actions = self.limits.iter().map(|limit| &limit.actions);
        nothing
            || ActionIndices::have_none_in_common(actions)
            || self
                .impersonation
                .as_ref()
                .is_some_and(|one| one.has_ended(who))
    }

    /// What denies the action on a context that is there.
    pub(crate) fn denies(
        &self,
        who: &Principal<S>,
        (table, index): (&TableOf<S>, usize),
        places: &Places<'_>,
    ) -> Option<Cause> {
        let elsewhere = || {
            let excluded = !table.is_operation() && !self.places().all(|some| places.meet(some));
            excluded.then_some(Cause::PlaceNotConsented)
        };
        self.cause(who, table, index).or_else(elsewhere)
    }

    /// The places of each consent that is limited to some.
    pub(crate) fn places(&self) -> impl Iterator<Item = &PlaceSet> {
        self.limits.iter().filter_map(|one| one.consent.places())
    }
}

impl Limit {
    fn has_ended<S: Subject>(&self, who: &Principal<S>) -> bool {
        self.consent.expiry().is_some_and(|end| who.now() >= end)
    }

    fn is_nowhere(&self) -> bool {
        self.consent.places().is_some_and(PlaceSet::is_empty)
    }
}

impl<S: Subject> Impersonation<S> {
    fn has_ended(&self, who: &Principal<S>) -> bool {
        who.now() >= self.until
    }
}

impl<S: Subject> Clone for Narrowing<S> {
    fn clone(&self) -> Self {
        Self {
            observed: self.observed,
            narrows: self.narrows,
            limits: self.limits.clone(),
            impersonation: self.impersonation.clone(),
            internal: self.internal.clone(),
        }
    }
}

impl<S: Subject> Principal<S> {
    /// Who really acts: the staff member where the subject is impersonated, else the subject.
    #[must_use]
    pub fn actor(&self) -> &S {
        self.impersonation()
            .map_or_else(|| self.subject(), |one| one.actor.subject())
    }

    /// Who acts as the subject and until when, where the subject is impersonated.
    #[must_use]
    pub fn impersonation(&self) -> Option<&Impersonation<S>> {
        self.narrowing()?.impersonation.as_ref()
    }

    /// The consents that it acts under: each narrows it further.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        let limits = self.narrowing().into_iter().flat_map(|one| &one.limits);
        limits.map(|limit| &limit.consent)
    }

    /// Whether it acts under a consent.
    #[must_use]
    pub fn is_delegated(&self) -> bool {
        self.consents().next().is_some()
    }

    /// Why a job of the application's own acts, when it is one.
    #[must_use]
    pub fn internal_reason(&self) -> Option<&str> {
        self.narrowing()?.internal.as_deref()
    }

    /// Whether it is a job of the application's own.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.internal_reason().is_some()
    }
}
