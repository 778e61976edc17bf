#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::ViewItem;
use permit_actix::App;

#[permit_actix::requires(ViewItem)]
#[actix_web::get("/items/{id}")]
async fn show() -> &'static str {
    "shown"
}

#[actix_web::put("/items/{id}")]
async fn edit() -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().service(actix_web::services![show, edit]);
}
