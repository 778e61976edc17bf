#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use permit_actix::scope;

#[actix_web::put("/items/{id}")]
async fn edit() -> &'static str {
    "edited"
}

fn main() {
    let _ = scope("/shop").service(edit);
}
