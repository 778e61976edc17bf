#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::NotListed;

#[permit_actix::requires(NotListed)]
#[actix_web::put("/")]
async fn edit() -> &'static str {
    "edited"
}

fn main() {}
