//! How often a handler authenticates.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use permit::{
    Authorizer,
    flags::{ResolveFlags, ResolvedFlags, Resolves},
};
use permit_axum::{Allowed, Ask, MethodRouter, Refusal, Router, Scoped, SignedIn, Who, get};

use crate::shop::{Credential, EditItem, PostItem, Shop, User, ViewItem, send, told};

fn router(shop: &Shop, handlers: MethodRouter<Shop>) -> Router {
    let routes = Router::new().route("/items/{id}", handlers);
    routes.with_state(shop.clone())
}

fn seller() -> Credential {
    User::seller(7).into()
}

#[expect(clippy::too_many_arguments, reason = "each extractor in one handler")]
async fn every_guard(
    Allowed(edit): Allowed<EditItem>,
    _: Allowed<PostItem>,
    ask: Ask<EditItem>,
    Scoped(scope): Scoped<EditItem>,
    SignedIn(signed_in): SignedIn<User>,
    Who(who): Who<User>,
    view: Option<Allowed<ViewItem>>,
    who_again: Result<Who<User>, Refusal>,
) -> String {
    ask.nothing_to_check("a test");
    scope.nothing_to_list("a test");
    let told = [
        edit.principal(),
        ask.principal(),
        &signed_in,
        &who,
        view.as_ref().unwrap().0.principal(),
        &who_again.as_ref().unwrap().0,
    ]
    .map(told);
    assert!(told.iter().all(|one| *one == told[0]));
    told[0].clone()
}

#[tokio::test]
async fn several_guards_of_one_handler_authenticate_once() {
    let shop = Shop::new();
    let router = router(&shop, get(every_guard));
    for requests in 1..=3 {
        let answer = send(&router, "/items/1", seller()).await;
        assert_eq!(answer.text, "Some(7) by Some(7) under 0");
        assert_eq!(shop.authenticated(), requests);
    }
}

/// Counts how often flags are resolved.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicUsize>);

impl ResolveFlags<User> for Counted {
    fn resolve<'a>(&'a self, _: Vec<&'static str>, _: &'a User) -> Resolves<'a> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { ResolvedFlags::default() })
    }
}

#[tokio::test]
async fn several_guards_of_one_handler_load_the_principal_once() {
    let counted = Counted::default();
    let shop = Shop::with(Authorizer::builder().resolve_flags(counted.clone()));
    let router = router(&shop, get(every_guard));
    for requests in 1..=3 {
        let answer = send(&router, "/items/1", seller()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(counted.0.load(Ordering::Relaxed), requests);
    }
}

#[tokio::test]
async fn a_layer_that_looks_at_the_caller_authenticates_for_itself() {
    async fn look(_: Who<User>, _: SignedIn<User>, request: Request, next: Next) -> Response {
        next.run(request).await
    }
    let shop = Shop::new();
    let layer = from_fn_with_state(shop.clone(), look);
    let router = router(&shop, get(every_guard)).layer(layer);
    let answer = send(&router, "/items/1", seller()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(shop.authenticated(), 2 + 1);
}

#[tokio::test]
async fn the_parts_that_a_handler_takes_are_authenticated_anew() {
    async fn keeps(_: SignedIn<User>, State(shop): State<Shop>, mut parts: Parts) -> String {
        parts.extensions.insert(Credential::from(User::seller(8)));
        let Who(who) = Who::from_request_parts(&mut parts, &shop).await.unwrap();
        told(&who)
    }
    let shop = Shop::new();
    let router = router(&shop, get(keeps));
    let answer = send(&router, "/items/1", seller()).await;
    assert_eq!(answer.text, "Some(8) by Some(8) under 0");
    assert_eq!(shop.authenticated(), 2);
}
