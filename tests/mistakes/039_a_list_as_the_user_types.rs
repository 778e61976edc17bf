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
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserTypes::from(self.kinds.clone())
    }
    fn anonymous() -> Self {
        User { id: None, name: String::new(), kinds: Vec::new() }
    }
}

fn main() {}
