//! Decisions in the log.
//!
//! An [`Observer`](crate::Observer) hears of each decision that a principal of its authorizer makes; the
//! feature `tracing` has one that is ready, `Events`: each denial, and of what is allowed a sample.
//! Its fields keep their names: action, outcome, reason, subject, actor, tenant, revision,
//! microseconds.
//!
#![cfg_attr(feature = "tracing", doc = "```")]
#![cfg_attr(not(feature = "tracing"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::{Authorizer, Events};
//!
//! # fn main() {
//! // Every denial, and every hundredth of what is allowed.
//! let authorizer = Authorizer::<User>::builder().observer(Events::new().sampling(100)).build();
//! # assert!(authorizer.principal(User::seller(7)).check(EditItem, Item::of(8)).is_err());
//! # }
//! ```
//!
//! The reason stands in the log and not in the answer: a refusal tells the caller the action, and of
//! a condition that `says` one its public code.
