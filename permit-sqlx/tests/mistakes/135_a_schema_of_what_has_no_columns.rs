#[allow(dead_code)]
#[path = "../support/shop.rs"]
mod shop;

use sqlx::SqlitePool;

struct Order;

async fn check(pool: &SqlitePool) {
    permit_sqlx::verify_schema::<Order>(pool, "orders").await;
}

fn main() {}
