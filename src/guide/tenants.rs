//! Tenants and places: which contexts a caller reaches at all.
//!
//! A tenant is a customer of the application. With the word `tenants` in the head of a catalogue, every
//! context says to which tenant it belongs, and a caller reaches only the contexts of its own one and those
//! that are global. What belongs to another tenant is answered as what does not exist.
//!
//! | a subject says | it reaches |
//! |---|---|
//! | `Tenant::of("acme")` | what belongs to `acme`, and what is global |
//! | `Tenant::Platform` | what is global, and with its user types that are `#[platform]` what belongs to any tenant |
//! | `Tenant::Unknown`, or nothing | what is global |
//!
//! The last line is what [`Subject::tenant`](crate::Subject::tenant) says unless you write it, so a tenant that
//! is forgotten closes, and never opens. Ids are text, integers or UUIDs (feature `uuid`), each with one
//! canonical text.
//!
//! # A user of several tenants
//!
//! A principal acts in one tenant for its life. Where a user is a member of several, the request says in
//! which: by its path, its subdomain or a header. The user compares that with its memberships before it
//! answers with this tenant, and a tenant of which it is no member is refused. Answer that as a tenant that
//! does not exist, so a caller cannot learn which customers you have.
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Anonymous, Member }
//! use axum::{extract::{FromRequestParts, RawPathParams}, http::request::Parts};
//! use permit::{Authorizer, Caller, Subject, UserTypes, tenancy::Tenant};
//! use permit_axum::{Authenticate, Refusal};
//!
//! pub struct User {
//!     id: Option<u64>,
//!     /// The tenants of which it is a member, as the database has them.
//!     memberships: Vec<String>,
//!     /// The one of them that the request is about.
//!     tenant: Option<String>,
//! }
//!
//! impl User {
//!     /// The user in one of its tenants; `None` where it is no member.
//!     fn acting_for(mut self, tenant: &str) -> Option<Self> {
//!         self.tenant = self.memberships.iter().find(|one| *one == tenant).cloned();
//!         self.tenant.is_some().then_some(self)
//!     }
//! }
//!
//! impl Subject for User {
//! #   type UserType = UserType; type Id = u64;
//! #   fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #   fn user_types(&self) -> UserTypes<UserType> {
//! #       if self.id.is_some() { UserType::Member.into() } else { UserType::Anonymous.into() }
//! #   }
//! #   fn anonymous() -> Self { User { id: None, memberships: Vec::new(), tenant: None } }
//!     fn tenant(&self) -> Tenant<'_> {
//!         self.tenant.as_deref().map_or(Tenant::Unknown, Tenant::of)
//!     }
//!     // …
//! }
//! # permit::permissions! { <User: UserType, tenants> }
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
//! # impl App { async fn session(&self, _: &Parts) -> Result<Option<User>, Refusal> { Ok(None) } }
//!
//! impl Authenticate<App> for User {
//!     type Rejection = Refusal;
//! #   fn authorizer(app: &App) -> &Authorizer<User> { &app.authorizer }
//!
//!     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, Refusal> {
//!         let tenant = tenant_of(parts).await;
//!         Ok(match (app.session(parts).await?, tenant) {
//!             (Some(user), Some(tenant)) => {
//!                 user.acting_for(&tenant).ok_or_else(Refusal::not_found)?.into()
//!             }
//!             // Outside of every tenant: the list of the user's tenants, its own account.
//!             (Some(user), None) => user.into(),
//!             // On a public page of a tenant.
//!             (None, Some(tenant)) => Caller::anonymous_at(&tenant),
//!             (None, None) => User::anonymous().into(),
//!         })
//!     }
//! }
//!
//! /// The tenant that the path names, in `/{tenant}/…`.
//! async fn tenant_of(parts: &mut Parts) -> Option<String> {
//!     let parameters = RawPathParams::from_request_parts(parts, &()).await.ok()?;
//!     let mut parameters = parameters.iter();
//!     let (_, tenant) = parameters.find(|(name, _)| *name == "tenant")?;
//!     Some(tenant.to_owned())
//! }
//! ```
//!
//! The context is loaded by its own number, and permit compares its tenant with that of the caller, so
//! `/acme/reports/2` does not show report 2 of another tenant. `permit-axum/examples/tenants.rs` is the whole
//! application, and a test sends it the requests of members, of other users, of anonymous callers and of staff.
//!
//! On actix-web the example is the same, with `HttpRequest::match_info` for the path.
//!
//! # Staff, jobs and public pages
//!
//! - The platform's own staff say `Tenant::Platform`, and their user types are `#[platform]`. To act in a tenant
//!   as one of its users, they impersonate: see [acting on behalf of others](super::acting).
//! - [`Authorizer::internal_at`](crate::Authorizer::internal_at) makes the principal of a job in one tenant.
//! - [`Caller::anonymous_at`](crate::Caller::anonymous_at) is an anonymous caller of a tenant, behind a guard;
//!   [`Authorizer::anonymous_at`](crate::Authorizer::anonymous_at) makes its principal elsewhere.
//!
//! # Contexts
//!
//! A context with columns says its tenant with `#[column(tenant)]`, or `tenant_or_global` where a row may
//! belong to none; another context implements [`InTenant`](crate::tenancy::InTenant). A subject's own tenant is
//! never taken from the context, nor the reverse: both are what your database says.
//!
//! # Places
//!
//! A place is where a context is, such as its project. With the word `places` in the head of a catalogue,
//! every context says where it is ([`Placed`](crate::places::Placed), `#[column(place = "project")]`), and a
//! consent may be for some places only: [`Consent::on`](crate::Consent::on). A place narrows what a caller may
//! do. To give more, where a user is a member of some projects, write a condition on its memberships:
//! see [lists](super::lists#memberships).
