#[path = "../shop.rs"]
mod shop;
use permit::{ContextHome, Extent, InTenant, Placed, Places, Principal};
use shop::*;

#[derive(permit::Columns)]
pub struct Parcel {
    #[column(home)]
    pub tenant: String,
    pub id: u64,
}

impl InTenant for Parcel {
    fn home(&self) -> ContextHome<'_> {
        ContextHome::Of(&self.tenant)
    }
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
    who.scope(ViewParcel).extent().clone()
}

fn main() {}
