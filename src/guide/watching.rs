//! Decisions in the log.
//!
//! An [`Observer`](crate::observe::Observer) is told about each decision that a principal of its
//! authorizer makes. The feature `tracing` contains an implementation, `Events`, which logs each
//! refusal and a sample of the allowed decisions. The names of its fields are stable: action,
//! outcome, enforced, reason, subject, actor, tenant, revision, microseconds.
//!
#![cfg_attr(feature = "tracing", doc = "```")]
#![cfg_attr(not(feature = "tracing"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::{Authorizer, observe::Events};
//!
//! # fn main() {
//! // Every refusal, and every hundredth allowed decision.
//! let authorizer = Authorizer::<User>::builder().observer(Events::new().sampling(100)).build();
//! # assert!(authorizer.principal(User::seller(7)).check(EditItem, Item::of(8)).is_err());
//! # }
//! ```
//!
//! A second target, `permit::unchecked`, is independent of the observer and of the feature. permit-axum and
//! permit-actix send an event at level `ERROR` when a handler answers below 400 and has dropped an `Ask`
//! that it never checked, or a `Scoped` that it put into no query. Its fields are action, guard, handler,
//! method, path, place, status.
//!
//! The log contains the reason; the answer does not. A refusal tells the caller the action and, if
//! the condition declares one with `says`, a public code.
