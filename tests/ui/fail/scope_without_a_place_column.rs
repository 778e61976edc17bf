#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Principal, places::{Placed, Places}};
use shop::*;

#[derive(permit::Columns)]
pub struct Parcel {
    #[column(tenant)]
    pub tenant: String,
    pub id: u64,
}

impl Placed for Parcel {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("parcel", self.id)
    }
}

permit::permissions! {
    <User: UserType, tenants, places>

    pub ViewParcel(context = Parcel) {
        Anonymous | Shopper | Seller | Support => allow,
    }
}

fn list(who: &Principal<User>) -> Extent {
    who.scope(ViewParcel).unwrap().extent().clone()
}

fn main() {}
