//! A subject bound to what is in force.

use core::fmt;
use std::{sync::Arc, time::SystemTime};

use crate::{
    ActionOf, Authorizer, Could, Decision, Explanation, FlagSource, Held, Home, IntoHeld, Listed,
    Permit, Refused, Subject, UserTypes, acting::Acting, decide, flag::Flags,
};

/// A subject bound to what is in force: what handlers hold.
///
/// Made once a request by [`Authorizer::principal`], so that all decisions of the request agree.
/// Cloning it copies a pointer. It is as old as the request: a socket, a job or an export that
/// lives longer takes a fresh one.
pub struct Principal<S: Subject> {
    inner: Arc<Inner<S>>,
    /// `None` when it acts simply for itself and nobody listens: the way of nearly every decision.
    acting: Option<Arc<Acting<S>>>,
}

struct Inner<S: Subject> {
    subject: S,
    user_types: UserTypes<S::UserType>,
    door: Door,
    flags: Flags,
    authorizer: Authorizer<S>,
}

/// Where a principal is at home.
#[derive(Clone, Debug)]
pub(crate) enum Door {
    /// Where its subject says; nowhere when it is not known.
    Own,
    /// Nowhere.
    Nowhere,
    /// At this tenant.
    Of(Box<str>),
}

/// What [`Principal::partition`] gives: the permits, and the refused with their reasons.
pub type Partition<'c, A> = (
    Vec<Permit<'c, A>>,
    Vec<(Held<'c, <A as crate::Action>::Context>, Refused)>,
);

impl<S: Subject> Principal<S> {
    pub(crate) fn new(
        authorizer: Authorizer<S>,
        (subject, user_types): (S, UserTypes<S::UserType>),
        door: Door,
        flags: Option<&dyn FlagSource<S>>,
    ) -> Self {
        let flags = authorizer.flags().resolve(flags, &subject);
        // Whoever listens hears every decision: those go the longer way.
        let acting = authorizer.observer().map(|_| Arc::default());
        Self {
            inner: Arc::new(Inner {
                subject,
                user_types,
                door,
                flags,
                authorizer,
            }),
            acting,
        }
    }

    /// The same subject, narrowed.
    pub(crate) fn acting_as(&self, acting: Acting<S>) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            acting: Some(Arc::new(acting)),
        }
    }

    /// What narrows it, if anything does.
    #[inline]
    pub(crate) fn acting(&self) -> Option<&Acting<S>> {
        self.acting.as_deref()
    }

    /// Whether both are the same one: of one subject, made at the same moment, narrowed by the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let narrowed = |one: &Self| one.acting.as_ref().map(Arc::as_ptr);
        Arc::ptr_eq(&self.inner, &other.inner) && narrowed(self) == narrowed(other)
    }

    /// Who it is.
    #[must_use]
    #[inline]
    pub fn subject(&self) -> &S {
        &self.inner.subject
    }

    /// What it is to the platform, as of when the principal was made.
    #[must_use]
    #[inline]
    pub fn user_types(&self) -> UserTypes<S::UserType> {
        self.inner.user_types
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.user_types().is_anonymous()
    }

    /// Where it is at home. Somebody who is not known is at home where they came in, else nowhere.
    #[must_use]
    #[inline]
    pub fn home(&self) -> Home<'_> {
        match &self.inner.door {
            Door::Own if !self.is_anonymous() => self.inner.subject.home(),
            Door::Of(tenant) => Home::Of(tenant),
            Door::Own | Door::Nowhere => Home::Nowhere,
        }
    }

    /// Whether `flag` is known to be on. Only flags that the catalogue names are asked for:
    /// those of its actions, and those that its conditions declare with `flags(…)`.
    #[must_use]
    pub fn flag(&self, flag: &str) -> bool {
        self.flag_state(flag) == Some(true)
    }

    /// The time, by the authorizer's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.authorizer().clock().now()
    }

    /// Whether it may do `action` on `context`.
    #[must_use = "an answer that nobody reads guards nothing"]
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
    /// [`Refused::Denied`] when the tables deny it.
    #[inline]
    pub fn check<'c, A: Listed + ActionOf<S>>(
        &self,
        action: A,
        context: impl IntoHeld<'c, A::Context>,
    ) -> Result<Permit<'c, A>, Refused> {
        let context = context.into_held();
        match self.refusal(&action, &context) {
            None => Ok(Permit::new(action, self.clone(), context)),
            Some(refused) => Err(refused),
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
        decide::could::<A>(self)
    }

    /// The whole story of one decision, for people.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "as `can`")]
    pub fn explain<A: Listed + ActionOf<S>>(&self, action: A, context: &A::Context) -> Explanation {
        Explanation::of(self, &action, context)
    }

    /// Checks `action` on each of `contexts`: the permits, and the refused with their reasons,
    /// each in the order in which they came.
    #[expect(clippy::needless_pass_by_value, reason = "as `can`")]
    pub fn partition<'c, A: Listed + ActionOf<S> + Clone, C: IntoHeld<'c, A::Context>>(
        &self,
        action: A,
        contexts: impl IntoIterator<Item = C>,
    ) -> Partition<'c, A> {
        let mut permits = Vec::new();
        let mut refused = Vec::new();
        for context in contexts {
            // What is cloned is checked: nobody can say that a clone is what it was made from.
            let (action, context) = (action.clone(), context.into_held());
            match self.refusal(&action, &context) {
                None => permits.push(Permit::new(action, self.clone(), context)),
                Some(refusal) => refused.push((context, refusal)),
            }
        }
        (permits, refused)
    }

    #[inline]
    fn refusal<A: Listed + ActionOf<S>>(
        &self,
        action: &A,
        context: &A::Context,
    ) -> Option<Refused> {
        let barrier = decide::decide(self, action, context, true).err()?;
        Some(Refused::Denied(decide::reason::<A>(self, context, barrier)))
    }

    pub(crate) fn decision<A: Listed + ActionOf<S>>(
        &self,
        action: &A,
        context: &A::Context,
    ) -> Decision {
        match self.refusal(action, context) {
            None => Decision::Allowed,
            Some(refused) => Decision::Refused(refused),
        }
    }

    pub(crate) fn authorizer(&self) -> &Authorizer<S> {
        &self.inner.authorizer
    }

    pub(crate) fn flag_state(&self, flag: &str) -> Option<bool> {
        let position = self.authorizer().flags().position(flag)?;
        self.inner.flags.state(position)
    }

    /// Whether the flag of the action with this index is known to be on.
    #[inline]
    pub(crate) fn flag_of_action(&self, action: usize) -> bool {
        self.inner.flags.is_on_for(action)
    }
}

impl<S: Subject> Clone for Principal<S> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            acting: self.acting.clone(),
        }
    }
}

impl<S: Subject> fmt::Debug for Principal<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Principal")
            .field("id", &self.subject().id())
            .field("user_types", &self.user_types())
            .finish_non_exhaustive()
    }
}
