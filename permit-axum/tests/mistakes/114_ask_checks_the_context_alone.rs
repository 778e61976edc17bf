#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{EditItem, Item};
use permit_axum::{Ask, Refusal};

async fn edit(ask: Ask<EditItem>, item: Item) -> Result<(), Refusal> {
    ask.check(item)?;
    Ok(())
}

fn main() {}
