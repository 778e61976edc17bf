//! What a principal decides: `can`, `check`, `could`, `explain`, `partition`.

use core::fmt;

use crate::{
    decision::{
        Action, ActionOf, Could, Decision, Explanation, Held, IntoHeld, Listed, Permit,
        could::Question, decide, reason::refusal,
    },
    principal::Principal,
    vocabulary::{Refused, Subject},
};

/// What [`Principal::partition`] gives: the permits, and the denied contexts with their denials, each in the
/// order of the contexts.
#[must_use = "an answer that is not read guards nothing"]
pub struct Partition<'c, A: Action> {
    /// The permits.
    pub permits: Vec<Permit<'c, A>>,
    /// The denied contexts, each with its denial.
    pub denied: Vec<(Held<'c, A::Context>, Refused)>,
}

/// How many of each, and nothing of the contexts.
impl<A: Action> fmt::Debug for Partition<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partition")
            .field("permits", &self.permits.len())
            .field("denied", &self.denied.len())
            .finish()
    }
}

impl<S: Subject> Principal<S> {
    /// Whether it may do `action` on `context`. If that cannot be decided now, it may not.
    #[must_use = "an answer that is not read guards nothing"]
    #[inline]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "`who.can(EditItem, &item)` reads as it is said, and most actions have no size"
    )]
    pub fn can<A: Listed + ActionOf<S>>(&self, action: A, context: &A::Context) -> bool {
        decide::allows(self, &action, context)
    }

    /// The permit to do `action` on `context`: the proof that the data layer asks for.
    ///
    /// # Errors
    ///
    /// [`Refused::Denied`] when it is denied, [`Refused::Indeterminate`] when it cannot be decided
    /// now.
    #[inline]
    pub fn check<'c, A: Listed + ActionOf<S>>(
        &self,
        action: A,
        context: impl IntoHeld<'c, A::Context>,
    ) -> Result<Permit<'c, A>, Refused> {
        let context = context.into_held();
        match decide::decide(self, &action, &context) {
            Ok(()) => Ok(Permit::new(action, self.clone(), context)),
            Err(stop) => Err(refusal::<A>(self, &context, stop)),
        }
    }

    /// What can be said of `action` before its context is known.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "as `can`")]
    pub fn could<A: Listed + ActionOf<S>>(&self, action: A) -> Could {
        let _ = action;
        self.could_ever::<A>()
    }

    /// As [`could`](Self::could), for an action whose value is not known either.
    #[must_use]
    pub fn could_ever<A: Listed + ActionOf<S>>(&self) -> Could {
        Question::of::<A>().could_by(self, &A::TABLE)
    }

    /// One decision with everything that led to it, for people.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "as `can`")]
    pub fn explain<A: Listed + ActionOf<S>>(&self, action: A, context: &A::Context) -> Explanation {
        Explanation::of(self, &action, context)
    }

    /// Checks `action` on each of `contexts`: the permits, and the denied contexts with their
    /// denials, each in the order of `contexts`.
    ///
    /// # Errors
    ///
    /// [`Refused::Indeterminate`] when one of them cannot be decided now: a list is never shorter
    /// because something is not known.
    #[expect(clippy::needless_pass_by_value, reason = "as `can`")]
    pub fn partition<'c, A: Listed + ActionOf<S> + Clone, C: IntoHeld<'c, A::Context>>(
        &self,
        action: A,
        contexts: impl IntoIterator<Item = C>,
    ) -> Result<Partition<'c, A>, Refused> {
        let mut permits = Vec::new();
        let mut denied = Vec::new();
        for context in contexts {
            // Each clone is checked, because a clone may differ from its original.
            let (action, context) = (action.clone(), context.into_held());
            match decide::decide(self, &action, &context) {
                Ok(()) => permits.push(Permit::new(action, self.clone(), context)),
                Err(stop) => match refusal::<A>(self, &context, stop) {
                    indeterminate @ Refused::Indeterminate(_) => return Err(indeterminate),
                    refused @ Refused::Denied(_) => denied.push((context, refused)),
                },
            }
        }
        Ok(Partition { permits, denied })
    }

    pub(crate) fn decision<A: Listed + ActionOf<S>>(
        &self,
        action: &A,
        context: &A::Context,
    ) -> Decision {
        match decide::decide(self, action, context) {
            Ok(()) => Decision::Allowed,
            Err(stop) => Decision::Refused(refusal::<A>(self, context, stop)),
        }
    }
}
