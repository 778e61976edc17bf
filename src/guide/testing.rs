//! The tests of an application: what the feature `testing` has. It makes permits that nobody has
//! checked, so it belongs into `[dev-dependencies]` alone:
//!
//! ```toml
//! [dev-dependencies]
//! permit = { package = "permit-rs", version = "0.1", features = ["testing"] }
//! ```
//!
#![cfg_attr(feature = "testing", doc = "```")]
#![cfg_attr(not(feature = "testing"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # fn save(permit: &permit::Permit<EditItem>) -> u64 { permit.context().seller }
//! use permit::{assert_allows, assert_denies, testing};
//!
//! # fn main() {
//! // The data layer alone: a permit without a check.
//! assert_eq!(save(&testing::permit(EditItem, Item::of(7))), 7);
//!
//! // A table. What fails prints the whole explanation.
//! let seller = testing::principal(User::seller(7));
//! assert_allows!(seller, EditItem, &Item::of(7));
//! assert_denies!(seller, EditItem, &Item::of(8), "owner");
//!
//! // A column of it: every user type there is, internal ones as well.
//! let allowed: Vec<&str> = testing::each_user_type(|kind| User { id: Some(7), kind })
//!     .filter(|(_, who)| who.can(EditItem, &Item::of(8)))
//!     .map(|(kind, _)| permit::UserType::name(kind))
//!     .collect();
//! assert_eq!(allowed, ["Support"]);
//!
//! // That a handler or a function asked at all.
//! let recorder = testing::Recorder::new();
//! let authorizer = permit::Authorizer::<User>::builder().observer(recorder.clone()).build();
//! let _ = authorizer.principal(User::seller(7)).check(EditItem, Item::of(7));
//! recorder.assert_checked::<EditItem>();
//! # }
//! ```
//!
//! `testing::FakeClock` stands still until it is moved, for whatever ends;
//! [`InMemoryFlags`](crate::InMemoryFlags) are flags that a test sets.
//!
//! [`testing::verify`](crate::testing::verify) needs no feature: it holds the two forms of each
//! table together, the one that decides and the one that explains.
