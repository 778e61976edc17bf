//! What stands in a log, and that a layer around the routes takes none of them away.

use std::pin::Pin;

use axum::{extract::FromRef, http::StatusCode};
use permit::{Authorizer, Refused};
use permit_axum::{
    Acting, Allowed, Ask, FlagResolver, Refusal, Refusals, ResolveFlags, ResolvedFlags, Router,
    Scoped,
};
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
    let authorizer = Authorizer::from_ref(&shop);
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
async fn a_layer_around_the_routes_leaves_them_and_the_fallback_as_they_are() {
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
        ("/items/1", "nobody", StatusCode::UNAUTHORIZED),
        ("/nowhere", "seller 7", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(status(&router, path, session).await, expected);
    }
}

#[test]
fn a_route_in_a_log_says_what_guards_it_and_who_answers() {
    let old = axum::Router::new().route("/page", axum::routing::get(|| async {}));
    let routes = routes().nest_unguarded("/old", "it moves over", old);
    let printed: Vec<_> = routes.routes().iter().map(ToString::to_string).collect();
    let [edits, opaque] = &printed[..] else {
        panic!("{printed:?}");
    };
    assert!(
        edits.starts_with("GET /items/{id}  edit_item  guard::printed::edit  (permit-axum/"),
        "{edits}"
    );
    assert!(
        opaque.contains("  opaque: it moves over  (permit-axum/"),
        "{opaque}"
    );
}

#[test]
fn what_a_request_is_given_tells_a_log_nothing_of_anybody() {
    struct Trials;
    impl ResolveFlags<User> for Trials {
        fn resolve<'a>(
            &'a self,
            _: Vec<&'static str>,
            _: &'a User,
        ) -> Pin<Box<dyn Future<Output = ResolvedFlags> + Send + 'a>> {
            Box::pin(async { ResolvedFlags::default() })
        }
    }
    let acting = Acting::<User>::new(|principal| principal);
    assert_eq!(format!("{acting:?}"), "Acting { .. }");
    let resolver = FlagResolver::<User>::new(Trials);
    assert_eq!(format!("{resolver:?}"), "FlagResolver { .. }");
    let refusals = Refusals::new().page(|_| "a page".into());
    assert_eq!(
        format!("{refusals:?}"),
        "Refusals { page: true, challenge: None }"
    );
}
