#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use actix_web::web;
use permit_actix::App;

async fn edit() -> &'static str {
    "saved"
}

fn main() {
    let _ = App::new().service(web::scope("/items").route("/", web::put().to(edit)));
}
