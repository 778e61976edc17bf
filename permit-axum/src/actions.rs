//! Which actions a guard can check, each as one bound, for handlers that are generic over actions.

use axum::extract::FromRequestParts;
use permit_runtime::{Listed, WithoutFields, adapter::Scopes, proof::HeldForm};

use crate::Authenticate;

/// An action that [`Allowed`](crate::Allowed) can check in a router with the state `S`.
///
/// It is the one bound of a handler that is generic over actions:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_axum::{Allowable, Allowed, MethodRouter, Router, get};
///
/// /// The same for every action on an item.
/// async fn seller<A: Allowable<App, Context = Item>>(Allowed(permit): Allowed<A>) -> String {
///     permit.context().seller.to_string()
/// }
///
/// /// What several paths have in common.
/// fn crud<Read, Write>() -> MethodRouter<App>
/// where
///     Read: Allowable<App, Context = Item>,
///     Write: Allowable<App, Context = Item>,
/// {
///     get(seller::<Read>).put(seller::<Write>).delete(seller::<Write>)
/// }
///
/// # fn main() {
/// let router: Router<App> = Router::new().route("/items/{id}", crud::<ViewItem, EditItem>());
/// let listed = router.routes().iter().map(|route| format!("{} {}", route.method, route.guard));
/// assert_eq!(
///     listed.collect::<Vec<_>>(),
///     ["GET allows view_item", "PUT allows edit_item", "DELETE allows edit_item"]
/// );
/// # }
/// ```
///
/// It is implemented for each action that a catalogue lists and that has no fields, whose subject is
/// [`Authenticate`] for the state, and whose context has an extractor for it. Nothing else implements it.
pub trait Allowable<S>:
    Listed<
        Subject: Authenticate<S>,
        Context: FromRequestParts<S> + HeldForm<Owned: Send + Sync> + Send + Sync + Sized + 'static,
    > + WithoutFields
    + Send
    + Sync
    + 'static
{
}

impl<A, S> Allowable<S> for A where
    A: Listed<
            Subject: Authenticate<S>,
            Context: FromRequestParts<S>
                         + HeldForm<Owned: Send + Sync>
                         + Send
                         + Sync
                         + Sized
                         + 'static,
        > + WithoutFields
        + Send
        + Sync
        + 'static
{
}

/// An action that [`Ask`](crate::Ask) can check in a router with the state `S`: it may have fields, and
/// its context needs no extractor.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// # use axum::Json;
/// use permit::WithoutFields;
/// use permit_axum::{Ask, Askable, Refusal};
///
/// async fn seller<A: Askable<App, Context = Item> + WithoutFields>(
///     ask: Ask<A>,
///     Json(seller): Json<u64>,
/// ) -> Result<String, Refusal> {
///     let permit = ask.check(A::VALUE, Item { seller })?;
///     Ok(permit.context().seller.to_string())
/// }
/// # fn main() {}
/// ```
///
/// It is implemented for each action that a catalogue lists, whose subject is [`Authenticate`] for the
/// state. Nothing else implements it.
pub trait Askable<S>: Listed<Subject: Authenticate<S>> + Send + Sync + 'static {}

impl<A, S> Askable<S> for A where A: Listed<Subject: Authenticate<S>> + Send + Sync + 'static {}

/// An action that [`Scoped`](crate::Scoped) can list in a router with the state `S`: each of its
/// conditions has a filter, and it has no fields.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit::Extent;
/// use permit_axum::{MethodRouter, Scopable, Scoped, get};
///
/// async fn extent<A: Scopable<App>>(Scoped(scope): Scoped<A>) -> &'static str {
///     match scope.extent() {
///         Extent::Nothing => "none",
///         Extent::Everything => "all",
///         Extent::Where(_) => "some",
///     }
/// }
///
/// fn extents<A: Scopable<App>>() -> MethodRouter<App> {
///     get(extent::<A>)
/// }
/// # fn main() {
/// # let _: MethodRouter<App> = extents::<PostItem>();
/// # }
/// ```
///
/// It is implemented for each such action that a catalogue lists, whose subject is [`Authenticate`] for
/// the state. Nothing else implements it.
pub trait Scopable<S>:
    Listed<Subject: Authenticate<S>, Shape: Scopes<Self>> + WithoutFields + Send + Sync + 'static
{
}

impl<A, S> Scopable<S> for A where
    A: Listed<Subject: Authenticate<S>, Shape: Scopes<A>> + WithoutFields + Send + Sync + 'static
{
}
