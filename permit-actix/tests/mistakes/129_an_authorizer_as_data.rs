#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{EditItem, User};
use permit::Authorizer;
use permit_actix::{Allowed, App, Authenticator, get};

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "saved"
}

fn main() {
    let authorizer: Authorizer<User> = Authorizer::builder().build();
    let _ = App::new()
        .app_data(Authenticator::<User>::new(authorizer))
        .route("/", get(edit));
}
