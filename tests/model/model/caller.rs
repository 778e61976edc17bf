//! Who asks, on what, and on whose behalf.

use std::collections::{BTreeMap, BTreeSet};

/// Seconds since a beginning.
pub(crate) type Time = u64;

/// Where a person belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tenant {
    Platform,
    /// An empty id is unknown.
    Of(String),
    Unknown,
}

/// Where a context belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContextTenant {
    Global,
    /// What `()` says: to the tenant of the subject that asks.
    OfSubject,
    Of(String),
}

/// Where a context is. An empty id is no place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) kind: String,
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// `None` for an unknown person.
    pub(crate) id: Option<String>,
    pub(crate) tenant: Tenant,
    /// By name. The anonymous one stands alone, and only a job has internal ones.
    pub(crate) user_types: BTreeSet<String>,
    /// The conditions that hold for this person on every context.
    pub(crate) holds: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) tenant: ContextTenant,
    /// Itself and what contains it.
    pub(crate) places: Vec<Place>,
    pub(crate) owner: Option<String>,
    /// The conditions that hold on this context for the subject of the question.
    pub(crate) holds: BTreeSet<String>,
    /// The contexts within it on which an operation decides its actions.
    pub(crate) parts: BTreeMap<String, Context>,
}

impl Context {
    /// `()`.
    pub(crate) fn nothing() -> Self {
        Self {
            tenant: ContextTenant::OfSubject,
            places: Vec::new(),
            owner: None,
            holds: BTreeSet::new(),
            parts: BTreeMap::new(),
        }
    }

    /// Whether it is in one of `places`.
    pub(crate) fn is_in(&self, places: &BTreeSet<Place>) -> bool {
        self.places
            .iter()
            .any(|own| !own.id.is_empty() && places.contains(own))
    }
}

/// What a subject has consented to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Consent {
    pub(crate) actions: BTreeSet<String>,
    /// `None` is everywhere.
    pub(crate) places: Option<BTreeSet<Place>>,
    pub(crate) until: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Impersonation {
    pub(crate) actor: Person,
    /// The action by which the actor acts as the subject.
    pub(crate) by: String,
    pub(crate) until: Time,
}

/// A caller, bound to what is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Principal {
    pub(crate) subject: Person,
    pub(crate) consents: Vec<Consent>,
    pub(crate) impersonation: Option<Impersonation>,
    /// The state of each flag that is known.
    pub(crate) flags: BTreeMap<String, bool>,
    /// `None` if it was not bound: without a policy, or where the policy or a source of grants did not
    /// answer.
    pub(crate) binding: Option<Binding>,
}

impl Principal {
    /// Who really acts: the subject, or who impersonates it.
    pub(crate) fn actor(&self) -> &Person {
        match &self.impersonation {
            Some(impersonation) => &impersonation.actor,
            None => &self.subject,
        }
    }

    /// The same subject, acting for itself.
    pub(crate) fn for_itself(&self) -> Self {
        Self {
            consents: Vec::new(),
            impersonation: None,
            ..self.clone()
        }
    }
}

/// What a principal was bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Binding {
    /// The time at which nothing was unapplied.
    pub(crate) fresh: Time,
    /// What the application's own tables grant.
    pub(crate) from_sources: Vec<SourceGrant>,
}

/// A source of grants that did not answer in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unavailable;

impl Binding {
    /// With what all sources grant together. If one of them does not answer, there is no binding: never
    /// fewer grants.
    pub(crate) fn of(
        fresh: Time,
        sources: &[Result<Vec<SourceGrant>, Unavailable>],
    ) -> Option<Self> {
        let mut from_sources = Vec::new();
        for source in sources {
            match source {
                Ok(grants) => from_sources.extend(grants.iter().cloned()),
                Err(Unavailable) => return None,
            }
        }
        Some(Self {
            fresh,
            from_sources,
        })
    }
}

/// A role that a source gives to the subject that it was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceGrant {
    pub(crate) role: String,
    /// `None` is everywhere.
    pub(crate) on: Option<BTreeSet<Place>>,
    pub(crate) until: Option<Time>,
}
