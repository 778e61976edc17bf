//! Authorization in which forgetting is a compile error.
//!
//! ```
//! # include!("../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType>
//!
//!     /// Change a listing's title, price or pictures.
//!     pub EditItem(context = Item) {
//!         Anonymous => deny,
//!         Seller    => allow if owner,
//!         Support   => allow,
//!     }
//! }
//!
//! # fn main() -> Result<(), permit::Refused> {
//! let authorizer = permit::Authorizer::<User>::builder().build();
//! let who = authorizer.principal(User::seller(7));
//!
//! assert!(who.can(EditItem, &Item::of(7)));
//! assert!(!who.can(EditItem, &Item::of(8)));
//! let permit: permit::Permit<EditItem> = who.check(EditItem, Item::of(7))?;
//! assert_eq!(permit.context().seller, 7);
//! # Ok(())
//! # }
//! ```
//!
//! # The words
//!
//! | word | meaning |
//! |---|---|
//! | user type | who somebody is to the platform: role and tier, flattened into one enum |
//! | subject | the one who acts: the application's own user, [`Subject`] |
//! | action | something that can be done, a struct: `EditItem`; its stable key is `edit_item` |
//! | context | what the action is done to, and what the decision needs to know of it: `Item` |
//! | rule | one cell of a table: `deny`, `allow`, `allow if CONDITIONS` |
//! | condition | `owner`, or a function of the application's under [`macro@condition`] |
//! | flag | the one feature flag of an action |
//! | permissions | the catalogue: every action of a subject, with its table |
//! | principal | a subject bound to what is in force: [`Principal`] |
//! | permit | the proof that one action on one context was allowed: [`Permit`] |
//! | refusal | what a check gives otherwise: [`Refused`] |
//! | home | the tenant that a subject or a context belongs to: [`Home`], [`ContextHome`] |
//!
//! # Tables
//!
//! A table answers for every user type, and nothing is inherited: no wildcard, no default row, no
//! base table. Several user types may share a row, `Shopper | Seller => deny`.
//!
//! ```compile_fail
//! # include!("../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType>
//!     pub EditItem(context = Item) {
//!         Anonymous => deny,
//!         Seller => allow if owner,
//!         // error: the table of `EditItem` does not say what 1 of the 3 user types may do: `Support`
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! Conditions are joined with `&&` and `||`. Both together need parentheses, and there is no `!`:
//! permissions are positive, so that a further user type of a subject can only allow more.
//!
//! ```compile_fail
//! # include!("../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType>
//!     pub EditItem(context = Item) {
//!         Anonymous => deny,
//!         Seller => allow if owner && in_region || on_call, // which one binds closer?
//!         Support => allow,
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! `owner` compares the subject's id with the context's, and holds only if both are known. A
//! context that does not say whose it is cannot be asked:
//!
//! ```compile_fail
//! # include!("../examples/support/shop.rs");
//! pub struct Settings;
//!
//! permit::permissions! {
//!     <User: UserType>
//!     pub ChangeSettings(context = Settings) {
//!         Anonymous => deny,
//!         Seller => allow if owner, // error: `owner` cannot be used on `Settings`
//!         Support => allow,
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! # Actions
//!
//! An action is written inline in the catalogue, as above, or derived where it belongs and listed
//! (see [`derive@Action`]). What may be said of one:
//!
//! | argument | meaning |
//! |---|---|
//! | `subject = User` | who does it; in a catalogue its head says this |
//! | `user_type = UserType` | the enum of the subject's user types; `UserType` if it is not said |
//! | `context = Item` | what it is done to; `()` if it is not said |
//! | `flag = "edit_listing_experiment"` | denied unless this flag is known to be on |
//! | `name = "edit_listing"` | its key, in the place of its name in snake case |
//! | `requires(project_active)` | conditions that have to hold in every row |
//! | `on_denied = not_found` | over HTTP, a denial answers as if the context did not exist |
//! | `crate = path` | where generated code finds this crate, if not at `::permit` |
//!
//! An action with fields is its own value: conditions may read it, and the data layer takes it from
//! the permit alone.
//!
//! # Tenants
//!
//! `permissions! { <User: UserType, tenants> … }` says that the application has tenants. Then every
//! context has to say where it is at home, and a forgotten tenant does not compile:
//!
//! ```compile_fail
//! # include!("../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType, tenants>
//!     pub EditItem(context = Item) { // error: `Item` does not say which tenant it belongs to
//!         Anonymous => deny,
//!         Seller | Support => allow,
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! A subject reaches what is global, what is its own tenant's and, if its home is the platform, with
//! its user types that are marked `#[platform]` every tenant's.
//!
//! # Proofs
//!
//! Only [`Principal::check`] and [`Principal::partition`] make a [`Permit`]. It cannot be forged, copied
//! or stored, and it carries what was checked:
//!
//! ```compile_fail,E0599
//! # include!("../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller | Support => allow }
//! # }
//! fn save_twice(permit: permit::Permit<EditItem>) {
//!     let again = permit.clone(); // error: no method named `clone`
//! }
//! # fn main() {}
//! ```
//!
//! ```compile_fail,E0277
//! # include!("../examples/support/shop.rs");
//! #[derive(permit::Action)]
//! #[action(subject = User)]
//! #[permissions(Anonymous => deny, Seller | Support => allow)]
//! struct PostItem;
//!
//! permit::permissions! { <User: UserType> }
//!
//! fn may_post(who: &permit::Principal<User>) -> bool {
//!     who.can(PostItem, &()) // error: `PostItem` is not listed in the catalogue of its subject
//! }
//! # fn main() {}
//! ```
//!
//! # Out of reach
//!
//! An alias of the enum of user types, an enum of another crate, and a plain function as a condition
//! are rustc's to refuse; its words are its own. A subject, its user types and its actions live in
//! one crate: one place to review.

#![warn(missing_docs, missing_debug_implementations)]

mod macros;

#[cfg(feature = "tracing")]
pub use permit_runtime::Events;
pub use permit_runtime::{
    Abilities, Ability, Action, ActionOf, ActionSet, Answer, Authorizer, AuthorizerBuilder, Clock,
    Column, ColumnInfo, Columns, Condition, ConditionInfo, Consent, ContextHome, Could, Decided,
    Decision, Denial, EachAction, EnvironmentFlags, Explanation, Extent, Filter, FilterValue,
    FlagSource, Held, HeldForm, Home, HomeColumn, HomeFilter, HomeMapping, Impersonates,
    Impersonation, InMemoryFlags, InTenant, Internal, IntoHeld, Listed, NotImpersonated,
    NotInternal, OAuthScopes, Observer, Operator, OrderedValue, Owned, OwnerColumn, Partition,
    Path, Permissions, Permit, Place, PlaceColumn, PlaceColumns, PlaceId, Placed, Places,
    Principal, Proves, Reason, Refused, Rule, Scope, Subject, Subjects, SystemClock, Table,
    UserType, UserTypes, Value, WithoutFields, testing,
};

/// The list of user types: an enum without fields. One variant is `#[anonymous]`: nobody is known.
/// Those that belong to the platform and not to a tenant may be `#[platform]`.
///
/// ```
/// #[derive(permit::UserType, Clone, Copy)]
/// pub enum UserType {
///     #[anonymous]
///     Anonymous,
///     Seller,
///     #[platform]
///     Support,
/// }
/// ```
///
/// Beside an enum of this name write `permit::UserType` in full, and `use permit::UserType as _` for
/// the methods of the trait. The enum has to be in scope wherever a table is, because a table asks it
/// for its user types. There are at most 64 of them.
///
/// ```compile_fail
/// #[derive(permit::UserType, Clone, Copy)]
/// pub enum UserType { Seller, Support } // error: which user type is nobody?
/// ```
pub use permit_macros::UserType;

/// An action: a struct with a table that answers for every user type.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// /// Move money to somebody else.
/// #[derive(permit::Action)]
/// #[action(subject = User, flag = "transfers", requires(under_limit))]
/// #[permissions(
///     Anonymous => deny,
///     Seller    => allow,
///     Support   => deny,
/// )]
/// pub struct Transfer {
///     pub cents: u64,
/// }
///
/// #[permit::condition(says = "over_limit")]
/// fn under_limit(action: &Transfer, _who: &User, _on: &()) -> bool {
///     action.cents <= 100_00
/// }
///
/// permit::permissions! { <User: UserType> use Transfer; }
/// # fn main() {
/// let authorizer = permit::Authorizer::<User>::builder()
///     .flags(|flag: &str, _who: &User| Some(flag == "transfers"))
///     .build();
/// let who = authorizer.principal(User::seller(7));
///
/// let permit = who.check(Transfer { cents: 50_00 }, ()).expect("it is below the limit");
/// assert_eq!(permit.action().cents, 50_00);
///
/// let refused = who.check(Transfer { cents: 500_00 }, ()).expect_err("it is above the limit");
/// assert_eq!(refused.to_string(), "`transfer` is denied: over_limit");
/// # }
/// ```
///
/// It may have fields and lifetimes, and no type parameters: an action is one row of the matrix. A
/// table uses at most six distinct conditions.
pub use permit_macros::Action;

/// A function that a rule may depend on.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// use permit::Principal;
///
/// #[permit::condition]
/// fn even(who: &User, item: &Item) -> bool {
///     who.id == Some(item.seller & !1)
/// }
///
/// // About every kind of context that is in a project; the code may be told to the caller.
/// #[permit::condition(says = "project_archived")]
/// fn project_active(_who: &User, on: &impl InProject) -> bool {
///     !on.archived()
/// }
///
/// // The principal knows the flags, the time and the home, too. Flags that a condition reads are
/// // named, because they are asked for once, when the principal is made.
/// #[permit::condition(flags(beta_a, beta_b))]
/// fn in_both_trials(who: &Principal<User>) -> bool {
///     who.flag("beta_a") && who.flag("beta_b")
/// }
/// # trait InProject { fn archived(&self) -> bool; }
/// # impl InProject for Item { fn archived(&self) -> bool { false } }
///
/// permit::permissions! {
///     <User: UserType>
///
///     pub EditItem(context = Item, requires(project_active)) {
///         Anonymous => deny,
///         Seller    => allow if owner || (even && in_both_trials),
///         Support   => allow,
///     }
/// }
/// # fn main() { assert_eq!(permit::testing::verify::<User>(), 3); }
/// ```
///
/// The forms are `(who)`, `(who, context)` and `(action, who, context)`, all by reference; `who` is
/// the subject or the [`Principal`]. The function stays as it is written, to be called and tested; a
/// table in another module needs to see it, by its path. It is asked only when the answer depends on
/// it, and must have no effects.
///
/// A condition never reads user types: that is what rows are for.
pub use permit_macros::condition;

/// The catalogue of a subject: every action there is. There is exactly one.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// mod items {
///     use super::{Item, User, UserType};
///
///     #[derive(permit::Action)]
///     #[action(subject = User, context = Item)]
///     #[permissions(Anonymous | Seller | Support => allow)]
///     pub struct ViewItem;
/// }
///
/// permit::permissions! {
///     <User: UserType>
///
///     // declared elsewhere
///     use items::ViewItem;
///
///     /// Put something up for sale.
///     pub PostItem {
///         Anonymous => deny,
///         Seller    => allow,
///         Support   => deny,
///     }
/// }
///
/// # fn main() {
/// use permit::Permissions;
/// let keys: Vec<_> = User::ACTIONS.iter().map(|action| action.key).collect();
/// assert_eq!(keys, ["view_item", "post_item"]);
/// # }
/// ```
///
/// A `use` lists; it imports nothing. Two equal keys do not compile:
///
/// ```compile_fail
/// # include!("../examples/support/shop.rs");
/// permit::permissions! {
///     <User: UserType>
///     pub PostItem { Anonymous => deny, Seller | Support => allow }
///     pub Repost(name = "post_item") { Anonymous => deny, Seller | Support => allow }
/// }
/// # fn main() {}
/// ```
pub use permit_macros::permissions;

/// In which columns of a table the fields of a context stand, so that a list query can ask for
/// what a check would allow.
///
/// | word of a field | meaning |
/// |---|---|
/// | `"name"` | the column, if it is not called as the field |
/// | `owner` | says whose the row is: for the condition `owner` |
/// | `home` | says which tenant the row belongs to: every row is some tenant's |
/// | `home_or_global` | the same; a row without one is global |
/// | `place = "project"` | says in which place of this kind the row is, as [`Placed`] does |
/// | `cast = "uuid"` | PostgreSQL casts parameters to this type |
/// | `skip` | stands in no column |
///
/// Of the struct: `#[columns(global)]` (no row is a tenant's), `#[columns(nowhere)]` (no row is in
/// a place), `crate = path`.
pub use permit_macros::Columns;

/// A check before the first line of a function: `#[requires(ACTION, WHO, CONTEXT)]`.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// use permit::{Principal, Refused};
///
/// struct Editor {
///     who: Principal<User>,
/// }
///
/// impl Editor {
///     #[permit::requires(EditItem, self.who, item)]
///     async fn rename(&self, item: &mut Item) -> Result<(), Refused> {
///         item.seller += 0;
///         Ok(())
///     }
/// }
/// # fn main() {}
/// ```
///
/// The arguments are expressions, taken by reference. The context may be left out when it is `()`.
/// The function has to be able to refuse: it returns a `Result` whose error is `From<Refused>`.
///
/// ```compile_fail
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// #[permit::requires(EditItem, who, item)]
/// fn editable(who: &permit::Principal<User>, item: &Item) -> bool { // error: cannot refuse
///     true
/// }
/// # fn main() {}
/// ```
///
/// The guard of an HTTP handler, `#[requires(EditItem)]`, comes from the crate of its web framework:
/// `permit_axum::requires`, which has this form as well.
pub use permit_macros::requires;

/// What the macros' expansion names. Not part of the public interface: it may change in any
/// release, together with the macros.
#[doc(hidden)]
pub mod __private {
    pub use permit_macros::{expand_action, expand_permissions};
    pub use permit_runtime::__private::*;
}

/// Every block of the README is compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
