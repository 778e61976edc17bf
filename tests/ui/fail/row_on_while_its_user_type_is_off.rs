use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    #[cfg(any())]
    Support,
}

struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        User
    }
}

permit::permissions! {
    <User: UserType>

    PostItem {
        Anonymous => deny,
        #[cfg(all())]
        Seller | Support => allow,
    }
}

fn main() {}
