use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

pub struct User {
    pub id: Option<u64>,
    pub name: String,
    pub kinds: Vec<UserType>,
}

impl Subject for User {
    type UserType = String;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<String> {
        self.name.clone().into()
    }
    fn anonymous() -> Self {
        User { id: None, name: String::new(), kinds: Vec::new() }
    }
}

permit::permissions! { <User: UserType> ViewFront { Anonymous | Seller => allow } }

fn main() {}
