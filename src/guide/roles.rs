//! Roles that customers give to their people.
//!
//! A user type is what a person is to the platform: a member, staff. A role is what a customer of the
//! application lets a person do: a viewer, an analyst, an administrator. A subject has its user types by what the
//! application knows of it, and it holds a role because someone at the customer gave it.
//!
//! # Roles answer in the table
//!
//! An action that can be given says so with `granted` in its rows, and then its table answers for every role:
//!
//! ```
//! # include!("../../examples/support/reports.rs");
//! # mod shown { use super::{User, UserType, Role, Report};
//! #[derive(permit::Roles, Clone, Copy)]
//! pub enum Roles { // an application would call it `Role`
//!     /// Reads what is shared.
//!     #[default_for(Member)]
//!     Viewer,
//!     #[was = "editor"]
//!     Analyst,
//!     Admin,
//! }
//!
//! /// Change a report's title.
//! #[derive(permit::Action)]
//! #[action(subject = User, context = Report, was = "rename_report")]
//! #[permissions(
//!     Anonymous => deny,
//!     Member    => allow if owner || granted,
//!     Staff     => allow,
//! )]
//! #[roles(
//!     Viewer          => withhold,
//!     Analyst | Admin => grant,
//! )]
//! pub struct EditTitle;
//! # }
//! # fn main() {}
//! ```
//!
//! In a catalogue, the rows of the roles stand behind the table, and the head says `roles`:
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Anonymous, Member, Staff }
//! # #[derive(permit::Roles, Clone, Copy)]
//! # pub enum Role { Viewer, Analyst, Admin }
//! # pub struct User;
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { None }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Member.into() }
//! #     fn anonymous() -> Self { User }
//! # }
//! permit::permissions! {
//!     <User: UserType, roles>
//!
//!     /// Change roles. No operator opens it, no customer blocks it.
//!     pub ManageRoles(fixed) {
//!         Anonymous => deny,
//!         Member    => allow if granted,
//!         Staff     => allow,
//!     } roles {
//!         Viewer | Analyst => withhold,
//!         Admin            => grant,
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! - A new role, or a new action that can be given, does not compile before each answer is written. `cargo permit
//!   fill Auditor withhold` writes the rows of a new role.
//! - An action whose rows do not say `granted` takes no roles: a row that no role can reach would be a false
//!   promise.
//! - `granted` is never in a row of the anonymous user type or of one that is `#[internal]`, nor in `requires`.
//! - The enum is called `Role`, or it is named: `roles = path::Role`. There are at most 64 roles.
//! - `#[default_for(Member)]` gives a role to every subject of a user type, unless its tenant says otherwise.
//!   [`Permissions::default_roles`](crate::Permissions::default_roles) tells it to a policy.
//! - `was = "..."` names a key that an action, a user type or a role had before. It is never a key that is in use.
//! - `fixed` marks an action that no operator opens and no customer blocks.
//!
//! # What is granted
//!
//! A [policy](super::policy) says what each subject was granted: [`Binding::granting`](crate::policy::Binding::granting)
//! takes [`Grants`](crate::policy::Grants), which are roles or actions, everywhere or on some places. Without a
//! policy nothing is granted.
//!
//! ```
//! # include!("../../examples/support/reports.rs");
//! # fn main() {
//! #     let mut running = std::pin::pin!(run());
//! #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! #     assert!(running.as_mut().poll(&mut context).is_ready());
//! # }
//! use permit::{Authorizer, places::Place, policy::Grants};
//!
//! # async fn run() {
//! let grants = Grants::<User>::none()
//!     .role(Role::Viewer)
//!     .role_on(Role::Analyst, [Place::new("project", &7)]);
//! # let authorizer = Authorizer::<User>::builder().policy(Given(grants)).build();
//!
//! let who = authorizer.load(User::member(1)).await;
//! let report = Report { id: 12, project: 7, author: 2 };
//! assert!(who.can(ViewReport, &report) && who.can(EditReportName, &report));
//! let elsewhere = Report { project: 8, ..report };
//! assert!(who.can(ViewReport, &elsewhere) && !who.can(EditReportName, &elsewhere));
//! # }
//! ```
//!
//! - A place is compared as exact text. A grant on a project covers a report that names this project among its
//!   [places](crate::places::Placed).
//! - With `tenants`, what a tenant grants counts on its own contexts and on `()`, never on a global context or
//!   on one of another tenant. What the platform grants to its own people counts wherever they reach.
//! - An anonymous caller, a job of the application's own and a subject of an unknown tenant are granted nothing.
//! - Consents and impersonation only take away. An impersonated subject acts with its own grants.
//! - Each action of an operation asks for its own grant, on its own part of the context.
//!
//! `could`, `scope`, `abilities` and `explain` know grants as well. A list query compares the columns of places
//! (`#[column(place = "project")]`) with all granted places of a kind as one parameter.
