//! Recipes: where the caller comes from, and where its permissions do.
//!
//! Each is about twenty lines, and its block is compiled and run. Where a recipe is about a crate that permit
//! does not depend on, a stand-in of the same shape is hidden in the block, and the text says so.
//!
//! | recipe | for |
//! |---|---|
//! | [axum-login](#axum-login) | sessions of `axum-login` |
//! | [JWT](#jwt) | bearer tokens: who is in the token, what the user may do is in the database |
//! | [OIDC groups](#oidc-groups) | groups of an identity provider as user types |
//! | [API keys](#api-keys) | keys that a user makes for a program |
//! | [SCIM groups](#scim-groups) | a directory that says who is a member of what |
//! | [a WebSocket](#a-websocket) | a connection that asks again for each message |
//! | [a state in an `Arc`](#a-state-in-an-arc) | `State = Arc<AppData>`, and sub-states |
//!
//! Jobs are in [`proofs`](super::proofs) and [`acting`](super::acting). Row-level security of PostgreSQL by `SET LOCAL`, as
//! a second line, is on the page of `permit-sqlx`.
//!
//! # axum-login
//!
//! `AuthSession` has the user of the session, which the backend has loaded for this request. If the layer of
//! `axum-login` is missing, its extractor fails, and nothing is decided. (The block has a stand-in for
//! `axum_login::AuthSession`.)
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # include!("../../examples/support/at_once.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub PostItem { Anonymous => deny, Seller | Support => allow }
//! # }
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
//! # mod axum_login {
//! #     use axum::{extract::FromRequestParts, http::{StatusCode, request::Parts}};
//! #     pub trait AuthnBackend { type User: Clone + Send + Sync + 'static; }
//! #     #[derive(Clone)]
//! #     pub struct AuthSession<B: AuthnBackend> { pub user: Option<B::User> }
//! #     impl<B: AuthnBackend + Clone + Send + Sync + 'static, S: Send + Sync> FromRequestParts<S> for AuthSession<B> {
//! #         type Rejection = (StatusCode, &'static str);
//! #         async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
//! #             let missing = (StatusCode::INTERNAL_SERVER_ERROR, "is `AuthManagerLayer` enabled?");
//! #             parts.extensions.get().cloned().ok_or(missing)
//! #         }
//! #     }
//! # }
//! # #[derive(Clone)] pub struct Backend;
//! # #[derive(Clone)] pub struct Account { id: u64 }
//! # impl axum_login::AuthnBackend for Backend { type User = Account; }
//! # impl From<Account> for User { fn from(account: Account) -> Self { User::seller(account.id) } }
//! use axum::{extract::FromRequestParts, http::{StatusCode, request::Parts}};
//! use axum_login::AuthSession;
//! use permit::{Authorizer, Caller, Subject};
//! use permit_axum::Authenticate;
//!
//! impl Authenticate<App> for User {
//!     type Rejection = (StatusCode, &'static str);
//!
//!     fn authorizer(app: &App) -> &Authorizer<User> {
//!         &app.authorizer
//!     }
//!
//!     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, Self::Rejection> {
//!         let session = AuthSession::<Backend>::from_request_parts(parts, app).await?;
//!         Ok(session.user.map_or_else(User::anonymous, User::from).into())
//!     }
//! }
//! # fn main() {
//! # use permit_axum::{Allowed, Router, post};
//! # use tower::ServiceExt as _;
//! # let app = App { authorizer: Authorizer::builder().build() };
//! # let router: Router = Router::new().route("/", post(async |_: Allowed<PostItem>| ())).with_state(app);
//! # let status = |session: Option<AuthSession<Backend>>| {
//! #     let mut request = axum::http::Request::post("/").body(axum::body::Body::empty()).unwrap();
//! #     if let Some(session) = session { request.extensions_mut().insert(session); }
//! #     at_once(router.clone().oneshot(request)).unwrap().status()
//! # };
//! # assert_eq!(status(Some(AuthSession { user: Some(Account { id: 7 }) })), 200);
//! # assert_eq!(status(Some(AuthSession { user: None })), 401);
//! # assert_eq!(status(None), 500);
//! # }
//! ```
//!
//! The layer of `axum-login` stands around the router: `router.layer(auth_layer)`. Its `login_required!` and
//! `permission_required!` are not needed: the guards answer 401, and the tables say who may do what.
//!
//! # JWT
//!
//! A token says who sends the request. It does not say what that user may do: the user types are loaded, so a
//! user who was demoted a minute ago is no longer what the token was made for. No token is an anonymous caller. A
//! bad one is 401, and never an anonymous caller. (The block has a stand-in for `jsonwebtoken::decode`.)
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # include!("../../examples/support/at_once.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem { Anonymous | Seller | Support => allow }
//! #     pub PostItem { Anonymous => deny, Seller | Support => allow }
//! # }
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User>, key: () }
//! # pub struct Claims { sub: u64 }
//! # pub struct Token { claims: Claims }
//! # fn decode<T>(token: &str, _: &()) -> Result<Token, ()> {
//! #     token.strip_prefix("signed-").and_then(|id| id.parse().ok()).map(|sub| Token { claims: Claims { sub } }).ok_or(())
//! # }
//! # impl App {
//! #     async fn user(&self, id: u64) -> Result<Option<User>, ()> {
//! #         match id { 7 => Ok(Some(User::seller(7))), 9 => Err(()), _ => Ok(None) }
//! #     }
//! # }
//! use axum::http::{StatusCode, header, request::Parts};
//! use permit::{Authorizer, Caller, Subject};
//! use permit_axum::Authenticate;
//!
//! type Answer = (StatusCode, [(header::HeaderName, &'static str); 1]);
//!
//! const BAD_TOKEN: Answer = (
//!     StatusCode::UNAUTHORIZED,
//!     [(header::WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)],
//! );
//! const AWAY: Answer = (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]);
//!
//! impl Authenticate<App> for User {
//!     type Rejection = Answer;
//!
//!     fn authorizer(app: &App) -> &Authorizer<User> {
//!         &app.authorizer
//!     }
//!
//!     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, Answer> {
//!         let Some(header) = parts.headers.get(header::AUTHORIZATION) else {
//!             return Ok(User::anonymous().into());
//!         };
//!         let token = header.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
//!         let token = decode::<Claims>(token.ok_or(BAD_TOKEN)?, &app.key).map_err(|_| BAD_TOKEN)?;
//!         // What the user is now. A user who is gone has a bad token; an outage is an outage.
//!         let user = app.user(token.claims.sub).await.map_err(|_| AWAY)?;
//!         user.map(Caller::from).ok_or(BAD_TOKEN)
//!     }
//! }
//! # fn main() {
//! # use permit_axum::{Allowed, Router, get};
//! # use tower::ServiceExt as _;
//! # let app = App { authorizer: Authorizer::builder().build(), key: () };
//! # let router: Router = Router::new()
//! #     .route("/", get(async |_: Allowed<ViewItem>| ()).post(async |_: Allowed<PostItem>| ())).with_state(app);
//! # let status = |method, token: Option<&str>| {
//! #     let mut request = axum::http::Request::builder().method(method).uri("/");
//! #     if let Some(token) = token { request = request.header("authorization", token); }
//! #     let answer = at_once(router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap())).unwrap();
//! #     (answer.status().as_u16(), answer.headers().contains_key("www-authenticate"))
//! # };
//! # assert_eq!(status("GET", None), (200, false));
//! # assert_eq!(status("POST", None), (401, false));
//! # assert_eq!(status("POST", Some("Bearer signed-7")), (200, false));
//! # for bad in ["Bearer forged-7", "Bearer signed-8", "Bearer ", "Basic c2lnbmVkLTc=", "signed-7"] {
//! #     assert_eq!(status("GET", Some(bad)), (401, true), "{bad}: also where an anonymous caller is allowed");
//! # }
//! # assert_eq!(status("GET", Some("Bearer signed-9")), (503, false));
//! # }
//! ```
//!
//! # OIDC groups
//!
//! The identity provider sends the names of groups. One function says for each user type which group has it. It
//! has no `_`, so a new user type does not compile until it is said who gets it. A group that the function does
//! not name gives nothing.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! use permit::{UserType as _, UserTypes};
//!
//! /// The group of the identity provider whose members have this user type.
//! fn group_of(user_type: UserType) -> Option<&'static str> {
//!     match user_type {
//!         UserType::Anonymous => None,
//!         UserType::Seller => Some("shop-sellers"),
//!         UserType::Support => Some("shop-support"),
//!     }
//! }
//!
//! /// What a person with these groups is. Without any of them: a known caller who may do nothing.
//! fn user_types(groups: &[String]) -> UserTypes<UserType> {
//!     let each = UserType::ALL.iter().copied();
//!     let given = each.filter(|one| {
//!         group_of(*one).is_some_and(|group| groups.iter().any(|name| name == group))
//!     });
//!     given.collect()
//! }
//! # fn main() {
//! # let types = |groups: &[&str]| user_types(&groups.iter().map(|name| name.to_string()).collect::<Vec<_>>());
//! # assert!(types(&[]).is_empty() && types(&["shop-admins", "SHOP-SUPPORT", ""]).is_empty());
//! # assert!(types(&["shop-sellers", "staff"]).contains(UserType::Seller));
//! # assert_eq!(types(&["shop-sellers", "shop-support"]).iter().count(), 2);
//! # }
//! ```
//!
//! The subject keeps what it was given, and `Subject::user_types` returns it. A provider that sends the groups
//! only when a user signs in is asked again by the session's end: give sessions a short life, or store the groups
//! by [SCIM](#scim-groups).
//!
//! # API keys
//!
//! A key acts for the user who made it, and does no more than that user has consented to. It is a consent with
//! an end: the user's own permissions of the moment, cut to the actions of the key.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # include!("../../examples/support/at_once.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # use std::time::{Duration, SystemTime};
//! # pub struct Digest([u8; 1]);
//! # fn sha256(key: &str) -> Digest { Digest([key.len() as u8]) }
//! # pub struct App { authorizer: Authorizer<User> }
//! # impl App {
//! #     async fn key(&self, digest: Digest) -> Option<ApiKey> {
//! #         let until = SystemTime::now() + Duration::from_secs(60);
//! #         (digest.0 == [3]).then(|| ApiKey { user: 7, actions: vec!["view_item".into()], until })
//! #     }
//! #     async fn user(&self, id: u64) -> Option<User> { Some(User::seller(id)) }
//! # }
//! use permit::{Authorizer, Caller, Consent};
//!
//! /// A row: the key itself, 256 random bits, is shown once and stored as its SHA-256.
//! struct ApiKey {
//!     user: u64,
//!     actions: Vec<String>, // keys of actions: `Consent::parse::<User>(…)`, when it was made
//!     until: SystemTime,
//! }
//!
//! /// The caller with this key; `None` is a bad key, so 401.
//! async fn caller(app: &App, sent: &str) -> Option<Caller<User>> {
//!     let key = app.key(sha256(sent)).await?;
//!     let user = app.user(key.user).await?;
//!     Some(Caller::delegated(user, Consent::to(key.actions).until(key.until)))
//! }
//! # fn main() {
//! # let app = App { authorizer: Authorizer::builder().build() };
//! # assert!(at_once(caller(&app, "wrong")).is_none());
//! # let who = at_once(app.authorizer.admit(at_once(caller(&app, "key")).unwrap())).unwrap();
//! # assert!(who.can(ViewItem, &Item::of(7)) && !who.can(EditItem, &Item::of(7)));
//! # assert!(!who.can(ViewItem, &Item::of(8)), "it is not the item of the user");
//! # }
//! ```
//!
//! `Authenticate::authenticate` returns this caller. A key for some projects alone has places:
//! `Consent::to(actions).on(places)`. Whether a user may make keys is an action of its own,
//! `pub MakeApiKey(never_impersonated)`. No key names it, so a key makes no keys.
//!
//! # SCIM groups
//!
//! A directory pushes who is in which group. It is a client with an action of its own, and it writes rows of
//! memberships. The users who are asked for load these rows, and conditions read them: a permission is never
//! a row.
//!
//! ```
//! # use permit::{Caller, Subject, UserTypes};
//! # use std::sync::{Arc, Mutex};
//! # use std::collections::BTreeSet;
//! #[derive(permit::UserType, Clone, Copy)]
//! pub enum UserType {
//!     #[anonymous]
//!     Anonymous,
//!     Member,
//!     /// The SCIM client of a customer's directory.
//!     Directory,
//! }
//! # pub struct User { id: Option<u64>, kind: UserType, projects: Vec<u64> }
//! # impl Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #     fn user_types(&self) -> UserTypes<UserType> { self.kind.into() }
//! #     fn anonymous() -> Self { User { id: None, kind: UserType::Anonymous, projects: vec![] } }
//! # }
//! # pub struct Project { id: u64 }
//!
//! #[permit::condition]
//! fn in_project(who: &User, project: &Project) -> bool {
//!     who.projects.contains(&project.id)
//! }
//!
//! permit::permissions! {
//!     <User: UserType>
//!     pub ViewProject(context = Project) { Anonymous | Directory => deny, Member => allow if in_project }
//!     pub SetMembers(context = Project) { Anonymous | Member => deny, Directory => allow }
//! }
//! # #[derive(Clone, Default)] pub struct Database(Arc<Mutex<BTreeSet<(u64, u64)>>>);
//! # impl Database {
//! #     fn user(&self, id: u64) -> User {
//! #         let rows = self.0.lock().unwrap();
//! #         let projects = rows.iter().filter(|(_, member)| *member == id).map(|(project, _)| *project).collect();
//! #         User { id: Some(id), kind: UserType::Member, projects }
//! #     }
//! # }
//! # impl Database {
//!
//! /// `PUT /scim/v2/Groups/{id}`: the members of a group are the members of its project.
//! fn set_members(&self, permit: permit::Permit<'_, SetMembers>, members: &[u64]) {
//!     let project = permit.context().id;
//!     // One transaction: DELETE FROM memberships WHERE project_id = $1; INSERT INTO memberships …
//!     let mut rows = self.0.lock().unwrap();
//!     rows.retain(|(of, _)| *of != project);
//!     rows.extend(members.iter().map(|member| (project, *member)));
//! }
//! # }
//! # fn main() -> Result<(), permit::Refused> {
//! # let (database, authorizer) = (Database::default(), permit::Authorizer::<User>::builder().build());
//! # let directory = authorizer.principal(User { id: Some(1), kind: UserType::Directory, projects: vec![] });
//! # let may = |id, project| authorizer.principal(database.user(id)).can(ViewProject, &Project { id: project });
//! # database.set_members(directory.check(SetMembers, Project { id: 3 })?, &[7, 8]);
//! # assert!(may(7, 3) && may(8, 3) && !may(7, 4));
//! # database.set_members(directory.check(SetMembers, Project { id: 3 })?, &[8]);
//! # assert!(!may(7, 3) && may(8, 3), "who has left may no longer");
//! # assert!(authorizer.principal(database.user(8)).check(SetMembers, Project { id: 3 }).is_err());
//! # assert!(!directory.can(ViewProject, &Project { id: 3 }));
//! # Ok(())
//! # }
//! ```
//!
//! With several customers, `Project` belongs to a tenant and the directory to one, so it reaches no project of
//! another: see [tenants](crate#tenants).
//!
//! # A WebSocket
//!
//! A connection lives longer than what its caller was when it was opened. It keeps the session, and asks anew
//! for each message. The guard of the handler refuses before the connection is upgraded.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub WatchItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
//! # impl App {
//! #     async fn caller(&self, session: &str) -> Result<Caller<User>, StatusCode> {
//! #         session.parse().map(|id| User::seller(id).into()).map_err(|_| StatusCode::UNAUTHORIZED)
//! #     }
//! #     async fn item(&self, _id: &str) -> Option<Item> { Some(Item::of(7)) }
//! # }
//! # fn session(headers: &HeaderMap) -> String {
//! #     headers.get("cookie").and_then(|one| one.to_str().ok()).unwrap_or_default().to_owned()
//! # }
//! # impl permit_axum::Authenticate<App> for User {
//! #     type Rejection = StatusCode;
//! #     fn authorizer(app: &App) -> &Authorizer<User> { &app.authorizer }
//! #     async fn authenticate(parts: &mut axum::http::request::Parts, app: &App) -> Result<Caller<User>, StatusCode> {
//! #         app.caller(&session(&parts.headers)).await
//! #     }
//! # }
//! use axum::{
//!     extract::{State, WebSocketUpgrade, ws::{Message, WebSocket}},
//!     http::{HeaderMap, StatusCode},
//!     response::Response,
//! };
//! use permit::{Authorizer, Caller, Consent};
//! use permit_axum::{Ask, Router, any};
//!
//! async fn open(ask: Ask<WatchItem>, State(app): State<App>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
//!     let consents: Vec<Consent> = ask.principal().consents().cloned().collect();
//!     let session = session(&headers);
//!     upgrade.on_upgrade(async move |socket| {
//!         converse(socket, &app, &session, &consents).await;
//!         drop(ask); // it lives as long as the socket, which makes the checks
//!     })
//! }
//!
//! async fn converse(mut socket: WebSocket, app: &App, session: &str, consents: &[Consent]) {
//!     while let Some(Ok(Message::Text(wanted))) = socket.recv().await {
//!         // A session that has ended, a user who was blocked: the connection ends as well.
//!         let Ok(caller) = app.caller(session).await else { return };
//!         let narrowed = |caller, consent: &Consent| Caller::delegated(caller, consent.clone());
//!         let caller = consents.iter().fold(caller, narrowed);
//!         let Ok(who) = app.authorizer.admit(caller).await else { return };
//!         let Some(item) = app.item(&wanted).await else { return };
//!         let Ok(permit) = who.check(WatchItem, item) else { return };
//!         let told = permit.context().seller.to_string();
//!         if socket.send(Message::Text(told.into())).await.is_err() { return }
//!     }
//! }
//!
//! # fn main() {
//! let router: Router<App> = Router::new().route("/watch", any(open));
//! # }
//! ```
//!
//! `permit-axum/tests/sockets` opens such connections.
//!
//! # A state in an `Arc`
//!
//! The state of a router is any type, `Arc<AppData>` too. `Authenticate` and the extractors of contexts are
//! implemented for it, because the subject and the contexts are the application's own types:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! # }
//! # #[derive(Clone)] pub struct Pool;
//! # impl Pool { async fn item(&self, id: u64) -> Option<Item> { Some(Item::of(id)) } }
//! # use std::convert::Infallible;
//! use std::sync::Arc;
//! use axum::{extract::{FromRef, FromRequestParts, Path, State}, http::{StatusCode, request::Parts}};
//! use permit::{Authorizer, Caller, Subject};
//! use permit_axum::{Allowed, Authenticate, Router, get};
//!
//! pub struct AppData {
//!     authorizer: Authorizer<User>,
//!     pool: Pool,
//! }
//!
//! impl Authenticate<Arc<AppData>> for User {
//!     type Rejection = Infallible;
//!
//!     fn authorizer(app: &Arc<AppData>) -> &Authorizer<User> { &app.authorizer }
//!     async fn authenticate(_: &mut Parts, _: &Arc<AppData>) -> Result<Caller<User>, Infallible> {
//!         Ok(User::anonymous().into()) // as the application does
//!     }
//! }
//!
//! impl FromRequestParts<Arc<AppData>> for Item {
//!     type Rejection = StatusCode;
//!
//!     async fn from_request_parts(parts: &mut Parts, app: &Arc<AppData>) -> Result<Self, StatusCode> {
//!         let path = Path::from_request_parts(parts, app).await;
//!         let Path(id) = path.map_err(|_| StatusCode::NOT_FOUND)?;
//!         app.pool.item(id).await.ok_or(StatusCode::NOT_FOUND)
//!     }
//! }
//!
//! // A part of the state, for a type of the application. For a type of another crate, such as `PgPool`, the
//! // state has to be a type of the application: `#[derive(Clone)] struct App(Arc<AppData>);`.
//! impl FromRef<Arc<AppData>> for Pool {
//!     fn from_ref(app: &Arc<AppData>) -> Self {
//!         app.pool.clone()
//!     }
//! }
//!
//! async fn show(Allowed(permit): Allowed<ViewItem>, State(pool): State<Pool>) -> String {
//!     permit.context().seller.to_string()
//! }
//!
//! # fn main() {
//! let data = AppData { authorizer: Authorizer::builder().build(), pool: Pool };
//! let router: Router = Router::new().route("/items/{id}", get(show)).with_state(Arc::new(data));
//! # }
//! ```
//!
//! The authorizer is made once. A clone of it is cheap, and has the same flags and the same policy. On
//! actix-web an `Authenticator::<User>::new(Arc::clone(&data))` has the state.
