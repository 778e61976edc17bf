use permit::{Owned, Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    Support,
    Moderator,
}

pub struct User {
    id: Option<u64>,
    kind: UserType,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.kind.into()
    }
    fn anonymous() -> Self {
        User {
            id: None,
            kind: UserType::Anonymous,
        }
    }
}

pub struct Item {
    seller: u64,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

permit::permissions! {
    <User: UserType>

    /// Change a listing's title, price or pictures.
    pub EditItem(context = Item) {
        Anonymous => deny,
        Shopper   => deny,
        Seller    => allow if owner,
        Support   => allow,
    }
}

fn main() {}
