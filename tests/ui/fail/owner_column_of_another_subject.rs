#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Owned, Principal, Subject, UserTypes};
use shop::*;

pub struct Clerk(u64);

impl Subject for Clerk {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        Some(&self.0)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Support.into()
    }
    fn anonymous() -> Self {
        Self(0)
    }
}

#[derive(permit::Columns)]
pub struct Task {
    #[column("author_id", owner = User)]
    pub author: u64,
}

impl Owned<Clerk> for Task {
    fn owner(&self) -> Option<&u64> {
        None
    }
}

permit::permissions! {
    <Clerk: UserType>

    pub FileTask(context = Task) {
        Anonymous | Shopper | Seller => deny,
        Support => allow if owner,
    }
}

fn list(who: &Principal<Clerk>) -> Extent {
    who.scope(FileTask).unwrap().extent().clone()
}

fn main() {}
