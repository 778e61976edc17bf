//! Who acts in the archive, and on what.

use permit::{
    ContextHome, FilterValue, Home, InTenant, Owned, Placed, Places, Subject, UserTypes, Value,
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
    Nowhere,
}

/// Stands in its column as text.
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
    fn value(&self) -> Value {
        self.text().value()
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: Option<u64>,
    pub user_types: UserTypes<UserType>,
    pub home: At,
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
            home: At::Nowhere,
            region: "eu".into(),
            label: None,
            level: 1,
            budget: 2,
            token: vec![],
            kind: Kind::Letter,
        }
    }
    fn home(&self) -> Home<'_> {
        match self.home {
            At::Platform => Home::Platform,
            At::Tenant(tenant) => Home::Of(tenant),
            At::Nowhere => Home::Nowhere,
        }
    }
}

/// At home with a tenant or with nobody; in a drawer or in none.
#[derive(permit::Columns, Clone, Debug)]
pub struct Folder {
    #[column(place = "folder")]
    pub id: u64,
    #[column("owner_id", owner)]
    pub owner: Option<u64>,
    pub reviewer: u64,
    #[column(home_or_global)]
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
    #[column(cast = "kind")]
    pub kind: Kind,
    #[column(skip)]
    #[expect(dead_code, reason = "it stands in no column")]
    pub opened: (),
}

impl Owned<Person> for Folder {
    fn owner(&self) -> Option<&u64> {
        self.owner.as_ref()
    }
}

impl InTenant for Folder {
    fn home(&self) -> ContextHome<'_> {
        self.tenant
            .as_deref()
            .map_or(ContextHome::Global, ContextHome::Of)
    }
}

impl Placed for Folder {
    fn places(&self) -> Places<'_> {
        let places = Places::nowhere().and("folder", self.id);
        match &self.drawer {
            Some(drawer) => places.and("drawer", drawer),
            None => places,
        }
    }
}

/// Always some tenant's.
#[derive(permit::Columns, Clone, Debug)]
#[columns(nowhere)]
pub struct Note {
    pub id: u64,
    #[column(owner)]
    pub author: u64,
    #[column(home)]
    pub tenant: String,
    pub about: Option<u64>,
}

impl Owned<Person> for Note {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

impl InTenant for Note {
    fn home(&self) -> ContextHome<'_> {
        ContextHome::Of(&self.tenant)
    }
}

impl Placed for Note {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

/// Never a tenant's.
#[derive(permit::Columns, Clone, Debug)]
#[columns(global)]
pub struct Form {
    #[column(place = "form")]
    pub id: u64,
    pub level: i64,
}

impl InTenant for Form {
    fn home(&self) -> ContextHome<'_> {
        ContextHome::Global
    }
}

impl Placed for Form {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("form", self.id)
    }
}
