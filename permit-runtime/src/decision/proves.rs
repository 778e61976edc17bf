//! Proofs for functions of the data layer that serve several actions.

use crate::{
    decision::{Action, Permit},
    principal::Principal,
    vocabulary::Subject,
};

/// The proof that one action of a set was allowed, for a function of the data layer that serves
/// several actions. `permit::one_of!` names the set.
///
/// Only a [`Permit`] for one of the actions is such a proof.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a proof for `{Set}`",
    label = "a permit for none of its actions",
    note = "check one of the actions that `{Set}` names"
)]
pub trait Proves<Set: Subjects>: sealed::Sealed {
    /// The key of the action that was allowed.
    fn action(&self) -> &'static str;

    /// The principal that is allowed.
    fn principal(&self) -> &Principal<Set::Subject>;

    /// The context that it is allowed on.
    fn context(&self) -> &Set::Context;
}

/// A set of actions of one subject on one context. Written by `permit::one_of!`.
pub trait Subjects {
    /// Who does them.
    type Subject: Subject;
    /// What they are done to.
    type Context: ?Sized;
}

/// A set that has action `A`.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not one of `{Self}`",
    label = "not an action of this set",
    note = "check one of the actions that `{Self}` names"
)]
pub trait Includes<A>: Subjects {}

impl<A, Set> Proves<Set> for Permit<'_, A>
where
    Set: Includes<A>,
    A: Action<Subject = Set::Subject, Context = Set::Context>,
{
    fn action(&self) -> &'static str {
        A::TABLE.key
    }

    fn principal(&self) -> &Principal<Set::Subject> {
        self.principal()
    }

    fn context(&self) -> &Set::Context {
        self.context()
    }
}

impl<A, Set> Proves<Set> for &Permit<'_, A>
where
    Set: Includes<A>,
    A: Action<Subject = Set::Subject, Context = Set::Context>,
{
    fn action(&self) -> &'static str {
        A::TABLE.key
    }

    fn principal(&self) -> &Principal<Set::Subject> {
        (*self).principal()
    }

    fn context(&self) -> &Set::Context {
        (*self).context()
    }
}

mod sealed {
    use crate::decision::{Action, Permit};

    pub trait Sealed {}
    impl<A: Action> Sealed for Permit<'_, A> {}
    impl<A: Action> Sealed for &Permit<'_, A> {}
}
