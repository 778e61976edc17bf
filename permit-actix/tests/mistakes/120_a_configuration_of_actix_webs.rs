#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use actix_web::web::ServiceConfig;
use permit_actix::App;

fn routes(_: &mut ServiceConfig) {}

fn main() {
    let _ = App::new().configure(routes);
}
