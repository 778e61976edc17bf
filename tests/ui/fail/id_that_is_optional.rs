use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

pub struct User {
    pub id: Option<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = Option<u64>;
    fn id(&self) -> Option<&Option<u64>> {
        Some(&self.id)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        User { id: None }
    }
}

permit::permissions! {
    <User: UserType>

    ViewFront { Anonymous | Seller => allow }
}

fn main() {}
