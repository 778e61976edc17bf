//! Combining routes in the same ways as in actix-web, and listing each with its guard.

use actix_web::{
    guard,
    http::{Method, StatusCode},
    middleware::DefaultHeaders,
    services,
    test::init_service,
    web,
};
use permit_actix::{
    Allowed, App, Scope, ServiceConfig, SignedIn, delete, get, head, patch, post, put, resource,
    scope, to, unguarded,
};

use crate::app::{EditItem, Item, Shop, User, ViewItem};

async fn show(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "edited"
}

async fn nothing(_: SignedIn<User>) -> &'static str {
    "nothing"
}

fn shop() -> Scope {
    let webhook = unguarded("verified by its signature", async || "received");
    let items = resource(["/items/{id}", "things/{id}"])
        .name("item")
        .get(show)
        .route(put(edit))
        .post(webhook)
        .default_service(to(nothing));
    scope("/shop").service(items).service(
        scope("deep")
            .route("{id}", delete(edit))
            .default_service(to(nothing)),
    )
}

fn others(config: &mut ServiceConfig) {
    async fn foreign() -> &'static str {
        "foreign"
    }
    config
        .route("/items/{id}/edit", patch(edit))
        .route("/items/{id}/edit", to(show).guard(guard::Trace()))
        .service_unguarded(
            "is migrated next week",
            web::resource("/metrics").to(foreign),
        )
        .default_service(to(nothing));
}

#[actix_web::test]
async fn routes_are_listed_with_their_guards_however_they_are_combined() {
    let pair = services![
        resource("/one/{id}")
            .head(show)
            .delete(edit)
            .patch(edit)
            .put(edit),
        vec![scope("/two").route("/{id}", head(show))],
    ];
    let app = App::new()
        .service(shop())
        .service(scope("/pair").service(pair))
        .route("all/{id}", to(edit))
        .service_unguarded("on a port of its own", web::scope("/admin"))
        .configure(others);
    let listed: Vec<String> = app
        .routes()
        .iter()
        .map(|route| format!("{} {} {}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        listed,
        [
            "GET /shop/items/{id} allows view_item",
            "PUT /shop/items/{id} allows edit_item",
            "POST /shop/items/{id} unguarded: verified by its signature",
            "ANY /shop/items/{id} signed in",
            "GET /shop/things/{id} allows view_item",
            "PUT /shop/things/{id} allows edit_item",
            "POST /shop/things/{id} unguarded: verified by its signature",
            "ANY /shop/things/{id} signed in",
            "DELETE /shop/deep/{id} allows edit_item",
            "ANY /shop/deep/* signed in",
            "HEAD /pair/one/{id} allows view_item",
            "DELETE /pair/one/{id} allows edit_item",
            "PATCH /pair/one/{id} allows edit_item",
            "PUT /pair/one/{id} allows edit_item",
            "HEAD /pair/two/{id} allows view_item",
            "ANY /all/{id} allows edit_item",
            "- * opaque: on a port of its own",
            "PATCH /items/{id}/edit allows edit_item",
            "ANY /items/{id}/edit allows view_item",
            "- * opaque: is migrated next week",
            "ANY * signed in",
        ]
    );
    let first = &app.routes()[0];
    assert!(first.file.ends_with("mod.rs") && first.line > 0);

    // The listed routes are those that answer: the owner is allowed on each, by the listed method.
    let listed: Vec<_> = app.routes().to_vec();
    let shop = Shop::default();
    let app = app.app_data(shop.clone()).app_data(shop.authenticator());
    let service = init_service(app).await;
    for route in listed.iter().filter(|route| !route.path.contains('*')) {
        let method = match route.method {
            "ANY" => Method::TRACE,
            method => method.parse().unwrap(),
        };
        let path = route.path.replace("{id}", "1");
        let answer = shop.ask(method, &path, "seller 7").of(&service).await;
        assert_eq!(answer.status, StatusCode::OK, "{route}");
    }
    for (path, session, expected) in [
        ("/shop/deep/no/where", "anonymous", StatusCode::UNAUTHORIZED),
        ("/no/where", "anonymous", StatusCode::UNAUTHORIZED),
        ("/no/where", "seller 7", StatusCode::OK),
        ("/metrics", "anonymous", StatusCode::OK),
    ] {
        let answer = shop.get(path, session).of(&service).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
}

#[actix_web::test]
async fn a_default_service_answers_every_method_and_is_listed_as_any() {
    let routes = |config: &mut ServiceConfig| {
        config.service(scope("").default_service(get(nothing)));
    };
    let mut config = ServiceConfig::new();
    routes(&mut config);
    let listed = config.routes().iter().map(|one| (one.method, &*one.path));
    assert_eq!(listed.collect::<Vec<_>>(), [("ANY", "*")]);
    for (session, expected) in [
        ("anonymous", StatusCode::UNAUTHORIZED),
        ("seller 7", StatusCode::OK),
    ] {
        let answer = Shop::default().post("/no/where", session, "").at(routes);
        assert_eq!(answer.await.status, expected, "{session}");
    }
}

#[actix_web::test]
async fn a_guarded_scope_works_in_an_application_of_actix_web() {
    let here = Shop::default();
    let app = actix_web::App::new()
        .app_data(here.clone())
        .app_data(here.authenticator())
        .service(shop());
    let service = init_service(app).await;
    let answer = here.get("/shop/items/1", "anonymous").of(&service).await;
    assert_eq!(answer.status, StatusCode::OK);
    let refused = here.ask(Method::PUT, "/shop/items/1", "anonymous");
    assert_eq!(refused.of(&service).await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn middleware_wraps_each_part_and_keeps_it_guarded() {
    let marked = |name: &'static str| DefaultHeaders::new().add((name, "yes"));
    let inner = resource("/items/{id}")
        .route(get(edit).wrap(marked("x-route")))
        .wrap(marked("x-resource"))
        .wrap_fn(|request, service| actix_web::dev::Service::call(service, request));
    let middle = scope("/shop")
        .service(inner)
        .guard(guard::fn_guard(|context| {
            context.head().uri.path().len() > 3
        }))
        .wrap(marked("x-scope"))
        .wrap_fn(|request, service| actix_web::dev::Service::call(service, request));
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service(middle)
        .wrap(marked("x-app"));
    assert_eq!(app.routes().len(), 1);
    let service = init_service(app).await;
    let answer = shop.get("/shop/items/1", "anonymous");
    let answer = answer.of(&service).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    for name in ["x-route", "x-resource", "x-scope", "x-app"] {
        assert_eq!(answer.header(name.parse().unwrap()), "yes", "{name}");
    }
}

#[actix_web::test]
async fn generic_and_associated_handlers_and_closures_are_guarded_like_others() {
    struct Handlers;
    impl Handlers {
        async fn show(_: Allowed<ViewItem>) -> &'static str {
            "shown"
        }
        async fn check<A>(permit: Allowed<A>) -> String
        where
            A: permit::Listed<Context = Item> + permit::WithoutFields,
        {
            permit.0.context().title.clone()
        }
    }
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/show/{id}", get(Handlers::show))
            .route("/edit/{id}", get(Handlers::check::<EditItem>))
            .route(
                "/closure/{id}",
                post(|_: Allowed<EditItem>| async { "edited" }),
            );
    };
    let shop = Shop::default();
    let shown = shop.get("/show/1", "anonymous").at(routes).await;
    assert_eq!(shown.status, StatusCode::OK);
    let refused = shop.get("/edit/1", "seller 8").at(routes).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = shop.post("/closure/1", "seller 8", "").at(routes).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn an_unguarded_handler_may_read_the_body_in_any_parameter() {
    async fn first(number: web::Json<u64>) -> String {
        number.to_string()
    }
    async fn second(_: web::Path<u64>, number: web::Json<u64>) -> String {
        number.to_string()
    }
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/first", post(unguarded("counts", first)))
            .route("/{id}", post(unguarded("counts", second)));
    };
    let shop = Shop::default();
    assert_eq!(
        shop.post("/first", "anonymous", "5").at(routes).await.text,
        "5"
    );
    assert_eq!(shop.post("/1", "anonymous", "6").at(routes).await.text, "6");
}
