//! actix-web gives a request to the first service whose path matches. Nothing that is not guarded answers
//! in the place of a guarded route, whatever the order in which they are written.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::{
    guard as guards,
    http::{Method, StatusCode},
    test::init_service,
    web,
};
use permit_actix::{
    Allowed, App, ServiceConfig, get, guarded, post, requires, resource, scope, to, unguarded,
};

use crate::app::{EditItem, Shop, ViewItem};

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "edited"
}

async fn view(_: Allowed<ViewItem>) -> &'static str {
    "viewed"
}

async fn open() -> &'static str {
    "open"
}

/// Each answers every request below its path.
fn all() -> impl actix_web::dev::HttpServiceFactory {
    web::scope("").default_service(web::to(open))
}

/// The guarded route decides, and the rest is open.
async fn holds(case: &str, routes: impl Fn(&mut ServiceConfig), open: &str) {
    let shop = Shop::default();
    for (path, session, expected) in [
        ("/items/1", "seller 8", StatusCode::FORBIDDEN),
        ("/items/1", "seller 7", StatusCode::OK),
        ("/items/1", "anonymous", StatusCode::UNAUTHORIZED),
        (open, "anonymous", StatusCode::OK),
    ] {
        let answer = shop.get(path, session).at(&routes).await;
        assert_eq!(answer.status, expected, "{case}: {path} by {session}");
        let is_open = path == open;
        assert_eq!(
            answer.text == "open",
            is_open,
            "{case}: {path} by {session}"
        );
    }
}

#[actix_web::test]
async fn an_opaque_service_never_answers_for_a_guarded_route_whatever_the_order() {
    holds(
        "an application",
        |config| {
            config
                .service_unguarded("a test", all())
                .route("/items/{id}", get(edit));
        },
        "/other",
    )
    .await;
    holds(
        "a resource",
        |config| {
            let same = web::resource("/items/{id}").to(open);
            config
                .service_unguarded("a test", same)
                .service_unguarded("a test", web::resource("/{tail:.*}").to(open))
                .service(resource("/items/{id}").get(edit));
        },
        "/other",
    )
    .await;
    holds(
        "a scope",
        |config| {
            let items = scope("/items")
                .service_unguarded("a test", all())
                .route("/{id}", get(edit));
            config.service(items);
        },
        "/items/1/other",
    )
    .await;
    holds(
        "another configuration of the application",
        |config| {
            config
                .configure(|config| {
                    config.service_unguarded("a test", all());
                })
                .configure(|config| {
                    config.route("/items/{id}", get(edit));
                });
        },
        "/other",
    )
    .await;
    holds(
        "a configuration of a scope",
        |config| {
            let items = scope("/items")
                .configure(|config| {
                    config.service_unguarded("a test", all());
                })
                .configure(|config| {
                    config.route("/{id}", get(edit));
                });
            config.service(items);
        },
        "/items/1/other",
    )
    .await;
    holds(
        "before a guarded scope with the same prefix",
        |config| {
            let same = web::scope("/items").default_service(web::to(open));
            config
                .service_unguarded("a test", same)
                .service_unguarded("a test", web::resource("/other").to(open))
                .service(scope("/items").route("/{id}", get(edit)));
        },
        "/other",
    )
    .await;
}

#[actix_web::test]
async fn an_opaque_service_comes_last_in_an_application_that_is_given_to_actix_web() {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service_unguarded("a test", all())
        .route("/items/{id}", get(edit));
    let service = init_service(app.into_actix()).await;
    let refused = shop.get("/items/1", "seller 8").of(&service).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let answer = shop.get("/other", "anonymous").of(&service).await;
    assert_eq!(answer.text, "open");
}

#[actix_web::test]
async fn an_opaque_service_comes_last_in_a_scope_of_an_application_of_actix_webs_own() {
    let shop = Shop::default();
    let items = scope("/items")
        .service_unguarded("a test", all())
        .route("/{id}", get(edit));
    let app = actix_web::App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service(items);
    let service = init_service(app).await;
    let refused = shop.get("/items/1", "seller 8").of(&service).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let answer = shop.get("/items/1/other", "anonymous").of(&service).await;
    assert_eq!(answer.text, "open");
}

/// What the application panics with when it is put together.
fn refused(routes: impl FnOnce(&mut ServiceConfig)) -> String {
    let mut config = ServiceConfig::new();
    let panicked = catch_unwind(AssertUnwindSafe(|| routes(&mut config)));
    let said = panicked.expect_err("it is refused");
    said.downcast_ref::<String>().cloned().unwrap()
}

#[requires(EditItem)]
#[actix_web::get("/items/{id}")]
async fn marked() -> &'static str {
    "edited"
}

/// A route that is never reached, what comes before it, and what routes both.
type Unreached = (&'static str, &'static str, fn(&mut ServiceConfig));

fn unreached() -> [Unreached; 11] {
    const ITEM: &str = "`GET /items/{id}`";
    [
        ("`GET /items/{item}`", ITEM, |config| {
            config.route("/items/{id}", get(unguarded("a test", open)));
            config.route("/items/{item}", get(edit));
        }),
        (ITEM, "`ANY /{tail:.*}`", |config| {
            config.route("/{tail:.*}", to(unguarded("a test", open)));
            config.route("/items/{id}", get(edit));
        }),
        (ITEM, "`GET /{tail:.*}`", |config| {
            config.route("/{tail:.*}", get(unguarded("a test", open)));
            config.service(marked);
        }),
        // It has a guard of actix-web, and is not reached all the same.
        ("`GET /guarded`", "`GET /{tail:.*}`", |config| {
            config.route("/{tail:.*}", get(unguarded("a test", open)));
            config.service(only_json);
        }),
        (ITEM, "the resource `/items/{id}`", |config| {
            let one = resource("/items/{id}").post(unguarded("a test", open));
            config.service(one).route("/items/{id}", get(edit));
        }),
        (ITEM, "the scope `/items`", |config| {
            let one = scope("/items").service_unguarded("a test", all());
            config.service(one);
            config.service(scope("/items").route("/{id}", get(edit)));
        }),
        (ITEM, "the scope ``", |config| {
            config.service(scope("").service_unguarded("a test", all()));
            config.route("/items/{id}", get(edit));
        }),
        ("`GET /items`", "the scope `/{shop}`", |config| {
            let one = scope("/{shop}").default_service(to(unguarded("a test", open)));
            config.service((one, vec![resource("/items").get(edit)]));
        }),
        (ITEM, ITEM, |config| {
            config.configure(|config| {
                config.route("/items/{id}", get(view));
            });
            config.configure(|config| {
                config.route("/items/{id}", get(edit));
            });
        }),
        ("`GET /{id}`", "`GET /{id}`", |config| {
            let inner = scope("/items").route("/{id}", get(unguarded("a test", open)));
            config.service(inner.route("/{id}", get(edit)));
        }),
        ("`GET`", "`GET`", |config| {
            let one = resource("/items/{id}").get(unguarded("a test", open));
            config.service(one.get(edit));
        }),
    ]
}

#[test]
fn a_guarded_route_that_is_never_reached_is_refused_where_it_is_routed() {
    const HERE: &str = " (permit-actix/tests/shadowed/mod.rs:";
    for (route, before, routes) in unreached() {
        let said = refused(routes);
        let begins = said.starts_with(&format!("{route}{HERE}"));
        let names = said.contains(&format!("is never reached, because {before}{HERE}"));
        assert!(begins && names, "{route} after {before}: {said}");
    }
}

#[guarded]
#[actix_web::get("/guarded", guard = "json")]
async fn only_json(_: Allowed<ViewItem>) -> &'static str {
    "json"
}

#[guarded]
#[actix_web::get("/guarded")]
async fn otherwise(_: Allowed<EditItem>) -> &'static str {
    "otherwise"
}

fn json(context: &guards::GuardContext<'_>) -> bool {
    context.head().headers().contains_key("x-json")
}

#[actix_web::test]
async fn what_may_be_reached_is_accepted() {
    let routes = |config: &mut ServiceConfig| {
        let host = || guards::Host("inside");
        config
            // Another method, a narrower path, a pattern that matches less.
            .route("/items/{id}", get(view))
            .route("/items/{id}", post(edit))
            .route("/things/new", get(unguarded("a test", open)))
            .route(r"/things/{id:\d+}", get(unguarded("a test", open)))
            .route("/things/{id}", get(edit))
            // A guard of actix-web lets requests pass.
            .service(
                scope("/shop")
                    .guard(host())
                    .service_unguarded("a test", all()),
            )
            .service(scope("/shop").route("/{id}", get(edit)))
            .service(
                resource("/one")
                    .guard(host())
                    .get(unguarded("a test", open)),
            )
            .route("/one", get(view).guard(host()))
            .route("/one", get(edit))
            .service((only_json, otherwise))
            .service(
                scope("/items-old")
                    .route("", get(edit))
                    .route("/", get(edit)),
            )
            .default_service(to(unguarded("a test", open)));
    };
    let shop = Shop::default();
    for (method, path, expected) in [
        (Method::POST, "/items/1", StatusCode::FORBIDDEN),
        (Method::GET, "/shop/1", StatusCode::FORBIDDEN),
        (Method::GET, "/things/7", StatusCode::OK),
        (Method::GET, "/nowhere", StatusCode::OK),
    ] {
        let answer = shop.ask(method, path, "seller 8").at(routes).await;
        assert_eq!(answer.status, expected, "{path}");
    }
}
