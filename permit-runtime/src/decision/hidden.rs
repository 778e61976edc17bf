//! Contexts that a caller may not know of: a denial on one is answered as if it did not exist.

use core::marker::PhantomData;

use crate::{
    decision::{Action, Listed, WithoutFields, decide, shape::Permission},
    principal::Principal,
    vocabulary::{Subject, is_within_reach},
};

/// A type of context whose existence the catalogue of `S` hides: `hide Item by ViewItem;`.
pub trait HiddenContext<S: Subject> {
    /// Whether the caller may not see `context`.
    fn is_hidden(who: &Principal<S>, context: &Self) -> bool;
}

/// A context of the catalogue, hidden or not, which only the compiler knows: the function of this type
/// is chosen where its bounds hold, else the one of [`NotHidden`].
#[derive(Debug)]
pub struct Sight<S, C: ?Sized>(PhantomData<fn(&C) -> S>);

impl<S: Subject, C: HiddenContext<S> + ?Sized> Sight<S, C> {
    /// Whether the caller may not see `context`.
    #[inline]
    pub fn is_hidden(who: &Principal<S>, context: &C) -> bool {
        C::is_hidden(who, context)
    }
}

/// The answer for a context that the catalogue does not hide.
pub trait NotHidden<S: Subject, C: ?Sized> {
    /// It is not.
    #[must_use]
    #[inline]
    fn is_hidden(_: &Principal<S>, _: &C) -> bool {
        false
    }
}

impl<S: Subject, C: ?Sized> NotHidden<S, C> for Sight<S, C> {}

/// An action of `S` by which a `C` is seen.
#[diagnostic::on_unimplemented(
    message = "a `{C}` cannot be seen by `{Self}`",
    label = "not an action that shows a `{C}`",
    note = "name an action of this catalogue that is done to `{C}` and has no fields",
    note = "or one for each part of it: `hide {C} by ViewItem(kept), ViewItem(added);`"
)]
pub trait View<S: Subject, C: ?Sized> {
    /// The key of the action.
    const KEY: &'static str;

    /// Whether `who` may see `context` by it.
    fn sees(who: &Principal<S>, context: &C) -> bool;
}

#[diagnostic::do_not_recommend]
impl<A, S: Subject, C: ?Sized> View<S, C> for A
where
    A: Listed + Action<Subject = S, Context = C> + WithoutFields + Permission,
{
    const KEY: &'static str = A::TABLE.key();

    fn sees(who: &Principal<S>, context: &C) -> bool {
        sees::<A>(who, context)
    }
}

/// Whether `who` may see `context` by `A`. It is decided, and no observer is told: this is a question
/// about a denial, and not a check.
#[must_use]
pub fn sees<A: Listed + WithoutFields + Permission>(
    who: &Principal<A::Subject>,
    context: &A::Context,
) -> bool {
    decide::unobserved(who, &A::VALUE, context).is_ok()
}

/// Whether the caller may not know of `context`: no user type of the caller reaches its tenant, or the
/// catalogue hides it or, for an operation, a part of it.
#[must_use]
pub fn is_hidden<A: Listed>(who: &Principal<A::Subject>, context: &A::Context) -> bool {
    !is_within_reach(who.user_types(), who.tenant(), A::tenant(context))
        || A::is_hidden(who, context)
        || A::is_part_hidden(who, context)
}
