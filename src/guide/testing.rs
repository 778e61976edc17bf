//! The tests of an application, with the feature `testing`, for `[dev-dependencies]`:
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
//! # permit::__private::arm();
//! // The data layer by itself: a permit without a check. The test begins with `testing::arm!();`.
//! assert_eq!(save(&testing::permit(EditItem, Item::of(7))), 7);
//!
//! // A table. A failing assertion prints the full explanation.
//! let seller = testing::principal(User::seller(7));
//! assert_allows!(seller, EditItem, &Item::of(7));
//! assert_denies!(seller, EditItem, &Item::of(8), "owner");
//!
//! // A column of a table: every user type, including internal ones.
//! let allowed: Vec<&str> = testing::each_user_type(|kind| User { id: Some(7), kind })
//!     .filter(|(_, who)| who.can(EditItem, &Item::of(8)))
//!     .map(|(kind, _)| permit::UserType::name(kind))
//!     .collect();
//! assert_eq!(allowed, ["Support"]);
//!
//! // Whether a handler or a function checked the action.
//! let recorder = testing::Recorder::new();
//! let authorizer = permit::Authorizer::<User>::builder().observer(recorder.clone()).build();
//! let _ = authorizer.principal(User::seller(7)).check(EditItem, Item::of(7));
//! recorder.assert_checked::<EditItem>();
//! # }
//! ```
//!
//! `testing::arm!()` compiles only under `cfg(test)`, and what makes permits or principals without a check
//! panics in a process that no test has armed. So production code cannot do it, even where a build enables the
//! feature for it: Cargo unifies the features of all packages that it builds together, as with
//! `--workspace` or `--all-targets`.
//!
//! `testing::FakeClock` stands still until a test moves it, to test what expires. A test sets flags
//! with [`InMemoryFlags`](crate::flags::InMemoryFlags).
//!
//! [`testing::verify_columns`](crate::testing::verify_columns) needs no feature. It compares what a check
//! reads of a row with what a list reads of its columns, where the application writes `Owned`, `InTenant`
//! or `Placed` beside a column that is `by_hand`.
//!
//! [`testing::verify`](crate::testing::verify) needs no feature. It compares the two forms of each
//! table: the one that decides and the one that explains.
