//! Several subjects, states and authorizers in one application.

use core::convert::Infallible;
use std::sync::Arc;

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use permit::{Authorizer, Caller, Consent, Principal, Subject, UserTypes, flags::InMemoryFlags};
use permit_axum::{Allowed, Authenticate, Refusal, Router, SignedIn, Who, get};
use tower::ServiceExt;

use crate::shop::{
    Answer, Credential, PostItem, Shop, TryNews, User, narrows, routes, send, status, told,
};

#[derive(permit::UserType, Clone, Copy)]
enum DeviceType {
    #[anonymous]
    Unknown,
    Scanner,
}

/// A second subject, with a catalogue of its own.
struct Device(Option<u64>);

impl Subject for Device {
    type UserType = DeviceType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.0.as_ref()
    }

    fn user_types(&self) -> UserTypes<DeviceType> {
        match self.0 {
            Some(_) => DeviceType::Scanner.into(),
            None => DeviceType::Unknown.into(),
        }
    }

    fn anonymous() -> Self {
        Self(None)
    }
}

permit::permissions! {
    <Device: DeviceType>

    ScanItem { Unknown => deny, Scanner => allow }
}

/// The number of a device, in the extensions of its requests.
#[derive(Clone, Copy)]
struct Scanner(u64);

/// An application of people and devices, with an authorizer for each.
#[derive(Clone)]
struct Store {
    shop: Shop,
    devices: Authorizer<Device>,
}

impl Authenticate<Store> for User {
    type Rejection = StatusCode;

    fn authorizer(store: &Store) -> &Authorizer<Self> {
        Self::authorizer(&store.shop)
    }

    async fn authenticate(parts: &mut Parts, store: &Store) -> Result<Caller<Self>, StatusCode> {
        Self::authenticate(parts, &store.shop).await
    }
}

impl Authenticate<Store> for Device {
    type Rejection = Infallible;

    fn authorizer(store: &Store) -> &Authorizer<Self> {
        &store.devices
    }

    async fn authenticate(parts: &mut Parts, _: &Store) -> Result<Caller<Self>, Infallible> {
        let scanner = parts.extensions.get().map(|Scanner(id)| *id);
        Ok(Self(scanner).into())
    }
}

async fn both(
    _: Allowed<PostItem>,
    Allowed(scan): Allowed<ScanItem>,
    SignedIn(user): SignedIn<User>,
    SignedIn(device): SignedIn<Device>,
) -> String {
    let narrowed = scan.principal().is_delegated();
    format!("{} with {:?} {narrowed}", told(&user), device.subject().0)
}

/// The answer to a user and a device, and how often the user was authenticated.
async fn answered(layer: bool, user: Option<u64>, device: Option<u64>) -> (Answer, usize) {
    let shop = Shop::new();
    let store = Store {
        shop: shop.clone(),
        devices: Authorizer::builder().build(),
    };
    let mut routes: Router<Store> = Router::new().route("/", get(both));
    if layer {
        let consent = Consent::to(["post_item"]);
        routes = routes.layer(from_fn_with_state(consent, narrows));
    }
    let router = routes.with_state(store);
    let mut request = Request::get("/").body(Body::empty()).unwrap();
    let extensions = request.extensions_mut();
    if let Some(id) = user {
        extensions.insert(Credential::from(User::seller(id)));
    }
    if let Some(id) = device {
        extensions.insert(Scanner(id));
    }
    let answer = Answer::of(router.oneshot(request).await.unwrap()).await;
    (answer, shop.authenticated())
}

#[tokio::test]
async fn a_handler_is_guarded_for_two_subjects_and_authenticates_each_once() {
    for (user, device, expected) in [
        (Some(7), Some(1), StatusCode::OK),
        (Some(7), None, StatusCode::UNAUTHORIZED),
        (None, Some(1), StatusCode::UNAUTHORIZED),
        (None, None, StatusCode::UNAUTHORIZED),
    ] {
        let (answer, authenticated) = answered(false, user, device).await;
        assert_eq!((answer.status, authenticated), (expected, 1));
        if expected == StatusCode::OK {
            assert_eq!(answer.text, "Some(7) by Some(7) under 0 with Some(1) false");
        }
    }
}

#[tokio::test]
async fn a_layer_narrows_the_callers_of_one_subject_only() {
    let (answer, _) = answered(true, Some(7), Some(1)).await;
    assert_eq!(answer.text, "Some(7) by Some(7) under 1 with Some(1) false");
}

/// A shop in which the news are on or off.
fn shop(news: bool) -> Shop {
    Shop::with(Authorizer::builder().flags(InMemoryFlags::new().with("news", news)))
}

#[tokio::test]
async fn a_nested_router_decides_by_its_own_state_and_authorizer() {
    async fn look(_: Who<User>, request: Request, next: Next) -> Response {
        next.run(request).await
    }
    let (front, back) = (shop(true), shop(false));
    let router: Router = Router::new()
        .nest("/front", routes().with_state(front.clone()))
        .nest("/back", routes().with_state(back.clone()))
        .layer(from_fn_with_state(front.clone(), look));
    for (path, expected) in [
        ("/front/news", StatusCode::OK),
        ("/back/news", StatusCode::FORBIDDEN),
        ("/front/post", StatusCode::OK),
        ("/back/post", StatusCode::OK),
    ] {
        let credential = Credential::from(User::seller(7));
        assert_eq!(status(&router, path, credential).await, expected, "{path}");
    }
    assert_eq!(
        front.authenticated(),
        4 + 2,
        "by the layer, and by its handlers"
    );
    assert_eq!(back.authenticated(), 2);
}

/// Two shops; a handler's guards decide by the first.
#[derive(Clone)]
struct Two(Shop, Shop);

impl Authenticate<Two> for User {
    type Rejection = StatusCode;

    fn authorizer(two: &Two) -> &Authorizer<Self> {
        Self::authorizer(&two.0)
    }

    async fn authenticate(parts: &mut Parts, two: &Two) -> Result<Caller<Self>, StatusCode> {
        Self::authenticate(parts, &two.0).await
    }
}

/// The caller, as the second shop knows it.
struct InSecond(Principal<User>);

impl FromRequestParts<Two> for InSecond {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, two: &Two) -> Result<Self, Refusal> {
        let Who(who) = Who::from_request_parts(parts, &two.1).await?;
        Ok(Self(who))
    }
}

#[tokio::test]
async fn two_authorizers_in_one_handler_decide_apart() {
    async fn second_between(
        _: SignedIn<User>,
        InSecond(second): InSecond,
        Allowed(permit): Allowed<TryNews>,
    ) -> String {
        let first = permit.principal();
        format!("{} {}", first.can(TryNews, &()), second.can(TryNews, &()))
    }
    for (first, second) in [(true, false), (true, true), (false, true), (false, false)] {
        let two = Two(shop(first), shop(second));
        let routes: Router<Two> = Router::new().route("/", get(second_between));
        let router = routes.with_state(two.clone());
        let answer = send(&router, "/", Credential::from(User::seller(7))).await;
        if first {
            assert_eq!(answer.text, format!("true {second}"));
        } else {
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        assert_eq!((two.0.authenticated(), two.1.authenticated()), (1, 1));
    }
}

/// The state of an application that shares its data behind an `Arc`.
struct Data {
    shop: Shop,
    greeting: &'static str,
}

impl Authenticate<Arc<Data>> for User {
    type Rejection = StatusCode;

    fn authorizer(data: &Arc<Data>) -> &Authorizer<Self> {
        Self::authorizer(&data.shop)
    }

    async fn authenticate(parts: &mut Parts, data: &Arc<Data>) -> Result<Caller<Self>, StatusCode> {
        Self::authenticate(parts, &data.shop).await
    }
}

#[tokio::test]
async fn a_state_may_be_an_arc() {
    async fn post(Allowed(permit): Allowed<PostItem>, State(data): State<Arc<Data>>) -> String {
        format!("{} {}", data.greeting, told(permit.principal()))
    }
    let shop = Shop::new();
    let data = Arc::new(Data {
        shop,
        greeting: "welcome",
    });
    let routes: Router<Arc<Data>> = Router::new().route("/post", get(post));
    let router = routes.with_state(data);
    let answer = send(&router, "/post", Credential::from(User::seller(7))).await;
    assert_eq!(answer.text, "welcome Some(7) by Some(7) under 0");
    assert_eq!(
        status(&router, "/post", None).await,
        StatusCode::UNAUTHORIZED
    );
}
