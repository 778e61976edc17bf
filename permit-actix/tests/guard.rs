//! The responses of guarded routes to whole requests.

#![expect(clippy::unused_async, reason = "handlers are async")]

mod answers;
mod app;
mod callers;
mod contexts;
mod existence;
mod generic;
mod lists;
mod methods;
mod once;
mod printed;
mod putting;
mod requires;
mod services;
mod shadowed;
mod unchecked;

use std::{
    future::{Ready, ready},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::{Next, from_fn},
    test::init_service,
    web::{Json, Path},
};
use permit::{
    Authorizer,
    flags::{ResolveFlags, Resolves},
};
use permit_actix::{
    Allowed, App, Ask, Refusal, ServiceConfig, SignedIn, Who, get, post, scope, unguarded,
};

use app::{EditItem, Shop, Transfer, TryOut, User, ViewItem};

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    permit.context().title.clone()
}

fn edits(config: &mut ServiceConfig) {
    config.route("/items/{id}", get(edit));
}

#[actix_web::test]
async fn the_owner_edits_and_others_do_not() {
    let shop = Shop::default();
    let answer = shop.get("/items/1", "seller 7").at(edits).await;
    let seen = (answer.status, answer.text.as_str());
    assert_eq!(seen, (StatusCode::OK, "bicycle"));
    for (path, session, expected) in [
        ("/items/1", "seller 8", StatusCode::FORBIDDEN),
        ("/items/1", "anonymous", StatusCode::UNAUTHORIZED),
        ("/items/9", "seller 7", StatusCode::NOT_FOUND),
    ] {
        let answer = shop.get(path, session).at(edits).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
}

#[actix_web::test]
async fn an_anonymous_caller_is_refused_before_anything_is_loaded() {
    let shop = Shop::default();
    let existing = shop.get("/items/1", "anonymous").at(edits).await;
    let missing = shop.get("/items/9", "anonymous").at(edits).await;
    assert_eq!(
        existing.seen(),
        missing.seen(),
        "the caller cannot learn what exists"
    );
    assert_eq!(shop.items_loaded(), 0);
}

#[actix_web::test]
async fn a_session_store_that_is_unavailable_is_503_and_never_anonymous() {
    async fn show(_: Allowed<ViewItem>) -> &'static str {
        "shown"
    }
    let shows = |config: &mut ServiceConfig| {
        config.route("/items/{id}", get(show));
    };
    let shop = Shop::default();
    let answer = shop.get("/items/1", "anonymous").at(shows).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = shop.get("/items/1", "outage").at(shows).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

/// Counts in the request how often it is read.
struct Read;

impl FromRequest for Read {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut marks = request.extensions_mut();
        let before: usize = marks.remove().unwrap_or_default();
        Shop::of(request).item(0);
        marks.insert(before + 1);
        ready(Ok(Self))
    }
}

#[actix_web::test]
async fn an_anonymous_caller_with_bad_json_gets_401_and_the_body_is_not_read() {
    async fn save(_: Allowed<EditItem>, _: Read, number: Json<u64>) -> String {
        number.to_string()
    }
    let saves = |config: &mut ServiceConfig| {
        config.route("/items/{id}", post(save));
    };
    let shop = Shop::default();
    let refused = shop.post("/items/1", "anonymous", "x").at(saves).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!((shop.items_loaded(), shop.body_polled()), (0, 0));

    let refused = shop.post("/items/1", "seller 8", "x").at(saves).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        shop.items_loaded(),
        1,
        "only the item is loaded, and nothing after it"
    );
    assert_eq!(shop.body_polled(), 0);

    let allowed = shop.post("/items/1", "seller 7", "x").at(saves).await;
    assert_eq!(allowed.status, StatusCode::BAD_REQUEST);
    assert!(shop.body_polled() > 0);
}

#[actix_web::test]
async fn a_context_cannot_take_the_body_from_the_handler() {
    async fn save(_: Allowed<EditItem>, number: Json<u64>) -> String {
        number.to_string()
    }
    let answer = Shop::default().post("/items/1", "seller 7", "5");
    let answer = answer.at(|config| {
        config.route("/items/{id}", post(save));
    });
    assert_eq!(answer.await.text, "5");
}

#[actix_web::test]
async fn extractors_are_read_one_after_the_other() {
    /// Sees what was read before. Extractors that are polled together would not.
    async fn count(_: SignedIn<User>, _: Read, _: Read, request: HttpRequest) -> String {
        request.extensions().get::<usize>().unwrap().to_string()
    }
    async fn fails(_: SignedIn<User>, _: Path<u64>, _: Read) -> &'static str {
        "read"
    }
    let shop = Shop::default();
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/count", get(count))
            .route("/fails", get(fails));
    };
    assert_eq!(shop.get("/count", "seller 7").at(routes).await.text, "2");
    assert_eq!(shop.items_loaded(), 2);
    let answer = shop.get("/fails", "seller 7").at(routes).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(shop.items_loaded(), 2, "what follows a failure is not read");
}

#[actix_web::test]
async fn an_optional_guard_is_none_on_a_denial_only() {
    async fn option(_: Who<User>, edit: Option<Allowed<EditItem>>) -> &'static str {
        if edit.is_some() { "editable" } else { "shown" }
    }
    async fn result(_: Who<User>, edit: Result<Allowed<EditItem>, Error>) -> &'static str {
        if edit.is_ok() { "editable" } else { "shown" }
    }
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/option/{id}", get(unguarded("shown to all", option)))
            .route("/result/{id}", get(unguarded("shown to all", result)));
    };
    let shop = Shop::default();
    for path in ["/option", "/result"] {
        let ask = |id: &str, session: &str| shop.get(&format!("{path}/{id}"), session).at(routes);
        assert_eq!(ask("1", "seller 7").await.text, "editable", "{path}");
        assert_eq!(ask("1", "seller 8").await.text, "shown", "{path}");
        assert_eq!(ask("1", "anonymous").await.text, "shown", "{path}");
        let missing = ask("9", "seller 7").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
        let outage = ask("1", "outage").await;
        assert_eq!(outage.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(
            outage.header(header::HeaderName::from_static("x-shop")),
            "trouble"
        );
    }
}

#[actix_web::test]
async fn an_ask_checks_the_value_that_came_with_the_request() {
    async fn transfer(ask: Ask<Transfer>, Json(amount): Json<u64>) -> Result<String, Refusal> {
        let permit = ask.check(Transfer { amount }, ())?;
        Ok(permit.action().amount.to_string())
    }
    let transfers = |config: &mut ServiceConfig| {
        config.route("/transfers", post(transfer));
    };
    let shop = Shop::default();
    let small = shop
        .post("/transfers", "seller 7", "100")
        .at(transfers)
        .await;
    assert_eq!((small.status, small.text.as_str()), (StatusCode::OK, "100"));
    let large = shop
        .post("/transfers", "seller 7", "101")
        .at(transfers)
        .await;
    assert_eq!(large.status, StatusCode::FORBIDDEN);
    let reason = "\"reason\":\"over_limit\"";
    assert!(large.text.contains(reason), "{}", large.text);
    let anonymous = shop
        .post("/transfers", "anonymous", "100")
        .at(transfers)
        .await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn signed_in_refuses_an_anonymous_caller_and_who_accepts_any_caller() {
    async fn me(SignedIn(who): SignedIn<User>) -> String {
        format!("{:?}", who.subject().id)
    }
    async fn front_page(Who(who): Who<User>) -> String {
        who.is_anonymous().to_string()
    }
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/me", get(me))
            .route("/", get(unguarded("the front page", front_page)));
    };
    let shop = Shop::default();
    assert_eq!(shop.get("/me", "seller 7").at(routes).await.text, "Some(7)");
    let anonymous = shop.get("/me", "anonymous").at(routes).await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
    assert_eq!(shop.get("/", "anonymous").at(routes).await.text, "true");
    assert_eq!(shop.get("/", "seller 7").at(routes).await.text, "false");
}

#[actix_web::test]
async fn the_principal_is_made_once_for_each_request() {
    async fn both(_: Allowed<ViewItem>, _: Allowed<EditItem>, _: Who<User>) -> &'static str {
        "both"
    }
    let shop = Shop::default();
    let answer = shop.get("/items/1", "seller 7").at(|config| {
        config.route("/items/{id}", get(both));
    });
    assert_eq!(answer.await.status, StatusCode::OK);
    assert_eq!(shop.users_loaded(), 1);
}

/// An asynchronous flag service: the trial is on for seller 7.
struct Trials(Arc<AtomicUsize>);

impl ResolveFlags<User> for Trials {
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, user: &'a User) -> Resolves<'a> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let on = user.id == Some(7);
            flags.into_iter().map(|flag| (flag, on)).collect()
        })
    }
}

#[actix_web::test]
async fn flags_are_resolved_once_for_each_request() {
    async fn both(_: Allowed<TryOut>, _: Allowed<TryOut>) -> &'static str {
        "tried"
    }
    let asked = Arc::new(AtomicUsize::new(0));
    let resolves = Authorizer::builder().resolve_flags(Trials(asked.clone()));
    let (shop, trial) = (
        Shop::default(),
        Shop::of_authorizer(resolves.build()).authenticator(),
    );
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .route("/", get(both))
        .service(scope("/trial").app_data(trial).route("", get(both)));
    let service = init_service(app).await;
    for (path, session, expected) in [
        ("/trial", "seller 7", StatusCode::OK),
        ("/trial", "seller 8", StatusCode::FORBIDDEN),
        ("/", "seller 7", StatusCode::FORBIDDEN),
    ] {
        let answer = shop.get(path, session).of(&service).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[actix_web::test]
async fn a_scope_with_its_own_authorizer_has_its_own_principals() {
    /// Makes a principal before the handler. The handler makes its own.
    async fn twice(
        request: ServiceRequest,
        next: Next<impl MessageBody>,
    ) -> Result<ServiceResponse<impl MessageBody>, Error> {
        Who::<User>::extract(request.request()).await?;
        next.call(request).await
    }
    async fn show(_: Who<User>) -> &'static str {
        "shown"
    }
    let shows = || get(unguarded("shown to all", show));
    let (shop, inner) = (Shop::default(), Shop::default());
    let own = scope("/own")
        .app_data(inner.authenticator())
        .route("", shows());
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service(own)
        .route("/", shows())
        .wrap(from_fn(twice));
    let service = init_service(app).await;
    assert_eq!(shop.get("/", "seller 7").of(&service).await.text, "shown");
    assert_eq!((shop.users_loaded(), inner.users_loaded()), (2, 0));
    assert_eq!(
        shop.get("/own", "seller 7").of(&service).await.text,
        "shown"
    );
    assert_eq!((shop.users_loaded(), inner.users_loaded()), (3, 1));
}
