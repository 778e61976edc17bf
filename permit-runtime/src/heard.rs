//! Decisions that go the longer way: of a principal that does not simply act for itself, or of
//! which somebody wants to hear.

use std::time::Instant;

use crate::{
    ContextHome, Decided, Denial, Listed, Places, Principal, Reason, Subject,
    acting::Acting,
    decide::{Barrier, reason_in},
    table::TableOf,
};

/// What is asked, without the types of action and context: compiled once for all actions.
pub(crate) struct Asked<'a, S: Subject> {
    who: &'a Principal<S>,
    table: &'static TableOf<S>,
    index: usize,
    home: ContextHome<'a>,
    places: Places<'a>,
}

impl<'a, S: Subject> Asked<'a, S> {
    pub(crate) fn new<A: Listed<Subject = S>>(
        who: &'a Principal<S>,
        context: &'a A::Context,
    ) -> Self {
        Self {
            who,
            table: A::TABLE,
            index: A::INDEX,
            home: A::home(context),
            places: A::places(context),
        }
    }

    /// Decides by `procedure`, and tells who listens.
    pub(crate) fn heard(
        &self,
        acting: &Acting<S>,
        enforced: bool,
        procedure: &dyn Fn() -> Result<(), Barrier>,
    ) -> Result<(), Barrier> {
        let Some(observer) = self.who.authorizer().observer() else {
            return self.narrowed(acting, procedure);
        };
        let start = Instant::now();
        let decided = self.narrowed(acting, procedure);
        let took = start.elapsed();
        let denied = decided.err();
        let denied = denied.map(|barrier| reason_in(self.who, self.table, self.home, barrier));
        observer.decided(&Decided {
            action: self.table.key,
            principal: self.who,
            enforced,
            denied: denied.as_ref(),
            took,
        });
        decided
    }

    /// Decides by `procedure` what is not denied for whom the principal acts.
    pub(crate) fn narrowed(
        &self,
        acting: &Acting<S>,
        procedure: &dyn Fn() -> Result<(), Barrier>,
    ) -> Result<(), Barrier> {
        if let Some(denial) = acting.closed(self.who, self.table, self.index) {
            return Err(Barrier::Acting(denial));
        }
        if acting.excludes(self.table, &self.places) {
            return Err(Barrier::Acting(Denial::PlaceNotConsented));
        }
        procedure()
    }
}

/// Finds by `certain` whether an action is denied before there is a context, and tells who listens
/// that it is. That it is not is no decision yet.
pub(crate) fn of_certain<S: Subject>(
    who: &Principal<S>,
    action: &'static str,
    certain: &dyn Fn() -> Option<Reason>,
) -> Option<Reason> {
    let Some(observer) = who.authorizer().observer() else {
        return certain();
    };
    let start = Instant::now();
    let denied = certain()?;
    observer.decided(&Decided {
        action,
        principal: who,
        enforced: true,
        denied: Some(&denied),
        took: start.elapsed(),
    });
    Some(denied)
}
