#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Columns)]
pub struct Task {
    #[column(owner = User)]
    pub author: String,
}

#[derive(permit::Columns)]
pub struct Note {
    #[column(tenant)]
    pub company: bool,
}

#[derive(permit::Columns)]
pub struct Page {
    #[column(place = "book")]
    pub book: f64,
}

#[derive(permit::Columns)]
pub struct Sheet {
    #[column(owner = Item)]
    pub author: u64,
}

fn main() {}
