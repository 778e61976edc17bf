#[path = "../shop.rs"]
mod shop;
use shop::User;

#[derive(PartialEq)]
pub enum Kind {
    Letter,
}

#[derive(permit::Columns)]
pub struct Parcel {
    pub title: String,
    pub weight: f64,
    pub kind: Kind,
    pub region: Option<u8>,
}

#[permit::condition(filter)]
fn before(_: &User, parcel: &Parcel) -> bool {
    parcel.title < "m".to_owned()
}

#[permit::condition(filter)]
fn weighs(_: &User, parcel: &Parcel) -> bool {
    parcel.weight == 1.5
}

#[permit::condition(filter)]
fn letter(_: &User, parcel: &Parcel) -> bool {
    parcel.kind == Kind::Letter
}

#[permit::condition(filter)]
fn near(_: &User, parcel: &Parcel) -> bool {
    parcel.region < Some(3)
}

#[permit::condition(filter)]
fn titled(_: &User, parcel: &Parcel) -> bool {
    parcel.title.is_some()
}

fn main() {}
