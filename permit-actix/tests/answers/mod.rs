//! The responses to a refusal, and to a failure on the way to a decision.

use actix_web::{
    HttpMessage, HttpResponse,
    dev::Service,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    middleware::DefaultHeaders,
    test::init_service,
    web::Data,
};
use permit::Consent;
use permit_actix::{
    Allowed, App, Ask, RefusalStyle, RefusalView, Scoped, ServiceConfig, SignedIn, get, narrow,
    requires, scope, unguarded,
};

use crate::{
    app::{EditItem, PostItem, Shop, Trouble, User, ViewItem},
    edits,
};

#[actix_web::test]
async fn the_applications_own_error_arrives_unchanged() {
    async fn show(_: Allowed<ViewItem>) -> &'static str {
        "shown"
    }
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .route("/items/{id}", get(show))
        .wrap_fn(|request, service| {
            let answer = service.call(request);
            async {
                let mut answer = answer.await?;
                let error = answer.response().error();
                let error = error.and_then(|error| error.as_error::<Trouble>());
                let name = error.map_or("none".into(), |error| format!("{error:?}"));
                let name = HeaderValue::from_str(&name).unwrap();
                answer.headers_mut().insert(header::SERVER, name);
                Ok(answer)
            }
        });
    let service = init_service(app).await;
    for (path, session, expected) in [
        ("/items/9", "seller 7", "none"),
        ("/items/1", "outage", "Outage"),
        ("/items/1", "seller 7", "none"),
    ] {
        let answer = shop.get(path, session).of(&service).await;
        assert_eq!(answer.header(header::SERVER), expected);
    }
}

#[actix_web::test]
async fn an_application_without_an_authenticator_refuses_and_reveals_nothing() {
    let app = App::new().app_data(Shop::default()).configure(edits);
    let answer = Shop::default().get("/items/1", "seller 7");
    let answer = answer.of(&init_service(app).await).await;
    let seen = (answer.status, answer.text.as_str());
    assert_eq!(seen, (StatusCode::INTERNAL_SERVER_ERROR, ""));
}

#[actix_web::test]
async fn a_refusal_is_problem_details_that_name_the_action_and_not_the_rule() {
    let shop = Shop::default();
    let refused = shop.get("/items/1", "seller 8").at(edits).await;
    let kind = "application/problem+json";
    assert_eq!(refused.header(header::CONTENT_TYPE), kind);
    assert_eq!(
        refused.text,
        r#"{"action":"edit_item","detail":"you may not do this","status":403,"title":"Forbidden","type":"about:blank"}"#
    );
    let anonymous = shop.get("/items/1", "anonymous").at(edits).await;
    assert_eq!(anonymous.headers(header::WWW_AUTHENTICATE), [""; 0]);
    assert_eq!(anonymous.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(anonymous.header(header::VARY), "accept");
}

#[actix_web::test]
async fn a_browser_gets_a_page_and_the_application_can_supply_it() {
    let shop = Shop::default();
    let asked = || {
        shop.ask(Method::GET, "/items/1", "anonymous")
            .by_a_browser()
    };
    let page = asked().at(edits).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert!(page.text.contains("<h1>Unauthorized</h1>"), "{}", page.text);

    let style = || {
        RefusalStyle::new()
            .page(|refusal| format!("<h1>no {}</h1>", refusal.action.unwrap_or_default()))
            .challenge(HeaderValue::from_static("Bearer"))
    };
    let plain = asked().at(|config| {
        config.app_data(style()).configure(edits);
    });
    let shared = asked().at(|config| {
        config.app_data(Data::new(style())).configure(edits);
    });
    for page in [plain.await, shared.await] {
        assert_eq!(page.text, "<h1>no edit_item</h1>");
        assert_eq!(page.header(header::WWW_AUTHENTICATE), "Bearer");
    }
}

#[actix_web::test]
async fn an_application_answers_programs_in_its_own_envelope() {
    let shop = Shop::default();
    let style = || {
        let kind = HeaderValue::from_static("application/json");
        RefusalStyle::new().json(kind, |refusal| {
            serde_json::json!({ "error": { "action": refusal.action } }).to_string()
        })
    };
    let styled = |config: &mut ServiceConfig| {
        config.app_data(style()).configure(edits);
    };
    let refused = shop.get("/items/1", "anonymous").at(styled).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(refused.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(refused.text, r#"{"error":{"action":"edit_item"}}"#);
    let page = shop.ask(Method::GET, "/items/1", "anonymous");
    let page = page.by_a_browser().at(styled).await;
    assert!(page.text.contains("<h1>Unauthorized</h1>"), "{}", page.text);
}

#[actix_web::test]
async fn a_middleware_finds_what_a_refusal_tells_in_the_answer() {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .configure(edits)
        .wrap_fn(|request, service| {
            let answer = service.call(request);
            async {
                let mut answer = answer.await?;
                let view = answer.response().extensions().get().cloned();
                let view: Option<RefusalView> = view;
                let action = view.and_then(|view| view.action).unwrap_or("none");
                let action = HeaderValue::from_static(action);
                answer.headers_mut().insert(header::SERVER, action);
                Ok(answer)
            }
        });
    let service = init_service(app).await;
    for (caller, action) in [("anonymous", "edit_item"), ("seller 7", "none")] {
        let answer = shop.get("/items/1", caller).of(&service).await;
        assert_eq!(answer.header(header::SERVER), action, "{caller}");
    }
}

#[actix_web::test]
async fn every_guard_forbids_a_known_caller_without_user_types_and_asks_an_anonymous_one_to_sign_in()
 {
    async fn allowed(_: Allowed<PostItem>) -> &'static str {
        ""
    }
    async fn asked(ask: Ask<PostItem>) -> &'static str {
        ask.nothing_to_check("a test");
        ""
    }
    async fn listed(Scoped(scope): Scoped<EditItem>) -> &'static str {
        scope.nothing_to_list("a test");
        ""
    }
    async fn signed_in(_: SignedIn<User>) -> &'static str {
        ""
    }
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/allowed", get(allowed))
            .route("/asked", get(asked))
            .route("/listed", get(listed))
            .route("/signed-in", get(signed_in));
    };
    let shop = Shop::default();
    for path in ["/allowed", "/asked", "/listed", "/signed-in"] {
        for (session, expected) in [
            ("seller 7", StatusCode::OK),
            ("seller 0", StatusCode::FORBIDDEN),
            ("anonymous", StatusCode::UNAUTHORIZED),
        ] {
            let answer = shop.get(path, session).at(routes).await;
            assert_eq!(answer.status, expected, "{path} by {session}");
        }
    }
}

/// The challenge where the consent does not cover the action.
const BEYOND: &str = "Bearer error=\"insufficient_scope\", scope=\"edit_item\"";

#[actix_web::test]
async fn a_consent_that_does_not_cover_the_action_is_told_the_scope_that_it_lacks() {
    let shop = Shop::default();
    for (session, key, status, challenges) in [
        ("seller 7", "edit_item", StatusCode::OK, &[][..]),
        ("seller 7", "view_item", StatusCode::FORBIDDEN, &[BEYOND]),
        // Another consent would not help.
        ("seller 8", "edit_item", StatusCode::FORBIDDEN, &[]),
        ("anonymous", "view_item", StatusCode::UNAUTHORIZED, &[]),
    ] {
        let app = App::new()
            .app_data(shop.clone())
            .app_data(shop.authenticator())
            .configure(edits)
            .wrap_fn(move |request, service| {
                let consent = Consent::to([key]);
                narrow::<User>(&mut request.extensions_mut(), consent);
                service.call(request)
            });
        let service = init_service(app).await;
        let answer = shop.get("/items/1", session).of(&service).await;
        assert_eq!(answer.status, status, "{session} under {key}");
        let told = answer.headers(header::WWW_AUTHENTICATE);
        assert_eq!(told, challenges, "{session} under {key}");
    }
}

#[requires(PostItem)]
#[actix_web::get("/marked")]
async fn marked() -> &'static str {
    ""
}

#[actix_web::test]
async fn an_answer_behind_a_guard_is_private_unless_the_application_says_how_to_cache_it() {
    async fn guarded(_: Allowed<PostItem>) -> &'static str {
        ""
    }
    async fn cached(_: Allowed<PostItem>) -> HttpResponse {
        let header = (header::CACHE_CONTROL, "public, max-age=60");
        HttpResponse::Ok().insert_header(header).finish()
    }
    async fn expires(_: Allowed<PostItem>) -> HttpResponse {
        let header = (header::EXPIRES, "0");
        HttpResponse::Ok().insert_header(header).finish()
    }
    async fn show(_: Allowed<ViewItem>) -> &'static str {
        ""
    }
    let routes = |config: &mut ServiceConfig| {
        let headers = DefaultHeaders::new().add((header::CACHE_CONTROL, "no-store"));
        config
            .route("/guarded", get(guarded))
            .route("/cached", get(cached))
            .route("/expires", get(expires))
            .route("/items/{id}", get(show))
            .route("/open", get(unguarded("a test", async || "")))
            .service(scope("/layered").wrap(headers).route("", get(guarded)))
            .service(marked);
    };
    let shop = Shop::default();
    for (path, session, expected) in [
        ("/guarded", "seller 7", &["private"][..]),
        ("/marked", "seller 7", &["private"]),
        ("/guarded", "seller 0", &["no-store"]),
        ("/cached", "seller 7", &["public, max-age=60"]),
        ("/expires", "seller 7", &[]),
        // What the application's own extractor answers depends on the caller as well.
        ("/items/9", "seller 7", &["no-store"]),
        ("/items/1", "outage", &["private"]),
        ("/layered", "seller 7", &["no-store"]),
        ("/open", "seller 7", &[]),
        ("/nowhere", "seller 7", &[]),
    ] {
        let answer = shop.get(path, session).at(routes).await;
        assert_eq!(answer.headers(header::CACHE_CONTROL), expected, "{path}");
    }
}
