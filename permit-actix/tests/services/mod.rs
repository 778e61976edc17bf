//! `#[requires(A)]` and `#[guarded]` above actix-web's own services, such as `#[put("/path")]`.

use actix_web::{
    http::{Method, StatusCode},
    test::init_service,
    web::{Json, Path},
};
use permit_actix::{Allowed, App, Ask, Refusal, ServiceConfig, SignedIn, guarded, requires, scope};

use crate::app::{EditItem, Shop, Transfer, User, ViewItem};

/// Changes a number.
#[requires(EditItem)]
#[actix_web::put("/items/{id}")]
async fn edit(mut id: Path<u64>, Json(by): Json<u64>) -> String {
    *id += by;
    id.to_string()
}

#[guarded]
#[actix_web::get("items/{id}", name = "shown")]
async fn show(Allowed(permit): Allowed<ViewItem>) -> String {
    permit.context().title.clone()
}

#[guarded]
#[actix_web::post("/transfers")]
async fn transfer(ask: Ask<Transfer>, Json(amount): Json<u64>) -> Result<String, Refusal> {
    let permit = ask.check(Transfer { amount }, ())?;
    Ok(permit.action().amount.to_string())
}

#[guarded]
#[actix_web::routes]
#[get("/me")]
#[head("/myself")]
async fn me(SignedIn(who): SignedIn<User>) -> String {
    format!("{:?}", who.subject().id)
}

#[requires(EditItem)]
#[actix_web::route("/any/{id}", method = "GET", method = "PATCH")]
async fn several() -> &'static str {
    "edited"
}

#[requires(EditItem)]
#[cfg(any())]
#[actix_web::get("/gone/{id}")]
async fn gone() -> &'static str {
    "gone"
}

#[actix_web::get("/health")]
async fn health() -> &'static str {
    "well"
}

fn services(config: &mut ServiceConfig) {
    let items = scope("/shop").service(edit).service(show);
    config
        .service(items)
        .service((transfer, me, several))
        .service_unguarded("reveals nothing about users", health);
}

#[actix_web::test]
async fn a_service_is_listed_with_its_own_methods_and_paths() {
    let mut config = ServiceConfig::new();
    services(&mut config);
    let listed: Vec<String> = config
        .routes()
        .iter()
        .map(|route| format!("{} {} {}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        listed,
        [
            "PUT /shop/items/{id} allows edit_item",
            "GET /shop/items/{id} allows view_item",
            "POST /transfers asks transfer",
            "GET /me signed in",
            "HEAD /myself signed in",
            "GET /any/{id} allows edit_item",
            "PATCH /any/{id} allows edit_item",
            "- * opaque: reveals nothing about users",
        ]
    );
    let first = &config.routes()[0];
    let handler = first.handler.map(|handler| handler.to_string());
    assert_eq!(handler.as_deref(), Some("guard::services::edit"));
    let mut lines = include_str!("mod.rs").lines().skip(first.line as usize - 1);
    assert_eq!(lines.next(), Some("#[requires(EditItem)]"));
    assert_eq!(lines.next(), Some("#[actix_web::put(\"/items/{id}\")]"));
}

#[actix_web::test]
async fn a_service_is_guarded_before_its_extractors_are_read() {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .configure(services);
    let service = init_service(app).await;
    let mut put = shop.post("/shop/items/1", "seller 7", "5");
    put.be(Method::PUT);
    assert_eq!(put.of(&service).await.text, "6");
    let read = shop.body_polled();
    for (session, expected) in [
        ("seller 8", StatusCode::FORBIDDEN),
        ("anonymous", StatusCode::UNAUTHORIZED),
    ] {
        let mut put = shop.post("/shop/items/1", session, "no number");
        put.be(Method::PUT);
        assert_eq!(put.of(&service).await.status, expected, "{session}");
    }
    assert_eq!(
        shop.body_polled(),
        read,
        "the body of a refused request is not read"
    );

    let large = shop
        .post("/transfers", "seller 7", "101")
        .of(&service)
        .await;
    assert_eq!(large.status, StatusCode::FORBIDDEN);
    let small = shop
        .post("/transfers", "seller 7", "100")
        .of(&service)
        .await;
    assert_eq!(small.text, "100");
    for (method, path, session, expected) in [
        (Method::GET, "/shop/items/1", "anonymous", StatusCode::OK),
        (Method::GET, "/me", "seller 7", StatusCode::OK),
        (Method::GET, "/me", "anonymous", StatusCode::UNAUTHORIZED),
        (
            Method::HEAD,
            "/myself",
            "anonymous",
            StatusCode::UNAUTHORIZED,
        ),
        (Method::GET, "/any/1", "seller 7", StatusCode::OK),
        (Method::PATCH, "/any/1", "seller 8", StatusCode::FORBIDDEN),
        (Method::GET, "/health", "anonymous", StatusCode::OK),
    ] {
        let answer = shop.ask(method, path, session).of(&service).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
}

/// In a function, and with a keyword as its name: generated code has to work there too.
#[actix_web::test]
async fn a_service_may_be_declared_wherever_actix_web_allows_one() {
    #[permit_actix::requires(EditItem, crate = permit_actix)]
    #[actix_web::delete("/{id}")]
    async fn r#move(_: Path<u64>) -> &'static str {
        "moved"
    }
    let answer = Shop::default().ask(Method::DELETE, "/1", "seller 8");
    let answer = answer.at(|config| {
        config.service(r#move);
    });
    assert_eq!(answer.await.status, StatusCode::FORBIDDEN);
}
