//! The subjects and the contexts of the archive.

use permit::{
    Subject, UserTypes,
    filter::{FilterValue, Value, ValueKind},
    tenancy::Tenant,
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Manager,
    #[platform]
    Auditor,
    #[platform]
    Operator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Platform,
    Tenant(&'static str),
    Unknown,
}

/// Its column stores it as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Letter,
    Ledger,
}

impl Kind {
    pub const fn text(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Ledger => "ledger",
        }
    }
}

impl FilterValue for Kind {
    const KIND: ValueKind = ValueKind::Text;

    fn value(&self) -> Value {
        self.text().value()
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: Option<u64>,
    pub user_types: UserTypes<UserType>,
    pub tenant: At,
    pub region: String,
    pub label: Option<String>,
    pub level: i64,
    pub budget: u64,
    pub token: Vec<u8>,
    pub kind: Kind,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            user_types: UserType::Anonymous.into(),
            tenant: At::Unknown,
            region: "eu".into(),
            label: None,
            level: 1,
            budget: 2,
            token: vec![],
            kind: Kind::Letter,
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        match self.tenant {
            At::Platform => Tenant::Platform,
            At::Tenant(tenant) => Tenant::of(tenant),
            At::Unknown => Tenant::Unknown,
        }
    }
}

/// In a tenant or global; in a drawer or in none.
#[derive(permit::Columns, Clone, Debug)]
pub struct Folder {
    #[column(place = "folder")]
    pub id: u64,
    #[column("owner_id", owner = Person)]
    pub owner: Option<u64>,
    pub reviewer: u64,
    #[column(tenant_or_global)]
    pub tenant: Option<String>,
    #[column(place = "drawer")]
    pub drawer: Option<String>,
    #[column("Region")]
    pub region: String,
    pub label: Option<String>,
    pub level: i64,
    pub size: u64,
    pub sealed: bool,
    pub starred: Option<bool>,
    pub fingerprint: Vec<u8>,
    #[column(enum = "kind")]
    pub kind: Kind,
    #[column(skip)]
    #[expect(dead_code, reason = "it has no column")]
    pub opened: (),
}

/// Always in a tenant.
#[derive(permit::Columns, Clone, Debug)]
#[columns(nowhere)]
pub struct Note {
    pub id: u64,
    #[column(owner = Person)]
    pub author: u64,
    #[column(tenant)]
    pub tenant: String,
    pub about: Option<u64>,
}

/// Always global.
#[derive(permit::Columns, Clone, Debug)]
#[columns(global)]
pub struct Form {
    #[column(place = "form")]
    pub id: u64,
    pub level: i64,
}
