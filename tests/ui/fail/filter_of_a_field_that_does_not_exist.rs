#[path = "../shop.rs"]
mod shop;
use shop::User;

#[derive(permit::Columns)]
pub struct Parcel {
    pub region: u8,
}

#[permit::condition(filter)]
fn in_region(who: &User, parcel: &Parcel) -> bool {
    parcel.regin == who.region
}

fn main() {}
