#[path = "../shop.rs"]
mod shop;
use shop::User;

pub struct Address {
    pub city: String,
}

#[derive(permit::Columns)]
pub struct Parcel {
    pub title: String,
    pub region: u8,
    pub weight: u8,
    pub fragile: bool,
    #[column(skip)]
    pub address: Address,
}

#[permit::condition(filter)]
fn statement(who: &User, parcel: &Parcel) -> bool {
    let region = parcel.region;
    who.region == region
}

#[permit::condition(filter)]
fn method(_: &User, parcel: &Parcel) -> bool {
    parcel.fragile || parcel.title.is_empty()
}

#[permit::condition(filter)]
fn method_in_a_comparison(_: &User, parcel: &Parcel) -> bool {
    parcel.title.len() < 3
}

#[permit::condition(filter)]
fn path(_: &User, parcel: &Parcel) -> bool {
    parcel.address.city == "Bonn"
}

#[permit::condition(filter)]
fn two_fields(_: &User, parcel: &Parcel) -> bool {
    parcel.region < parcel.weight
}

#[permit::condition(filter)]
fn arithmetic(who: &User, parcel: &Parcel) -> bool {
    parcel.region + 1 == who.region
}

#[permit::condition(filter)]
fn arithmetic_in_some(who: &User, parcel: &Parcel) -> bool {
    who.id != Some(u64::from(parcel.region))
}

#[permit::condition(filter)]
fn order_of_some(_: &User, parcel: &Parcel) -> bool {
    Some(parcel.region) < Some(3)
}

#[permit::condition(filter)]
fn negation(_: &User, parcel: &Parcel) -> bool {
    !(parcel.region == 3)
}

#[permit::condition(filter)]
fn macro_call(_: &User, parcel: &Parcel) -> bool {
    parcel.fragile && matches!(parcel.region, 1 | 2)
}

#[permit::condition(filter)]
fn branch(who: &User, parcel: &Parcel) -> bool {
    if parcel.fragile { who.region == 1 } else { true }
}

#[permit::condition(filter)]
fn call(who: &User, parcel: &Parcel) -> bool {
    two_fields(who, parcel)
}

#[permit::condition(filter)]
fn exclusive_or(_: &User, parcel: &Parcel) -> bool {
    parcel.fragile ^ true
}

#[permit::condition(filter)]
fn pattern(_: &User, Parcel { region, .. }: &Parcel) -> bool {
    *region == 1
}

fn main() {}
