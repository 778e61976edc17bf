#[path = "../shop.rs"]
mod shop;
use shop::User;

#[derive(permit::Columns)]
pub struct Parcel {
    pub title: String,
    pub region: u8,
    pub sender: Option<u8>,
    #[column(skip)]
    pub tags: Vec<u8>,
}

#[permit::condition(filter)]
fn in_a_set_of_the_context(who: &User, parcel: &Parcel) -> bool {
    parcel.tags.contains(&who.region)
}

#[permit::condition(filter)]
fn computed(who: &User, parcel: &Parcel) -> bool {
    [who.region].contains(&(parcel.region + 1))
}

#[permit::condition(filter)]
fn without_a_reference(_: &User, parcel: &Parcel) -> bool {
    Regions.contains(parcel.region)
}

#[permit::condition(filter)]
fn by_another_closure(_: &User, parcel: &Parcel) -> bool {
    parcel.sender.is_some_and(|sender| sender > 3)
}

#[permit::condition(filter)]
fn looked_up_in_itself(_: &User, parcel: &Parcel) -> bool {
    parcel.sender.is_some_and(|sender| [sender].contains(&sender))
}

#[permit::condition(filter)]
fn in_a_range(who: &User, parcel: &Parcel) -> bool {
    (0..who.region).contains(&parcel.region)
}

#[permit::condition(filter)]
fn in_a_text(_: &User, parcel: &Parcel) -> bool {
    "abc".contains(&parcel.title)
}

#[permit::condition(filter)]
fn in_a_set_of_the_application(_: &User, parcel: &Parcel) -> bool {
    Regions.contains(&parcel.region)
}

pub struct Regions;

impl Regions {
    fn contains<T>(&self, _: T) -> bool {
        true
    }
}

fn main() {}
