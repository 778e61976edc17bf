//! Principals under a consent.

use crate::{
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
        let named = listed.filter(|(_, table)| {
            !table.is_operation() && consent.actions().any(|key| key == table.key)
        });
        let actions = ActionIndices::with(named.map(|(index, _)| index));
        self.narrowed(|narrowing| narrowing.limited(Limit::new(consent, actions)))
    }
}

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
