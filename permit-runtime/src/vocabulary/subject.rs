//! The subject: the application's own user struct, and ownership by it.

use core::fmt;

use crate::vocabulary::{Tenant, UserType, UserTypes};

/// The application's own user struct: who acts.
///
/// permit never takes an `Option` of a user. The subject of a request without a session is
/// [`anonymous`](Self::anonymous), a user type like the others, with its row in every table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subject",
    label = "permit does not know who this is",
    note = "write `impl permit::Subject for {Self}`"
)]
pub trait Subject: Sized + Send + Sync + 'static {
    /// The enum that every table of this subject's actions answers for.
    type UserType: UserType;

    /// What tells one subject from another: `u64`, `Uuid`, `str`. It is never an `Option`, which a
    /// catalogue refuses: two unknown ids would be equal.
    type Id: ?Sized + Eq + fmt::Debug;

    /// Its id, or `None` for an unknown subject. An unknown id never equals another id, not even
    /// another unknown one.
    fn id(&self) -> Option<&Self::Id>;

    /// What it is to the platform.
    fn user_types(&self) -> UserTypes<Self::UserType>;

    /// The subject of a request without a session.
    fn anonymous() -> Self;

    /// The tenant that it belongs to. An application without tenants leaves this as it is.
    ///
    /// In a catalogue with `tenants`, a subject that leaves it as it is reaches no tenant. A subject of the
    /// platform says so: [`Tenant::Platform`].
    fn tenant(&self) -> Tenant<'_> {
        Tenant::Unknown
    }
}

/// A context that has an owner. The condition `owner` holds when that is the subject.
///
/// A context with columns gets it from `#[column(owner = User)]`, so that a list reads the same field.
#[diagnostic::on_unimplemented(
    message = "`owner` cannot be used on `{Self}`: it does not say whose it is",
    label = "the context of this action is not `Owned`",
    note = "where the id of its owner is a field, derive it: `#[derive(permit::Columns)]` above `{Self}`, \
            and `#[column(owner = {S})]` above the field",
    note = "else write `impl permit::Owned<{S}> for {Self}`, or use another condition",
    note = "a list is not owned: check each item, with `partition`, or list the items with `scope`"
)]
pub trait Owned<S: Subject> {
    /// The id of its owner, or `None` when it has none: then `owner` never holds.
    fn owner(&self) -> Option<&S::Id>;
}
