//! The responses of a guarded router to whole requests.

#![expect(clippy::unused_async, reason = "handlers are async")]

mod acting;
mod answers;
mod app;
mod existence;
mod generic;
mod lists;
mod methods;
mod once;
mod printed;
mod requires;
mod shadowed;
mod sockets;
mod tenants;
mod unchecked;

use app::{Shop, get, post_json, status};
use axum::{
    Extension, Json,
    http::{StatusCode, header},
};
use permit::{Permit, Principal, Refused};
use permit_axum::{
    Allowed, Ask, Authenticate, MethodRouter, Refusal, RefusalStyle, Router, SignedIn, Who,
    unguarded,
};

use app::{EditItem, Item, PostItem, Transfer, User, ViewItem};

fn router(shop: &Shop, routes: Router<Shop>) -> Router {
    routes.with_state(shop.clone())
}

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    permit.context().title.clone()
}

#[tokio::test]
async fn the_owner_edits_and_others_do_not() {
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(edit)),
    );
    let answer = get(&router, "/items/1", "seller 7").await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (StatusCode::OK, "bicycle")
    );
    assert_eq!(
        status(&router, "/items/1", "seller 8").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        status(&router, "/items/1", "anonymous").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        status(&router, "/items/9", "seller 7").await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_anonymous_caller_is_refused_before_anything_is_loaded() {
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(edit)),
    );
    let existing = get(&router, "/items/1", "anonymous").await;
    let missing = get(&router, "/items/9", "anonymous").await;
    assert_eq!(existing, missing, "the caller cannot learn what exists");
    assert_eq!(shop.loaded(), 0);
}

#[tokio::test]
async fn a_session_store_that_is_unavailable_is_503_and_never_anonymous() {
    let shop = Shop::new();
    let show = |_: Allowed<ViewItem>| async { "shown" };
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(show)),
    );
    assert_eq!(
        status(&router, "/items/1", "anonymous").await,
        StatusCode::OK
    );
    assert_eq!(
        status(&router, "/items/1", "outage").await,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn extractors_after_a_guard_are_not_read_when_it_refuses() {
    async fn save(_: Allowed<EditItem>, _: Json<u64>) {}
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::post(save)),
    );
    let broken = "x";
    let refused = post_json(&router, "/items/1", "anonymous", broken).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let allowed = post_json(&router, "/items/1", "seller 7", broken).await;
    assert_eq!(allowed.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_optional_guard_is_none_on_a_denial_only() {
    async fn show(_: Allowed<ViewItem>, edit: Option<Allowed<EditItem>>) -> &'static str {
        if edit.is_some() { "editable" } else { "shown" }
    }
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(show)),
    );
    assert_eq!(get(&router, "/items/1", "seller 7").await.text, "editable");
    assert_eq!(get(&router, "/items/1", "seller 8").await.text, "shown");
    assert_eq!(get(&router, "/items/1", "anonymous").await.text, "shown");
    assert_eq!(
        status(&router, "/items/9", "seller 7").await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_ask_checks_the_value_that_came_with_the_request() {
    async fn transfer(ask: Ask<Transfer>, Json(amount): Json<u64>) -> Result<String, Refusal> {
        let permit = ask.check(Transfer { amount }, ())?;
        Ok(permit.action().amount.to_string())
    }
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/transfers", permit_axum::post(transfer)),
    );
    let small = post_json(&router, "/transfers", "seller 7", "100").await;
    assert_eq!((small.status, small.text.as_str()), (StatusCode::OK, "100"));
    let large = post_json(&router, "/transfers", "seller 7", "101").await;
    assert_eq!(large.status, StatusCode::FORBIDDEN);
    assert!(
        large.text.contains("\"reason\":\"over_limit\""),
        "{}",
        large.text
    );
    let anonymous = post_json(&router, "/transfers", "anonymous", "100").await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signed_in_refuses_an_anonymous_caller_and_who_accepts_any_caller() {
    let shop = Shop::new();
    let me = |SignedIn(who): SignedIn<User>| async move { format!("{:?}", who.subject().id) };
    let front_page = |Who(who): Who<User>| async move { who.is_anonymous().to_string() };
    let routes = Router::new().route("/me", permit_axum::get(me)).route(
        "/",
        permit_axum::get(unguarded("the front page", front_page)),
    );
    let router = router(&shop, routes);
    assert_eq!(get(&router, "/me", "seller 7").await.text, "Some(7)");
    assert_eq!(
        status(&router, "/me", "anonymous").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(get(&router, "/", "anonymous").await.text, "true");
    assert_eq!(get(&router, "/", "seller 7").await.text, "false");
}

#[tokio::test]
async fn the_principal_is_made_once_for_each_request() {
    async fn both(_: Allowed<ViewItem>, _: Allowed<EditItem>, _: Who<User>) {}
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(both)),
    );
    assert_eq!(
        status(&router, "/items/1", "seller 7").await,
        StatusCode::OK
    );
    assert_eq!(shop.users_loaded(), 1);
}

#[tokio::test]
async fn requires_checks_in_a_function_that_is_not_a_handler() {
    struct Store;
    trait Rename {
        fn rename(&self, who: &Principal<User>, item: &Item) -> Result<&'static str, Refused>;
    }
    impl Rename for Store {
        #[permit_axum::requires(EditItem, who, item)]
        fn rename(&self, who: &Principal<User>, item: &Item) -> Result<&'static str, Refused> {
            Ok("renamed")
        }
    }
    #[permit_axum::requires(PostItem, who)]
    async fn post(who: &Principal<User>) -> Result<&'static str, Refusal> {
        Ok("posted")
    }
    let shop = Shop::new();
    let authorizer = User::authorizer(&shop);
    let (owner, other) = (
        authorizer.principal(User::seller(7)),
        authorizer.principal(User::seller(8)),
    );
    let item = shop.item(1).unwrap();
    assert_eq!(Store.rename(&owner, &item), Ok("renamed"));
    assert!(Store.rename(&other, &item).is_err());
    assert!(post(&owner).await.is_ok());
    assert!(post(&authorizer.anonymous()).await.is_err());
}

#[tokio::test]
async fn a_refusal_is_problem_details_that_name_the_action_and_not_the_rule() {
    let shop = Shop::new();
    let router = router(
        &shop,
        Router::new().route("/items/{id}", permit_axum::get(edit)),
    );
    let refused = get(&router, "/items/1", "seller 8").await;
    assert_eq!(
        refused.header(header::CONTENT_TYPE),
        "application/problem+json"
    );
    assert_eq!(
        refused.text,
        r#"{"action":"edit_item","detail":"you may not do this","status":403,"title":"Forbidden","type":"about:blank"}"#
    );
    let anonymous = get(&router, "/items/1", "anonymous").await;
    assert_eq!(anonymous.headers(header::WWW_AUTHENTICATE), [""; 0]);
    assert_eq!(anonymous.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_browser_gets_a_page_and_the_application_can_supply_it() {
    let shop = Shop::new();
    let routes = || Router::new().route("/items/{id}", permit_axum::get(edit));
    let own = router(&shop, routes());
    let page = app::browse(&own, "/items/1", "anonymous").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert!(page.text.contains("<h1>Unauthorized</h1>"), "{}", page.text);

    let style = RefusalStyle::new()
        .page(|refusal| format!("<h1>no {}</h1>", refusal.action.unwrap_or_default()))
        .challenge(header::HeaderValue::from_static("Bearer"));
    let supplied = router(&shop, routes().layer(Extension(style)));
    let page = app::browse(&supplied, "/items/1", "anonymous").await;
    assert_eq!(page.text, "<h1>no edit_item</h1>");
    assert_eq!(page.header(header::WWW_AUTHENTICATE), "Bearer");
}

#[tokio::test]
async fn an_application_answers_programs_in_its_own_envelope() {
    let shop = Shop::new();
    let style = RefusalStyle::new().json(
        header::HeaderValue::from_static("application/json"),
        |refusal| serde_json::json!({ "error": { "action": refusal.action } }).to_string(),
    );
    let routes = Router::new().route("/items/{id}", permit_axum::get(edit));
    let router = router(&shop, routes.layer(Extension(style)));
    let refused = get(&router, "/items/1", "anonymous").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(refused.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(refused.text, r#"{"error":{"action":"edit_item"}}"#);
    let page = app::browse(&router, "/items/1", "anonymous").await;
    assert!(page.text.contains("<h1>Unauthorized</h1>"), "{}", page.text);
}

#[tokio::test]
async fn a_layer_finds_what_a_refusal_tells_in_the_answer() {
    let shop = Shop::new();
    let told = axum::middleware::map_response(async |answer: axum::response::Response| {
        let view = answer.extensions().get::<permit_axum::RefusalView>();
        let action = view.and_then(|view| view.action);
        (StatusCode::IM_A_TEAPOT, format!("{action:?}"))
    });
    let routes = Router::new().route("/items/{id}", permit_axum::get(edit));
    let router = router(&shop, routes.layer(told));
    let refused = get(&router, "/items/1", "anonymous").await;
    assert_eq!(refused.text, "Some(\"edit_item\")");
    let allowed = get(&router, "/items/1", "seller 7").await;
    assert_eq!(allowed.text, "None");
}

#[tokio::test]
async fn routes_are_listed_with_their_guards_however_they_are_combined() {
    async fn nothing(_: SignedIn<User>) -> StatusCode {
        StatusCode::NOT_FOUND
    }
    let webhook = unguarded("verified by its signature", || async {});
    let items: MethodRouter<Shop> = permit_axum::get(edit).post(webhook).delete(edit);
    let foreign = axum::Router::new().route("/metrics", axum::routing::get(|| async {}));
    let routes: Router<Shop> = Router::new()
        .nest("/shop", Router::new().route("/items/{id}", items))
        .merge(Router::new().route("/all", permit_axum::any(edit)))
        .nest_unguarded("/admin", "is migrated next week", foreign.clone())
        .merge_unguarded("on a port of its own", foreign)
        .fallback(nothing);
    let listed: Vec<String> = routes
        .routes()
        .iter()
        .map(|route| format!("{} {} {}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        listed,
        [
            "GET /shop/items/{id} allows edit_item",
            "POST /shop/items/{id} unguarded: verified by its signature",
            "DELETE /shop/items/{id} allows edit_item",
            "ANY /all allows edit_item",
            "- /admin/* opaque: is migrated next week",
            "- * opaque: on a port of its own",
            "ANY * signed in",
        ]
    );
    let first = &routes.routes()[0];
    assert!(first.file.ends_with("guard.rs") && first.line > 0);

    let router = router(&Shop::new(), routes);
    assert_eq!(
        status(&router, "/shop/items/1", "seller 7").await,
        StatusCode::OK
    );
    assert_eq!(
        status(&router, "/admin/metrics", "anonymous").await,
        StatusCode::OK
    );
    assert_eq!(
        status(&router, "/nowhere", "anonymous").await,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn generic_and_associated_handlers_are_guarded_like_others() {
    struct Handlers;
    impl Handlers {
        async fn show(_: Allowed<ViewItem>) {}
        async fn check<A>(permit: Allowed<A>) -> String
        where
            A: permit::Listed<Context = Item> + permit::WithoutFields,
        {
            let permit: Permit<'static, A> = permit.0;
            permit.context().title.clone()
        }
    }
    let shop = Shop::new();
    let routes = Router::new()
        .route("/show/{id}", permit_axum::get(Handlers::show))
        .route("/edit/{id}", permit_axum::get(Handlers::check::<EditItem>));
    let router = router(&shop, routes);
    assert_eq!(
        status(&router, "/show/1", "anonymous").await,
        StatusCode::OK
    );
    assert_eq!(
        status(&router, "/edit/1", "seller 8").await,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_router_can_be_served_directly() {
    let routes = Router::new().route("/items/{id}", permit_axum::get(edit));
    let router = router(&Shop::new(), routes);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let answer = app::over_tcp(address, "/items/1", "seller 7").await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("bicycle"),
        "{answer}"
    );
    server.abort();
}
