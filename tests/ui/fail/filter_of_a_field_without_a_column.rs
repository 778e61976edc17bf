#[path = "../shop.rs"]
mod shop;
use shop::User;

#[derive(permit::Columns)]
pub struct Parcel {
    pub region: u8,
    #[column(skip)]
    pub weight: u8,
}

#[permit::condition(filter)]
fn light(_: &User, parcel: &Parcel) -> bool {
    parcel.weight < 3
}

fn main() {}
