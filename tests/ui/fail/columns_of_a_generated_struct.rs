#[path = "../shop.rs"]
mod shop;
use shop::User;

/// Written by a code generator.
pub struct Parcel {
    pub sender: u64,
    pub title: Option<String>,
}

pub struct Letter {
    pub sender: u64,
}

pub struct Card {
    pub text: String,
}

permit::columns! {
    pub struct Parcel {
        #[column(owner = User)]
        pub sender: u64,
        pub title: String,
    }
}

permit::columns! {
    pub struct Letter {
        pub sender: u64,
        #[column("received")]
        pub receiver: u64,
    }
}

permit::columns! {
    pub struct Card {
        #[column(of = "project", of = "task", ownr = User)]
        pub text: String,
    }
}

permit::columns! {
    pub enum Missing { Some }
}

fn main() {}
