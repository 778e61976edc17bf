//! Actions: what the macros write for each.

use core::hint::black_box;

use crate::{
    decision::{Evaluation, HeldForm},
    principal::Principal,
    table::{Permissions, Rule, Table, TableOf},
    vocabulary::{ContextTenant, Places, Refused, Subject},
};

/// Something that can be done: a struct with a table that answers for every user type.
///
/// Implemented by `#[derive(permit::Action)]` or, inline, by `permit::permissions!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "an action is named by its type, such as `EditItem`: not by its key, and not by what it is done to",
    note = "for several actions, name an operation: `pub Both = all_of(One, Another);`; \
            a set of `one_of!` is taken as `&impl Proves<Set>`",
    note = "to declare one, write `#[derive(permit::Action)]` above a struct, with its table in `#[permissions(...)]`"
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
    const TABLE: Table<<Self::Subject as Subject>::UserType>;

    /// The rule of a user type: the exhaustive `match` over the rows.
    #[doc(hidden)]
    fn rule(user_type: <Self::Subject as Subject>::UserType) -> Rule;

    /// Whether the role with this index holds it: the exhaustive `match` over the roles.
    #[doc(hidden)]
    #[must_use]
    fn is_held_by(_role: usize) -> bool {
        false
    }

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
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "an action is named by its type, such as `EditItem`: not by its key, and not by what it is done to",
    note = "for several actions, name an operation: `pub Both = all_of(One, Another);`"
)]
pub trait Listed: Action {
    /// Its table, where the catalogue keeps it: `TABLE` is a value, of which each use would be a copy.
    #[doc(hidden)]
    const LISTED: &'static TableOf<Self::Subject>;

    /// Its position in the catalogue. It never leaves the process.
    #[doc(hidden)]
    const INDEX: usize;

    /// Whether its catalogue says `tenants`.
    #[doc(hidden)]
    const TENANTS: bool;

    /// Where a context of this action belongs.
    #[doc(hidden)]
    fn tenant(context: &Self::Context) -> ContextTenant<'_>;

    /// Where a context of this action is.
    #[doc(hidden)]
    fn places(context: &Self::Context) -> Places<'_>;

    /// Whether the catalogue hides the context, and the caller may not see it.
    #[doc(hidden)]
    fn is_hidden(who: &Principal<Self::Subject>, context: &Self::Context) -> bool;
}

/// `A`, as its catalogue lists it.
type InCatalogue<A> = <<A as Action>::Subject as Lists<A>>::Entry;

// A bound on the subject of the action, not on the action: about what is not an action, rustc then
// says this alone, and about an action that is not listed what `Lists` says.
impl<A: Action> Listed for A
where
    A::Subject: Lists<A>,
{
    const LISTED: &'static TableOf<A::Subject> = <A::Subject as Lists<A>>::LISTED;
    const INDEX: usize = <InCatalogue<A> as ListedOnce>::INDEX;
    const TENANTS: bool = <InCatalogue<A> as ListedOnce>::TENANTS;

    #[inline]
    fn tenant(context: &A::Context) -> ContextTenant<'_> {
        <InCatalogue<A> as ListedOnce>::tenant(context)
    }

    #[inline]
    fn places(context: &A::Context) -> Places<'_> {
        <InCatalogue<A> as ListedOnce>::places(context)
    }

    #[inline]
    fn is_hidden(who: &Principal<A::Subject>, context: &A::Context) -> bool {
        <InCatalogue<A> as ListedOnce>::is_hidden(who, context)
    }
}

/// A subject whose catalogue lists `A`.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not listed in the catalogue of its subject",
    label = "this action cannot be checked",
    note = "add it to `permissions! {{ ... }}`: `use path::to::{A};`"
)]
pub trait Lists<A: Action> {
    /// `A`, as its catalogue lists it.
    type Entry: ListedOnce<Subject = A::Subject, Context = A::Context>;

    /// Its table, where the catalogue keeps it.
    const LISTED: &'static TableOf<A::Subject>;
}

// One blanket implementation, because a message would name each of many.
#[diagnostic::do_not_recommend]
impl<S: Permissions, A: ListedOnce<Subject = S>> Lists<A> for S {
    type Entry = A;

    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where an index out of bounds does not compile"
    )]
    const LISTED: &'static TableOf<S> = &S::ACTIONS[A::INDEX];
}

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

/// A listed action without its type. The long way of a decision takes it as a value, so that the actions
/// with the same conditions on the same context share its code.
pub(super) struct Entry<S: Subject> {
    pub(super) table: &'static TableOf<S>,
    pub(super) index: usize,
}

impl<S: Subject> Entry<S> {
    /// That of `A`. It is opaque to the compiler, which would otherwise write the long way once for each
    /// action, with the action's constants in it.
    #[inline]
    pub(super) fn of<A: Listed<Subject = S>>() -> Self {
        black_box(Self {
            table: A::LISTED,
            index: A::INDEX,
        })
    }
}

impl<S: Subject> Clone for Entry<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Subject> Copy for Entry<S> {}

/// An action of subject `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action of `{S}`",
    label = "not an action, or one of another subject"
)]
pub trait ActionOf<S: Subject>: Action<Subject = S> {}

#[diagnostic::do_not_recommend]
impl<S: Subject, A: Action<Subject = S>> ActionOf<S> for A {}

/// An action without fields: it has one value, which is always known.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "an action is named by its type, such as `EditItem`: not by its key, and not by what it is done to"
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

// As for `Listed`.
impl<A: Action> WithoutFields for A
where
    A::Subject: KnowsValue<A>,
{
    const VALUE: Self = <A::Subject as KnowsValue<A>>::VALUE;
}

/// A subject whose action `A` has one value.
#[diagnostic::on_unimplemented(
    message = "`{A}` has fields, so a handler's guard cannot know its value",
    label = "an action with fields",
    note = "take `Ask<{A}>` as the first parameter and call `.check(…)`"
)]
pub trait KnowsValue<A> {
    /// The value.
    const VALUE: A;
}

// One blanket implementation, because a message would name each of many.
#[diagnostic::do_not_recommend]
impl<S: Subject, A: Single> KnowsValue<A> for S {
    const VALUE: A = A::VALUE;
}

/// Says of an entry of a catalogue that its action belongs to the catalogue's subject.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not an action of `{S}`",
    label = "an action of `{Self}`",
    note = "list it in the catalogue of `{Self}`"
)]
pub trait SubjectOf<A, S: Subject> {
    /// The table of the action.
    const TABLE: Table<S::UserType>;

    /// The rules of the action.
    const RULE: fn(S::UserType) -> Rule;

    /// The roles that hold the action.
    const HELD: fn(usize) -> bool;
}

#[diagnostic::do_not_recommend]
impl<A: Action<Subject = S>, S: Subject> SubjectOf<A, S> for S {
    const TABLE: Table<S::UserType> = A::TABLE;
    const RULE: fn(S::UserType) -> Rule = A::rule;
    const HELD: fn(usize) -> bool = A::is_held_by;
}
