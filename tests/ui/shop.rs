//! What the cases of this directory share: an application without its tables.

#![allow(dead_code)]

use permit::{Owned, Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    Support,
}

pub struct User {
    pub id: Option<u64>,
    pub user_type: UserType,
    pub region: u8,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }
    fn anonymous() -> Self {
        User {
            id: None,
            user_type: UserType::Anonymous,
            region: 0,
        }
    }
}

/// It belongs to its seller.
#[derive(Clone)]
pub struct Item {
    pub seller: u64,
    pub region: u8,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// It has no owner.
pub struct Order {
    pub total: u64,
}

#[permit::condition]
pub fn in_region(who: &User, item: &Item) -> bool {
    who.region == item.region
}

#[permit::condition]
pub fn on_call(who: &User) -> bool {
    who.region != 0
}
