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
    type Id = String;
    fn id(&self) -> Option<&str> {
        Some(&self.name)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        User { id: None, name: String::new(), kinds: Vec::new() }
    }
}

fn main() {}
