//! The whole catalogue in words, with the feature `matrix` (the feature `testing` enables it).
//!
#![cfg_attr(feature = "matrix", doc = "```")]
#![cfg_attr(not(feature = "matrix"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     /// Change a listing's title or price.
//! #     pub EditItem(context = Item, flag = "editing") { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::matrix::Matrix;
//!
//! # fn main() {
//! let matrix = Matrix::of::<User>();
//! println!("{}", matrix.what_can(UserType::Seller));
//! println!("{}", matrix.who_can::<EditItem>());
//! std::fs::write(std::env::temp_dir().join("permissions.html"), matrix.view().html()).unwrap();
//! # assert!(matrix.markdown().contains("- `Support`: `allow if flag(\"editing\")`"));
//! # }
//! ```
//!
//! A cell says everything that has to hold for one user type: the conditions of its row, the flag and the
//! requirements of the action, and for an operation those of all of its actions, each with the part of the context
//! that it is about. So an action behind a flag is never a plain `allow`:
//!
//! ```text
//! - `Anonymous`: `deny`
//! - `Seller`: `allow if flag("editing") && owner`
//! - `Support`: `allow if flag("editing")`
//! ```
//!
//! `matrix.view()` is by action or `by_user_type()`, and of one `module(…)`, `action(…)` or `user_type(…)`. Each view
//! is printed as `markdown()`, `tsv()`, `json()` or `html()`. The HTML is one file, which needs no JavaScript.
//!
//! # A committed matrix
//!
//! In a test, with the feature `testing`:
//!
#![cfg_attr(feature = "testing", doc = "```")]
#![cfg_attr(not(feature = "testing"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub PostItem { Anonymous => deny, Seller | Support => allow }
//! # }
//! # impl permit_axum::Authenticate<()> for User {
//! #     type Rejection = axum::http::StatusCode;
//! #     fn authorizer(_: &()) -> &permit::Authorizer<User> { unimplemented!() }
//! #     async fn authenticate(_: &mut axum::http::request::Parts, _: &())
//! #         -> Result<permit::Caller<User>, Self::Rejection> { unimplemented!() }
//! # }
//! # #[permit_axum::requires(PostItem)]
//! # async fn create() {}
//! # fn router() -> permit_axum::Router {
//! #     permit_axum::Router::new().route("/items", permit_axum::post(create))
//! # }
//! # fn main() {}
//! # fn test() {
//! permit::assert_matrix!(User, "permissions.md");
//! permit::assert_routes!(User, "routes.md", router().routes());
//! # }
//! ```
//!
//! `PERMIT_UPDATE=1 cargo test` writes both files, beside the `Cargo.toml` of the package. Commit them. From then on,
//! a change of a table fails until its file is written, and the diff of the change shows a reviewer what it
//! means. The test tells the difference in words, what widens first:
//!
//! ```text
//! `permissions.md` does not say what the code says. The code
//! allows more:
//!   `Seller` may now `edit_item` if `owner || on_call`; before only if `owner`
//! allows less:
//!   `Support` may no longer `refund_order`; before always
//! ```
//!
//! Whether a change widens is decided by what the cells mean: it widens if there is any combination of flags and
//! conditions in which more is allowed than before.
//!
//! # What may be a mistake
//!
#![cfg_attr(feature = "matrix", doc = "```")]
#![cfg_attr(not(feature = "matrix"), doc = "```ignore")]
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::matrix::{Level, Lint, Matrix};
//!
//! # fn main() {
//! Matrix::of::<User>()
//!     .lint()
//!     .level(Lint::OpenToAnonymous, Level::Deny)
//!     .allow(Lint::OpenToAnonymous, "view_item", "the shop is public")
//!     .allow(Lint::WriteWithoutOwnership, "Support", "support helps every seller")
//!     .known_flags(["editing"]) // what your source of flags knows
//!     .assert();
//! # }
//! ```
//!
//! `permit::matrix::Lint` lists what is looked for, and how. Each lint has a level, `allow`, `warn` or `deny`,
//! and exceptions for one action or one user type, each with its reason. An exception that is no longer needed is
//! found as well.
//!
//! # What a matrix does not know
//!
//! It knows the tables in the code, and what the catalogue hides. It does not know a live policy, consents and
//! impersonation. Of a condition it knows the name and the module: a change inside of its function is not in the
//! matrix. Where two conditions have one name, the second of the catalogue is `name'2`, in rows and as a requirement.
