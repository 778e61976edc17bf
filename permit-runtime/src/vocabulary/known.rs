//! What the fields of a context say of its owner, its tenant and its places. Each may be unknown there.

use std::{borrow::Cow, sync::Arc};

use crate::vocabulary::{ContextTenant, Id, Places};

/// A field that holds the id of an owner: the id itself, an `Option` of it, or a pointer to it.
///
/// `#[column(owner = User)]` reads the owner of a context with it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the id of an owner, which is a `{Id}`",
    label = "not a `{Id}`, nor an `Option` of it",
    note = "if the owner is computed, write `by_hand` behind `owner`, and `impl permit::Owned`"
)]
pub trait Known<Id: ?Sized> {
    /// The id, or `None` when it is unknown.
    fn known(&self) -> Option<&Id>;
}

impl<T> Known<T> for T {
    fn known(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T> Known<T> for Option<T> {
    fn known(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// Types that hold another one, which may have no size: `String` holds a `str`.
macro_rules! holders {
    ($($holder:ty as $held:ty $(where [$($generics:tt)*])?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $(<$($generics)*>)? Known<$held> for $holder {
            fn known(&self) -> Option<&$held> {
                Some(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $(<$($generics)*>)? Known<$held> for Option<$holder> {
            fn known(&self) -> Option<&$held> {
                self.as_deref()
            }
        }
    )*};
}

holders! {
    String as str;
    Vec<u8> as [u8];
    &T as T where [T: ?Sized];
    Box<T> as T where [T: ?Sized];
    Arc<T> as T where [T: ?Sized];
    Cow<'_, T> as T where [T: ToOwned + ?Sized];
}

/// The tenant of a context that always has one: an unknown id is an empty one, which no tenant reaches.
#[must_use]
pub fn tenant_in(id: Option<Id<'_>>) -> ContextTenant<'_> {
    ContextTenant::Of(id.unwrap_or(Id::text("")))
}

/// The tenant of a context that is global where it has none.
#[must_use]
pub fn tenant_or_global_in(id: Option<Id<'_>>) -> ContextTenant<'_> {
    id.map_or(ContextTenant::Global, ContextTenant::Of)
}

/// `places`, and the one with this id, if it is known.
#[must_use]
pub fn and_place_in<'a>(places: Places<'a>, kind: &'static str, id: Option<Id<'a>>) -> Places<'a> {
    match id {
        Some(id) => places.and(kind, id),
        None => places,
    }
}
