#[allow(dead_code)]
#[path = "../support/shop.rs"]
mod shop;

use permit::{Principal, Refused};
use shop::{User, ViewItem};
use sqlx::{QueryBuilder, Sqlite};

fn list(who: &Principal<User>) -> Result<String, Refused> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
    who.scope(ViewItem)?.push_where(&mut query, "items");
    Ok(query.sql().as_str().to_owned())
}

fn main() {}
