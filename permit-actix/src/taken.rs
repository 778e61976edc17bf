//! What the methods of [`App`](crate::App) and its parts take as a route, as a trait: so the compiler
//! says what to write in place of what they do not take.

use crate::Route;

/// A guarded route: what [`get`](crate::get) and the other functions make.
#[diagnostic::on_unimplemented(
    message = "this is not a guarded route",
    label = "not made by a function of `permit_actix`, such as `get`",
    note = "write `get(handler)` with `permit_actix::get`, or `get(unguarded(\"the reason\", handler))` if it needs no permission",
    note = "what actix-web itself routes is added as a service: `.service_unguarded(\"the reason\", service)`"
)]
pub trait IntoRoute: sealed::Sealed {
    #[doc(hidden)]
    fn into_route(self) -> Route;
}

impl IntoRoute for Route {
    fn into_route(self) -> Self {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::Route {}
}
