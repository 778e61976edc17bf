// The types that the examples in the documentation share: an application without its tables. The
// file is included, so that each example is a program of its own.

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Support,
}

pub struct User {
    pub id: Option<u64>,
    pub kind: UserType,
}

impl User {
    pub fn seller(id: u64) -> Self {
        Self {
            id: Some(id),
            kind: UserType::Seller,
        }
    }
}

impl permit::Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> permit::UserTypes<UserType> {
        self.kind.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kind: UserType::Anonymous,
        }
    }
}

pub struct Item {
    pub seller: u64,
}

impl Item {
    pub fn of(seller: u64) -> Self {
        Self { seller }
    }
}

impl permit::Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}
