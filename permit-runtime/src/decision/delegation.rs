//! Principals under a consent.

use core::fmt;

use crate::{
    decision::ActionSet,
    principal::{Limit, Principal},
    table::{ActionIndices, Permissions},
    vocabulary::{Consent, Subject},
};

impl<S: Permissions> Principal<S> {
    /// The principal of a third party's application, an API token or a read-only mode: it may do
    /// what both the subject and the consent allow.
    ///
    /// A principal that acts under a consent already is narrowed further.
    #[must_use]
    pub fn delegated(&self, consent: Consent) -> Self {
        let listed = S::ACTIONS.iter().enumerate();
        // An operation is consented to by the actions that it needs.
        let named = listed.filter(|(_, table)| !table.is_operation() && consent.names(table.key()));
        let actions = ActionIndices::with(named.map(|(index, _)| index));
        self.narrowed(|narrowing| narrowing.limited(Limit::new(consent, actions)))
    }
}

impl Consent {
    /// To these actions, everywhere, without an end: `Consent::of::<User, (ViewItem, EditItem)>()`. An
    /// operation stands for the actions that it needs.
    #[must_use]
    pub fn of<S: Subject, Actions: ActionSet<S>>() -> Self {
        Self::to(Actions::keys())
    }

    /// To the actions of the catalogue of `S` with these keys, everywhere, without an end. An operation stands
    /// for the actions that it needs.
    ///
    /// # Errors
    ///
    /// When the catalogue does not have a key. The error names each such key, and holds the consent to the
    /// others.
    pub fn parse<S: Permissions>(
        keys: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, UnknownActions> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for key in keys {
            let key = key.as_ref();
            match S::ACTIONS.iter().find(|table| table.key() == key) {
                Some(table) => known.extend(table.consented_keys()),
                None => unknown.push(key.to_owned()),
            }
        }
        let known = Self::to(known);
        if unknown.is_empty() {
            return Ok(known);
        }
        Err(UnknownActions {
            keys: unknown,
            known,
        })
    }
}

/// Keys that a catalogue does not have, where a consent was read: see [`Consent::parse`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownActions {
    /// The keys, in their order.
    pub keys: Vec<String>,
    /// The consent to the other keys: for stored consents, whose actions a release may have removed.
    pub known: Consent,
}

impl fmt::Display for UnknownActions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<_> = self.keys.iter().map(|key| format!("`{key}`")).collect();
        write!(
            f,
            "no action of the catalogue has the key {}",
            keys.join(" or ")
        )
    }
}

impl core::error::Error for UnknownActions {}

/// `who`, under each of `consents`.
#[must_use]
pub fn narrow<S: Permissions>(
    who: Principal<S>,
    consents: impl IntoIterator<Item = Consent>,
) -> Principal<S> {
    let consents = consents.into_iter();
    consents.fold(who, |who, consent| who.delegated(consent))
}

/// Whether `who` may do nothing, whatever the tables say: the policy blocks each of its user types; it
/// acts under consents that have no action of the catalogue in common, that cover no place, or of which
/// one has ended; or its impersonation has ended.
#[must_use]
pub fn may_nothing<S: Subject>(who: &Principal<S>) -> bool {
    let excluded = who
        .narrowing()
        .is_some_and(|one| one.excludes_everything(who));
    excluded || who.unblocked().is_empty()
}
