//! The responses of the guards in an application's OpenAPI document.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use axum::http::request::Parts;
use permit::{Authorizer, Caller, Subject};
use permit_axum::{Allowed, Authenticate, Router, SignedIn, any, get, post, unguarded};
use utoipa::OpenApi;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> permit::UserTypes<UserType> {
        UserType::Seller.into()
    }

    fn anonymous() -> Self {
        Self
    }
}

permit::permissions! {
    <User: UserType>
    ViewItem { Anonymous => allow, Seller => allow }
    PostItem { Anonymous => deny, Seller => allow }
}

#[derive(Clone)]
struct App(Authorizer<User>);

impl Authenticate<App> for User {
    type Rejection = std::convert::Infallible;

    fn authorizer(app: &App) -> &Authorizer<Self> {
        &app.0
    }

    async fn authenticate(_: &mut Parts, _: &App) -> Result<Caller<Self>, Self::Rejection> {
        Ok(Self.into())
    }
}

#[utoipa::path(get, path = "/items/{item}", responses((status = 200), (status = 403, description = "Ours.")))]
async fn show(_: Allowed<ViewItem>) {}

#[utoipa::path(post, path = "/items", responses((status = 201)))]
async fn post_item(_: Allowed<PostItem>) {}

#[utoipa::path(get, path = "/me", responses((status = 200)))]
async fn me(_: SignedIn<User>) {}

#[utoipa::path(get, path = "/health", responses((status = 200)))]
async fn health() {}

#[utoipa::path(get, path = "/forgotten", responses((status = 200)))]
#[expect(dead_code, reason = "a test needs an operation without a route")]
const fn forgotten() {}

#[utoipa::path(get, path = "/old/page", responses((status = 200)))]
async fn old() {}

async fn silent(_: Allowed<PostItem>) {}

#[derive(OpenApi)]
#[openapi(paths(show, post_item, me, health, forgotten, old))]
struct Document;

fn router() -> Router<App> {
    Router::new()
        .route("/items/{id}", get(show))
        .route("/items", post(post_item))
        .route("/me", get(me))
        .route("/silent", get(silent))
        .route("/health", get(unguarded("reveals nothing", health)))
        .nest_unguarded(
            "/old",
            "it is migrated route by route",
            axum::Router::new().route("/page", axum::routing::get(old)),
        )
}

#[test]
fn each_operation_has_the_responses_of_its_guard_and_the_key_of_its_action() {
    let mut document = Document::openapi();
    let _ = router().describe(&mut document);
    let json = serde_json::to_value(&document).unwrap();
    let operation = |path: &str, method: &str| json["paths"][path][method].clone();
    let answers = |operation: &serde_json::Value| {
        let responses = operation["responses"].as_object().unwrap();
        responses.keys().cloned().collect::<Vec<_>>()
    };

    // The route and the operation may name path parameters differently.
    let shown = operation("/items/{item}", "get");
    assert_eq!(answers(&shown), ["200", "401", "403", "503"]);
    assert_eq!(shown["x-permit-action"], "view_item");
    assert_eq!(
        shown["responses"]["403"]["description"], "Ours.",
        "an existing description stays"
    );
    let problem = &shown["responses"]["401"]["content"]["application/problem+json"];
    assert_eq!(
        problem["schema"]["$ref"],
        "#/components/schemas/PermitRefusal"
    );
    assert!(json["components"]["schemas"]["PermitRefusal"].is_object());

    assert_eq!(shown["x-permit-guard"], "allows");

    assert_eq!(operation("/items", "post")["x-permit-action"], "post_item");
    let me = operation("/me", "get");
    assert_eq!(answers(&me), ["200", "401", "403", "503"]);
    assert!(me.get("x-permit-action").is_none());
    for open in ["/health", "/forgotten", "/old/page"] {
        assert_eq!(answers(&operation(open, "get")), ["200"], "{open}");
    }
}

#[test]
fn a_route_without_an_operation_and_an_operation_without_a_route_are_listed() {
    let mut document = Document::openapi();
    let differences = router().describe(&mut document);
    let routes: Vec<_> = differences
        .routes
        .iter()
        .map(|route| route.path.as_str())
        .collect();
    assert_eq!(routes, ["/silent"]);
    assert_eq!(differences.operations, [("GET", "/forgotten".to_owned())]);
    let told = differences.to_string();
    assert!(
        told.starts_with("no operation describes GET /silent  allows post_item"),
        "{told}"
    );
    assert!(
        told.ends_with("no route answers GET /forgotten\n"),
        "{told}"
    );
    assert!(!differences.is_empty());
}

#[test]
fn differences_are_empty_only_if_neither_side_has_more() {
    let differences = router().describe(&mut Document::openapi());
    let (mut routes, mut operations) = (differences.clone(), differences);
    routes.operations.clear();
    operations.routes.clear();
    assert!(!routes.is_empty());
    assert!(!operations.is_empty());
    operations.operations.clear();
    assert!(operations.is_empty());
}

#[utoipa::path(head, path = "/items/{item}", responses((status = 200)))]
#[expect(dead_code, reason = "axum answers it by the handler of GET")]
const fn head_of_show() {}

#[utoipa::path(head, path = "/items", responses((status = 200)))]
#[expect(dead_code, reason = "a test needs an operation without a route")]
const fn head_of_post() {}

#[utoipa::path(head, path = "/me", responses((status = 200)))]
async fn head_of_me(_: Allowed<PostItem>) {}

#[utoipa::path(head, path = "/any", responses((status = 200)))]
async fn any_method(_: Allowed<ViewItem>) {}

#[derive(OpenApi)]
#[openapi(paths(
    show,
    head_of_show,
    post_item,
    head_of_post,
    me,
    head_of_me,
    any_method
))]
struct WithHead;

#[test]
fn an_operation_for_head_has_the_route_that_axum_answers_it_by() {
    let router: Router<App> = Router::new()
        .route("/items/{id}", get(show))
        .route("/items", post(post_item))
        .route("/me", get(me).head(head_of_me))
        .route("/any", any(any_method));
    let mut document = WithHead::openapi();
    let differences = router.describe(&mut document);
    assert_eq!(differences.routes, []);
    assert_eq!(differences.operations, [("HEAD", "/items".to_owned())]);
    let json = serde_json::to_value(&document).unwrap();
    let key = |path: &str| json["paths"][path]["head"]["x-permit-action"].clone();
    assert_eq!(key("/items/{item}"), "view_item");
    assert_eq!(key("/me"), "post_item");
    assert_eq!(key("/any"), "view_item");
    assert!(json["paths"]["/items/{item}"]["head"]["responses"]["403"].is_object());

    // A route for GET is not described by an operation for HEAD.
    let mut document = WithHead::openapi();
    document.paths.paths.get_mut("/items/{item}").unwrap().get = None;
    let differences = router.describe(&mut document);
    assert_eq!(differences.routes.len(), 1);
    assert_eq!(differences.routes[0].path, "/items/{id}");
}
