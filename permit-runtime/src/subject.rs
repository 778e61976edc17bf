//! The one who acts, and whose something is.

use core::fmt;

use crate::{Home, UserType, UserTypes};

/// The one who acts: the application's own user struct.
///
/// There is no `Option` of a user anywhere: nobody signed in is [`anonymous`](Self::anonymous),
/// a user type like the others, with its row in every table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subject",
    label = "permit does not know who this is",
    note = "write `impl permit::Subject for {Self}`"
)]
pub trait Subject: Sized + Send + Sync + 'static {
    /// The enum that every table of this subject's actions answers for.
    type UserType: UserType;

    /// What tells one subject from another: `u64`, `Uuid`, `str`.
    type Id: ?Sized + Eq + fmt::Debug;

    /// Who it is, or `None` when nobody is known. An unknown id never equals anything, another
    /// unknown one included.
    fn id(&self) -> Option<&Self::Id>;

    /// What it is to the platform.
    fn user_types(&self) -> UserTypes<Self::UserType>;

    /// Nobody: the subject of a request without a session.
    fn anonymous() -> Self;

    /// The tenant that it belongs to. An application without tenants leaves this as it is.
    fn home(&self) -> Home<'_> {
        Home::Platform
    }
}

/// A context that belongs to somebody. The condition `owner` holds when that is the subject.
#[diagnostic::on_unimplemented(
    message = "`owner` cannot be used on `{Self}`: it does not say whose it is",
    label = "the context of this action is not `Owned`",
    note = "write `impl permit::Owned<{S}> for {Self}`, or use another condition"
)]
pub trait Owned<S: Subject> {
    /// Whose it is, or `None` when nobody's: then `owner` holds for nobody.
    fn owner(&self) -> Option<&S::Id>;
}
