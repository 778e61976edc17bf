//! How types are printed in a log, and that a layer around the routes removes none of them.

use axum::http::StatusCode;
use permit::{Caller, Consent, Refused};
use permit_axum::{
    Allowed, Ask, Authenticate, Refusal, RefusalStyle, Router, Scoped, get, unguarded,
};
use permit_web::{Extraction, Narrowings};
use tower::util::MapResponseLayer;

use crate::app::{self, EditItem, Item, Shop, User, status};

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    permit.context().title.clone()
}

fn routes() -> Router<Shop> {
    Router::new().route("/items/{id}", get(edit))
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
    let ask = |ask: Ask<EditItem>| async move {
        ask.nothing_to_check("a test");
        format!("{ask:?}")
    };
    let allowed = |allowed: Allowed<EditItem>| async move { format!("{allowed:?}") };
    let scoped = |scoped: Scoped<EditItem>| async move {
        scoped.0.nothing_to_list("a test");
        format!("{scoped:?}")
    };
    let routes = Router::new()
        .route("/ask", get(ask))
        .route("/items", get(scoped))
        .route("/items/{id}", get(allowed));
    let printed = format!("{routes:?} {:?}", get(edit));
    assert_eq!(printed.matches("edit_item").count(), 4, "{printed}");
    let router = routes.with_state(Shop::new());
    let answer = app::get(&router, "/ask", "seller 7").await;
    assert_eq!(answer.text, r#"Ask("edit_item")"#);
    let answer = app::get(&router, "/items/1", "seller 7").await;
    assert_eq!(answer.text, r#"Permit("edit_item")"#);
    let answer = app::get(&router, "/items", "seller 7").await;
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
        edits.starts_with("GET /items/{id}  allows edit_item  guard::printed::edit  (permit-axum/"),
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
        "RefusalStyle { page: true, json: None, challenge: None }"
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

/// Handlers of every kind.
mod handlers {
    use permit_axum::{Allowed, Ask, Scoped, SignedIn, Who, requires};

    use crate::app::{EditItem, User, ViewItem};

    pub(super) async fn allowed(_: Allowed<EditItem>) -> &'static str {
        ""
    }
    #[requires(EditItem)]
    pub(super) async fn required() -> &'static str {
        ""
    }
    pub(super) async fn asked(_: Ask<EditItem>) -> &'static str {
        ""
    }
    pub(super) async fn listed(_: Scoped<ViewItem>) -> &'static str {
        ""
    }
    pub(super) async fn signed_in(_: SignedIn<User>) -> &'static str {
        ""
    }
    pub(super) async fn health() -> &'static str {
        ""
    }
    pub(super) async fn any_caller(_: Who<User>) -> &'static str {
        ""
    }
    pub(super) struct Shown;
    impl Shown {
        pub(super) async fn generic<const N: u8>(_: Allowed<ViewItem>) -> &'static str {
            ""
        }
    }
}

#[test]
fn the_printed_listing_names_what_guards_each_route_and_the_handler_itself() {
    use handlers::{Shown, allowed, any_caller, asked, health, listed, required, signed_in};
    let old = axum::Router::new().route("/page", axum::routing::get(health));
    let items = permit_axum::post(allowed).put(required).get(asked);
    let routes: Router<Shop> = Router::new()
        .route("/items/{id}", items)
        .route("/items", get(listed))
        .route("/me", get(signed_in))
        .route("/one", get(Shown::generic::<1>))
        .route("/health", get(unguarded("reveals nothing", health)))
        .route("/who", get(unguarded("a test", any_caller)))
        .route("/open", get(unguarded("a closure", async || "")))
        .route("/closed", get(async |_: Ask<EditItem>| ""))
        .nest_unguarded("/old", "it is moved over", old)
        .fallback(signed_in);
    // Without the number of the line, which changes with this file.
    let printed: Vec<_> = routes
        .routes()
        .iter()
        .map(|route| route.to_string().rsplit_once(':').unwrap().0.to_owned())
        .collect();
    let expected = [
        "POST /items/{id}  allows edit_item  guard::printed::handlers::allowed",
        "PUT /items/{id}  allows edit_item  guard::printed::handlers::required",
        "GET /items/{id}  asks edit_item  guard::printed::handlers::asked",
        "GET /items  lists view_item  guard::printed::handlers::listed",
        "GET /me  signed in  guard::printed::handlers::signed_in",
        "GET /one  allows view_item  guard::printed::handlers::Shown::generic<1>",
        "GET /health  unguarded: reveals nothing  guard::printed::handlers::health",
        "GET /who  unguarded: a test  guard::printed::handlers::any_caller",
        "GET /open  unguarded: a closure  closure in guard::printed::the_printed_listing_names_what_guards_each_route_and_the_handler_itself",
        "GET /closed  asks edit_item  closure in guard::printed::the_printed_listing_names_what_guards_each_route_and_the_handler_itself",
        "- /old/*  opaque: it is moved over",
        "ANY *  signed in  guard::printed::handlers::signed_in",
    ];
    let expected = expected.map(|line| format!("{line}  (permit-axum/tests/printed/mod.rs"));
    assert_eq!(printed, expected);
}
