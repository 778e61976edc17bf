//! The procedural macros of permit.
//!
//! Applications use it through the facade `permit`, whose documentation describes it. A table is
//! read in two steps, because the user types of an enum are known only where the enum is derived:
//!
//! 1. `#[derive(Action)]` and `permissions!` hand their tokens to a macro that
//!    `#[derive(UserType)]` has put beside the enum, under the enum's own name;
//! 2. that macro adds the list of user types and calls back: `parse`, `model`, `validate`
//!    and `expand`, in this order. Where roles are named, it calls the macro that `#[derive(Roles)]`
//!    has put beside their enum, which adds the list of roles and calls back.
//!
//! Every mistake of an item is reported in one run. On any error, the macros emit an
//! implementation that denies everything in place of the table, so that the error does not cause
//! others.

mod action;
mod cast;
mod cells;
mod columns;
mod complete;
mod condition;
mod defaults;
mod documentation;
mod editor;
mod elision;
mod enumeration;
mod error;
mod expand;
mod filter;
mod function;
mod handler;
mod held;
mod hide;
mod keys;
mod listed;
mod misplaced;
mod misspelt;
mod model;
mod parse;
mod permissions;
mod reads;
mod requires;
mod roles;
mod service;
mod span;
#[cfg(test)]
mod tests;
mod user_type;
mod validate;
mod written;

use proc_macro::TokenStream;

/// The list of user types: an enum without fields, with one variant marked `#[anonymous]`.
#[proc_macro_derive(UserType, attributes(anonymous, internal, platform, user_type, was))]
pub fn derive_user_type(input: TokenStream) -> TokenStream {
    user_type::derive(input.into()).into()
}

/// The list of roles: an enum without fields.
#[proc_macro_derive(Roles, attributes(default_for, roles, was))]
pub fn derive_roles(input: TokenStream) -> TokenStream {
    roles::derive(input.into()).into()
}

/// An action: a struct with a table that has a rule for every user type.
#[proc_macro_derive(Action, attributes(action, permissions, roles))]
pub fn derive_action(input: TokenStream) -> TokenStream {
    action::derive(&input.into()).into()
}

/// The catalogue of a subject: all of its actions.
#[proc_macro]
pub fn permissions(input: TokenStream) -> TokenStream {
    permissions::declare(&input.into()).into()
}

/// The second step of [`derive_action`].
#[doc(hidden)]
#[proc_macro]
pub fn expand_action(input: TokenStream) -> TokenStream {
    action::expand(input.into()).into()
}

/// The second step of [`permissions`].
#[doc(hidden)]
#[proc_macro]
pub fn expand_permissions(input: TokenStream) -> TokenStream {
    permissions::expand(input.into()).into()
}

/// What the macro beside an enum calls where the enum is of the other kind.
#[doc(hidden)]
#[proc_macro]
pub fn refused(message: TokenStream) -> TokenStream {
    error::refused(&message.into()).into()
}

/// Maps the fields of a context to the columns of a database.
#[proc_macro_derive(Columns, attributes(column, columns))]
pub fn derive_columns(input: TokenStream) -> TokenStream {
    columns::derive(input.into()).into()
}

/// The same for a struct that is declared elsewhere.
#[proc_macro]
pub fn columns(input: TokenStream) -> TokenStream {
    columns::declare(input.into()).into()
}

/// A function that a rule may depend on.
#[proc_macro_attribute]
pub fn condition(arguments: TokenStream, item: TokenStream) -> TokenStream {
    condition::declare(arguments.into(), &item.into()).into()
}

/// A check before the first line of a function.
#[proc_macro_attribute]
pub fn requires(arguments: TokenStream, item: TokenStream) -> TokenStream {
    requires::function(arguments.into(), &item.into()).into()
}

/// `permit_axum::requires`, which documents it: with one argument, it guards a handler.
#[proc_macro_attribute]
pub fn requires_axum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    requires::handler(arguments.into(), &item.into()).into()
}

/// `permit_actix::requires`, which documents it: it also guards actix-web's own services.
#[proc_macro_attribute]
pub fn requires_actix(arguments: TokenStream, item: TokenStream) -> TokenStream {
    requires::actix_handler(arguments.into(), &item.into()).into()
}

/// `permit_actix::guarded`, which documents it: an actix-web service whose first parameter is a guard.
#[proc_macro_attribute]
pub fn guarded_actix(arguments: TokenStream, item: TokenStream) -> TokenStream {
    requires::actix_service(arguments.into(), &item.into()).into()
}
