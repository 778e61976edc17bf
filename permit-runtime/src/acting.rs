//! For whom, and on whose word: what narrows a principal that does not simply act for itself.

use core::fmt;
use std::{collections::BTreeSet, sync::Arc, time::SystemTime};

use crate::{
    Action, Consent, Denial, Listed, Permissions, Permit, Place, Places, Principal, Subject,
    UserType, bits::Actions, table::TableOf,
};

/// What narrows a principal. None of it ever adds anything.
pub(crate) struct Acting<S: Subject> {
    limits: Vec<Limit>,
    impersonation: Option<Impersonation<S>>,
    internal: Option<Arc<str>>,
}

/// A consent, with its actions as bits.
#[derive(Clone)]
struct Limit {
    consent: Consent,
    actions: Actions,
}

/// Somebody acts as somebody else.
#[derive(Debug)]
pub struct Impersonation<S: Subject> {
    actor: Principal<S>,
    until: SystemTime,
}

impl<S: Subject> Impersonation<S> {
    /// Who really acts.
    #[must_use]
    pub const fn actor(&self) -> &Principal<S> {
        &self.actor
    }

    /// Until when.
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

impl<S: Subject> Acting<S> {
    /// For a job of the application's own.
    pub(crate) fn internal(reason: &str) -> Self {
        Self {
            internal: Some(reason.into()),
            ..Self::default()
        }
    }

    /// What it denies before the context is known.
    pub(crate) fn closed(
        &self,
        who: &Principal<S>,
        table: &TableOf<S>,
        index: usize,
    ) -> Option<Denial> {
        let expired = |until: SystemTime| who.now() >= until;
        // Each permission of an operation is decided in full, so that a consent names permissions.
        for limit in self.limits.iter().filter(|_| table.parts.is_empty()) {
            if !limit.actions.contain(index) {
                return Some(Denial::NotConsented);
            }
            if limit.consent.expiry().is_some_and(expired) {
                return Some(Denial::ConsentExpired);
            }
        }
        let impersonation = self.impersonation.as_ref()?;
        if table.never_impersonated {
            return Some(Denial::NeverImpersonated);
        }
        expired(impersonation.until).then_some(Denial::ImpersonationExpired)
    }

    /// Whether it denies the context for where that is.
    pub(crate) fn excludes(&self, table: &TableOf<S>, known: &Places<'_>) -> bool {
        let covers = |places: &BTreeSet<Place>| places.iter().any(|place| known.contain(place));
        table.parts.is_empty() && !self.places().all(covers)
    }

    /// The places of each consent that is limited to some.
    pub(crate) fn places(&self) -> impl Iterator<Item = &BTreeSet<Place>> {
        self.limits.iter().filter_map(|one| one.consent.places())
    }
}

impl<S: Subject> Default for Acting<S> {
    fn default() -> Self {
        Self {
            limits: Vec::new(),
            impersonation: None,
            internal: None,
        }
    }
}

impl<S: Subject> Clone for Acting<S> {
    fn clone(&self) -> Self {
        Self {
            limits: self.limits.clone(),
            impersonation: self.impersonation.clone(),
            internal: self.internal.clone(),
        }
    }
}

/// The action by which the application lets one person act as another: its context is the one who
/// is acted as.
///
/// ```ignore
/// impl permit::Impersonates for ActAsCustomer {}
/// ```
pub trait Impersonates: Listed<Context = <Self as Action>::Subject> {}

impl<S: Permissions> Principal<S> {
    /// The principal of a third party's application, an API token or a read-only mode: it may do
    /// what both the subject and the consent allow, and never more than either.
    ///
    /// Of a principal that is delegated already it takes away further.
    #[must_use]
    pub fn delegated(&self, consent: Consent) -> Self {
        let listed = S::ACTIONS.iter().enumerate();
        let named = listed.filter(|(_, table)| consent.actions().any(|key| key == table.key));
        let actions = Actions::with(named.map(|(index, _)| index));
        let mut acting = self.acting().cloned().unwrap_or_default();
        acting.limits.push(Limit { consent, actions });
        self.acting_as(acting)
    }

    /// The principal of a staff member who acts as somebody else until a time.
    ///
    /// It may do what the other may, but for actions that are `never_impersonated`; and both are
    /// named by it: the other is its [`subject`](Self::subject), the staff member its
    /// [`actor`](Self::actor). The permit is of the application's own impersonating action, on the
    /// one who is acted as.
    ///
    /// # Errors
    ///
    /// When somebody is acted as who never is: a `#[platform]` or `#[internal]` user type, nobody,
    /// or the staff member; when this principal acts for another itself; and when the permit is
    /// another principal's.
    pub fn impersonate<A>(
        &self,
        permit: Permit<'_, A>,
        until: SystemTime,
    ) -> Result<Self, NotImpersonated>
    where
        A: Impersonates<Subject = S>,
        S: Clone,
    {
        if !permit.principal().is(self) {
            return Err(NotImpersonated::NotYours);
        }
        if self.impersonation().is_some() || self.is_delegated() || self.is_internal() {
            return Err(NotImpersonated::ActsForAnother);
        }
        if self.now() >= until {
            return Err(NotImpersonated::Expired);
        }
        let target = permit.into_context();
        let types = target.user_types();
        if types.is_anonymous() || target.id().is_none() {
            return Err(NotImpersonated::Nobody);
        }
        if target.id() == self.subject().id() {
            return Err(NotImpersonated::Yourself);
        }
        let has_any = |marked: u64| !types.within(marked).is_empty();
        if has_any(S::UserType::PLATFORM) || has_any(S::UserType::INTERNAL) {
            return Err(NotImpersonated::Protected);
        }
        let impersonated = self.authorizer().principal(S::clone(&target));
        let mut acting = impersonated.acting().cloned().unwrap_or_default();
        acting.impersonation = Some(Impersonation {
            actor: self.clone(),
            until,
        });
        Ok(impersonated.acting_as(acting))
    }
}

impl<S: Subject> Principal<S> {
    /// Who really acts: the staff member where somebody is impersonated, else the subject.
    #[must_use]
    pub fn actor(&self) -> &S {
        self.impersonation()
            .map_or_else(|| self.subject(), |one| one.actor.subject())
    }

    /// Who acts as the subject and until when, when somebody does.
    #[must_use]
    pub fn impersonation(&self) -> Option<&Impersonation<S>> {
        self.acting()?.impersonation.as_ref()
    }

    /// What the subject has consented to, when a third party acts for it: each narrows further.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        let limits = self.acting().into_iter().flat_map(|one| &one.limits);
        limits.map(|limit| &limit.consent)
    }

    /// Whether a third party acts for the subject.
    #[must_use]
    pub fn is_delegated(&self) -> bool {
        self.consents().next().is_some()
    }

    /// Why a job of the application's own acts, when it is one.
    #[must_use]
    pub fn internal_reason(&self) -> Option<&str> {
        self.acting()?.internal.as_deref()
    }

    /// Whether it is a job of the application's own.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.internal_reason().is_some()
    }
}

/// Why somebody is not impersonated.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotImpersonated {
    /// The permit was given to another principal.
    NotYours,
    /// The principal acts for another itself.
    ActsForAnother,
    /// The time has passed already.
    Expired,
    /// The one who would be acted as is not known.
    Nobody,
    /// Nobody acts as himself.
    Yourself,
    /// The one who would be acted as has a `#[platform]` or an `#[internal]` user type.
    Protected,
}

impl fmt::Display for NotImpersonated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotYours => "the permit to impersonate was given to somebody else",
            Self::ActsForAnother => "who acts for another cannot impersonate anybody",
            Self::Expired => "the impersonation would have ended already",
            Self::Nobody => "somebody who is not known cannot be impersonated",
            Self::Yourself => "nobody can impersonate himself",
            Self::Protected => {
                "a user type of the platform or an internal one is never impersonated"
            }
        })
    }
}

impl core::error::Error for NotImpersonated {}
