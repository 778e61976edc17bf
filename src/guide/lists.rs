//! List queries that return exactly the rows that a check would allow.
//!
//! An application that loads a page and then drops the refused rows shows pages of three rows, and
//! its counts reveal what exists. [`Principal::scope`](crate::Principal::scope) asks the table
//! first. The result is nothing, everything, or a filter for the database.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Anonymous, Seller, Support }
//! # pub struct User { id: Option<u64>, kind: UserType }
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { self.kind.into() }
//! #     fn anonymous() -> Self { User { id: None, kind: UserType::Anonymous } }
//! # }
//! use permit::Extent;
//!
//! #[derive(permit::Columns)]
//! pub struct Item {
//!     #[column("seller_id", owner = User)]
//!     pub seller: u64,
//!     pub published: bool,
//! }
//!
//! #[permit::condition(filter)]
//! fn published(_who: &User, item: &Item) -> bool {
//!     item.published
//! }
//!
//! permit::permissions! {
//!     <User: UserType>
//!     pub ViewItem(context = Item) {
//!         Anonymous => allow if published,
//!         Seller    => allow if owner || published,
//!         Support   => allow,
//!     }
//! }
//!
//! # fn main() -> Result<(), permit::Refused> {
//! let authorizer = permit::Authorizer::<User>::builder().build();
//! let scope = |id, kind| authorizer.principal(User { id, kind }).scope(ViewItem);
//!
//! assert!(matches!(scope(Some(1), UserType::Support)?.extent(), Extent::Everything));
//! assert!(matches!(scope(Some(7), UserType::Seller)?.extent(), Extent::Where(_)));
//!
//! // The rows that the query returned are checked one by one. Each permit is for one row.
//! let seller = scope(Some(7), UserType::Seller)?;
//! let rows = [
//!     Item { seller: 7, published: false },
//!     Item { seller: 8, published: false },
//! ];
//! assert_eq!(seller.admit(rows)?.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! `#[column("seller_id", owner = User)]` also writes `impl Owned<User> for Item`, so a check and a list
//! read the same field. `tenant` and `place = "…"` do the same for the tenant and the places. Where a
//! value is computed, the application writes the trait, the column is marked `by_hand`, and a test
//! compares the two with [`testing::verify_columns`](crate::testing::verify_columns): see
//! [`derive@Columns`](crate::Columns).
//!
//! `permit-sqlx` writes the filter into a query: `scope.push_where(&mut query, "items")?`. The tree
//! of the filter, [`Filter`](crate::filter::Filter), is public, so you can translate it for a search
//! engine.
//!
//! # Columns that a list can compare
//!
//! A database may convert what it compares: `007` equals the number 7 in some columns of SQLite, and
//! `ann` equals `ann     ` in a `char(8)` of PostgreSQL. `permit-sqlx` compares the bytes as well, so a
//! list shows neither more nor fewer rows than a check allows. For a text in a column with a type of
//! its own, the field names the type:
//!
//! ```
//! #[derive(permit::Columns)]
//! pub struct Letter {
//!     #[column(cast = "uuid", place = "sender")]
//!     pub sender: String,
//!     #[column(enum = "mood")]
//!     pub mood: String,
//! }
//! ```
//!
//! `permit_sqlx::verify_schema::<Letter>(&pool, "letters").await?` reads the catalogue of the database
//! and refuses a table in which a list could differ from a check. The error names each column and what to
//! write. Call it when the application starts, and in its tests.
//!
//! A type of the application's own says what stands in its column:
//!
//! ```
//! use permit::filter::{FilterValue, Value, ValueKind};
//!
//! pub struct Cents(i64);
//!
//! impl FilterValue for Cents {
//!     const KIND: ValueKind = ValueKind::Integer;
//!
//!     fn value(&self) -> Value {
//!         self.0.value()
//!     }
//! }
//! ```
//!
//! # Conditions that a list can use
//!
//! `#[condition(filter)]` generates the filter from the body of the function, so the two cannot
//! disagree. The body is one expression: comparisons of the context's fields with a value from
//! `who` or with a literal, joined with `&&` and `||`. An expression that a database cannot
//! evaluate does not compile, and the error is at that expression:
//!
//! ```compile_fail
//! # include!("../../examples/support/shop.rs");
//! #[permit::condition(filter)]
//! fn lucky(_who: &User, item: &Item) -> bool {
//!     item.seller.is_power_of_two()
//! }
//! # fn main() {}
//! ```
//!
//! A table with a condition that has no filter can still be checked, row by row. Its `scope` does
//! not compile, and the message names the condition.
