//! Actions: what the macros write for each.

use crate::{
    decision::{Evaluation, HeldForm},
    principal::Principal,
    table::{Rule, Table},
    vocabulary::{ContextTenant, Places, Refused, Subject},
};

/// Something that can be done: a struct with a table that answers for every user type.
///
/// Implemented by `#[derive(permit::Action)]` or, inline, by `permit::permissions!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "write `#[derive(permit::Action)]` above it, with its table in `#[permissions(...)]`"
)]
pub trait Action: Sized {
    /// Who does it.
    type Subject: Subject;

    /// What it is done to, and what the decision needs to know of it.
    type Context: ?Sized + HeldForm;

    /// What it is made of: the conditions of its rows, or the actions of an operation.
    #[doc(hidden)]
    type Shape;

    /// Its table.
    const TABLE: &'static Table<<Self::Subject as Subject>::UserType>;

    /// The rule of a user type: the exhaustive `match` over the rows.
    #[doc(hidden)]
    fn rule(user_type: <Self::Subject as Subject>::UserType) -> Rule;

    /// Evaluates the conditions of the table, in the order of their bits.
    #[doc(hidden)]
    #[inline]
    fn conditions<E: Evaluation>(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
        _evaluation: &mut E,
    ) {
    }

    /// Evaluates the requirements, in the order in which they are written.
    #[doc(hidden)]
    #[inline]
    fn requirements<E: Evaluation>(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
        _evaluation: &mut E,
    ) {
    }

    /// Decides each action that an operation needs, in full, in the order of writing.
    ///
    /// # Errors
    ///
    /// When one is refused.
    #[doc(hidden)]
    #[inline]
    fn parts(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
    ) -> Result<(), Refused> {
        Ok(())
    }

    /// Whether the caller may not know of a context that an action of an operation is decided on.
    #[doc(hidden)]
    #[inline]
    fn is_part_hidden(_who: &Principal<Self::Subject>, _context: &Self::Context) -> bool {
        false
    }
}

/// An action that the catalogue of its subject lists. Only those can be checked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not listed in the catalogue of its subject",
    label = "this action cannot be checked",
    note = "add it to `permissions! {{ ... }}`: `use path::to::{Self};`"
)]
pub trait Listed: ListedOnce {}

// One blanket implementation, because a message would name each of many.
#[diagnostic::do_not_recommend]
impl<A: ListedOnce> Listed for A {}

/// What `permissions!` writes for each action. rustc names it when two listings name one action by
/// two paths.
pub trait ListedOnce: Action {
    /// Its position in the catalogue. It never leaves the process.
    const INDEX: usize;

    /// Whether its catalogue says `tenants`: then a context may belong to another tenant.
    const TENANTS: bool = false;

    /// Where a context of this action belongs.
    #[inline]
    fn tenant(_context: &Self::Context) -> ContextTenant<'_> {
        ContextTenant::Global
    }

    /// Where a context of this action is.
    #[inline]
    fn places(_context: &Self::Context) -> Places<'_> {
        Places::nowhere()
    }

    /// Whether the catalogue hides the context, and the caller may not see it.
    #[inline]
    fn is_hidden(_who: &Principal<Self::Subject>, _context: &Self::Context) -> bool {
        false
    }
}

/// An action of subject `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action of `{S}`",
    label = "an action of another subject"
)]
pub trait ActionOf<S: Subject>: Action<Subject = S> {}

#[diagnostic::do_not_recommend]
impl<S: Subject, A: Action<Subject = S>> ActionOf<S> for A {}

/// An action without fields: it has one value, which is always known.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has fields, so a handler's guard cannot know its value",
    label = "an action with fields",
    note = "take `Ask<{Self}>` as the first parameter and call `.check(…)`"
)]
pub trait WithoutFields: Action {
    /// The value, for code that is generic over actions.
    const VALUE: Self;
}

/// What the macros write for an action without fields.
pub trait Single: Sized {
    /// The value.
    const VALUE: Self;
}

// One blanket implementation, because a message would name each of many.
#[diagnostic::do_not_recommend]
impl<A: Action + Single> WithoutFields for A {
    const VALUE: Self = <A as Single>::VALUE;
}

/// Says of an entry of a catalogue that its action belongs to the catalogue's subject.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not an action of `{S}`",
    label = "an action of `{Self}`",
    note = "list it in the catalogue of `{Self}`"
)]
pub trait SubjectOf<A, S: Subject> {
    /// The table of the action.
    const TABLE: &'static Table<S::UserType>;
}

#[diagnostic::do_not_recommend]
impl<A: Action<Subject = S>, S: Subject> SubjectOf<A, S> for S {
    const TABLE: &'static Table<S::UserType> = A::TABLE;
}
