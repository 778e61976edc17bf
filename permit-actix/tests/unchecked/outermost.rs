//! What is outermost of permit's finishes the answers: an application, or a scope or a resource in one of
//! actix-web's own.

use actix_web::{
    http::{Method, StatusCode, header},
    middleware::DefaultHeaders,
    test::init_service,
    web,
};
use permit_actix::{Allowed, App, OnUnchecked, ServiceConfig, get, head, resource, scope};

use super::{asked, forgets, line, logged, marked};
use crate::app::{EditItem, Shop};

fn everywhere(config: &mut ServiceConfig) {
    let lenient = scope("/a")
        .on_unchecked(OnUnchecked::Log)
        .route("/items/{id}", get(forgets));
    config
        .service(scope("/shop").service(lenient).service(marked))
        .service(resource("/all").head(forgets).to(forgets))
        .route("/head", head(forgets))
        .service(marked)
        .service_unguarded("a test", web::resource("/old").to(forgets))
        .default_service(get(forgets));
}

#[actix_web::test]
async fn what_is_outermost_says_what_becomes_of_an_answer_and_each_route_is_named_in_full() {
    for (method, path, handler, route) in [
        (
            Method::GET,
            "/shop/a/items/1",
            "forgets",
            "/shop/a/items/{id}",
        ),
        (Method::GET, "/shop/marked/1", "marked", "/shop/marked/{id}"),
        (Method::GET, "/marked/1", "marked", "/marked/{id}"),
        (Method::DELETE, "/all", "forgets", "/all"),
        (Method::HEAD, "/head", "forgets", "/head"),
        (Method::GET, "/nowhere", "forgets", "*"),
    ] {
        let (answer, log) = asked(everywhere, OnUnchecked::Fail, method.clone(), path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(log, [line(handler, method.as_str(), route)]);
    }
    let (answer, log) = asked(everywhere, OnUnchecked::Fail, Method::GET, "/old").await;
    assert_eq!(
        (answer.text.as_str(), log.len()),
        ("done", 0),
        "it is not watched"
    );
}

#[actix_web::test]
async fn a_scope_and_a_resource_in_an_application_of_actix_webs_own_finish_their_answers() {
    async fn allowed(_: Allowed<EditItem>) -> &'static str {
        "done"
    }
    let shop = Shop::default();
    let own = scope("/shop")
        .service(scope("/deep").route("/{id}", get(forgets)))
        .route("/allowed/{id}", get(allowed))
        .service(marked)
        .on_unchecked(OnUnchecked::Fail);
    let one = resource("/one/{id}")
        .get(forgets)
        .on_unchecked(OnUnchecked::Fail);
    let other = resource("/allowed/{id}").get(allowed);
    let no_store = DefaultHeaders::new().add((header::CACHE_CONTROL, "no-store"));
    let wrapped = scope("/wrapped")
        .route("/{id}", get(allowed))
        .wrap(no_store);
    let app = actix_web::App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service(own)
        .service(one)
        .service(other)
        .service(wrapped);
    let service = init_service(app).await;
    for (path, handler, route) in [
        ("/shop/deep/1", "forgets", "/shop/deep/{id}"),
        ("/shop/marked/1", "marked", "/shop/marked/{id}"),
        ("/one/1", "forgets", "/one/{id}"),
    ] {
        let (answer, log) = logged(&shop, &service, Method::GET, path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(log, [line(handler, "GET", route)]);
    }
    for (path, expected) in [
        ("/shop/allowed/1", "private"),
        ("/allowed/1", "private"),
        ("/wrapped/1", "no-store"),
    ] {
        let (answer, log) = logged(&shop, &service, Method::GET, path).await;
        assert_eq!((answer.text.as_str(), log.len()), ("done", 0), "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), expected, "{path}");
    }
}

#[actix_web::test]
async fn an_application_that_is_given_to_actix_web_finishes_its_answers() {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .route("/items/{id}", get(forgets))
        .route("/allowed/{id}", get(async |_: Allowed<EditItem>| "done"))
        .on_unchecked(OnUnchecked::Fail);
    let service = init_service(app.into_actix()).await;
    let (answer, log) = logged(&shop, &service, Method::GET, "/items/1").await;
    assert_eq!(answer.text, "Internal Server Error\n");
    assert_eq!(log, [line("forgets", "GET", "/items/{id}")]);
    let (answer, _) = logged(&shop, &service, Method::GET, "/allowed/1").await;
    assert_eq!(answer.header(header::CACHE_CONTROL), "private");
}
