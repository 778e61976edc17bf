//! Decisions of a principal that is narrowed or observed.

use std::time::Instant;

use crate::{
    decision::{Listed, decide::Stop, reason::refusal_in},
    principal::{Decided, Observer, Principal},
    table::TableOf,
    vocabulary::{Cause, ContextTenant, Places, Refused, Subject},
};

/// A question without the types of action and context, so that its code is compiled once for all
/// actions.
pub(super) struct Observed<'a, S: Subject> {
    who: &'a Principal<S>,
    table: &'static TableOf<S>,
    index: usize,
    tenant: ContextTenant<'a>,
    places: Places<'a>,
}

/// What the tables say, with these words.
type Procedure<'p> = dyn Fn(&[u64]) -> Result<(), Stop> + 'p;

/// Whether the caller may not know of the context.
pub(super) type IsHidden<'p> = dyn Fn() -> bool + 'p;

impl<'a, S: Subject> Observed<'a, S> {
    pub(super) fn new<A: Listed<Subject = S>>(
        who: &'a Principal<S>,
        context: &'a A::Context,
    ) -> Self {
        Self {
            who,
            table: A::TABLE,
            index: A::INDEX,
            tenant: A::tenant(context),
            places: A::places(context),
        }
    }

    /// Decides by `procedure`, and tells the observer of a decision that is enforced.
    pub(super) fn decide(
        &self,
        procedure: &Procedure<'_>,
        is_hidden: &IsHidden<'_>,
    ) -> Result<(), Stop> {
        let Some(observer) = self.who.authorizer().observer() else {
            return self.narrowed(procedure);
        };
        // The refusal is not looked for again.
        let refused = self.told(observer, true, procedure, is_hidden);
        refused.map_or(Ok(()), |refused| Err(Stop::Refused(refused)))
    }

    /// Whether `procedure` allows, for a caller that only asks; tells the observer.
    pub(super) fn allows(&self, procedure: &Procedure<'_>, is_hidden: &IsHidden<'_>) -> bool {
        match self.who.authorizer().observer() {
            Some(observer) => self.told(observer, false, procedure, is_hidden).is_none(),
            None => self.narrowed(procedure).is_ok(),
        }
    }

    /// Decides, and tells the observer.
    fn told(
        &self,
        observer: &dyn Observer<S>,
        enforced: bool,
        procedure: &Procedure<'_>,
        is_hidden: &IsHidden<'_>,
    ) -> Option<Refused> {
        let start = Instant::now();
        let decided = self.narrowed(procedure);
        let took = start.elapsed();
        let refused = decided.err().map(|stop| {
            refusal_in(
                self.who,
                self.table,
                self.index,
                (self.tenant, is_hidden),
                stop,
            )
        });
        observer.decided(&Decided {
            action: self.table.key,
            principal: self.who,
            enforced,
            refused: refused.as_ref(),
            took,
        });
        refused
    }

    /// Decides by `procedure`, with the words in force, what the narrowing does not deny.
    pub(super) fn narrowed(&self, procedure: &Procedure<'_>) -> Result<(), Stop> {
        let words = self.who.words(self.table, self.index);
        let words = words.map_err(Stop::Unknown)?;
        if let Some(narrowing) = self.who.narrowing().filter(|one| one.narrows()) {
            if let Some(cause) = narrowing.cause(self.who, self.table, self.index) {
                return Err(Stop::Narrowing(cause));
            }
            if narrowing.excludes(self.table, &self.places) {
                return Err(Stop::Narrowing(Cause::PlaceNotConsented));
            }
        }
        procedure(words)
    }
}

/// Finds by `early` whether an action is refused before there is a context, and tells the observer of
/// a refusal. Otherwise nothing is decided yet.
pub(super) fn observed_early<S: Subject>(
    who: &Principal<S>,
    action: &'static str,
    early: &dyn Fn() -> Option<Refused>,
) -> Option<Refused> {
    let Some(observer) = who.authorizer().observer() else {
        return early();
    };
    let start = Instant::now();
    let refused = early()?;
    observer.decided(&Decided {
        action,
        principal: who,
        enforced: true,
        refused: Some(&refused),
        took: start.elapsed(),
    });
    Some(refused)
}
