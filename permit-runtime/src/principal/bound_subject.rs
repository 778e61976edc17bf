//! A subject bound to what is in force.

use core::fmt;
use std::{sync::Arc, time::SystemTime};

use crate::{
    policy::{Binding, Grants},
    principal::{Authorizer, Identity, Narrowing, flags::Flags},
    table::{TableOf, Words, truth_table},
    vocabulary::{Block, Indeterminate, Subject, Tenant, Unknown, UserType, UserTypes},
};

/// A subject bound to what is in force: what handlers hold.
///
/// An authorizer makes it once for each request, so all decisions of the request agree. Cloning it
/// copies a pointer. It is as old as the request: a socket, a job or an export that lives longer
/// takes a fresh one.
pub struct Principal<S: Subject> {
    inner: Arc<Inner<S>>,
    /// `None` for a subject that acts for itself by the code alone, without an observer: then a
    /// decision looks at nothing else. An empty one where there is a policy.
    narrowing: Option<Arc<Narrowing<S>>>,
}

struct Inner<S: Subject> {
    identity: Identity<S>,
    /// The user types that the policy does not block.
    unblocked: UserTypes<S::UserType>,
    in_force: InForce<S>,
    flags: Flags,
    authorizer: Authorizer<S>,
}

/// What a principal decides by, for as long as it lives.
pub(super) enum InForce<S: Subject> {
    /// The code alone: there is no policy.
    Code,
    /// The policy, as it was bound.
    Policy(Binding<S>),
    /// There is a policy, and it is not known.
    Unknown(Unknown),
}

impl<S: Subject> Principal<S> {
    pub(super) fn new(
        authorizer: Authorizer<S>,
        identity: Identity<S>,
        flags: Flags,
        in_force: InForce<S>,
    ) -> Self {
        let unblocked = match &in_force {
            InForce::Policy(binding) => binding.unblocked(identity.user_types),
            InForce::Code | InForce::Unknown(_) => identity.user_types,
        };
        let observed = authorizer.observer().is_some();
        let narrowing = match in_force {
            InForce::Code if !observed => None,
            _ => Some(Arc::new(Narrowing::empty(observed))),
        };
        Self {
            inner: Arc::new(Inner {
                identity,
                unblocked,
                in_force,
                flags,
                authorizer,
            }),
            narrowing,
        }
    }

    /// The same subject, narrowed further.
    pub(crate) fn narrowed(&self, further: impl FnOnce(Narrowing<S>) -> Narrowing<S>) -> Self {
        // Without one there is no observer.
        let narrowing = self.narrowing().cloned();
        let narrowing = narrowing.unwrap_or(Narrowing::empty(false));
        Self {
            inner: Arc::clone(&self.inner),
            narrowing: Some(Arc::new(further(narrowing))),
        }
    }

    /// What narrows it; `None` if nothing does, and it decides by the code alone, without an observer.
    #[inline]
    pub(crate) fn narrowing(&self) -> Option<&Narrowing<S>> {
        self.narrowing.as_deref()
    }

    /// Whether both are the same: of one subject, made at the same moment, narrowed by the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let narrowing = |one: &Self| one.narrowing.as_ref().map(Arc::as_ptr);
        Arc::ptr_eq(&self.inner, &other.inner) && narrowing(self) == narrowing(other)
    }

    /// The words in force for the action that has this table, at this index of the catalogue. Every
    /// reader of a table asks here: `decide`, `could`, `scope`, `abilities`, `explain`.
    ///
    /// # Errors
    ///
    /// When there is a policy and it is not known, or not fresh any more.
    #[inline]
    pub(crate) fn words<'w>(
        &'w self,
        table: &'w TableOf<S>,
        index: usize,
    ) -> Result<&'w [u64], Unknown> {
        let policy = match &self.narrowing {
            // Looked at first, because a decision has looked at it already.
            None => None,
            Some(_) => self.policy()?,
        };
        table.words(policy, index).ok_or(Unknown::Unavailable)
    }

    /// The same for a principal that nothing but a policy, which is fresh, keeps from deciding by the
    /// code alone. `None` for any other, and while an entry of the policy is about to end.
    #[inline]
    pub(crate) fn words_of_policy(&self, combinations: usize, index: usize) -> Option<&[u64]> {
        match &self.inner.in_force {
            InForce::Policy(binding) if self.narrowing()?.is_empty() => {
                binding.words_until()?.of(combinations, index)
            }
            _ => None,
        }
    }

    /// The words of the policy, if there is one.
    #[inline]
    fn policy(&self) -> Result<Option<&Words<S>>, Unknown> {
        match &self.inner.in_force {
            InForce::Code => Ok(None),
            InForce::Policy(binding) => binding.words().map(Some).ok_or(Unknown::Stale),
            InForce::Unknown(unknown) => Err(*unknown),
        }
    }

    /// Whether the policy blocks the operation with this index for each user type of the subject. In the code
    /// an operation has no rows.
    #[inline]
    pub(crate) fn is_operation_blocked(&self, index: usize) -> bool {
        let InForce::Policy(binding) = &self.inner.in_force else {
            return false;
        };
        let words = binding.words().and_then(|words| words.of(1, index));
        words.is_some_and(|words| !truth_table::allows(words, self.unblocked().bits(), 0))
    }

    /// What blocks the action with this index for a user type, or the user type.
    pub(crate) fn block_of(&self, index: usize, user_type: S::UserType) -> Option<&Arc<Block>> {
        let InForce::Policy(binding) = &self.inner.in_force else {
            return None;
        };
        let of_action = || binding.words()?.block_of(index, user_type);
        binding.block_of(user_type).or_else(of_action)
    }

    /// What it was granted, unless it is anonymous or a job of the application's own. The condition
    /// `granted` asks here, after the words in force were found to be fresh.
    pub(crate) fn grants(&self) -> Option<&Grants<S>> {
        let InForce::Policy(binding) = &self.inner.in_force else {
            return None;
        };
        let types = self.user_types();
        let grantable = !types.is_anonymous() && types.within(S::UserType::INTERNAL).is_empty();
        grantable.then(|| binding.grants())
    }

    /// Whether what is in force is known now.
    ///
    /// # Errors
    ///
    /// When it is not: every decision is then indeterminate.
    pub fn known(&self) -> Result<(), Indeterminate> {
        match self.policy() {
            Ok(_) => Ok(()),
            Err(unknown) => Err(Indeterminate {
                action: None,
                unknown,
            }),
        }
    }

    /// The number of the policy's state that it decides by: 0 for the code alone, and where the policy is not
    /// known.
    #[must_use]
    pub fn revision(&self) -> u64 {
        match &self.inner.in_force {
            InForce::Policy(binding) => binding.revision(),
            InForce::Code | InForce::Unknown(_) => 0,
        }
    }

    /// The subject.
    #[must_use]
    #[inline]
    pub fn subject(&self) -> &S {
        &self.inner.identity.subject
    }

    /// What it is to the platform, as of when the principal was made.
    #[must_use]
    #[inline]
    pub fn user_types(&self) -> UserTypes<S::UserType> {
        self.inner.identity.user_types
    }

    /// Those of its user types that the policy does not block: what decisions read.
    #[inline]
    pub(crate) fn unblocked(&self) -> UserTypes<S::UserType> {
        self.inner.unblocked
    }

    /// Whether the caller is anonymous.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.user_types().is_anonymous()
    }

    /// The tenant that it belongs to. That of an anonymous caller is unknown, unless the application
    /// said it.
    #[must_use]
    #[inline]
    pub fn tenant(&self) -> Tenant<'_> {
        self.inner.identity.tenant()
    }

    /// Whether `flag` is known to be on. Only flags that the catalogue names are read: those of its
    /// actions, and those that its conditions declare with `flags(…)`.
    #[must_use]
    pub fn flag(&self, flag: &str) -> bool {
        self.flag_state(flag) == Some(true)
    }

    /// The time, by the authorizer's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.authorizer().clock().now()
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
    #[inline]
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            narrowing: self.narrowing.clone(),
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
