#[allow(dead_code)]
#[path = "../support/shop.rs"]
mod shop;

use permit::{Principal, Refused};
use permit_sqlx::PushWhere as _;
use shop::{User, ViewItem};

fn list(who: &Principal<User>) -> Result<String, Refused> {
    let mut query = String::from("SELECT * FROM items WHERE ");
    who.scope(ViewItem)?.push_where(&mut query, "items");
    Ok(query)
}

fn main() {}
