#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::User;
use permit_actix::{App, Authenticator};

struct Elsewhere;

fn main() {
    let _ = App::new().app_data(Authenticator::<User>::new(Elsewhere));
}
