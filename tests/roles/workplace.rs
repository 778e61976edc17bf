//! An application with roles: reports of tenants in projects, templates that may be global, and help pages that
//! belong to no tenant.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use permit::{
    Authorizer, Principal, Subject, UserTypes,
    acting::{Impersonates, Internal},
    places::{Place, Placed, Places},
    policy::{Binding, Binds, CoarseClock, Grants, Policy, Words},
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    #[was = "Colleague"]
    Member,
    Guest,
    #[platform]
    Staff,
    #[internal]
    Robot,
}

/// What a tenant gives to its people.
#[derive(permit::Roles, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Reads what is shared.
    ///
    /// And nothing else.
    #[default_for(Member)]
    #[default_for(Guest)]
    Viewer,
    #[was = "editor"]
    #[was = "writer"]
    Analyst,
    Admin,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) types: Vec<UserType>,
    pub(crate) tenant: Option<&'static str>,
}

impl User {
    /// Number 7 with these types, of tenant `acme`; of the platform if they are of the platform.
    pub(crate) fn of(types: &[UserType]) -> Self {
        let platform = types.contains(&UserType::Staff);
        Self {
            id: (types != [UserType::Anonymous]).then_some(7),
            types: types.to_vec(),
            tenant: (!platform).then_some("acme"),
        }
    }

    pub(crate) fn member() -> Self {
        Self::of(&[UserType::Member])
    }

    pub(crate) fn at(self, tenant: &'static str) -> Self {
        Self {
            tenant: Some(tenant),
            ..self
        }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.types.iter().copied().collect()
    }

    fn anonymous() -> Self {
        Self::of(&[UserType::Anonymous])
    }

    fn tenant(&self) -> Tenant<'_> {
        match self.tenant {
            Some("?") => Tenant::Unknown,
            Some(tenant) => Tenant::of(tenant),
            None => Tenant::Platform,
        }
    }
}

impl Internal for User {
    fn internal() -> Self {
        Self::of(&[UserType::Robot])
    }
}

impl InTenant for User {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::Global
    }
}

impl Placed for User {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

/// A report of a tenant, in a project.
#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    #[column(place = "report")]
    pub(crate) id: u64,
    #[column(place = "project")]
    pub(crate) project: String,
    #[column(owner = User)]
    pub(crate) author: u64,
    #[column(tenant)]
    pub(crate) tenant: String,
}

impl Report {
    /// Report `id` of another author, in `project` of `acme`.
    pub(crate) fn of(id: u64, project: &str) -> Self {
        Self {
            id,
            project: project.to_owned(),
            author: 8,
            tenant: "acme".to_owned(),
        }
    }

    pub(crate) fn at(self, tenant: &str) -> Self {
        Self {
            tenant: tenant.to_owned(),
            ..self
        }
    }
}

/// A template of a tenant, or of no tenant.
#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    #[column(place = "template")]
    pub(crate) id: u64,
    #[column(tenant_or_global)]
    pub(crate) tenant: Option<String>,
}

/// A page of no tenant.
#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
#[columns(global)]
pub(crate) struct Help {
    #[column(place = "help")]
    pub(crate) id: u64,
}

/// Two reports, which are compared.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) left: Report,
    pub(crate) right: Report,
}

impl InTenant for Pair {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(&*self.left.tenant)
    }
}

impl Placed for Pair {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[permit::condition(filter)]
pub(crate) fn low(_: &User, report: &Report) -> bool {
    report.id <= 10
}

/// Change a report's name.
#[derive(permit::Action)]
#[action(subject = User, context = Report, was = "rename_report", was = "retitle_report")]
#[permissions(
    Anonymous | Robot => deny,
    Member            => allow if owner || granted,
    Guest             => allow if granted && low,
    Staff             => allow,
)]
#[roles(
    Viewer          => withhold,
    Analyst | Admin => grant,
)]
pub(crate) struct EditReportName;

permit::permissions! {
    <User: UserType, tenants, places, roles>

    use EditReportName;

    /// Look at a report.
    pub(crate) ViewReport(context = Report) {
        Anonymous | Robot => deny,
        Member | Guest    => allow if granted,
        Staff             => allow if granted,
    } roles {
        Viewer | Analyst | Admin => grant,
    }

    /// Use a template.
    pub(crate) UseTemplate(context = Template) {
        Anonymous | Robot      => deny,
        Member | Guest | Staff => allow if granted,
    } roles {
        Viewer => withhold,
        Analyst | Admin => grant,
    }

    /// Change a help page.
    pub(crate) EditHelp(context = Help) {
        Anonymous | Robot      => deny,
        Member | Guest | Staff => allow if granted,
    } roles {
        Viewer | Analyst => withhold,
        Admin => grant,
    }

    /// Change roles. No operator opens it, no customer blocks it.
    pub(crate) ManageRoles(fixed) {
        Anonymous | Guest | Robot => deny,
        Member                    => allow if granted,
        Staff                     => allow,
    } roles {
        Viewer | Analyst => withhold,
        Admin            => grant,
    }

    /// A nightly clean-up, which no role holds.
    pub(crate) CleanUp {
        Anonymous | Member | Guest | Staff => deny,
        Robot                              => allow,
    }

    /// Act as a user.
    pub(crate) ActAs(context = User) {
        Anonymous | Member | Guest | Robot => deny,
        Staff                              => allow,
    }

    /// Compare two reports.
    pub(crate) Compare(context = Pair) = all_of(ViewReport(left), EditReportName(right));

    /// Rename while looking.
    pub(crate) Retitle(context = Report) = all_of(ViewReport, EditReportName);
}

impl Impersonates for ActAs {}

/// A policy that gives each subject what a function says.
struct Given<G> {
    grants: G,
    clock: Arc<CoarseClock>,
}

impl<G: Fn(&User) -> Grants<User> + Send + Sync + 'static> Policy<User> for Given<G> {
    fn bind<'a>(&'a self, subject: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        let fresh = self.clock.fresh(Instant::now(), Duration::from_secs(60));
        let binding = Binding::new(Words::of_code(), fresh).granting((self.grants)(subject));
        Box::pin(async { Ok(binding) })
    }
}

pub(crate) fn authorizer_of(
    grants: impl Fn(&User) -> Grants<User> + Send + Sync + 'static,
) -> Authorizer<User> {
    let clock = Arc::new(CoarseClock::new());
    Authorizer::builder()
        .policy(Given { grants, clock })
        .build()
}

/// One that gives every subject the same.
pub(crate) fn authorizer(grants: Grants<User>) -> Authorizer<User> {
    authorizer_of(move |_| grants.clone())
}

/// The principal of `user`, to which `grants` are given.
pub(crate) fn given(user: User, grants: Grants<User>) -> Principal<User> {
    at_once(authorizer(grants).load(user))
}

pub(crate) fn nothing() -> Grants<User> {
    Grants::none()
}

pub(crate) fn everywhere(role: Role) -> Grants<User> {
    Grants::none().role(role)
}

pub(crate) fn on(role: Role, kind: &str, id: &str) -> Grants<User> {
    Grants::none().role_on(role, [Place::new(kind, id)])
}

/// The output of a future that never waits.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}
