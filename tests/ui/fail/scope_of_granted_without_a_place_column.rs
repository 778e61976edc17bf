#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
    Admin,
}

use permit::{
    Principal, Subject, UserTypes,
    places::{Placed, Places},
};

#[derive(permit::UserType, Clone, Copy)]
pub enum Kind {
    #[anonymous]
    Anonymous,
    Member,
}

pub struct Person(u64);

impl Subject for Person {
    type UserType = Kind;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        Some(&self.0)
    }
    fn user_types(&self) -> UserTypes<Kind> {
        Kind::Member.into()
    }
    fn anonymous() -> Self {
        Person(0)
    }
}

pub struct Report {
    pub id: u64,
}

impl Placed for Report {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("report", self.id)
    }
}

permit::permissions! {
    <Person: Kind, places, roles>

    ViewReport(context = Report) {
        Anonymous => deny,
        Member => allow if granted,
    } roles {
        Viewer | Analyst | Admin => grant,
    }
}

fn list(who: &Principal<Person>) {
    let _ = who.scope(ViewReport);
}

fn main() {}
