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
//! # Each action is asked for
//!
//! An action that nothing asks for protects nothing. `testing::assert_every_action_is_asked_for` compares
//! the catalogue with the listing of the routes of permit-axum or permit-actix:
//!
#![cfg_attr(feature = "testing", doc = "```")]
#![cfg_attr(not(feature = "testing"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub PostItem { Anonymous => deny, Seller | Support => allow }
//! #     pub CountItems { Anonymous => deny, Seller | Support => allow }
//! #     pub CloseBooks { Anonymous | Seller => deny, Support => allow }
//! # }
//! # impl permit_axum::Authenticate<()> for User {
//! #     type Rejection = axum::http::StatusCode;
//! #     fn authorizer(_: &()) -> &permit::Authorizer<User> { unimplemented!() }
//! #     async fn authenticate(_: &mut axum::http::request::Parts, _: &())
//! #         -> Result<permit::Caller<User>, Self::Rejection> { unimplemented!() }
//! # }
//! # #[permit_axum::requires(PostItem)]
//! # async fn create() {}
//! # fn count(who: &permit::Principal<User>) { drop(who.check(CountItems, ())); }
//! use permit::testing::{Elsewhere, Recorder, assert_every_action_is_asked_for};
//!
//! # fn main() {
//! let router: permit_axum::Router = permit_axum::Router::new()
//!     .route("/items", permit_axum::post(create)); // #[requires(PostItem)]
//!
//! // What no route asks for: a recorder sees it in this test, or a reason says where it is.
//! let recorder = Recorder::new();
//! let authorizer = permit::Authorizer::<User>::builder().observer(recorder.clone()).build();
//! count(&authorizer.principal(User::seller(7))); // it checks `CountItems`
//! let mut elsewhere = recorder.elsewhere();
//! elsewhere.push(Elsewhere::of::<CloseBooks>("the job at the end of the year checks it"));
//!
//! assert_every_action_is_asked_for::<User>(router.routes(), elsewhere);
//! # }
//! ```
//!
//! A router knows the first parameter of each handler, and an operation asks for each of its actions. It
//! does not know the checks inside of a handler, nor `#[requires(A, who, context)]` above a function.
//! A reason that is no longer needed fails, so the list of exceptions stays true.
//!
//! That a handler makes the check that its `Ask` is for, and puts its `Scoped` into a query, needs no test
//! of its own. In a build with debug assertions a handler that forgets it answers 500, so each test that
//! expects its answer fails: see `Router::on_unchecked` and `App::on_unchecked`.
//!
//! # The tables in words
//!
//! `assert_matrix!` and `assert_routes!` compare the whole permission matrix, and what each user type may do at each
//! route, with files that you commit: see [the matrix](super::matrix).
//!
//! # Time, flags and tables
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
