//! Layers that log, narrow and authenticate, in every order, around the routes and around a nested
//! router.

use core::convert::Infallible;
use std::collections::BTreeSet;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::Route,
};
use permit::Consent;
use permit_axum::{Ask, Refusal, Router, Who, narrow};
use tower::{Layer, Service, ServiceExt};

use crate::shop::{Answer, Credential, EditItem, Shop, User, routes};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    LogsTheCaller,
    LogsWhetherItCouldEdit,
    ReadsOnly,
    LimitsAToken,
    SignsIn,
}

const ALL: [Kind; 5] = [
    Kind::LogsTheCaller,
    Kind::LogsWhetherItCouldEdit,
    Kind::ReadsOnly,
    Kind::LimitsAToken,
    Kind::SignsIn,
];

impl Kind {
    const fn logs(self) -> bool {
        matches!(self, Self::LogsTheCaller | Self::LogsWhetherItCouldEdit)
    }

    fn put_around(self, routes: Router<Shop>, shop: &Shop, around: Around) -> Router<Shop> {
        match self {
            Self::LogsTheCaller => {
                around.put(routes, from_fn_with_state(shop.clone(), log_the_caller))
            }
            Self::LogsWhetherItCouldEdit => {
                let log = from_fn_with_state(shop.clone(), log_whether_it_could_edit);
                around.put(routes, log)
            }
            Self::ReadsOnly => around.put(routes, from_fn(read_only)),
            Self::LimitsAToken => around.put(routes, from_fn(limit_a_token)),
            Self::SignsIn => around.put(routes, from_fn(sign_in)),
        }
    }
}

async fn log_the_caller(
    State(shop): State<Shop>,
    Who(who): Who<User>,
    request: Request,
    next: Next,
) -> Response {
    let logged = (who.subject().id, who.consents().count());
    shop.log.lock().unwrap().insert(logged);
    next.run(request).await
}

async fn log_whether_it_could_edit(
    State(shop): State<Shop>,
    ask: Result<Ask<EditItem>, Refusal>,
    request: Request,
    next: Next,
) -> Response {
    if let Ok(ask) = ask {
        let who = ask.principal();
        let logged = (who.subject().id, who.consents().count());
        shop.log.lock().unwrap().insert(logged);
    }
    next.run(request).await
}

async fn read_only(mut request: Request, next: Next) -> Response {
    narrow::<User>(request.extensions_mut(), Consent::to(["view_item"]));
    next.run(request).await
}

async fn limit_a_token(mut request: Request, next: Next) -> Response {
    let consent = Consent::to(["view_item", "edit_item"]);
    narrow::<User>(request.extensions_mut(), consent);
    next.run(request).await
}

/// Puts the credential that `authenticate` reads into the extensions.
async fn sign_in(mut request: Request, next: Next) -> Response {
    let cookie = request.headers().get(header::COOKIE);
    let id = cookie.and_then(|cookie| cookie.to_str().ok()?.parse().ok());
    if let Some(id) = id {
        request
            .extensions_mut()
            .insert(Credential::from(User::seller(id)));
    }
    next.run(request).await
}

#[derive(Clone, Copy, Debug)]
enum Around {
    Everything,
    Routes,
}

impl Around {
    fn put<L>(self, routes: Router<Shop>, layer: L) -> Router<Shop>
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        match self {
            Self::Everything => routes.layer(layer),
            Self::Routes => routes.route_layer(layer),
        }
    }
}

/// Every order of `kinds`.
fn orders(kinds: &[Kind]) -> Vec<Vec<Kind>> {
    let Some((first, rest)) = kinds.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for position in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(position, *first);
            all.push(longer);
        }
    }
    all
}

/// What callers get from a router that is nested, with the first `inner` layers around it and the
/// others around the router that it is nested in.
async fn answers(shop: &Shop, order: &[Kind], inner: usize, around: Around) -> Vec<Answer> {
    let (inner, outer) = order.split_at(inner);
    let put = |routes, kinds: &[Kind]| {
        let kinds = kinds.iter();
        kinds.fold(routes, |routes, kind| kind.put_around(routes, shop, around))
    };
    let router = put(Router::new().nest("/nested", put(routes(), inner)), outer);
    let router = router.with_state(shop.clone());
    let mut answers = Vec::new();
    for (path, _) in EXPECTED {
        for session in ["7", "8", ""] {
            let request = Request::get(format!("/nested{path}")).header(header::COOKIE, session);
            let request = request.body(Body::empty()).unwrap();
            answers.push(Answer::of(router.clone().oneshot(request).await.unwrap()).await);
        }
    }
    answers
}

/// By seller 7, who owns item 1, by seller 8 and by an anonymous caller, all narrowed to viewing.
const EXPECTED: [(&str, [u16; 3]); 6] = [
    ("/items/1", [200, 200, 200]),
    ("/items/1/edit", [403, 403, 401]),
    ("/items/1/ask", [403, 403, 401]),
    ("/mine", [403, 403, 401]),
    ("/me", [200, 200, 401]),
    ("/who", [200, 200, 200]),
];

#[tokio::test]
async fn layers_that_log_narrow_and_authenticate_decide_alike_in_every_order() {
    let shop = Shop::new();
    let quiet: Vec<_> = ALL.into_iter().filter(|kind| !kind.logs()).collect();
    let without_log = answers(&shop, &quiet, 3, Around::Everything).await;
    let statuses: Vec<_> = without_log.iter().map(|answer| answer.status).collect();
    let expected = EXPECTED.iter().flat_map(|(_, statuses)| statuses);
    let expected: Vec<_> = expected
        .map(|status| StatusCode::from_u16(*status).unwrap())
        .collect();
    assert_eq!(statuses, expected);
    let texts: BTreeSet<_> = without_log
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .map(|answer| answer.text.as_str())
        .collect();
    let known = ["None", "Some(7)", "Some(8)"];
    let known = known.map(|id| format!("{id} by {id} under 2"));
    assert!(texts.iter().copied().eq(known.iter().map(String::as_str)));

    let (mut seen_orders, mut routers, mut compared) = (BTreeSet::new(), 0, 0);
    for order in orders(&quiet).into_iter().chain(orders(&ALL)) {
        for inner in 0..=order.len() {
            for around in [Around::Everything, Around::Routes] {
                let got = answers(&shop, &order, inner, around).await;
                assert_eq!(got, without_log, "{order:?}, {inner} inside, {around:?}");
                routers += 1;
                compared += got.len();
            }
        }
        seen_orders.insert(format!("{order:?}"));
    }
    assert_eq!(seen_orders.len(), 6 + 120);
    assert_eq!(routers, (6 * 4 + 120 * 6) * 2);
    assert_eq!(compared, 1_488 * 18);
}

#[tokio::test]
async fn a_log_sees_the_caller_as_the_layers_around_it_made_it() {
    let shop = Shop::new();
    for order in orders(&ALL) {
        answers(&shop, &order, order.len(), Around::Everything).await;
    }
    let logged = shop.log.lock().unwrap().clone();
    let seen: BTreeSet<_> = [None, Some(7), Some(8)]
        .into_iter()
        .flat_map(|id| [0, 1, 2].map(|consents| (id, consents)))
        .collect();
    assert_eq!(
        logged, seen,
        "a log outside of a layer sees the caller without it"
    );
}
