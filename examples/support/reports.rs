// The types that the examples about roles share: an application with roles. The file is included, so that each
// example is a program of its own.

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    Staff,
}

#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    /// Reads what is shared.
    #[default_for(Member)]
    Viewer,
    Analyst,
    Admin,
}

pub struct User {
    pub id: Option<u64>,
    pub kind: UserType,
}

impl User {
    pub fn member(id: u64) -> Self {
        Self {
            id: Some(id),
            kind: UserType::Member,
        }
    }
}

impl permit::Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> permit::UserTypes<UserType> {
        self.kind.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kind: UserType::Anonymous,
        }
    }
}

pub struct Report {
    pub id: u64,
    pub project: u64,
    pub author: u64,
}

impl permit::Owned<User> for Report {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

impl permit::places::Placed for Report {
    fn places(&self) -> permit::places::Places<'_> {
        permit::places::Places::nowhere()
            .and("report", self.id)
            .and("project", self.project)
    }
}

/// Change a report's name.
#[derive(permit::Action)]
#[action(subject = User, context = Report)]
#[permissions(
    Anonymous => deny,
    Member    => allow if owner || granted,
    Staff     => allow,
)]
#[roles(
    Viewer          => withhold,
    Analyst | Admin => grant,
)]
pub struct EditReportName;

permit::permissions! {
    <User: UserType, places, roles>

    use EditReportName;

    /// Look at a report.
    pub ViewReport(context = Report) {
        Anonymous => deny,
        Member    => allow if owner || granted,
        Staff     => allow,
    } roles {
        Viewer | Analyst | Admin => grant,
    }
}

/// A policy that gives every subject the same.
pub struct Given(pub permit::policy::Grants<User>);

impl permit::policy::Policy<User> for Given {
    fn bind<'a>(
        &'a self,
        _: &'a User,
        _: permit::tenancy::Tenant<'a>,
    ) -> permit::policy::Binds<'a, User> {
        let clock = std::sync::Arc::new(permit::policy::CoarseClock::new());
        let minute = std::time::Duration::from_secs(60);
        let fresh = clock.fresh(std::time::Instant::now(), minute);
        let words = permit::policy::Words::of_code();
        let binding = permit::policy::Binding::new(words, fresh).granting(self.0.clone());
        Box::pin(async { Ok(binding) })
    }
}
