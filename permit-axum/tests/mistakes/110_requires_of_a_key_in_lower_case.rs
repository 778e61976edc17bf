#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

#[permit_axum::requires(edit_item)]
async fn edit() {}

fn main() {}
