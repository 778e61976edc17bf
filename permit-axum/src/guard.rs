//! Guards: the first parameter of a handler.

use core::any::type_name;

use permit_runtime::{Listed, Subject, WithoutFields, adapter::Scopes};
use permit_web::given;

use crate::{Allowed, Ask, Scoped, SignedIn, routes::Guarded};

/// The first parameter of a handler: it proves something about the caller.
///
/// [`Allowed`], [`Ask`], [`Scoped`] and [`SignedIn`] are guards. Nothing else can be one: `Option` and `Result`
/// of a guard prove nothing, because they let a refusal pass.
#[diagnostic::on_unimplemented(
    message = "this handler is not guarded by a permission",
    label = "the first parameter of the handler is `{Self}`, which guards nothing",
    note = "write `#[permit_axum::requires(SomeAction)]` above the handler, or take `Allowed<SomeAction>` as its first parameter",
    note = "a guard stands first and by itself: not behind another parameter, and not in a `State` or an `Option`",
    note = "if it needs no permission, say so: `get(unguarded(\"the reason\", handler))`; \
            `Who<SomeUser>` then tells the handler who asks"
)]
pub trait Guard: sealed::Sealed {
    #[doc(hidden)]
    fn describe() -> Guarded;

    /// The subject whose permission it asks for, by the name of its type.
    #[doc(hidden)]
    #[must_use]
    fn subject() -> Option<&'static str> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<A: Listed<Context: 'static> + WithoutFields> Guard for Allowed<A> {
    fn describe() -> Guarded {
        Guarded::Allows(A::TABLE.key())
    }

    fn subject() -> Option<&'static str> {
        Some(type_name::<A::Subject>())
    }
}

#[diagnostic::do_not_recommend]
impl<A: Listed> Guard for Ask<A> {
    fn describe() -> Guarded {
        Guarded::Asks(A::TABLE.key())
    }

    fn subject() -> Option<&'static str> {
        Some(type_name::<A::Subject>())
    }
}

#[diagnostic::do_not_recommend]
impl<A: Listed<Shape: Scopes<A>> + WithoutFields> Guard for Scoped<A> {
    fn describe() -> Guarded {
        Guarded::Lists(A::TABLE.key())
    }

    fn subject() -> Option<&'static str> {
        Some(type_name::<A::Subject>())
    }
}

#[diagnostic::do_not_recommend]
impl<U: Subject> Guard for SignedIn<U> {
    fn describe() -> Guarded {
        Guarded::SignedIn
    }

    fn subject() -> Option<&'static str> {
        Some(type_name::<U>())
    }
}

/// Stands for the first parameter of a handler under [`unguarded`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Exempt {}

#[diagnostic::do_not_recommend]
impl Guard for Exempt {
    fn describe() -> Guarded {
        Guarded::Unguarded("")
    }
}

/// A handler that needs no permission, and the reason why: see [`unguarded`].
#[derive(Clone, Debug)]
pub struct Unguarded<H> {
    pub(crate) reason: &'static str,
    pub(crate) handler: H,
}

/// The explicit exception: `handler` needs no permission, because of `reason`.
///
/// The reason is listed by [`Router::routes`](crate::Router::routes). It mixes with guarded
/// handlers: `get(show).post(unguarded("verified by its signature", receive))`.
///
/// # Panics
///
/// If the reason is empty or white space.
#[must_use = "route it"]
#[track_caller]
pub fn unguarded<H>(reason: &'static str, handler: H) -> Unguarded<H> {
    Unguarded {
        reason: given(reason),
        handler,
    }
}

mod sealed {
    use super::{Allowed, Ask, Exempt, Listed, Scoped, Scopes, SignedIn, Subject, WithoutFields};

    pub trait Sealed {}
    impl<A: Listed<Context: 'static> + WithoutFields> Sealed for Allowed<A> {}
    impl<A: Listed> Sealed for Ask<A> {}
    impl<A: Listed<Shape: Scopes<A>> + WithoutFields> Sealed for Scoped<A> {}
    impl<U: Subject> Sealed for SignedIn<U> {}
    impl Sealed for Exempt {}
}
