//! Which actions a guard can check, each as one bound, for handlers that are generic over actions.

use actix_web::FromRequest;
use permit_runtime::{Listed, Permissions, WithoutFields, adapter::Scopes};

/// An action that [`Allowed`](crate::Allowed) can check.
///
/// It is the one bound of a handler that is generic over actions:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_actix::{Allowable, Allowed, App, Resource, resource};
///
/// /// The same for every action on an item.
/// async fn seller<A: Allowable<Context = Item>>(Allowed(permit): Allowed<A>) -> String {
///     permit.context().seller.to_string()
/// }
///
/// /// What several paths have in common.
/// fn crud<Read, Write>(path: &str) -> Resource
/// where
///     Read: Allowable<Context = Item>,
///     Write: Allowable<Context = Item>,
/// {
///     resource(path).get(seller::<Read>).put(seller::<Write>).delete(seller::<Write>)
/// }
///
/// # fn main() {
/// let app = App::new().service(crud::<ViewItem, EditItem>("/items/{id}"));
/// let listed = app.routes().iter().map(|route| format!("{} {}", route.method, route.guard));
/// assert_eq!(
///     listed.collect::<Vec<_>>(),
///     ["GET allows view_item", "PUT allows edit_item", "DELETE allows edit_item"]
/// );
/// # }
/// ```
///
/// It is implemented for each action that a catalogue lists and that has no fields, and whose context has
/// an extractor. Nothing else implements it. That the subject is [`Authenticate`](crate::Authenticate) is
/// shown by the [`Authenticator`](crate::Authenticator) of the application.
pub trait Allowable:
    Listed<Subject: Permissions, Context: FromRequest + Send + Sync + Sized + 'static>
    + WithoutFields
    + 'static
{
}

impl<A> Allowable for A where
    A: Listed<Subject: Permissions, Context: FromRequest + Send + Sync + Sized + 'static>
        + WithoutFields
        + 'static
{
}

/// An action that [`Ask`](crate::Ask) can check: it may have fields, and its context needs no extractor.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// # use actix_web::web::Json;
/// use permit::WithoutFields;
/// use permit_actix::{Ask, Askable, Refusal};
///
/// async fn seller<A: Askable<Context = Item> + WithoutFields>(
///     ask: Ask<A>,
///     seller: Json<u64>,
/// ) -> Result<String, Refusal> {
///     let permit = ask.check(A::VALUE, Item { seller: *seller })?;
///     Ok(permit.context().seller.to_string())
/// }
/// # fn main() {}
/// ```
///
/// It is implemented for each action that a catalogue lists. Nothing else implements it.
pub trait Askable: Listed<Subject: Permissions> + 'static {}

impl<A> Askable for A where A: Listed<Subject: Permissions> + 'static {}

/// An action that [`Scoped`](crate::Scoped) can list: each of its conditions has a filter, and it has no
/// fields.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit::Extent;
/// use permit_actix::{Resource, Scopable, Scoped, resource};
///
/// async fn extent<A: Scopable>(Scoped(scope): Scoped<A>) -> &'static str {
///     match scope.extent() {
///         Extent::Nothing => "none",
///         Extent::Everything => "all",
///         Extent::Where(_) => "some",
///     }
/// }
///
/// fn extents<A: Scopable>(path: &str) -> Resource {
///     resource(path).get(extent::<A>)
/// }
/// # fn main() {
/// # let _: Resource = extents::<ViewOrder>("/orders");
/// # }
/// ```
///
/// It is implemented for each such action that a catalogue lists. Nothing else implements it.
pub trait Scopable:
    Listed<Subject: Permissions, Shape: Scopes<Self>> + WithoutFields + 'static
{
}

impl<A> Scopable for A where
    A: Listed<Subject: Permissions, Shape: Scopes<A>> + WithoutFields + 'static
{
}
