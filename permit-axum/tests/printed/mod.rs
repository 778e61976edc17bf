//! How types are printed in a log, and that a layer around the routes removes none of them.

use axum::http::StatusCode;
use permit::{Caller, Consent, Refused};
use permit_axum::{Allowed, Ask, Authenticate, Refusal, RefusalStyle, Router, Scoped};
use permit_web::{Extraction, Narrowings};
use tower::util::MapResponseLayer;

use crate::app::{EditItem, Item, Shop, User, get, status};

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    permit.context().title.clone()
}

fn routes() -> Router<Shop> {
    Router::new().route("/items/{id}", permit_axum::get(edit))
}

#[test]
fn a_refusal_in_a_log_says_what_the_caller_is_told() {
    let shop = Shop::new();
    let item: Item = shop.item(1).unwrap();
    let authorizer = User::authorizer(&shop);
    let refused =
        |who: permit::Principal<User>| -> Refused { who.check(EditItem, &item).err().unwrap() };
    let known = refused(authorizer.principal(User::seller(8)));
    let said = Refusal::from(known).to_string();
    assert_eq!(said, "403 Forbidden: you may not do this");
    let said = Refusal::from(refused(authorizer.anonymous())).to_string();
    assert_eq!(said, "401 Unauthorized: sign in to do this");
}

#[tokio::test]
async fn a_guard_and_a_router_in_a_log_name_their_actions() {
    let ask = |ask: Ask<EditItem>| async move { format!("{ask:?}") };
    let allowed = |allowed: Allowed<EditItem>| async move { format!("{allowed:?}") };
    let scoped = |scoped: Scoped<EditItem>| async move { format!("{scoped:?}") };
    let routes = Router::new()
        .route("/ask", permit_axum::get(ask))
        .route("/items", permit_axum::get(scoped))
        .route("/items/{id}", permit_axum::get(allowed));
    let printed = format!("{routes:?} {:?}", permit_axum::get(edit));
    assert_eq!(printed.matches("edit_item").count(), 4, "{printed}");
    let router = routes.with_state(Shop::new());
    let answer = get(&router, "/ask", "seller 7").await;
    assert_eq!(answer.text, r#"Ask("edit_item")"#);
    let answer = get(&router, "/items/1", "seller 7").await;
    assert_eq!(answer.text, r#"Permit("edit_item")"#);
    let answer = get(&router, "/items", "seller 7").await;
    assert_eq!(answer.text, "Scope(edit_item where)");
}

#[tokio::test]
async fn a_layer_around_the_routes_changes_neither_their_list_nor_the_fallback() {
    let teapot = MapResponseLayer::new(|mut answer: axum::response::Response| {
        if answer.status().is_success() {
            *answer.status_mut() = StatusCode::IM_A_TEAPOT;
        }
        answer
    });
    let routes = routes().route_layer(teapot);
    assert_eq!(routes.routes().len(), 1);
    let router = routes.with_state(Shop::new());
    for (path, session, expected) in [
        ("/items/1", "seller 7", StatusCode::IM_A_TEAPOT),
        ("/items/1", "anonymous", StatusCode::UNAUTHORIZED),
        ("/nowhere", "seller 7", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(status(&router, path, session).await, expected);
    }
}

#[test]
fn a_route_in_a_log_names_its_guard_and_its_handler() {
    let old = axum::Router::new().route("/page", axum::routing::get(|| async {}));
    let routes = routes().nest_unguarded("/old", "it is migrated", old);
    let printed: Vec<_> = routes.routes().iter().map(ToString::to_string).collect();
    let [edits, opaque] = &printed[..] else {
        panic!("{printed:?}");
    };
    assert!(
        edits.starts_with("GET /items/{id}  edit_item  guard::printed::edit  (permit-axum/"),
        "{edits}"
    );
    assert!(
        opaque.contains("  opaque: it is migrated  (permit-axum/"),
        "{opaque}"
    );
}

#[test]
fn the_types_that_a_request_carries_print_nothing_about_the_caller() {
    let shop = Shop::new();
    let extraction = Extraction::open();
    extraction.keep(&User::authorizer(&shop).principal(User::seller(7)));
    assert_eq!(format!("{extraction:?}"), "Extraction { .. }");
    let narrowings = Narrowings::<User>::default();
    assert_eq!(format!("{narrowings:?}"), "Narrowings([])");
    let style = RefusalStyle::new().page(|_| "a page".into());
    assert_eq!(
        format!("{style:?}"),
        "RefusalStyle { page: true, challenge: None }"
    );
}

#[test]
fn a_caller_in_a_log_is_its_id_and_how_many_consents_narrow_it() {
    let caller = Caller::delegated(User::seller(7), Consent::to(["view_item"]));
    assert_eq!(
        format!("{caller:?}"),
        "Caller { subject: Some(7), staff: None, consents: 1 }"
    );
}
