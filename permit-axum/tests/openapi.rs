//! The responses of the guards in an application's OpenAPI document.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use axum::http::{Request, request::Parts};
use permit::{Authorizer, Caller, Subject};
use permit_axum::{
    Allowed, Authenticate, OpenApiRouter, Router, SignedIn, any, get, post, routes, unguarded,
};
use tower::ServiceExt as _;
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

mod handlers {
    use super::{Allowed, PostItem, ViewItem};

    #[derive(utoipa::ToSchema)]
    #[expect(dead_code, reason = "it is described, and never made")]
    pub(super) struct Title {
        text: String,
    }

    #[utoipa::path(get, path = "", responses((status = 200)), tag = "list")]
    pub(super) async fn list(_: Allowed<ViewItem>) -> &'static str {
        "listed"
    }

    #[utoipa::path(post, path = "", request_body = Title, responses((status = 201)))]
    pub(super) async fn add(_: Allowed<PostItem>) -> &'static str {
        "added"
    }

    #[utoipa::path(method(get, head), path = "/{item}", responses((status = 200)))]
    pub(super) async fn one(_: Allowed<ViewItem>) -> &'static str {
        "shown"
    }
}

#[tokio::test]
async fn handlers_of_utoipa_axum_are_guarded_described_and_nested_with_their_document() {
    let empty = || utoipa::openapi::OpenApiBuilder::new().build();
    let line = line!() + 2;
    let items = OpenApiRouter::new(empty())
        .routes(routes!(handlers::list, handlers::add))
        .routes(routes!(handlers::one));
    let own = OpenApiRouter::new(empty()).routes(routes!(me));
    let marked = axum::middleware::map_response(async |response: axum::response::Response| {
        ([("x-marked", "yes")], response)
    });
    let whole: OpenApiRouter<App> = OpenApiRouter::new(empty())
        .nest("/items", items)
        .map(|router| router.layer(marked))
        .merge(own);
    assert!(format!("{whole:?}").contains("view_item"));
    let (router, document, differences) = whole.into_parts();
    assert!(differences.is_empty(), "{differences}");

    let listed = router.routes().iter();
    let listed = listed.map(|route| format!("{} {} {}", route.method, route.path, route.guard));
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            "GET /items allows view_item",
            "POST /items allows post_item",
            "GET /items/{item} allows view_item",
            "HEAD /items/{item} allows view_item",
            "GET /me signed in",
        ]
    );
    let first = &router.routes()[0];
    assert_eq!(
        (first.file, first.line),
        (file!(), line),
        "where `routes!` is written"
    );
    assert_eq!(
        first.handler.map(|handler| handler.to_string()).as_deref(),
        Some("openapi::handlers::list")
    );

    let json = serde_json::to_value(&document).unwrap();
    let paths = json["paths"].as_object().unwrap();
    assert_eq!(
        paths.keys().collect::<Vec<_>>(),
        ["/items", "/items/{item}", "/me"]
    );
    assert_eq!(paths["/items"]["post"]["x-permit-action"], "post_item");
    assert_eq!(paths["/items/{item}"]["head"]["x-permit-guard"], "allows");
    assert_eq!(paths["/items"]["get"]["tags"], serde_json::json!(["list"]));
    assert!(json["components"]["schemas"]["Title"].is_object());

    let router = router.with_state(App(Authorizer::builder().build()));
    for (method, path, status, marked) in [
        ("GET", "/items", 200, true),
        ("POST", "/items", 200, true),
        ("HEAD", "/items/7", 200, true),
        ("GET", "/me", 200, false),
        ("DELETE", "/items", 405, true),
    ] {
        let request = Request::builder().method(method).uri(path);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), status, "{method} {path}");
        assert_eq!(answer.headers().contains_key("x-marked"), marked, "{path}");
    }
}

#[test]
fn paths_of_a_nested_document_are_those_of_the_nested_routes() {
    #[utoipa::path(get, path = "/", responses((status = 200)))]
    async fn root(_: Allowed<ViewItem>) {}
    for prefix in ["/items", "/items/"] {
        let empty = || utoipa::openapi::OpenApiBuilder::new().build();
        let nested = OpenApiRouter::new(empty()).routes(routes!(root));
        let nested = nested.routes(routes!(handlers::one));
        let whole: OpenApiRouter<App> = OpenApiRouter::new(empty()).nest(prefix, nested);
        let (router, document, differences) = whole.into_parts();
        assert!(differences.is_empty(), "{differences}");
        let routed = router.routes().iter().map(|route| route.path.as_str());
        let mut routed: Vec<_> = routed.collect();
        routed.dedup();
        assert_eq!(document.paths.paths.keys().collect::<Vec<_>>(), routed);
    }
}

#[test]
fn methods_of_openapi_3_2_are_described_where_the_document_has_them() {
    let router: Router<App> = Router::new().route("/items/{id}", get(show).connect(post_item));
    let mut document = Document::openapi();
    assert!(
        router.describe(&mut document).routes.is_empty(),
        "it need not have them"
    );
    let item = document.paths.paths.get_mut("/items/{item}").unwrap();
    let operation = item.get.clone().unwrap();
    let operations = &mut item.additional_operations;
    operations.insert("CONNECT".to_owned(), operation.clone());
    operations.insert("MKCOL".to_owned(), operation.clone());
    item.query = Some(operation);
    let differences = router.describe(&mut document);
    let here =
        |(method, path): &(&'static str, String)| (path == "/items/{item}").then_some(*method);
    let undone: Vec<_> = differences.operations.iter().filter_map(here).collect();
    assert_eq!(undone, ["QUERY", "OTHER"], "no route answers them");
    let json = serde_json::to_value(&document).unwrap();
    let connect = &json["paths"]["/items/{item}"]["additionalOperations"]["CONNECT"];
    assert_eq!(connect["x-permit-action"], "post_item");
}
