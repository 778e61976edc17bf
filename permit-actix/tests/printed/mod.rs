//! How types are printed in a log, and failures outside of a guarded route.

use actix_web::{
    FromRequest as _,
    body::to_bytes,
    http::StatusCode,
    test::{TestRequest, init_service},
    web,
};
use permit::Refused;
use permit_actix::{Allowed, App, Ask, Refusal, Scoped, Who, get, resource, scope, unguarded};

use crate::app::{EditItem, Item, Shop, Trouble, User};

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    permit.context().title.clone()
}

#[test]
fn a_refusal_in_a_log_says_what_the_caller_is_told() {
    let shop = Shop::default();
    let item: Item = shop.item(1).unwrap();
    let refused =
        |who: permit::Principal<User>| -> Refused { who.check(EditItem, &item).err().unwrap() };
    let known = refused(shop.authorizer().principal(User::seller(8)));
    let said = Refusal::from(known).to_string();
    assert_eq!(said, "403 Forbidden: you may not do this");
    let said = Refusal::from(refused(shop.authorizer().anonymous())).to_string();
    assert_eq!(said, "401 Unauthorized: sign in to do this");
}

#[actix_web::test]
async fn a_guard_in_a_log_names_its_action() {
    async fn ask(ask: Ask<EditItem>) -> String {
        ask.nothing_to_check("a test");
        format!("{ask:?}")
    }
    async fn allowed(allowed: Allowed<EditItem>) -> String {
        format!("{allowed:?}")
    }
    async fn scoped(scoped: Scoped<EditItem>) -> String {
        scoped.0.nothing_to_list("a test");
        format!("{scoped:?}")
    }
    for (path, printed) in [
        ("/ask", r#"Ask("edit_item")"#),
        ("/items/1", r#"Permit("edit_item")"#),
        ("/items", "Scope(edit_item where)"),
    ] {
        let answer = Shop::default().get(path, "seller 7").at(|config| {
            config
                .route("/ask", get(ask))
                .route("/items/{id}", get(allowed))
                .route("/items", get(scoped));
        });
        assert_eq!(answer.await.text, printed);
    }
}

#[test]
fn scopes_resources_and_applications_list_their_routes_in_a_log() {
    let routed = scope("/shop").route("/{id}", get(edit));
    let paths: Vec<_> = routed.routes().into_iter().map(|one| one.path).collect();
    assert_eq!(paths, ["/shop/{id}"]);
    for printed in [
        format!("{routed:?}"),
        format!("{:?}", resource("/{id}").route(get(edit))),
        format!("{:?}", App::new().route("/{id}", get(edit))),
        format!("{:?}", get(edit)),
    ] {
        assert_eq!(printed.matches("edit_item").count(), 1, "{printed}");
    }
}

/// actix-web's own routes do not read extractors in sequence, so the guard's error is the answer.
#[actix_web::test]
async fn outside_of_a_guarded_route_the_guards_error_is_the_answer_too() {
    let shop = Shop::default();
    let app = actix_web::App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .route("/items/{id}", web::get().to(edit));
    let service = init_service(app).await;
    for (path, session, status) in [
        ("/items/1", "seller 7", StatusCode::OK),
        ("/items/1", "seller 8", StatusCode::FORBIDDEN),
        ("/items/9", "seller 7", StatusCode::NOT_FOUND),
        ("/items/1", "outage", StatusCode::SERVICE_UNAVAILABLE),
    ] {
        let answer = shop.get(path, session).of(&service).await;
        assert_eq!(answer.status, status, "{path} {session}");
        // The shop's own error is the answer, and what it does not find is permit's.
        let own = status == StatusCode::SERVICE_UNAVAILABLE;
        assert_eq!(answer.seen().contains("x-shop"), own, "{}", answer.seen());
    }
}

#[actix_web::test]
async fn an_application_finds_its_own_error_in_a_failed_guard() {
    let shop = Shop::default();
    let request = TestRequest::with_uri("/items/1")
        .param("id", "1")
        .insert_header(("cookie", "outage"))
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .to_http_request();
    let failed = Allowed::<EditItem>::extract(&request).await.unwrap_err();
    assert_eq!(failed.to_string(), "trouble in the shop");
    assert_eq!(format!("{failed:?}"), "Outage");
    assert!(failed.as_error::<Trouble>().is_some());
    let error = failed.as_response_error();
    assert_eq!(error.status_code(), StatusCode::SERVICE_UNAVAILABLE);
    let body = to_bytes(error.error_response().into_body()).await;
    assert_eq!(body.ok().unwrap(), "no such item");
}

#[actix_web::test]
async fn an_application_without_an_authenticator_is_told_how_to_give_one() {
    let request = TestRequest::default()
        .insert_header(("cookie", "seller 7"))
        .app_data(Shop::default())
        .to_http_request();
    let failed = Who::<User>::extract(&request).await.err().unwrap();
    let said = failed.to_string();
    assert!(
        said.starts_with("there is no authenticator: add `.app_data("),
        "{said}"
    );
    assert!(said.contains("Authenticator::<"), "{said}");
}

/// Handlers of every kind.
mod handlers {
    use permit_actix::{Allowed, Ask, Scoped, SignedIn, Who, requires};

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
    #[requires(EditItem)]
    #[actix_web::delete("/marked/{id}")]
    pub(super) async fn marked() -> &'static str {
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
    let items = resource("/items/{id}")
        .post(allowed)
        .put(required)
        .get(asked);
    let routes = App::new()
        .service(items)
        .route("/items", get(listed))
        .route("/me", get(signed_in))
        .route("/one", get(Shown::generic::<1>))
        .route("/health", get(unguarded("reveals nothing", health)))
        .route("/who", get(unguarded("a test", any_caller)))
        .route("/open", get(unguarded("a closure", async || "")))
        .route("/closed", get(async |_: Ask<EditItem>| ""))
        .service(scope("/shop").service(handlers::marked))
        .service_unguarded("it is moved over", web::scope("/old"))
        .default_service(get(signed_in));
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
        "DELETE /shop/marked/{id}  allows edit_item  guard::printed::handlers::marked",
        "- *  opaque: it is moved over",
        "ANY *  signed in  guard::printed::handlers::signed_in",
    ];
    let expected = expected.map(|line| format!("{line}  (permit-actix/tests/printed/mod.rs"));
    assert_eq!(printed, expected);
}
