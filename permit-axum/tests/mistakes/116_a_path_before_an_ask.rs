#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, Transfer};
use axum::extract::Path;
use permit_axum::{Ask, Router, post};

async fn transfer(Path(amount): Path<u64>, ask: Ask<Transfer>) -> Result<(), permit_axum::Refusal> {
    ask.check(Transfer { amount }, ())?;
    Ok(())
}

fn main() {
    let _: Router<App> = Router::new().route("/{amount}", post(transfer));
}
