//! A shop of documents, with an action of every kind that the runtime has today.

use permit::{
    Principal, Subject, UserTypes,
    acting::{Impersonates, Internal},
    places::{Placed, Places},
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    Lead,
    #[platform]
    Auditor,
    #[platform]
    Operator,
    #[internal]
    Robot,
    #[internal]
    Sweeper,
}

pub(crate) const USER_TYPES: [UserType; 7] = [
    UserType::Anonymous,
    UserType::Member,
    UserType::Lead,
    UserType::Auditor,
    UserType::Operator,
    UserType::Robot,
    UserType::Sweeper,
];

/// Where a user belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Platform,
    Tenant(&'static str),
    Nowhere,
}

/// The states of the flags `sharing`, `releasing` and `trial`.
pub(crate) type Flags = [Option<bool>; 3];

pub(crate) const FLAGS: [&str; 3] = ["sharing", "releasing", "trial"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) types: Vec<UserType>,
    pub(crate) at: At,
    pub(crate) trained: bool,
    pub(crate) region: u32,
    pub(crate) flags: Flags,
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
        Self {
            id: None,
            types: vec![UserType::Anonymous],
            at: At::Platform,
            trained: true,
            region: 1,
            flags: [Some(true), None, Some(true)],
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        match self.at {
            At::Platform => Tenant::Platform,
            At::Tenant(id) => Tenant::of(id),
            At::Nowhere => Tenant::Unknown,
        }
    }
}

impl Internal for User {
    fn internal() -> Self {
        Self {
            id: Some(1),
            types: vec![UserType::Robot, UserType::Sweeper],
            at: At::Platform,
            ..Self::anonymous()
        }
    }
}

/// As what is done to a user.
impl InTenant for User {
    fn tenant(&self) -> ContextTenant<'_> {
        match self.at {
            At::Tenant(id) => ContextTenant::of(id),
            At::Platform | At::Nowhere => ContextTenant::Global,
        }
    }
}

impl Placed for User {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    #[column(owner = User)]
    pub(crate) owner: Option<u64>,
    #[column(tenant_or_global)]
    pub(crate) tenant: Option<&'static str>,
    #[column(place = "document")]
    pub(crate) id: u64,
    #[column(place = "project")]
    pub(crate) project: &'static str,
    pub(crate) published: bool,
    pub(crate) region: u32,
}

#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Project {
    #[column(owner = User)]
    pub(crate) owner: u64,
    #[column(tenant)]
    pub(crate) tenant: &'static str,
    #[column(place = "project")]
    pub(crate) id: &'static str,
    pub(crate) active: bool,
}

/// A document, and the project that it is moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) document: Document,
    pub(crate) to: Project,
}

impl InTenant for Move {
    fn tenant(&self) -> ContextTenant<'_> {
        InTenant::tenant(&self.document)
    }
}

impl Placed for Move {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

/// What the platform tells all tenants.
#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
#[columns(global)]
#[columns(nowhere)]
pub(crate) struct Notice {
    pub(crate) urgent: bool,
}

#[permit::condition(filter)]
pub(crate) fn published(_: &User, document: &Document) -> bool {
    document.published
}

#[permit::condition(filter)]
pub(crate) fn same_region(user: &User, document: &Document) -> bool {
    document.region == user.region
}

#[permit::condition]
pub(crate) fn trained(user: &User) -> bool {
    user.trained
}

#[permit::condition(flags(trial))]
pub(crate) fn in_trial(who: &Principal<User>) -> bool {
    who.flag("trial")
}

#[permit::condition(filter)]
pub(crate) fn active(_: &User, project: &Project) -> bool {
    project.active
}

#[permit::condition(filter)]
pub(crate) fn urgent(_: &User, notice: &Notice) -> bool {
    notice.urgent
}

permit::permissions! {
    <User: UserType, tenants, places>

    pub(crate) View(context = Document) {
        Anonymous => allow if published,
        Member    => allow if owner || published,
        Lead      => allow,
        Auditor   => allow,
        Operator  => deny,
        Robot     => allow if published,
        Sweeper   => deny,
    }

    pub(crate) Edit(context = Document) {
        Anonymous => deny,
        Member    => allow if owner && same_region,
        Lead      => allow if owner || same_region,
        Auditor   => deny,
        Operator  => allow,
        Robot     => deny,
        Sweeper   => allow,
    }

    pub(crate) Share(context = Document, flag = "sharing", requires(published)) {
        Anonymous         => deny,
        Member            => allow if owner,
        Lead | Auditor    => allow,
        Operator          => allow if trained,
        Robot | Sweeper   => deny,
    }

    pub(crate) Publish(context = Document, requires(trained, same_region), never_impersonated) {
        Anonymous | Robot => deny,
        Member            => allow if owner && in_trial,
        Lead              => allow if owner || in_trial,
        Auditor           => deny,
        Operator          => allow,
        Sweeper           => allow if published,
    }

    pub(crate) Purge(context = Document) {
        Anonymous => allow if published && trained && in_trial,
        Member    => allow if owner && published && same_region && trained && in_trial,
        Lead      => allow if (owner && published) || (same_region && trained),
        Auditor   => allow if (owner || published) && (same_region || trained) && in_trial,
        Operator  => allow if owner || published || same_region || trained || in_trial,
        Robot     => deny,
        Sweeper   => allow,
    }

    pub(crate) Copy(context = Document) = all_of(View, Edit);

    pub(crate) Release(context = Document, flag = "releasing", requires(trained), never_impersonated)
        = all_of(View, Edit);

    pub(crate) Open(context = Project) {
        Anonymous => deny,
        Member    => allow if owner || active,
        Lead      => allow,
        Auditor   => allow if active,
        Operator  => deny,
        Robot     => allow,
        Sweeper   => deny,
    }

    pub(crate) Close(context = Project, requires(active)) {
        Anonymous | Robot | Auditor => deny,
        Member                      => allow if owner,
        Lead | Operator             => allow,
        Sweeper                     => allow if trained,
    }

    pub(crate) Transfer(context = Move) = all_of(Edit(document), Close(to));

    pub(crate) Read(context = Notice) {
        Anonymous                           => allow if urgent,
        Member | Lead | Auditor | Operator  => allow,
        Robot | Sweeper                     => deny,
    }

    pub(crate) Announce(context = Notice, flag = "sharing") {
        Anonymous | Member | Robot => deny,
        Lead                       => allow if urgent,
        Auditor                    => deny,
        Operator                   => allow,
        Sweeper                    => allow,
    }

    pub(crate) Search {
        Anonymous          => deny,
        Member             => allow if trained,
        Lead               => allow,
        Auditor | Operator => allow if in_trial,
        Robot              => allow,
        Sweeper            => deny,
    }

    pub(crate) Export(requires(in_trial)) {
        Anonymous          => allow,
        Member             => deny,
        Lead               => allow if trained,
        Auditor | Operator => allow,
        Robot | Sweeper    => allow if trained,
    }

    pub(crate) ActAs(context = User, never_impersonated) {
        Anonymous | Robot | Sweeper => deny,
        Member | Lead               => deny,
        Auditor                     => allow if trained,
        Operator                    => allow,
    }
}

impl Impersonates for ActAs {}
