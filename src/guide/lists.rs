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
//! `permit-sqlx` writes the filter into a query: `scope.push_where(&mut query, "items")?`. For another
//! driver of SQLite or PostgreSQL, `permit-sql` gives the text of the condition and its parameters: its test
//! `permit-sql/tests/rusqlite.rs` has an adapter for rusqlite. The tree of the filter,
//! [`Filter`](crate::filter::Filter), is public, so you can translate it for a search engine.
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
//! UUIDs (feature `uuid`) and times (features `chrono` and `time`) are compared by their types:
//!
//! | field | PostgreSQL | SQLite |
//! |---|---|---|
//! | `Uuid` | `uuid`; `text` with `cast = "text"` | `BLOB`; `TEXT` with `cast = "text"` |
//! | `DateTime<Utc>` of chrono, `OffsetDateTime` of time | `timestamptz` | `INTEGER`, seconds since 1970 |
//! | `NaiveDateTime`, `PrimitiveDateTime` | `timestamp` | `INTEGER`, seconds since 1970 |
//! | `NaiveDate`, `Date` | `date` | `TEXT`, such as `2026-11-28` |
//!
//! sqlx writes a time into SQLite as text. Its texts do not have the order of the times, so they are refused:
//! write `unixepoch(?)`, which sqlx reads as a time.
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
//! A test compares that with `PartialEq`, and with `PartialOrd` for a value with an order, if either is written
//! by hand: [`testing::verify_values`](crate::testing::verify_values),
//! [`testing::verify_order`](crate::testing::verify_order).
//!
//! # Columns of a joined table
//!
//! A context may have fields of a table that the query joins. The column says which by a name of your own, and
//! the query says under which alias that table is in it:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! #[derive(permit::Columns)]
//! pub struct Task {
//!     pub title: String,
//!     #[column("owner_id", of = "project", owner = User)]
//!     pub project_owner: u64,
//! }
//! # fn main() {}
//! ```
//!
//! With `SELECT … FROM tasks AS t JOIN projects AS p ON …`, that is
//! `scope.push_where(&mut query, Tables::new("t").and("project", "p"))?`: the documentation of `permit-sqlx` has
//! the whole query.
//!
//! A missing or an unknown alias is an error before the query runs, whatever the caller may see.
//!
//! # Queries that are checked when they are compiled
//!
//! The condition of a scope is only known when the program runs, so `query!` of sqlx cannot contain it. The
//! scope chooses the ids of a page, a checked query loads the rows by their ids, and
//! [`Scope::admit`](crate::Scope::admit) checks each row again. The documentation of `permit-sqlx` has an
//! example.
//!
//! # Structs of a code generator
//!
//! [`columns!`](crate::columns!) says the columns of a struct on which no attribute can be written.
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
//!
//! # Memberships
//!
//! A field can be looked up in a set of the subject: a slice, a `Vec`, a `HashSet` or a `BTreeSet`. However
//! large it is, it is one parameter of the query.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Anonymous, Member }
//! use std::collections::HashSet;
//!
//! pub struct User {
//!     id: Option<u64>,
//!     /// The projects of which it is a member, loaded with the user.
//!     projects: HashSet<u64>,
//! }
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Member.into() }
//! #     fn anonymous() -> Self { User { id: None, projects: HashSet::new() } }
//! # }
//!
//! #[derive(permit::Columns)]
//! pub struct Task {
//!     #[column(owner = User)]
//!     pub author: u64,
//!     pub co_author: Option<u64>,
//!     pub project: u64,
//!     pub parent_project: Option<u64>,
//! }
//!
//! #[permit::condition(filter)]
//! fn in_project(who: &User, task: &Task) -> bool {
//!     who.projects.contains(&task.project)
//!         || task.parent_project.is_some_and(|project| who.projects.contains(&project))
//! }
//!
//! /// The second owner.
//! #[permit::condition(filter)]
//! fn co_author(who: &User, task: &Task) -> bool {
//!     who.id.is_some() && task.co_author == who.id
//! }
//!
//! permit::permissions! {
//!     <User: UserType>
//!     pub ViewTask(context = Task) { Anonymous => deny, Member => allow if owner || co_author || in_project }
//! }
//!
//! # fn main() -> Result<(), permit::Refused> {
//! let who = permit::Authorizer::<User>::builder().build();
//! let who = who.principal(User { id: Some(7), projects: HashSet::from([3]) });
//! let task = |author, co_author, project| Task { author, co_author, project, parent_project: None };
//! let tasks = [task(7, None, 1), task(8, Some(7), 1), task(8, None, 3), task(8, None, 1)];
//! assert_eq!(who.scope(ViewTask)?.admit(&tasks)?.len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! # Several owners
//!
//! `owner = User` is on one field for each subject, which may be an `Option`. A second owner, such as a
//! co-author, is a condition, as above, and the rule joins both: `allow if owner || co_author`. If the field is
//! an `Option`, ask `who.id.is_some()` as well: without it an anonymous caller, whose id is `None`, would be the
//! co-author of every task that has none. If the field is no `Option`, `Some(task.co_author) == who.id` is
//! enough.
