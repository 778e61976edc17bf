//! A helpdesk: tickets in projects, of tenants.

use std::time::{Duration, SystemTime};

use permit::{
    Authorizer, Owned, Principal, Subject, UserTypes,
    acting::Internal,
    places::{Placed, Places},
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Customer,
    #[platform]
    Support,
    #[internal]
    Robot,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) types: Vec<UserType>,
    pub(crate) tenant: Option<&'static str>,
}

impl User {
    pub(crate) fn customer(id: u64) -> Self {
        Self {
            id: Some(id),
            types: vec![UserType::Customer],
            tenant: Some("acme"),
        }
    }

    pub(crate) fn support() -> Self {
        Self {
            id: Some(1),
            types: vec![UserType::Support],
            tenant: None,
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
        Self {
            id: None,
            types: vec![UserType::Anonymous],
            tenant: None,
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        self.tenant.map_or(Tenant::Platform, Tenant::of)
    }
}

impl Internal for User {
    fn internal() -> Self {
        Self {
            id: Some(0),
            types: vec![UserType::Robot],
            tenant: None,
        }
    }
}

impl InTenant for User {
    fn tenant(&self) -> ContextTenant<'_> {
        self.tenant.map_or(ContextTenant::Global, ContextTenant::of)
    }
}

impl Placed for User {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket {
    pub(crate) id: u64,
    pub(crate) project: &'static str,
    pub(crate) customer: u64,
    pub(crate) tenant: Option<&'static str>,
}

pub(crate) const TICKET: Ticket = Ticket {
    id: 5,
    project: "web",
    customer: 7,
    tenant: Some("acme"),
};

impl Owned<User> for Ticket {
    fn owner(&self) -> Option<&u64> {
        Some(&self.customer)
    }
}

impl InTenant for Ticket {
    fn tenant(&self) -> ContextTenant<'_> {
        self.tenant.map_or(ContextTenant::Global, ContextTenant::of)
    }
}

impl Placed for Ticket {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
            .and("ticket", self.id)
            .and("project", self.project)
    }
}

/// A ticket, and the ticket that it is merged into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) ticket: Ticket,
    pub(crate) target: Ticket,
}

impl InTenant for Move {
    fn tenant(&self) -> ContextTenant<'_> {
        InTenant::tenant(&self.ticket)
    }
}

impl Placed for Move {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[permit::condition(says = "business_hours", flags(open))]
fn business_hours(who: &Principal<User>) -> bool {
    who.flag("open")
}

permit::permissions! {
    <User: UserType, tenants, places>

    /// Read a ticket.
    pub(crate) ViewTicket(context = Ticket) {
        Anonymous => deny,
        Customer  => allow if owner,
        Support   => allow,
        Robot     => allow,
    }

    /// Answer a ticket.
    pub(crate) AnswerTicket(context = Ticket) {
        Anonymous => deny,
        Customer  => allow if owner,
        Support   => allow,
        Robot     => deny,
    }

    /// Close a ticket.
    pub(crate) CloseTicket(context = Ticket, never_impersonated) {
        Anonymous => deny,
        Customer  => allow if owner,
        Support   => allow,
        Robot     => allow,
    }

    /// Open a ticket.
    pub(crate) OpenTicket {
        Anonymous => deny,
        Customer  => allow,
        Support   => deny,
        Robot     => deny,
    }

    /// Act as a customer.
    pub(crate) ActAs(context = User) {
        Anonymous => deny,
        Customer  => deny,
        Support   => allow,
        Robot     => allow,
    }

    /// Answer a ticket for the last time.
    pub(crate) AnswerAndClose(context = Ticket) = all_of(AnswerTicket, CloseTicket);

    /// Merge two tickets into one.
    pub(crate) MergeTickets(context = Move, flag = "merging", requires(business_hours))
        = all_of(CloseTicket(ticket), AnswerTicket(target));
}

impl permit::acting::Impersonates for ActAs {}

/// The time at which everything happens.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000)
}

pub(crate) fn later(seconds: u64) -> SystemTime {
    now() + Duration::from_secs(seconds)
}

pub(crate) fn authorizer() -> Authorizer<User> {
    at(now())
}

pub(crate) fn at(time: SystemTime) -> Authorizer<User> {
    Authorizer::<User>::builder()
        .clock(move || time)
        .flags(|_: &str, _: &User| Some(true))
        .build()
}
