//! Declarative macros: sets of actions, and assertions for tests.

/// A set of actions on one context, for a function of the data layer that serves several actions.
/// Each of them is listed in the catalogue of the same subject.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => deny }
/// #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
/// # }
/// use permit::Proves;
///
/// permit::one_of! {
///     /// Every action that changes an item.
///     pub enum ChangeItem { EditItem, CloseItem }
/// }
///
/// fn touch(permit: impl Proves<ChangeItem>) -> u64 {
///     permit.context().seller
/// }
///
/// # fn main() -> Result<(), permit::Refused> {
/// let who = permit::Authorizer::<User>::builder().build().principal(User::seller(7));
/// assert_eq!(touch(who.check(EditItem, Item { seller: 7 })?), 7);
/// assert_eq!(touch(&who.check(CloseItem, Item { seller: 7 })?), 7);
/// # Ok(())
/// # }
/// ```
///
/// A permit for another action is not accepted:
///
/// ```compile_fail,E0277
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
/// # }
/// # permit::one_of! { pub enum ChangeItem { EditItem } }
/// # fn touch(permit: impl permit::Proves<ChangeItem>) {}
/// # let who = permit::Authorizer::<User>::builder().build().principal(User::seller(7));
/// touch(who.check(ViewItem, Item { seller: 7 }).unwrap());
/// ```
#[macro_export]
macro_rules! one_of {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $set:ident { $first:ty $(, $other:ty)* $(,)? }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug)]
        $visibility enum $set {}

        impl $crate::__private::FirstOf for $set {
            type First = $first;
        }

        impl $crate::__private::Includes<$first> for $set {}
        $(impl $crate::__private::Includes<$other> for $set {})*

        const _: () = {
            $(<$other as $crate::__private::Belongs<$first>>::ASSERTED;)*
        };
    };
    ($($written:tt)*) => {
        ::core::compile_error!(
            "a set is written as an enum of actions\nhelp: write `one_of! { pub enum ChangeItem { EditItem, CloseItem } }`"
        );
    };
}

/// Asserts that a principal may do an action on a context. If not, the test fails with the full
/// explanation.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// use permit::{Cause, assert_allows, assert_denies, testing};
///
/// # fn main() {
/// # permit::__private::arm();
/// // In a test, after `testing::arm!();`.
/// let seller = testing::principal(User::seller(7));
/// assert_allows!(seller, EditItem, &Item::of(7));
/// assert_denies!(seller, EditItem, &Item::of(8));
/// assert_denies!(seller, EditItem, &Item::of(8), "owner");
/// let anonymous = testing::principal(permit::Subject::anonymous());
/// assert_denies!(anonymous, EditItem, &Item::of(8), Cause::Row);
/// # }
/// ```
#[cfg(feature = "testing")]
#[macro_export]
macro_rules! assert_allows {
    ($who:expr, $action:expr, $context:expr $(,)?) => {
        $crate::testing::assert_allowed(&$who, $action, $context)
    };
    ($($written:tt)*) => {
        ::core::compile_error!(
            "`assert_allows!` decides itself\nhelp: write `assert_allows!(who, EditItem, &item)`"
        )
    };
}

/// Asserts that a principal may not do an action on a context. An optional fourth argument is the
/// reason: a [`Cause`](crate::Cause), or the name of the condition that does not hold. See
/// [`assert_allows!`].
#[cfg(feature = "testing")]
#[macro_export]
macro_rules! assert_denies {
    ($who:expr, $action:expr, $context:expr $(,)?) => {
        $crate::testing::assert_denied(&$who, $action, $context, ())
    };
    ($who:expr, $action:expr, $context:expr, $reason:expr $(,)?) => {
        $crate::testing::assert_denied(&$who, $action, $context, $reason)
    };
    ($($written:tt)*) => {
        ::core::compile_error!(
            "`assert_denies!` decides itself\nhelp: write `assert_denies!(who, EditItem, &item)`, and behind it the reason, if it matters"
        )
    };
}

/// Asserts that a file of this package says what the catalogue of a subject says: the whole permission matrix,
/// as [`Matrix::markdown`](crate::matrix::Matrix::markdown) writes it. The path is relative to the manifest of
/// the package.
///
/// The file is committed. So a change of a table is in the diff in words, and a change without its file fails
/// with the difference, what widens first:
///
/// ```text
/// `permissions.md` does not say what the code says. The code
/// allows more:
///   `Shopper` may now `refund_order`
///   `Seller` may now `edit_item` if `owner || on_call`; before only if `owner`
/// help: if the code is right, write the file and commit it: `PERMIT_UPDATE=1 cargo test`
/// ```
///
/// Whether a change widens is decided by what the cells mean, never by their text. With `PERMIT_UPDATE=1` in the
/// environment, the file is written instead.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// # fn main() {}
/// // In a test:
/// # fn test() {
/// permit::assert_matrix!(User, "permissions.md");
/// # }
/// ```
#[cfg(feature = "testing")]
#[macro_export]
macro_rules! assert_matrix {
    ($subject:ty, $path:expr $(,)?) => {
        $crate::testing::assert_matrix::<$subject>(::core::env!("CARGO_MANIFEST_DIR"), $path)
    };
}

/// Asserts that a file of this package says what each user type may do at each route: the listing of a router of
/// permit-axum or permit-actix, `router.routes()`, together with the tables. What needs no permission is there
/// with its reason.
///
/// It works as [`assert_matrix!`] does.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub PostItem { Anonymous => deny, Seller | Support => allow }
/// # }
/// # impl permit_axum::Authenticate<()> for User {
/// #     type Rejection = axum::http::StatusCode;
/// #     fn authorizer(_: &()) -> &permit::Authorizer<User> { unimplemented!() }
/// #     async fn authenticate(_: &mut axum::http::request::Parts, _: &())
/// #         -> Result<permit::Caller<User>, Self::Rejection> { unimplemented!() }
/// # }
/// # #[permit_axum::requires(PostItem)]
/// # async fn create() {}
/// # fn router() -> permit_axum::Router {
/// #     permit_axum::Router::new().route("/items", permit_axum::post(create))
/// # }
/// # fn main() {}
/// // In a test:
/// # fn test() {
/// permit::assert_routes!(User, "routes.md", router().routes());
/// # }
/// ```
#[cfg(feature = "testing")]
#[macro_export]
macro_rules! assert_routes {
    ($subject:ty, $path:expr, $routes:expr $(,)?) => {
        $crate::testing::assert_routes::<$subject>(
            ::core::env!("CARGO_MANIFEST_DIR"),
            $path,
            $routes,
        )
    };
}
