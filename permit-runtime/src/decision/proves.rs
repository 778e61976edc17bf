//! Proofs for functions of the data layer that serve several actions.

use crate::{
    decision::{Action, Lists, Permit},
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of actions",
    label = "not declared by `permit::one_of!`",
    note = "for one action take its permit, such as `&Permit<EditItem>`",
    note = "for several name a set: `permit::one_of! {{ pub enum ChangeItem {{ EditItem, CloseItem }} }}`, \
            and take `&impl Proves<ChangeItem>`"
)]
pub trait Subjects {
    /// Who does them.
    type Subject: Subject;
    /// What they are done to.
    type Context: ?Sized;
}

/// A set of `permit::one_of!`, by its first action: about what is not one, rustc says so once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of actions",
    label = "not declared by `permit::one_of!`"
)]
pub trait FirstOf {
    /// The first action that the set names.
    type First: Action<Subject: Lists<Self::First>>;
}

#[diagnostic::do_not_recommend]
impl<Set: FirstOf> Subjects for Set {
    type Subject = <Set::First as Action>::Subject;
    type Context = <Set::First as Action>::Context;
}

/// A set that has action `A`.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not one of `{Self}`",
    label = "not an action of this set",
    note = "check one of the actions that `{Self}` names"
)]
pub trait Includes<A>: Subjects {}

/// An action that may be in a set whose first action is `First`. `permit::one_of!` asserts it at each
/// name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "a set names actions: what is done, not what it is done to"
)]
pub trait Belongs<First> {
    /// Named to assert it.
    const ASSERTED: () = ();
}

// Bounds on the types of the action, not on the action: about what is not an action, rustc then
// says this alone.
impl<First: Action, A: Action> Belongs<First> for A
where
    A::Subject: Lists<A> + SameSubject<A, First, First::Subject>,
    A::Context: SameContext<A, First, First::Context>,
{
}

/// Who does the actions of a set: `S` does the first of them.
#[diagnostic::on_unimplemented(
    message = "`{A}` is done by `{Self}`, and `{First}` by `{S}`",
    label = "an action of another subject",
    note = "the actions of a set are done by one subject"
)]
pub trait SameSubject<A, First, S> {}

impl<A, First, S> SameSubject<A, First, S> for S {}

/// What the actions of a set are done to: the first of them to `C`.
#[diagnostic::on_unimplemented(
    message = "`{A}` is done to `{Self}`, and `{First}` to `{C}`",
    label = "an action on another context",
    note = "the actions of a set are done to one context"
)]
pub trait SameContext<A, First, C: ?Sized> {}

impl<A, First, C: ?Sized> SameContext<A, First, C> for C {}

/// What an action of an operation is done to, if that is all of the operation's context, `C`.
#[diagnostic::on_unimplemented(
    message = "`{A}` is done to `{Self}`, and `{Operation}` to `{C}`",
    label = "an action on another context",
    note = "write `{Operation}(context = {Self})`, or name the part of the context: `{A}(field)`"
)]
pub trait PartContext<A, Operation, C: ?Sized> {
    /// The same context.
    fn of(context: &C) -> &Self;
}

impl<A, Operation, C: ?Sized> PartContext<A, Operation, C> for C {
    #[inline]
    fn of(context: &C) -> &Self {
        context
    }
}

impl<A, Set> Proves<Set> for Permit<'_, A>
where
    Set: Includes<A>,
    A: Action<Subject = Set::Subject, Context = Set::Context>,
{
    fn action(&self) -> &'static str {
        A::TABLE.key()
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
        A::TABLE.key()
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
