#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{EditItem, ViewItem};

#[permit_actix::requires(EditItem, ViewItem)]
#[actix_web::put("/items/{id}")]
async fn edit() -> &'static str {
    "saved"
}

fn main() {}
