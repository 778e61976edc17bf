#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    #[default_for(Member, Membr, Customer)]
    Viewer,
    #[default_for(Anonymous)]
    Analyst,
    #[default_for(Robot)]
    Admin,
}

use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum Kind {
    #[anonymous]
    Anonymous,
    Member,
    #[internal]
    Robot,
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

permit::permissions! { <Person: Kind, roles> }

fn main() {}
