//! Third parties, staff who act as somebody, jobs of the application's own.
//!
//! Each of them is a principal with less than somebody has, and never with more. Who really acts is
//! in the permit, in the explanation and in the log.
//!
//! # A third party's application, an API token, a read-only mode
//!
//! [`Principal::delegated`](crate::Principal::delegated) allows what both the subject and the consent
//! allow. Scope strings are read once, when consent is given; what is stored are the keys of actions,
//! so that a scope which grows later gives nothing to those whom nobody asked again.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::{Authorizer, Consent, OAuthScopes};
//!
//! # fn main() {
//! let scopes = OAuthScopes::<User>::new()
//!     .scope::<(ViewItem,)>("items.read")
//!     .scope::<(ViewItem, EditItem)>("items.write");
//!
//! // The consent page. `admin` stands in no table, so it grants nothing.
//! let stored: Vec<String> = scopes.consent("items.read admin").actions().map(String::from).collect();
//! assert_eq!(stored, ["view_item"]);
//!
//! // A request of the application.
//! let authorizer = Authorizer::<User>::builder().build();
//! let app = authorizer.principal(User::seller(7)).delegated(Consent::to(stored));
//! assert!(app.can(ViewItem, &Item::of(7)));
//! assert!(!app.can(EditItem, &Item::of(7)));
//! # }
//! ```
//!
//! [`Consent::on`](crate::Consent::on) limits it to places, [`Consent::until`](crate::Consent::until)
//! in time.
//!
//! # Staff who act as somebody
//!
//! It takes a permit of the application's own action, on the one who is acted as, and a time at which
//! it ends. The target's permissions hold, without actions that are `never_impersonated`; nobody acts
//! as himself, as somebody of the platform, or through a second person.
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
//!     /// Have the money sent to another account.
//!     pub ChangePayout(never_impersonated) { Anonymous | Support => deny, Seller => allow }
//! }
//!
//! impl permit::Impersonates for ActAsSeller {}
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
//! # Jobs of the application's own
//!
//! Work that nobody asked for, such as a nightly clean-up, has a user type of its own, marked
//! `#[internal]`. Nobody can sign in with it: a principal that is made of a user leaves it out.
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
//! impl permit::Internal for User {
//!     fn internal() -> Self {
//!         User { id: None, kind: UserType::System }
//!     }
//! }
//!
//! # fn main() -> Result<(), permit::NotInternal> {
//! let authorizer = permit::Authorizer::<User>::builder().build();
//!
//! let job = authorizer.internal("nightly: end what has run out")?;
//! assert!(job.can(EndListings, &()));
//!
//! // Somebody whose row in the database says `System` is nobody in particular.
//! let intruder = authorizer.principal(User { id: Some(9), kind: UserType::System });
//! assert!(!intruder.can(EndListings, &()));
//! # Ok(())
//! # }
//! ```
//!
//! With tenants, [`Authorizer::internal_at`](crate::Authorizer::internal_at) is a job of one of them.
