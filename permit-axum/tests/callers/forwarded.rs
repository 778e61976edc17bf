//! Requests that a handler sends on with the same extensions and other credentials.

use axum::{
    Extension,
    body::Body,
    extract::Request,
    http::{Extensions, request::Parts},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing,
};
use permit::Consent;
use permit_axum::{Allowed, Ask, Router, Scoped, SignedIn, Who, get, narrow, post, unguarded};
use tower::ServiceExt;

use crate::shop::{
    Answer, Credential, EXTRACTORS, EditItem, PostItem, Shop, User, routes, send, told,
};

/// axum's own router, with permit's extractors in its handlers.
fn plain() -> axum::Router<Shop> {
    let edit = async |Allowed(permit): Allowed<EditItem>| told(permit.principal());
    let ask = async |ask: Ask<EditItem>| told(ask.principal());
    let mine = async |Scoped(scope): Scoped<EditItem>| format!("{:?}", scope.extent());
    let me = async |SignedIn(who): SignedIn<User>| told(&who);
    let who = async |Who(who): Who<User>| told(&who);
    axum::Router::new()
        .route("/items/{id}/edit", routing::get(edit))
        .route("/items/{id}/ask", routing::get(ask))
        .route("/mine", routing::get(mine))
        .route("/me", routing::get(me))
        .route("/who", routing::get(who))
}

/// The router that handlers forward to, of permit or of axum.
fn inner(shop: &Shop, guarded: bool) -> axum::Router {
    if guarded {
        routes().with_state(shop.clone()).into_axum()
    } else {
        plain().with_state(shop.clone())
    }
}

/// What to forward, from the body of the request: a path, and the seller who gets the credentials.
struct Forward {
    path: String,
    seller: Option<u64>,
}

impl Forward {
    fn of(text: &str) -> Self {
        let (path, seller) = text.split_once(' ').unwrap();
        Self {
            path: path.to_owned(),
            seller: seller.parse().ok(),
        }
    }

    async fn to(&self, router: axum::Router, mut extensions: Extensions) -> Response {
        match self.seller {
            Some(id) => drop(extensions.insert(Credential::from(User::seller(id)))),
            None => drop(extensions.remove::<Credential>()),
        }
        let mut request = Request::get(&self.path).body(Body::empty()).unwrap();
        *request.extensions_mut() = extensions;
        router.oneshot(request).await.into_response()
    }
}

type To = Extension<axum::Router>;

async fn behind_signed_in(_: SignedIn<User>, to: To, parts: Parts, body: String) -> Response {
    Forward::of(&body).to(to.0, parts.extensions).await
}

async fn behind_allowed(_: Allowed<PostItem>, to: To, all: Extensions, body: String) -> Response {
    Forward::of(&body).to(to.0, all).await
}

/// Takes the whole request.
async fn behind_ask(ask: Ask<EditItem>, _: Who<User>, to: To, request: Request) -> Response {
    ask.nothing_to_check("a test");
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 100).await.unwrap();
    let body = std::str::from_utf8(&body).unwrap();
    Forward::of(body).to(to.0, parts.extensions).await
}

async fn behind_no_guard(_: Who<User>, to: To, all: Extensions, body: String) -> Response {
    Forward::of(&body).to(to.0, all).await
}

/// Handlers that forward to `to`.
fn outer(to: axum::Router) -> Router<Shop> {
    Router::new()
        .route("/signed-in", post(behind_signed_in))
        .route("/allowed", post(behind_allowed))
        .route("/ask", post(behind_ask))
        .route("/unguarded", post(unguarded("a test", behind_no_guard)))
        .layer(Extension(to))
}

async fn forwarded(router: &Router, path: &str, forward: &str) -> Answer {
    let mut request = Request::post(path)
        .body(Body::from(forward.to_owned()))
        .unwrap();
    let credential = Credential::from(User::seller(7));
    request.extensions_mut().insert(credential);
    Answer::of(router.clone().oneshot(request).await.unwrap()).await
}

const OUTER: [&str; 4] = ["/signed-in", "/allowed", "/ask", "/unguarded"];

#[tokio::test]
async fn a_request_that_is_forwarded_with_other_credentials_has_another_caller() {
    let shop = Shop::new();
    let mut compared = 0;
    for guarded in [true, false] {
        let to = inner(&shop, guarded);
        let router = outer(to.clone()).with_state(shop.clone());
        let direct: Router = Router::new().merge_unguarded("a test", to);
        for from in OUTER {
            for path in EXTRACTORS {
                for seller in [None, Some(7), Some(8)] {
                    let id = seller.map(|id| id.to_string()).unwrap_or_default();
                    let got = forwarded(&router, from, &format!("{path} {id}")).await;
                    let credential = seller.map(|id| Credential::from(User::seller(id)));
                    let mut expected = send(&direct, path, credential).await;
                    if from != "/unguarded" {
                        expected = expected.passed_on();
                    }
                    assert_eq!(got, expected, "{from} to {path} for {seller:?}");
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 2 * 4 * 5 * 3);
}

#[tokio::test]
async fn a_forwarded_request_keeps_what_narrows_it() {
    async fn viewing(mut request: Request, next: Next) -> Response {
        let consent = Consent::to(["view_item", "post_item", "edit_item"]);
        narrow::<User>(request.extensions_mut(), consent);
        next.run(request).await
    }
    let shop = Shop::new();
    for guarded in [true, false] {
        let routes = outer(inner(&shop, guarded)).layer(from_fn(viewing));
        let router = routes.with_state(shop.clone());
        for from in OUTER {
            let told = forwarded(&router, from, "/who 8").await.text;
            assert_eq!(told, "Some(8) by Some(8) under 1", "{from}");
        }
    }
}

#[tokio::test]
async fn each_request_that_a_handler_forwards_has_its_own_caller() {
    async fn to_all(_: SignedIn<User>, Extension(to): To, all: Extensions) -> String {
        let mut told = Vec::new();
        for forward in ["/who 8", "/who 9", "/who "] {
            let response = Forward::of(forward).to(to.clone(), all.clone()).await;
            told.push(Answer::of(response).await.text);
        }
        told.join(", ")
    }
    for guarded in [true, false] {
        let shop = Shop::new();
        let routes = Router::new().route("/", get(to_all));
        let routes = routes.layer(Extension(inner(&shop, guarded)));
        let router = routes.with_state(shop.clone());
        let answer = send(&router, "/", Credential::from(User::seller(7))).await;
        let expected = ["Some(8)", "Some(9)", "None"];
        let expected = expected.map(|id| format!("{id} by {id} under 0"));
        assert_eq!(answer.text, expected.join(", "));
        assert_eq!(shop.authenticated(), 4);
    }
}

/// An extractor that asks another router, with a copy of the extensions.
struct Asked(String);

impl axum::extract::FromRequestParts<Shop> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Response> {
        let other = Forward {
            path: "/who".to_owned(),
            seller: Some(8),
        };
        let answer = other.to(inner(shop, false), parts.extensions.clone()).await;
        let body = axum::body::to_bytes(answer.into_body(), 1024).await;
        Ok(Self(String::from_utf8(body.unwrap().to_vec()).unwrap()))
    }
}

#[tokio::test]
async fn a_request_that_an_extractor_forwards_has_its_own_caller() {
    let both = async |SignedIn(who): SignedIn<User>, Asked(asked): Asked| {
        format!("{} and {asked}", told(&who))
    };
    let router = Router::new().route("/", get(both)).with_state(Shop::new());
    let answer = send(&router, "/", Credential::from(User::seller(7))).await;
    let alone = async |id| {
        let router = plain().with_state(Shop::new());
        let request = Request::get("/who").extension(Credential::from(User::seller(id)));
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await;
        let body = axum::body::to_bytes(answer.unwrap().into_body(), 1024).await;
        String::from_utf8(body.unwrap().to_vec()).unwrap()
    };
    assert_eq!(
        answer.text,
        format!("{} and {}", alone(7).await, alone(8).await)
    );
}
