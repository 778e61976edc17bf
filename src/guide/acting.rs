//! Third parties, staff who impersonate a user, and the application's own jobs.
//!
//! Each of them is a principal that is narrowed: it may do less than the subject, never more. The
//! permit, the explanation and the log name the actor.
//!
//! # Third-party applications, API tokens, a read-only mode
//!
//! [`Principal::delegated`](crate::Principal::delegated) allows what both the subject and the
//! consent allow. Scope strings are read once, when consent is given. The keys of the actions are
//! stored, so a scope that grows later adds nothing to a consent that was given before.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::{Authorizer, Consent, acting::OAuthScopes};
//!
//! # fn main() {
//! let scopes = OAuthScopes::<User>::new()
//!     .scope::<(ViewItem,)>("items.read")
//!     .scope::<(ViewItem, EditItem)>("items.write");
//!
//! // The consent page. `admin` is not a known scope, so it grants nothing.
//! let stored: Vec<String> = scopes.consent("items.read admin").actions().map(String::from).collect();
//! assert_eq!(stored, ["view_item"]);
//!
//! // A request of the third-party application.
//! let authorizer = Authorizer::<User>::builder().build();
//! let app = authorizer.principal(User::seller(7)).delegated(Consent::to(stored));
//! assert!(app.can(ViewItem, &Item::of(7)));
//! assert!(!app.can(EditItem, &Item::of(7)));
//! # }
//! ```
//!
//! [`Consent::of`](crate::Consent::of) takes actions by their types, and
//! [`Consent::parse`](crate::Consent::parse) takes keys from outside and reports those that the catalogue
//! does not have. `Consent::to` is for stored keys: an unknown one grants nothing. A scope, `of` and
//! `parse` take an operation for the actions that it needs, and store their keys.
//!
//! [`Consent::on`](crate::Consent::on) limits a consent to places, and
//! [`Consent::until`](crate::Consent::until) limits it in time.
//!
//! # Staff who impersonate a user
//!
//! Impersonation needs a permit for the application's own action on the target user, and a time at
//! which it ends. The target's permissions apply, without the actions that are
//! `never_impersonated`. Staff cannot impersonate themselves or a user of the platform, and a
//! principal that already acts on behalf of another cannot impersonate.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # impl Clone for User { fn clone(&self) -> Self { Self { id: self.id, kind: self.kind } } }
//! permit::permissions! {
//!     <User: UserType>
//!
//!     /// See the shop as this seller sees it.
//!     pub ActAsSeller(context = User) { Anonymous | Seller => deny, Support => allow }
//!     /// Change a listing.
//!     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => deny }
//!     /// Change the account that payouts go to.
//!     pub ChangePayout(never_impersonated) { Anonymous | Support => deny, Seller => allow }
//! }
//!
//! impl permit::acting::Impersonates for ActAsSeller {}
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use std::time::{Duration, SystemTime};
//! let authorizer = permit::Authorizer::<User>::builder().build();
//! let staff = authorizer.principal(User { id: Some(1), kind: UserType::Support });
//!
//! let permit = staff.check(ActAsSeller, User::seller(7))?;
//! let acting = staff.impersonate(permit, SystemTime::now() + Duration::from_secs(30 * 60))?;
//!
//! assert!(acting.can(EditItem, &Item::of(7)));
//! assert!(!acting.can(ChangePayout, &()));
//! assert_eq!((acting.subject().id, acting.actor().id), (Some(7), Some(1)));
//! # Ok(())
//! # }
//! ```
//!
//! # In a web application
//!
//! The application implements `Authenticate`, of permit-axum or permit-actix, which returns a
//! [`Caller`](crate::Caller): a subject, and on whose behalf it acts. Every guard of the request decides
//! for this caller.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # impl Clone for User { fn clone(&self) -> Self { Self { id: self.id, kind: self.kind } } }
//! # permit::permissions! { <User: UserType>
//! #     pub ActAsSeller(context = User) { Anonymous | Seller => deny, Support => allow }
//! # }
//! # impl permit::acting::Impersonates for ActAsSeller {}
//! # use std::time::SystemTime;
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
//! # pub struct Token { user: User, consent: permit::Consent }
//! # pub struct Session { user: User, acts_as: Option<(User, SystemTime)> }
//! # impl App {
//! #     async fn token(&self, _: &Parts) -> Result<Option<Token>, StatusCode> { Ok(None) }
//! #     async fn session(&self, _: &Parts) -> Result<Option<Session>, StatusCode> { Ok(None) }
//! # }
//! # fn main() {}
//! use axum::http::{StatusCode, request::Parts};
//! use permit::{Authorizer, Caller, Subject as _};
//! use permit_axum::Authenticate;
//!
//! impl Authenticate<App> for User {
//!     type Rejection = StatusCode;
//!
//!     fn authorizer(app: &App) -> &Authorizer<User> {
//!         &app.authorizer
//!     }
//!
//!     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, StatusCode> {
//!         if let Some(token) = app.token(parts).await? {
//!             return Ok(Caller::delegated(token.user, token.consent));
//!         }
//!         let Some(session) = app.session(parts).await? else {
//!             return Ok(User::anonymous().into());
//!         };
//!         Ok(match session.acts_as {
//!             Some((seller, until)) => Caller::impersonating::<ActAsSeller>(session.user, seller, until),
//!             None => session.user.into(),
//!         })
//!     }
//! }
//! ```
//!
//! If the impersonation is not allowed, or has ended, the request is refused. It is never the request
//! of the staff member alone. A layer narrows the caller further with `permit_axum::narrow`, for
//! example to a read-only mode.
//!
//! Elsewhere, [`Authorizer::admit`](crate::Authorizer::admit) makes the principal of a caller.
//!
//! # The application's own jobs
//!
//! Work that no user asks for, such as a nightly clean-up, has a user type of its own, which is
//! marked `#[internal]`. No user can sign in with it: a principal that is made from a user leaves
//! it out.
//!
//! ```
//! #[derive(permit::UserType, Clone, Copy)]
//! pub enum UserType {
//!     #[anonymous]
//!     Anonymous,
//!     Seller,
//!     #[internal]
//!     System,
//! }
//! # pub struct User { id: Option<u64>, kind: UserType }
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { self.kind.into() }
//! #     fn anonymous() -> Self { User { id: None, kind: UserType::Anonymous } }
//! # }
//!
//! permit::permissions! {
//!     <User: UserType>
//!     pub EndListings { Anonymous | Seller => deny, System => allow }
//! }
//!
//! impl permit::acting::Internal for User {
//!     fn internal() -> Self {
//!         User { id: None, kind: UserType::System }
//!     }
//! }
//!
//! # fn main() -> Result<(), permit::acting::NotInternal> {
//! let authorizer = permit::Authorizer::<User>::builder().build();
//!
//! let job = authorizer.internal("nightly: end expired listings")?;
//! assert!(job.can(EndListings, &()));
//!
//! // A user whose row in the database says `System` gets no user type from it.
//! let intruder = authorizer.principal(User { id: Some(9), kind: UserType::System });
//! assert!(!intruder.can(EndListings, &()));
//! # Ok(())
//! # }
//! ```
//!
//! With tenants, [`Authorizer::internal_at`](crate::Authorizer::internal_at) makes the principal of
//! a job for one tenant. Where the application has a live policy or an asynchronous source of flags,
//! use the forms that load: `load_internal` and `load_internal_at`, and
//! [`load_impersonated`](crate::Principal::load_impersonated) in the place of `impersonate`.
