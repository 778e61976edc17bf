//! What a caller may not know of: it is answered as if it did not exist.
//!
//! # Which contexts are hidden
//!
//! A guessed number must not tell whether a draft exists. So a catalogue says once for each type of
//! context by which action it is seen, and every denial on such a context depends on that:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! use permit::{Authorizer, Refused};
//!
//! permit::permissions! {
//!     <User: UserType>
//!
//!     hide Item by ViewItem;
//!
//!     pub ViewItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//!     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => deny }
//! }
//!
//! # fn main() {
//! let authorizer = Authorizer::<User>::builder().build();
//! let item = Item::of(7);
//!
//! // Seller 8 may not see it, so nothing of the denial may be told.
//! let refused = authorizer.principal(User::seller(8)).check(EditItem, &item).unwrap_err();
//! assert_eq!(refused.to_string(), "not found");
//! assert!(matches!(refused, Refused::Denied(denial) if denial.is_hidden()));
//!
//! // Support may see it, and is told what is denied.
//! let support = authorizer.principal(User { id: Some(1), kind: UserType::Support });
//! let refused = support.check(EditItem, &item).unwrap_err();
//! assert_eq!(refused.to_string(), "`edit_item` is denied");
//! # }
//! ```
//!
//! - A view is an action of the catalogue that is done to the context and has no fields. permit decides it
//!   only after an action was denied, and tells no observer.
//! - A context of several parts names a view for each: `hide Bundle by ViewItem(kept), ViewItem(added);`.
//!   All of them have to be allowed.
//! - An operation is hidden if the context of any of its actions is, also of one that was not reached.
//! - A context of another tenant is always hidden, without a `hide`.
//! - A consent that does not cover the view hides as well: what acts under it may not see the context.
//!
//! # One answer
//!
//! The denial itself says that it is hidden ([`Denial::is_hidden`](crate::Denial::is_hidden)), so every way
//! to ask about a loaded context gives the same answer: a guard, `Ask`, `who.check(…)?`, `#[requires]`, an
//! operation. (A guard and `Ask` refuse earlier a caller that could never be allowed, see below.) In a web
//! application it is a 404 in the application's `RefusalStyle`. It is the same, byte for byte, as the 404 for
//! a context that does not exist:
//!
//! - behind a guard, permit answers it itself when the context's extractor rejects with a 404;
//! - a handler that loads by itself returns `ask.not_found()`, or `Refusal::not_found()` where it has no
//!   `Ask`.
//!
//! An application that converts [`Refused`](crate::Refused) itself asks `is_hidden` first. A hidden denial has
//! no reason code, and it prints `not found`.
//!
//! # What is answered before anything is loaded
//!
//! A caller that could never be allowed is refused at once, whether the context exists or not: because its
//! rows deny, its flag is off, or a condition that takes only the caller does not hold. So
//! `requires(in_good_standing)` answers 403 with its reason for every number, and
//! [`could`](crate::Principal::could) and [`abilities`](crate::Principal::abilities) say `Never`. A condition
//! that takes the context is evaluated when there is one.
