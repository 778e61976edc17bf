#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
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

pub struct Report {
    pub author: u64,
}

impl permit::Owned<Person> for Report {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

#[permit::condition]
pub fn shared(_: &Person, _: &Report) -> bool {
    true
}

permit::permissions! {
    <Person: Kind, roles>

    ViewReport(context = Report) {
        Anonymous => allow if shared || granted,
        Member => allow if granted,
        Robot => allow if granted,
    } roles {
        Viewer | Analyst | Admin => grant,
    }

    EditReport(context = Report) {
        Anonymous | Member => allow if owner || granted,
        Robot => deny,
    } roles {
        Viewer => withhold,
        Analyst | Admin => grant,
    }

    CloseReport(context = Report, requires(shared, granted)) {
        Anonymous | Robot => deny,
        Member => allow if owner,
    }
}

fn main() {}
