#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Principal, tenancy::{ContextTenant, InTenant}};
use shop::*;

#[derive(permit::Columns)]
pub struct Parcel {
    pub tenant: String,
    #[column(place = "parcel")]
    pub id: u64,
}

impl InTenant for Parcel {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(&self.tenant)
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
