// A small shop, for the documentation.

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
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        match self.id {
            Some(_) => UserType::Seller.into(),
            None => UserType::Anonymous.into(),
        }
    }
    fn anonymous() -> Self {
        Self { id: None }
    }
}

#[derive(permit::Columns)]
pub struct Item {
    #[column(owner = User)]
    pub seller: u64,
    pub published: bool,
}

#[permit::condition(filter)]
fn published(_who: &User, item: &Item) -> bool {
    item.published
}

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) {
        Anonymous => allow if published,
        Seller    => allow if published || owner,
    }
}
