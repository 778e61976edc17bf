//! How often a handler that needs two permits on one context loads it.

use actix_web::http::StatusCode;
use permit::Permit;
use permit_actix::{Allowed, Refusal, Route, ServiceConfig, get};

use crate::app::{EditItem, Shop, ViewItem};

/// The data layer, which asks for both proofs.
fn compare(view: &Permit<'_, ViewItem>, edit: &Permit<'_, EditItem>) -> String {
    let same = std::ptr::eq(view.context(), edit.context());
    format!("{} {same}", edit.context().title)
}

/// Each guard loads the context for itself.
async fn with_two_guards(
    Allowed(view): Allowed<ViewItem>,
    Allowed(edit): Allowed<EditItem>,
) -> String {
    compare(&view, &edit)
}

/// The second check is on what the first permit holds.
async fn with_one_guard(Allowed(view): Allowed<ViewItem>) -> Result<String, Refusal> {
    let edit = view.principal().check(EditItem, view.context())?;
    Ok(compare(&view, &edit))
}

async fn asked(route: fn() -> Route, session: &str) -> (StatusCode, String, usize) {
    let shop = Shop::default();
    let routes = |config: &mut ServiceConfig| {
        config.route("/items/{id}", route());
    };
    let answer = shop.get("/items/1", session).at(routes).await;
    (answer.status, answer.text, shop.items_loaded())
}

#[actix_web::test]
async fn two_permits_on_one_context_load_it_once_behind_one_guard() {
    let one = || get(with_one_guard);
    let (status, text, loaded) = asked(one, "seller 7").await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "bicycle true"));
    assert_eq!(loaded, 1);
    let (status, text, loaded) = asked(one, "seller 8").await;
    assert_eq!((status, loaded), (StatusCode::FORBIDDEN, 1));
    assert!(
        text.contains("edit_item") && !text.contains("bicycle"),
        "{text}"
    );

    let (status, text, loaded) = asked(|| get(with_two_guards), "seller 7").await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "bicycle false"));
    assert_eq!(loaded, 2, "each guard loads the context for itself");
}
