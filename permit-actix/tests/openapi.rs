//! The responses of the guards in an application's OpenAPI document.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use actix_web::{guard, web};
use permit::Subject;
use permit_actix::{
    Allowed, App, Ask, Differences, RouteInfo, Scoped, ServiceConfig, SignedIn, get, guarded, head,
    requires, resource, scope, to, unguarded,
};
use serde_json::Value;
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
    ViewFile { Anonymous => deny, Seller => allow }
}

#[utoipa::path(get, path = "/items/{item}", responses((status = 200), (status = 403, description = "Ours.")))]
async fn show(_: Allowed<ViewItem>) -> &'static str {
    ""
}

#[utoipa::path(post, path = "/items", responses((status = 201)))]
async fn post_item(_: Allowed<PostItem>) -> &'static str {
    ""
}

#[utoipa::path(get, path = "/items", responses((status = 200)))]
async fn list(_: Scoped<ViewItem>) -> &'static str {
    ""
}

#[requires(ViewFile)]
#[utoipa::path(get, path = "/files/{version}/{path}", responses((status = 200)))]
async fn file() -> &'static str {
    ""
}

#[utoipa::path(get, path = "/", responses((status = 200)))]
#[guarded]
#[actix_web::get("")]
async fn me(_: SignedIn<User>) -> &'static str {
    ""
}

#[utoipa::path(get, path = "/names/{name}.json", responses((status = 200)))]
async fn name(_: Ask<ViewFile>) -> &'static str {
    ""
}

#[utoipa::path(get, path = "/health", responses((status = 200)))]
async fn health() -> &'static str {
    ""
}

#[utoipa::path(get, path = "/forgotten", responses((status = 200)))]
#[expect(dead_code, reason = "a test needs an operation without a route")]
const fn forgotten() {}

#[utoipa::path(get, path = "/shops/{shop}/old/page", responses((status = 200)))]
async fn old() -> &'static str {
    ""
}

async fn silent(_: Allowed<PostItem>) -> &'static str {
    ""
}

async fn nothing(_: Allowed<PostItem>) -> &'static str {
    ""
}

#[derive(OpenApi)]
#[openapi(paths(show, post_item, list, file, name, me, health, forgotten, old))]
struct Document;

fn routes(config: &mut ServiceConfig) {
    let items = scope("/items")
        .service(
            resource("")
                .default_service(to(nothing))
                .get(list)
                .post(post_item),
        )
        .route(r"/{id:\d{1,9}}", get(show))
        .service(scope("/{id}").route("/parts.{kind}/{tail:.*}", get(silent)));
    let shop = scope("/shops/{id}")
        .service(scope("/old").service_unguarded("is migrated", web::resource("/page").to(old)));
    config
        .service(me)
        .service(items)
        .service(shop)
        .route("/files/v{number}/{tail}*", get(silent))
        .route("/files/{version:v.+}/{tail}*", get(file))
        .route("/names/{id}.json", get(name))
        .route("/health", get(unguarded("reveals nothing", health)))
        .default_service(to(unguarded("nothing is there", async || "nothing")));
}

/// The document as JSON, and its differences.
fn described(routes: fn(&mut ServiceConfig)) -> (Value, Differences) {
    let mut document = Document::openapi();
    let differences = App::new().configure(routes).describe(&mut document);
    (serde_json::to_value(&document).unwrap(), differences)
}

fn answers(operation: &Value) -> Vec<&str> {
    let responses = operation["responses"].as_object().unwrap();
    responses.keys().map(String::as_str).collect()
}

#[test]
fn each_operation_has_the_responses_of_its_guard_and_the_key_of_its_action() {
    let (json, _) = described(routes);
    let operation = |path: &str, method: &str| json["paths"][path][method].clone();

    // The route and the operation may name path parameters differently, and the pattern of a
    // parameter is not in the document.
    let shown = operation("/items/{item}", "get");
    assert_eq!(answers(&shown), ["200", "401", "403", "503"]);
    assert_eq!(shown["x-permit-action"], "view_item");
    let said = &shown["responses"]["403"]["description"];
    assert_eq!(said, "Ours.", "an existing description stays");
    let problem = &shown["responses"]["401"]["content"]["application/problem+json"];
    let schema = "#/components/schemas/PermitRefusal";
    assert_eq!(problem["schema"]["$ref"], schema);
    assert!(json["components"]["schemas"]["PermitRefusal"].is_object());

    let file = operation("/files/{version}/{path}", "get");
    assert_eq!(answers(&file), ["200", "401", "403", "503"]);
    assert_eq!(file["x-permit-action"], "view_file");
    let named = operation("/names/{name}.json", "get");
    assert_eq!(named["x-permit-action"], "view_file");
    let does = [&shown, &file, &named, &operation("/items", "get")];
    let does = does.map(|one| one["x-permit-guard"].as_str().unwrap().to_owned());
    assert_eq!(does, ["allows", "allows", "asks", "lists"]);
    let mine = operation("/", "get");
    assert_eq!(answers(&mine), ["200", "401", "403", "503"]);
    assert!(mine.get("x-permit-action").is_none() && mine.get("x-permit-guard").is_none());
    for open in ["/health", "/forgotten", "/shops/{shop}/old/page"] {
        assert_eq!(answers(&operation(open, "get")), ["200"], "{open}");
    }
}

#[test]
fn a_default_service_gives_no_responses_to_a_method_that_has_a_handler() {
    let (json, _) = described(routes);
    let items = &json["paths"]["/items"];
    assert_eq!(items["get"]["x-permit-action"], "view_item");
    assert_eq!(items["post"]["x-permit-action"], "post_item");

    let (json, _) = described(|config| {
        config.service(resource("/items").get(list).default_service(to(nothing)));
    });
    let items = &json["paths"]["/items"];
    assert_eq!(items["get"]["x-permit-action"], "view_item");
    let posted = &items["post"];
    assert_eq!(
        posted["x-permit-action"], "post_item",
        "of the default service"
    );
    assert_eq!(answers(posted), ["201", "401", "403", "503"]);
}

#[test]
fn the_first_of_two_handlers_with_different_guards_gives_its_key() {
    let (json, _) = described(|config| {
        let items = resource("/items/{id}");
        let items = items.route(get(show).guard(guard::Header("x-kind", "item")));
        config.service(items.get(silent));
        let health = get(unguarded("reveals nothing", health)).guard(guard::Host("inside"));
        config.route("/health", health);
        config.route("/health", get(silent));
    });
    let shown = &json["paths"]["/items/{item}"]["get"];
    assert_eq!(shown["x-permit-action"], "view_item");
    let health = &json["paths"]["/health"]["get"];
    assert_eq!(
        answers(health),
        ["200", "401", "403", "503"],
        "the responses of both"
    );
}

#[test]
fn a_route_without_an_operation_and_an_operation_without_a_route_are_listed() {
    let (_, differences) = described(routes);
    let paths = |routes: &[RouteInfo]| {
        let each = routes
            .iter()
            .map(|route| format!("{} {}", route.method, route.path));
        each.collect::<Vec<_>>()
    };
    // The default service of the whole application has no path that a document could name.
    let undescribed = [
        "GET /items/{id}/parts.{kind}/{tail}",
        "GET /files/v{number}/{tail}",
    ];
    assert_eq!(paths(&differences.routes), undescribed);
    assert_eq!(differences.operations, [("GET", "/forgotten".to_owned())]);
    let told = differences.to_string();
    let first = "no operation describes GET /items/{id}/parts.{kind}/{tail}  allows post_item";
    assert!(told.starts_with(first), "{told}");
    assert!(
        told.ends_with("no route answers GET /forgotten\n"),
        "{told}"
    );
    assert!(!differences.is_empty());
}

#[test]
fn a_service_config_is_described_like_the_application_that_it_configures() {
    let mut config = ServiceConfig::new();
    routes(&mut config);
    let (expected, expected_differences) = described(routes);
    let mut document = Document::openapi();
    let differences = config.describe(&mut document);
    assert_eq!(serde_json::to_value(&document).unwrap(), expected);
    assert_eq!(differences, expected_differences);
}

#[utoipa::path(head, path = "/items/{item}", responses((status = 200)))]
#[expect(dead_code, reason = "a test needs an operation without a route")]
const fn head_of_show() {}

#[derive(OpenApi)]
#[openapi(paths(show, head_of_show))]
struct WithHead;

#[test]
fn an_operation_for_head_needs_a_route_of_its_own() {
    let app = || App::new().route("/items/{id}", get(show));
    let differences = app().describe(&mut WithHead::openapi());
    assert_eq!(
        differences.operations,
        [("HEAD", "/items/{item}".to_owned())]
    );
    let with_head = app().route("/items/{id}", head(show));
    let differences = with_head.describe(&mut WithHead::openapi());
    assert!(differences.is_empty(), "{differences}");
}
