//! How a context is loaded: from a path of several parts, together with another one, or in a transaction.
//!
//! | the context comes from | take | it is loaded |
//! |---|---|---|
//! | the path, the query, a header | `Allowed<A>` | by the guard, with the context's own extractor |
//! | the body | `Ask<A>` | by the handler, which then calls `ask.check(A, context)?` |
//! | a row that the handler changes | `Ask<A>` | by the handler, in the transaction and under a lock |
//! | rows of a list | `Scoped<A>` | by the handler's query: see [`lists`](super::lists) |
//!
//! Each of them refuses a caller that could never be allowed before anything is loaded.
//!
//! # A path with several parts
//!
//! `/projects/{project}/tasks/{task}` names a task and its project. The loader asks for both, so a task of
//! another project is answered exactly as a task that does not exist. If the loader asked for the task alone,
//! each path would name each task, and a layer that looks at the project of the path would look at the wrong
//! one.
//!
//! ```
//! # include!("../../examples/support/tracker.rs");
//! # include!("../../examples/support/at_once.rs");
//! # #[derive(Clone)] pub struct App(Authorizer<User>);
//! # impl permit_axum::Authenticate<App> for User {
//! #     type Rejection = StatusCode;
//! #     fn authorizer(app: &App) -> &Authorizer<User> { &app.0 }
//! #     async fn authenticate(parts: &mut Parts, _: &App) -> Result<permit::Caller<User>, StatusCode> {
//! #         Ok(User::of(parts.headers.get("user").and_then(|id| id.to_str().ok()?.parse().ok())).into())
//! #     }
//! # }
//! # impl App {
//! #     async fn task(&self, project: u64, task: u64) -> Option<Task> { find_task(project, task) }
//! #     async fn project(&self, id: u64) -> Option<Project> { find_project(id) }
//! # }
//! # use permit::Authorizer;
//! # use {axum::extract::Query, permit_axum::post, std::collections::HashMap};
//! use axum::{extract::{FromRequestParts, Path}, http::{StatusCode, request::Parts}};
//! use permit_axum::{Allowed, Router, get};
//!
//! impl FromRequestParts<App> for Task {
//!     type Rejection = StatusCode;
//!
//!     async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
//!         let path = Path::<(u64, u64)>::from_request_parts(parts, app).await;
//!         let Path((project, task)) = path.map_err(|_| StatusCode::NOT_FOUND)?;
//!         // SELECT … FROM tasks WHERE id = $1 AND project_id = $2
//!         app.task(project, task).await.ok_or(StatusCode::NOT_FOUND)
//!     }
//! }
//!
//! async fn show(Allowed(permit): Allowed<ViewTask>) -> String {
//!     permit.context().title.to_owned()
//! }
//!
//! # fn main() {
//! let router: Router<App> = Router::new().route("/projects/{project}/tasks/{task}", get(show));
//! # let router = router.route("/projects/{project}/tasks/{task}/move", post(relocate));
//! # let router = router.with_state(App(Authorizer::builder().build()));
//! # let answer = |method: &str, user: &str, path: &str| at_once(answered(router.clone(), method, user, path));
//! # let shown = answer("GET", "1", "/projects/1/tasks/11");
//! # assert_eq!((shown.0, shown.2.as_str()), (200, "paint the fence"));
//! # let missing = answer("GET", "1", "/projects/1/tasks/99");
//! # assert_eq!(missing.0, 404);
//! # // Task 21 is there, and user 2 is a member of its project; but it is no task of project 1.
//! # for (user, path) in [
//! #     ("1", "/projects/1/tasks/21"), ("2", "/projects/1/tasks/21"), ("3", "/projects/1/tasks/21"),
//! #     ("1", "/projects/2/tasks/21"), ("1", "/projects/99/tasks/21"), ("1", "/projects/one/tasks/21"),
//! # ] {
//! #     assert_eq!(answer("GET", user, path), missing, "{user} {path}");
//! # }
//! # assert_eq!(answer("GET", "3", "/projects/2/tasks/21").0, 200);
//! # let moved = |user, to| answer("POST", user, &format!("/projects/1/tasks/11/move?to={to}"));
//! # assert_eq!(moved("3", "2").0, 200, "a member of both");
//! # assert_eq!(moved("1", "2"), moved("1", "99"), "a project that user 1 may not see");
//! # assert_eq!(moved("1", "2").0, 404);
//! # assert_eq!(moved("2", "2").0, 404, "a task that user 2 may not see");
//! # assert_eq!(moved("1", "3").0, 403, "a project that user 1 may only see");
//! # assert_eq!(moved("", "2").0, 401);
//! # }
//! # async fn relocate(Allowed(permit): Allowed<MoveTask>) -> String {
//! #     format!("{} -> {}", permit.context().task.project, permit.context().to.id)
//! # }
//! # impl FromRequestParts<App> for Move {
//! #     type Rejection = StatusCode;
//! #     async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
//! #         let task = Task::from_request_parts(parts, app).await?;
//! #         let query = Query::<HashMap<String, u64>>::from_request_parts(parts, app).await;
//! #         let Query(query) = query.map_err(|_| StatusCode::NOT_FOUND)?;
//! #         let to = *query.get("to").ok_or(StatusCode::NOT_FOUND)?;
//! #         let to = app.project(to).await.ok_or(StatusCode::NOT_FOUND)?;
//! #         Ok(Move { task, to })
//! #     }
//! # }
//! # async fn answered(router: Router, method: &str, user: &str, path: &str) -> (u16, String, String) {
//! #     use tower::ServiceExt as _;
//! #     let request = axum::http::Request::builder().method(method).uri(path).header("user", user);
//! #     let answer = router.oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
//! #     let (parts, body) = answer.into_parts();
//! #     let body = axum::body::to_bytes(body, 10_000).await.unwrap();
//! #     let headers = format!("{:?}", parts.headers);
//! #     (parts.status.as_u16(), headers, String::from_utf8(body.to_vec()).unwrap())
//! # }
//! ```
//!
//! A tuple has as many parts as the path. A struct with `serde::Deserialize` takes the parts by their names, so
//! the loader also serves a path with further parts, such as `/projects/{project}/tasks/{task}/comments`. For
//! a task with a second path, `/tasks/{task}`, make the project of that struct an `Option`, and compare it
//! where it is there.
//!
//! # Two contexts of one type
//!
//! A move of a task concerns a task, the project that it leaves, and the one that it enters. What an action
//! is done to is one context, so a struct has them as its parts, and an operation asks for an action on each:
//!
//! ```
//! # include!("../../examples/support/tracker.rs");
//! // pub struct Move { pub task: Task, pub to: Project }
//! // pub MoveTask(context = Move) = all_of(EditTask(task), AddTask(to));
//! # #[derive(Clone)] pub struct App;
//! # impl App { async fn project(&self, id: u64) -> Option<Project> { find_project(id) } }
//! # impl FromRequestParts<App> for Task {
//! #     type Rejection = StatusCode;
//! #     async fn from_request_parts(_: &mut Parts, _: &App) -> Result<Self, StatusCode> { Err(StatusCode::NOT_FOUND) }
//! # }
//! use std::collections::HashMap;
//!
//! use axum::{extract::{FromRequestParts, Query}, http::{StatusCode, request::Parts}};
//!
//! impl FromRequestParts<App> for Move {
//!     type Rejection = StatusCode;
//!
//!     // POST /projects/1/tasks/11/move?to=2
//!     async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
//!         let task = Task::from_request_parts(parts, app).await?;
//!         let query = Query::<HashMap<String, u64>>::from_request_parts(parts, app).await;
//!         let Query(query) = query.map_err(|_| StatusCode::NOT_FOUND)?;
//!         let to = *query.get("to").ok_or(StatusCode::NOT_FOUND)?;
//!         let to = app.project(to).await.ok_or(StatusCode::NOT_FOUND)?;
//!         Ok(Move { task, to })
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! With `hide Task by ViewTask;` and `hide Project by ViewProject;` a project that the caller may not see is
//! answered as one that does not exist, in the query as in the path: an operation is hidden if the context of
//! any of its actions is. A rule that compares the two parts is a condition on `Move`, in an action with a table
//! of its own: `requires(another_project)`.
//!
//! # The body, and a transaction
//!
//! A guard does not read the body. Where the second project stands there, or where the rows must not change
//! between the check and the write, the handler loads and checks:
//!
//! ```
//! # include!("../../examples/support/tracker.rs");
//! # #[derive(Clone)] pub struct App(Authorizer<User>);
//! # impl permit_axum::Authenticate<App> for User {
//! #     type Rejection = std::convert::Infallible;
//! #     fn authorizer(app: &App) -> &Authorizer<User> { &app.0 }
//! #     async fn authenticate(_: &mut axum::http::request::Parts, _: &App) -> Result<permit::Caller<User>, Self::Rejection> {
//! #         Ok(User::of(Some(1)).into())
//! #     }
//! # }
//! # struct Transaction;
//! # impl App { async fn begin(&self) -> Transaction { Transaction } }
//! # impl Transaction {
//! #     async fn task(&mut self, project: u64, task: u64) -> Option<Task> { find_task(project, task) }
//! #     async fn project(&mut self, id: u64) -> Option<Project> { find_project(id) }
//! #     async fn relocate(&mut self, permit: permit::Permit<'_, MoveTask>) { drop(permit.into_context()); }
//! #     async fn commit(self) {}
//! # }
//! # use permit::Authorizer;
//! use axum::extract::{Path, State};
//! use permit_axum::{Ask, Refusal, Router, post};
//!
//! async fn relocate(
//!     ask: Ask<MoveTask>,
//!     State(app): State<App>,
//!     Path((project, task)): Path<(u64, u64)>,
//!     to: String,
//! ) -> Result<(), Refusal> {
//!     let to = to.parse().map_err(|_| ask.not_found())?;
//!     // Each `?` drops the transaction, which is then rolled back.
//!     let mut transaction = app.begin().await;
//!     // SELECT … FROM tasks WHERE id = $1 AND project_id = $2 FOR UPDATE
//!     let task = transaction.task(project, task).await.ok_or_else(|| ask.not_found())?;
//!     let to = transaction.project(to).await.ok_or_else(|| ask.not_found())?;
//!     let permit = ask.check(MoveTask, Move { task, to })?;
//!     transaction.relocate(permit).await;
//!     transaction.commit().await;
//!     Ok(())
//! }
//!
//! # fn main() {
//! let router: Router<App> = Router::new()
//!     .route("/projects/{project}/tasks/{task}/move", post(relocate));
//! # }
//! ```
//!
//! `ask.not_found()` is the same answer, byte for byte, as that of a context that is hidden: see
//! [`existence`](super::existence). On actix-web the loaders are implementations of `FromRequest`, and the
//! handlers are the same.
