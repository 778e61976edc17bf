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
//! assert_eq!(permit.principal().subject().id, Some(7));
//! # Ok(())
//! # }
//! ```
//!
//! # Vocabulary
//!
//! | term | meaning |
//! |---|---|
//! | user type | what a person is to the platform: role and tier, flattened into one enum |
//! | subject | the application's own user struct: [`Subject`] |
//! | action | something that can be done, a struct: `EditItem`; its stable key is `edit_item` |
//! | context | what the action is done to, and what the decision needs to know of it: `Item` |
//! | rule | one cell of a table: `deny`, `allow`, `allow if CONDITIONS` |
//! | condition | `owner`, or a function of the application with [`macro@condition`] |
//! | flag | the one feature flag of an action |
//! | catalogue | every action of a subject, with its table: [`macro@permissions`] |
//! | principal | a caller, bound to the flags and the policy in force: [`Principal`] |
//! | permit | the proof that one action on one context was allowed: [`Permit`] |
//! | refusal | the answer of a check that gives no permit: [`Refused`] |
//! | tenant | a customer of the application, to which a subject or a context belongs: [`tenancy::Tenant`], [`tenancy::ContextTenant`] |
//! | role | a named set of actions that a customer gives to people: [`Roles`] |
//! | policy | what is in force beside the code; without one the code alone decides: [`policy::Policy`] |
//!
//! This page is about tables and proofs. The [`guide`] continues with lists, third parties, staff
//! who impersonate a user, jobs, a live policy, and tests.
//!
//! # Tables
//!
//! A table answers for every user type. Nothing is inherited: there is no wildcard, no default row
//! and no base table. Several user types may share a row: `Shopper | Seller => deny`.
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
//! Conditions are joined with `&&` and `||`. A rule that uses both needs parentheses. There is no
//! `!`: permissions are positive, so another user type of a subject can only allow more.
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
//! `owner` compares the subject's id with the id of the context's owner, and holds only if both are
//! known. It cannot be used on a context that does not say who owns it:
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
//! An action is written inline in the catalogue, as above, or derived in its own module and listed
//! in the catalogue (see [`derive@Action`]). Its arguments are:
//!
//! | argument | meaning |
//! |---|---|
//! | `subject = User` | the subject type; in a catalogue, the head of the catalogue gives it |
//! | `user_type = UserType` | the enum of the subject's user types; the default is `UserType` |
//! | `context = Item` | what it is done to; the default is `()` |
//! | `flag = "edit_listing_experiment"` | denied unless this flag is known to be on |
//! | `name = "edit_listing"` | its key; the default is its name in snake case |
//! | `requires(project_active)` | conditions that have to hold in every row |
//! | `never_impersonated` | denied to staff who impersonate a user |
//! | `fixed` | no operator opens it, and no customer blocks it |
//! | `was = "change_listing"` | a key that it had before: what is stored under it is this action's |
//! | `roles = Role` | the enum of roles; the default is `Role` |
//! | `crate = path` | where generated code finds this crate; the default is `::permit` |
//!
//! A derived action may have fields. Conditions may read them, and the data layer reads them from the
//! permit only.
//!
//! An operation is an action without a table. It is allowed when each action that it names is
//! allowed: `pub ReplaceItem(context = Item) = all_of(EditItem, CloseItem);`. The actions may be on
//! parts of its context: `all_of(EditTask(task), CreateTask(target))`.
//!
//! # The catalogue
//!
//! [`permissions!`](macro@permissions) contains these words:
//!
//! | word | meaning |
//! |---|---|
//! | `<User: UserType>` | its head: the subject, and the enum of its user types |
//! | `<User: UserType, tenants>` | the application has tenants, so every context says to which it belongs |
//! | `<User: UserType, places>` | contexts are on places, which consents can name: every context says where it is |
//! | `<User: UserType, roles>` | actions may be granted by roles: [the guide](guide::roles) |
//! | `pub EditItem(context = Item) { … }` | an action with its table |
//! | `pub EditItem(context = Item) { … } roles { … }` | an action that roles hold |
//! | `use items::ViewItem;` | an action that is derived in another module |
//! | `pub Both(context = Item) = all_of(EditItem, CloseItem);` | an operation |
//! | `hide Item by ViewItem;` | a caller who may not view an item is not told that it exists |
//!
//! # Existence
//!
//! A catalogue says once for a type of context by which action it is seen:
//!
//! ```
//! # include!("../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType>
//!
//!     hide Item by ViewItem;
//!
//!     pub ViewItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//!     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => deny }
//! }
//! # fn main() {}
//! ```
//!
//! A denial of any action on an item is then answered as if the item did not exist, unless the caller may
//! view it: see [the guide](guide::existence).
//!
//! # Tenants
//!
//! `permissions! { <User: UserType, tenants> … }` says that the application has tenants. Then every
//! context has to say which tenant it belongs to, and a forgotten tenant does not compile:
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
//! A subject reaches contexts that are global and contexts of its own tenant. A subject of the
//! platform reaches the contexts of every tenant with its user types that are marked `#[platform]`. A subject
//! that does not say its tenant reaches none. [The guide](guide::tenants) shows users of several tenants.
//!
//! # Proofs
//!
//! Only [`Principal::check`] and [`Principal::partition`] make a [`Permit`]. It cannot be forged,
//! copied or stored, and it contains the context that was checked:
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
//! # Limits
//!
//! rustc, not permit, refuses some mistakes, with its own messages:
//!
//! | rustc says | the mistake | what to do |
//! |---|---|---|
//! | cannot find macro `UserType` in this scope | the enum of user types is of another crate, or the name is an alias of it | a subject, its user types and its actions are in one crate, so there is one place to review: move the catalogue to the crate of the enum, and write the enum's own name |
//! | cannot find type `fresh` in this scope | a plain function as a condition | write `#[permit::condition]` above the function |
//! | E0446: private type `Draft` in public interface | a `pub` action is done to a private context | make the context `pub`, or the action `pub(crate)` |
//! | E0308, E0277: `permit_axum::Router` where `axum::Router` is expected | permit's router is given to axum | write `router.into_axum()`: what is added after that needs no guard |
//!
//! An alias beside the macro of another enum is refused by the catalogue, because the tables would be
//! compiled for that other enum.

// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]

pub mod guide;
mod language;
mod macros;
#[doc(hidden)]
pub mod words;

pub use language::{Action, Columns, Roles, UserType, columns, condition, permissions, requires};

#[cfg(feature = "matrix")]
pub use permit_runtime::matrix;
pub use permit_runtime::{
    Action, ActionOf, Authorizer, AuthorizerBuilder, Caller, Cause, Consent, Could, Decision,
    Denial, Explanation, Extent, Listed, Owned, Permissions, Permit, Principal, Proves, Refused,
    Roles, Scope, Subject, UserType, UserTypes, WithoutFields,
};
pub use permit_runtime::{
    acting, adapter, catalogue, clock, explain, filter, filter::Columns, flags, interface, observe,
    places, policy, proof, refusal, shape, tenancy, testing,
};

/// Names that the expansion of the macros uses. They are not part of the public API and may change
/// in any release, together with the macros.
#[doc(hidden)]
pub mod __private {
    pub use permit_macros::{expand_action, expand_permissions, refused};
    pub use permit_runtime::__private::*;
}

/// Every block of the README is compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
