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
//! This page is about tables and proofs. The [`guide`] goes on with lists, third parties, staff who
//! act as somebody, jobs, and tests.
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
//! | `never_impersonated` | denied to staff who act as somebody |
//! | `crate = path` | where generated code finds this crate, if not at `::permit` |
//!
//! An action with fields is its own value: conditions may read it, and the data layer takes it from
//! the permit alone.
//!
//! An action that needs several permissions has no table of its own: `pub ReplaceItem(context = Item)
//! = all_of(EditItem, CloseItem);`, or on parts of its context, `all_of(EditTask(task),
//! CreateTask(target))`.
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

pub mod guide;
mod language;
mod macros;

pub use language::{Action, Columns, UserType, condition, permissions, requires};

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
