//! What permit's applications, scopes and resources have of the methods of actix-web's.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

#[path = "../../../permit-web/tests/support/methods.rs"]
mod support;

use std::convert::Infallible;

use actix_web::{
    HttpRequest,
    http::{Method, StatusCode},
    test::{TestRequest, call_and_read_body, init_service},
    web::{self, Data},
};
use permit_actix::{
    Allowed, App, ServiceConfig, get, method, query, resource, scope, trace, unguarded,
};

use crate::app::{EditItem, Shop, ViewItem};

async fn show(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "edited"
}

#[test]
fn each_method_of_actix_webs_types_is_in_the_table() {
    let source = support::source_of("actix-web");
    let tabled = support::tabled(include_str!("../../src/methods.md"));
    for (file, from) in [
        ("app.rs", "impl"),
        ("scope.rs", "impl"),
        ("resource.rs", "impl"),
        ("config.rs", "impl ServiceConfig"),
        ("route.rs", "impl"),
        ("web.rs", ""),
    ] {
        let functions = support::functions(source.join(file), from);
        assert!(functions.len() > 5, "{file}: {functions:?}");
        let missing: Vec<_> = functions.difference(&tabled).collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
    }
}

fn invented(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap()
}

fn routes(config: &mut ServiceConfig) {
    let items = resource("/items/{id}")
        .get(show)
        .trace(edit)
        .query(edit)
        .route(method(Method::OPTIONS, show));
    let folder = scope("/folder")
        .route("/{id}", method(invented("PROPFIND"), edit))
        .route("/{id}", method(invented("MKCOL"), show));
    config
        .service(items)
        .service(folder)
        .route("/trace/{id}", trace(edit))
        .route("/query/{id}", query(edit));
}

#[actix_web::test]
async fn each_method_is_routed_to_its_handler_and_guarded() {
    let mut config = ServiceConfig::new();
    routes(&mut config);
    let each = config.routes().iter();
    let listed = each.map(|route| format!("{} {} {}", route.method, route.path, route.guard));
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            "GET /items/{id} allows view_item",
            "TRACE /items/{id} allows edit_item",
            "QUERY /items/{id} allows edit_item",
            "OPTIONS /items/{id} allows view_item",
            "OTHER /folder/{id} allows edit_item",
            "OTHER /folder/{id} allows view_item",
            "TRACE /trace/{id} allows edit_item",
            "QUERY /query/{id} allows edit_item",
        ]
    );
    for (method, path, session, expected) in [
        ("GET", "/items/1", "anonymous", StatusCode::OK),
        ("TRACE", "/items/1", "anonymous", StatusCode::UNAUTHORIZED),
        ("QUERY", "/items/1", "seller 7", StatusCode::OK),
        ("QUERY", "/items/1", "seller 8", StatusCode::FORBIDDEN),
        ("OPTIONS", "/items/1", "anonymous", StatusCode::OK),
        ("PROPFIND", "/folder/1", "seller 7", StatusCode::OK),
        (
            "PROPFIND",
            "/folder/1",
            "anonymous",
            StatusCode::UNAUTHORIZED,
        ),
        ("MKCOL", "/folder/1", "anonymous", StatusCode::OK),
        ("TRACE", "/trace/1", "seller 8", StatusCode::FORBIDDEN),
        ("QUERY", "/query/1", "seller 7", StatusCode::OK),
    ] {
        let asked = Shop::default().ask(invented(method), path, session);
        let answer = asked.at(routes).await;
        assert_eq!(answer.status, expected, "{method} {path} {session}");
    }
}

#[actix_web::test]
async fn data_and_addresses_are_given_as_to_actix_webs_own_application() {
    async fn both(data: Data<u64>, request: HttpRequest) -> String {
        let address = request.url_for("help", ["permit"]).unwrap();
        let other = request.url_for("terms", [""; 0]).unwrap();
        format!("{} {address} {other}", **data)
    }
    let app = App::new()
        .data_factory(|| async { Ok::<_, Infallible>(7_u64) })
        .external_resource("help", "https://help.example/{page}")
        .configure(|config| {
            config.external_resource("terms", "https://terms.example/");
        })
        .route("/", get(unguarded("a test", both)))
        .service_unguarded("a test", web::redirect("/old", "/"));
    let listed: Vec<_> = app.routes().iter().map(ToString::to_string).collect();
    assert_eq!(
        listed.len(),
        2,
        "an address outside is no route: {listed:?}"
    );
    let service = init_service(app).await;
    let request = TestRequest::with_uri("/").to_request();
    let answer = call_and_read_body(&service, request).await;
    assert_eq!(
        answer,
        "7 https://help.example/permit https://terms.example/"
    );
}
