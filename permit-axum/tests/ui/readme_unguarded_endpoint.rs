use axum::extract::State;
use permit_axum::{Router, get};

#[derive(Clone)]
struct App;

async fn show_editor(State(_app): State<App>) { /* … */ }

fn main() {
    let _: Router<App> = Router::new().route("/items/{id}/edit", get(show_editor));
}
