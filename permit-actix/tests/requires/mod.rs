//! `#[requires(A)]` above a handler, and `#[requires(A, who, context)]` above any other function.

use std::{future::Future, pin::Pin};

use actix_web::{
    http::StatusCode,
    web::{Json, Path},
};
use permit::{Principal, Refused};
use permit_actix::{
    Allowed, Guarded, Refusal, Route, ServiceConfig, SignedIn, get, post, requires,
};

use crate::app::{EditItem, Item, PostItem, Shop, User, ViewItem};

/// Sends a request of each caller to one endpoint.
async fn guards(route: impl Fn() -> Route) {
    let routes = |config: &mut ServiceConfig| {
        config.route("/items/{id}", route());
    };
    let mut config = ServiceConfig::new();
    routes(&mut config);
    let guarded: Vec<_> = config.routes().iter().map(|route| route.guard).collect();
    assert_eq!(guarded, [Guarded::Allows("edit_item")]);
    for (session, expected) in [
        ("seller 7", StatusCode::OK),
        ("seller 8", StatusCode::FORBIDDEN),
        ("anonymous", StatusCode::UNAUTHORIZED),
    ] {
        let answer = Shop::default().get("/items/1", session).at(routes).await;
        assert_eq!(answer.status, expected, "{session}");
    }
}

#[actix_web::test]
async fn requires_above_a_handler_checks_both_permits() {
    /// Seller 8 may view, and the permit to view must not satisfy `requires(EditItem)`.
    #[requires(EditItem)]
    async fn edit(Allowed(permit): Allowed<ViewItem>) -> String {
        permit.context().title.clone()
    }
    guards(|| get(edit)).await;
}

#[actix_web::test]
async fn destructured_mut_and_generic_parameters_follow_the_guard() {
    #[requires(EditItem)]
    async fn edit<const TWICE: bool>(mut id: Path<u64>, SignedIn(who): SignedIn<User>) -> String {
        *id += u64::from(TWICE);
        format!("{:?} {id}", who.subject().id)
    }
    guards(|| get(edit::<true>)).await;
    let answer = Shop::default().get("/items/1", "seller 7").at(|config| {
        config.route("/items/{id}", get(edit::<true>));
    });
    assert_eq!(answer.await.text, "Some(7) 2");
}

#[actix_web::test]
async fn a_handler_that_returns_a_future_is_guarded_like_an_async_one() {
    #[requires(EditItem)]
    fn unnamed(_: Path<u64>) -> impl Future<Output = &'static str> {
        std::future::ready("edited")
    }
    #[requires(EditItem)]
    fn boxed(_: Path<u64>) -> Pin<Box<dyn Future<Output = &'static str>>> {
        Box::pin(std::future::ready("edited"))
    }
    guards(|| get(unnamed)).await;
    guards(|| get(boxed)).await;
}

#[actix_web::test]
async fn sixteen_extractors_are_read() {
    type Id = Path<u64>;
    #[rustfmt::skip]
    #[requires(EditItem)]
    #[expect(clippy::too_many_arguments, reason = "the most that a handler takes")]
    async fn edit(
        p1: Id, p2: Id, p3: Id, p4: Id, p5: Id, p6: Id, p7: Id, p8: Id, p9: Id, p10: Id, p11: Id,
        p12: Id, p13: Id, p14: Id, Json(last): Json<u64>,
    ) -> String {
        let ids = [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14];
        (ids.iter().map(|id| **id).sum::<u64>() + last).to_string()
    }
    let answer = Shop::default()
        .post("/items/1", "seller 7", "5")
        .at(|config| {
            config.route("/items/{id}", post(edit));
        });
    assert_eq!(answer.await.text, "19");
}

#[actix_web::test]
async fn requires_checks_in_a_function_that_is_not_a_handler() {
    struct Store;
    trait Rename {
        fn rename(&self, who: &Principal<User>, item: &Item) -> Result<&'static str, Refused>;
    }
    impl Rename for Store {
        #[permit_actix::requires(EditItem, who, item)]
        fn rename(&self, who: &Principal<User>, item: &Item) -> Result<&'static str, Refused> {
            Ok("renamed")
        }
    }
    #[permit_actix::requires(PostItem, who)]
    async fn post(who: &Principal<User>) -> Result<&'static str, Refusal> {
        Ok("posted")
    }
    let shop = Shop::default();
    let authorizer = shop.authorizer();
    let owner = authorizer.principal(User::seller(7));
    let other = authorizer.principal(User::seller(8));
    let item = shop.item(1).unwrap();
    assert_eq!(Store.rename(&owner, &item), Ok("renamed"));
    assert!(Store.rename(&other, &item).is_err());
    assert!(post(&owner).await.is_ok());
    assert!(post(&authorizer.anonymous()).await.is_err());
}

mod vendor {
    pub(super) use permit_actix as guards;
}

#[actix_web::test]
async fn the_guards_are_found_under_the_given_path() {
    #[vendor::guards::requires(EditItem, crate = vendor::guards)]
    async fn edit() -> &'static str {
        "edited"
    }
    guards(|| get(edit)).await;
}
