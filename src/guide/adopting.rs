//! An existing application, moved to permit route by route.
//!
//! Each step leaves an application that runs and can be released. Until the last step, the routes that have
//! moved are guarded by permit, and the others by what guarded them before. The example is on axum;
//! permit-actix has the same methods for actix-web (`service_unguarded`, `configure_unguarded`).
//!
//! # 1. The user types, and your own user
//!
//! A user type is what a person is to the platform. Most applications have it already, as a column: a role,
//! a plan, a flag `is_admin`. Write the enum, and one exhaustive function from the row. A value that the
//! function does not know is an error, never a user type that happens to be the default.
//!
//! ```
//! #[derive(permit::UserType, Clone, Copy, Debug, PartialEq)]
//! pub enum UserType {
//!     #[anonymous]
//!     Visitor,
//!     Member,
//!     Admin,
//! }
//!
//! /// The struct that the application has already, made from the row of a session.
//! pub struct User { id: Option<i64>, kind: UserType }
//!
//! # #[derive(Debug, PartialEq)]
//! pub struct UnknownRole(String);
//!
//! impl TryFrom<&str> for UserType {
//!     type Error = UnknownRole;
//!     fn try_from(role: &str) -> Result<Self, UnknownRole> {
//!         match role {
//!             "member" => Ok(Self::Member),
//!             "admin" => Ok(Self::Admin),
//!             other => Err(UnknownRole(other.to_owned())),
//!         }
//!     }
//! }
//!
//! impl permit::Subject for User {
//!     type UserType = UserType;
//!     type Id = i64;
//!     fn id(&self) -> Option<&i64> { self.id.as_ref() }
//!     fn user_types(&self) -> permit::UserTypes<UserType> { self.kind.into() }
//!     fn anonymous() -> Self { Self { id: None, kind: UserType::Visitor } }
//! }
//! # permit::permissions! { <User: UserType> }
//! # assert_eq!(UserType::try_from("owner"), Err(UnknownRole("owner".to_owned())));
//! ```
//!
//! # 2. permit's router around the old one
//!
//! `merge_unguarded` takes the whole router as it is, with the reason. Nothing else changes: the layers of
//! the old router stay on its routes.
//!
//! The layer that knows the caller goes around the new router, after the routes, as before. `Authenticate`
//! reads what the layer has put into the extensions of the request; the state is the one that the
//! application has.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Visitor, Member, Admin }
//! # #[derive(Clone)]
//! # pub struct User { id: Option<i64>, kind: UserType }
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = i64;
//! #     fn id(&self) -> Option<&i64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { self.kind.into() }
//! #     fn anonymous() -> Self { Self { id: None, kind: UserType::Visitor } }
//! # }
//! # permit::permissions! { <User: UserType> }
//! # async fn tasks() {} async fn task() {} async fn health() {}
//! # async fn session(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
//! #     next.run(request).await
//! # }
//! use std::sync::Arc;
//! use axum::{http::{StatusCode, request::Parts}, middleware::from_fn, routing::get};
//! use permit::{Authorizer, Caller, Subject};
//!
//! pub struct AppData { authorizer: Authorizer<User> }
//!
//! /// What the session layer found: an extension of the request, also when there is no session.
//! #[derive(Clone)]
//! struct Session(Option<User>);
//!
//! impl permit_axum::Authenticate<Arc<AppData>> for User {
//!     type Rejection = StatusCode;
//!     fn authorizer(app: &Arc<AppData>) -> &Authorizer<User> { &app.authorizer }
//!     async fn authenticate(parts: &mut Parts, _: &Arc<AppData>) -> Result<Caller<User>, StatusCode> {
//!         // A layer that did not run is a mistake of the application, not an anonymous caller.
//!         let Some(Session(user)) = parts.extensions.get() else {
//!             return Err(StatusCode::INTERNAL_SERVER_ERROR);
//!         };
//!         Ok(user.clone().unwrap_or_else(User::anonymous).into())
//!     }
//! }
//!
//! fn old_routes() -> axum::Router<Arc<AppData>> {
//!     axum::Router::new().route("/tasks", get(tasks)).route("/tasks/{id}", get(task)).route("/health", get(health))
//! }
//!
//! fn router() -> permit_axum::Router<Arc<AppData>> {
//!     permit_axum::Router::new()
//!         .merge_unguarded("the routes that have not moved yet", old_routes())
//!         .layer(from_fn(session))
//! }
//! # let _ = router();
//! ```
//!
//! # 3. One route
//!
//! Take a route that changes something. Write its action, with a row for each user type; load its context in
//! an extractor, if it has one; and move the line of the route. The compiler asks for what is missing.
//!
//! A check that the handler made by hand is deleted in the same change. The two would be two sources of one
//! truth.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Visitor, Member, Admin }
//! # pub struct User { id: Option<i64>, kind: UserType }
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = i64;
//! #     fn id(&self) -> Option<&i64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { self.kind.into() }
//! #     fn anonymous() -> Self { Self { id: None, kind: UserType::Visitor } }
//! # }
//! # pub struct AppData { authorizer: permit::Authorizer<User> }
//! # impl AppData { async fn task(&self, id: i64) -> Result<Option<Task>, StatusCode> { Ok(Some(Task { id, author: 7 })) } }
//! # impl permit_axum::Authenticate<Arc<AppData>> for User {
//! #     type Rejection = StatusCode;
//! #     fn authorizer(app: &Arc<AppData>) -> &permit::Authorizer<User> { &app.authorizer }
//! #     async fn authenticate(_: &mut Parts, _: &Arc<AppData>) -> Result<permit::Caller<User>, StatusCode> { Err(StatusCode::INTERNAL_SERVER_ERROR) }
//! # }
//! # async fn tasks() {} async fn health() {}
//! use std::sync::Arc;
//! use axum::{extract::{FromRequestParts, Path}, http::{StatusCode, request::Parts}, routing::get};
//! use permit_axum::{Allowed, Router, delete};
//!
//! #[derive(permit::Columns)]
//! pub struct Task {
//!     id: i64,
//!     #[column("author_id", owner = User)]
//!     author: i64,
//! }
//!
//! permit::permissions! {
//!     <User: UserType>
//!
//!     /// Delete a task.
//!     pub DeleteTask(context = Task) {
//!         Visitor => deny,
//!         Member  => allow if owner,
//!         Admin   => allow,
//!     }
//! }
//!
//! impl FromRequestParts<Arc<AppData>> for Task {
//!     type Rejection = StatusCode;
//!     async fn from_request_parts(parts: &mut Parts, app: &Arc<AppData>) -> Result<Self, StatusCode> {
//!         let Path(id) = Path::<i64>::from_request_parts(parts, app).await.map_err(|_| StatusCode::NOT_FOUND)?;
//!         app.task(id).await?.ok_or(StatusCode::NOT_FOUND)
//!     }
//! }
//!
//! async fn delete_task(Allowed(permit): Allowed<DeleteTask>) -> String {
//!     // The principal and the context of the proof: who does it, and to what.
//!     format!("{:?} deletes {}", permit.principal().subject().id, permit.context().id)
//! }
//!
//! fn old_routes() -> axum::Router<Arc<AppData>> {
//!     axum::Router::new().route("/tasks", get(tasks)).route("/health", get(health))
//! }
//!
//! let router: Router<Arc<AppData>> = Router::new()
//!     .route("/tasks/{id}", delete(delete_task))
//!     .merge_unguarded("the routes that have not moved yet", old_routes());
//! ```
//!
//! - **A path with methods of both kinds.** axum merges the methods of one path, so `DELETE /tasks/{id}` can
//!   be guarded while `GET /tasks/{id}` is still in the old router.
//! - **A private context.** An action that is `pub` cannot have a context that is not (`private type in
//!   public interface`, E0446). Declare both `pub(crate)`, which a binary needs anyway: `pub(crate)
//!   DeleteTask(context = Task) { … }`.
//! - **Your own envelope of errors.** `RefusalStyle::json` writes a refusal as the other errors of your API:
//!   see [refusals](super::refusals).
//! - **Who may not be told that a row exists.** Write `hide Task by ViewTask;` as soon as `ViewTask` has
//!   moved: see [existence](super::existence).
//! - **Lists.** A query that filters by the caller moves with `Scoped`, so that it cannot disagree with the
//!   check: see [lists](super::lists).
//!
//! # 4. A list that only gets shorter
//!
//! What is not guarded is data. A test holds it, and each change that moves a route makes the list shorter.
//! An exception that stays, such as a health check, is in the list with its reason.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Visitor, Member }
//! # async fn health() {} async fn tasks() {}
//! # fn old_routes() -> axum::Router { axum::Router::new().route("/tasks", axum::routing::get(tasks)) }
//! use permit_axum::{Guarded, Router, get, unguarded};
//!
//! fn router() -> Router {
//!     Router::new()
//!         .route("/health", get(unguarded("reveals nothing about any user", health)))
//!         .merge_unguarded("the routes that have not moved yet", old_routes())
//! }
//!
//! // In a test:
//! let router = router();
//! let unguarded: Vec<String> = router
//!     .routes()
//!     .iter()
//!     .filter(|route| matches!(route.guard, Guarded::Unguarded(_) | Guarded::Opaque(_)))
//!     .map(|route| format!("{} {}  {}", route.method, route.path, route.guard))
//!     .collect();
//! assert_eq!(unguarded, [
//!     "GET /health  unguarded: reveals nothing about any user",
//!     "- *  opaque: the routes that have not moved yet",
//! ]);
//! ```
//!
//! permit does not see the single routes of an opaque router. Split it, one `merge_unguarded` for each
//! module, so that the list shows how far you are.
//!
//! # From casbin, oso, or checks by hand
//!
//! | there | here |
//! |---|---|
//! | casbin: `p, admin, AddTag` | a row of the action: `pub AddTag { Admin => allow, … }`, and a row for each other user type |
//! | casbin: `g, ada, admin` | the user types of the subject, which the application reads from its own tables |
//! | casbin: a matcher, `r.sub.id == r.obj.owner` | `owner`, or a condition: a Rust function with a name |
//! | casbin: `e.enforce((sub, obj, act))?` | `#[requires(AddTag)]`, `Allowed<EditTask>`, `who.check(EditTask, task)?` |
//! | oso: `allow(user: User, "edit", task: Task) if task.author = user;` | `Member => allow if owner` in the table of `EditTask` |
//! | oso: `authorized_resources` | `who.scope(ViewTask)?`, written into the query by permit-sqlx |
//! | `if user.role == Admin \|\| task.author == user.id` in a handler | the table; the handler takes the permit |
//! | a role that contains another role | several user types in one row: `Member \| Admin => allow` |
//! | a middleware that protects `/admin/*` | an action for each route; the router compiles only with a guard on each |
//! | "deny unless a policy says otherwise" | `deny`, written in the row, so that a reader sees that it was decided |
//!
//! [The permissions of torrust-index](https://github.com/torrust/torrust-index/pull/856) are such a port: see
//! `examples/torrent_index.rs`.
