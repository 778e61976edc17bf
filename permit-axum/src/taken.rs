//! What the methods of [`Router`] take, as traits: so the compiler says what to write in place of what
//! they do not take.

use crate::{MethodRouter, Router};

/// What [`Router::route`] and [`MethodRouter::merge`] take.
#[diagnostic::on_unimplemented(
    message = "this is not a guarded route",
    label = "not made by a function of `permit_axum`, such as `get`",
    note = "write `get(handler)` with `permit_axum::get`, or `get(unguarded(\"the reason\", handler))` if it needs no permission",
    note = "what axum itself routes is added to the router: `.merge_unguarded(\"the reason\", router)`"
)]
pub trait Handlers<S>: sealed::Sealed {
    #[doc(hidden)]
    fn handlers(self) -> MethodRouter<S>;
}

impl<S: IsState<T>, T> Handlers<S> for MethodRouter<T> {
    fn handlers(self) -> MethodRouter<S> {
        S::handlers(self)
    }
}

/// What [`Router::merge`] and [`Router::nest`] take.
#[diagnostic::on_unimplemented(
    message = "this is not a guarded router",
    label = "not a `permit_axum::Router`",
    note = "make it with `permit_axum::Router` and `permit_axum::get`",
    note = "or say why it needs no permission: `.merge_unguarded(\"the reason\", router)` or \
            `.nest_unguarded(path, \"the reason\", router)`"
)]
pub trait Routes<S>: sealed::Sealed {
    #[doc(hidden)]
    fn routes(self) -> Router<S>;
}

impl<S: IsState<T>, T> Routes<S> for Router<T> {
    fn routes(self) -> Router<S> {
        S::routes(self)
    }
}

/// The state of a router, which is that of what it takes.
#[diagnostic::on_unimplemented(
    message = "the router has the state `{Self}`, and this needs `{T}`",
    label = "of the state `{T}`",
    note = "the handlers of a router have one state: take `State<{Self}>`, and implement `Authenticate<{Self}>` for the subject"
)]
pub trait IsState<T>: Sized {
    #[doc(hidden)]
    fn handlers(handlers: MethodRouter<T>) -> MethodRouter<Self>;

    #[doc(hidden)]
    fn routes(router: Router<T>) -> Router<Self>;
}

impl<S> IsState<S> for S {
    fn handlers(handlers: MethodRouter<S>) -> MethodRouter<S> {
        handlers
    }

    fn routes(router: Router<S>) -> Router<S> {
        router
    }
}

mod sealed {
    use crate::{MethodRouter, Router};

    pub trait Sealed {}
    impl<S> Sealed for MethodRouter<S> {}
    impl<S> Sealed for Router<S> {}
}
