#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Columns)]
pub struct Parcel {
    #[column(ownr)]
    pub sender: u64,
    #[column(primary)]
    pub id: u64,
    #[column("parcel title")]
    pub title: String,
    #[column(cast = "uuid; --")]
    pub number: String,
    #[column(owner)]
    pub receiver: u64,
    #[column(owner = User)]
    pub buyer: u64,
    #[column(owner = User)]
    pub payer: u64,
    #[column(tenant, tenant_or_global)]
    pub tenant: Option<String>,
    #[column(place = "")]
    pub shelf: u64,
    #[column(skip, place = "drawer")]
    pub drawer: u64,
    #[column]
    pub region: u8,
    #[column(place)]
    pub hall: u8,
    #[column(by_hand)]
    pub weight: u8,
    #[column(place = "a", place = "b")]
    pub two: u8,
    #[column(cast = "kind")]
    pub kind: String,
    #[column(enum = "kind; --")]
    pub mood: String,
    #[column(cast = "uuid", enum = "kind")]
    pub shape: String,
    #[column(place = "rack", tenant = "company_id", cast = "uuid")]
    pub rack: String,
    #[column("of_depot", column = "depot_id", of = "depots")]
    pub depot: u64,
}

#[derive(permit::Columns)]
pub struct Crate {
    #[column(place = "crate", by_hand)]
    pub id: u64,
    #[column(place = "hall")]
    pub hall: u64,
}

impl permit::places::Placed for Crate {
    fn places(&self) -> permit::places::Places<'_> {
        permit::places::Places::nowhere()
    }
}

#[derive(permit::Columns)]
#[columns(global, nowhere)]
pub struct Letter {
    #[column(tenant)]
    pub tenant: String,
    #[column(place = "letter")]
    pub id: u64,
}

#[derive(permit::Columns)]
#[columns(table = "parcels")]
pub struct Stamp {
    pub id: u64,
}

#[derive(permit::Columns)]
pub enum Kind {
    Parcel,
}

#[derive(permit::Columns)]
pub struct Pair(u8, u8);

#[derive(permit::Columns)]
pub struct Envelope<'a> {
    pub label: &'a str,
}

fn main() {}
