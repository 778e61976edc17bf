#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::EditItem;
use permit_actix::App;

#[actix_web::put("/items/{id}")]
#[permit_actix::requires(EditItem)]
async fn edit() -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().service(edit);
}
