//! Staff who act as a seller, or may not.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use permit::{
    Authorizer, Subject,
    flags::{ResolveFlags, ResolvedFlags, Resolves},
};
use permit_axum::{Allowed, Router, get, unguarded};

use crate::shop::{Credential, EXTRACTORS, EditItem, Shop, User, later, now, routes, send, status};

fn acting(staff: User, target: User) -> Credential {
    Credential::ActingAs {
        staff,
        target,
        until: later(),
    }
}

#[tokio::test]
async fn staff_who_act_as_a_seller_may_do_what_the_seller_may() {
    let router = routes().with_state(Shop::new());
    for path in EXTRACTORS {
        let answer = send(&router, path, acting(User::clerk(20), User::seller(7))).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        if path != "/mine" {
            assert_eq!(answer.text, "Some(7) by Some(20) under 0", "{path}");
        }
    }
    let as_other = acting(User::clerk(20), User::seller(8));
    let refused = status(&router, "/items/1/edit", as_other).await;
    assert_eq!(
        refused,
        StatusCode::FORBIDDEN,
        "a clerk may, seller 8 may not"
    );
}

#[tokio::test]
async fn a_failed_impersonation_is_refused_by_every_extractor_and_never_the_staff_member() {
    let ended = Credential::ActingAs {
        staff: User::clerk(20),
        target: User::seller(7),
        until: now(),
    };
    let failed = [
        ("denied", acting(User::clerk(21), User::seller(7)), 403),
        ("a seller", acting(User::seller(8), User::seller(7)), 403),
        ("protected", acting(User::clerk(20), User::admin(1)), 403),
        ("ended", ended, 403),
        (
            "anonymous staff",
            acting(User::anonymous(), User::seller(7)),
            401,
        ),
        (
            "anonymous target",
            acting(User::clerk(20), User::anonymous()),
            403,
        ),
        ("itself", acting(User::clerk(20), User::clerk(20)), 403),
    ];
    let shop = Shop::new();
    let router = routes().with_state(shop.clone());
    let mut refused = 0;
    for (case, credential, expected) in failed {
        for path in EXTRACTORS {
            let answer = send(&router, path, credential.clone()).await;
            let told = format!("{case}, {path}: {}", answer.text);
            assert_eq!(answer.status.as_u16(), expected, "{told}");
            assert!(answer.text.starts_with(r#"{""#), "{told}");
            refused += 1;
        }
    }
    assert_eq!(refused, 35);
    assert_eq!(shop.loaded(), 0, "nothing is loaded before");

    // Each of them would be allowed if the staff member acted alone.
    for clerk in [20, 21] {
        for path in EXTRACTORS {
            let alone = status(&router, path, Credential::from(User::clerk(clerk))).await;
            assert_eq!(alone, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn a_failed_impersonation_is_a_refusal_behind_an_optional_guard_too() {
    let edit = async |edit: Option<Allowed<EditItem>>| edit.is_some().to_string();
    let routes = Router::new().route("/items/{id}", get(unguarded("a test", edit)));
    let router = routes.with_state(Shop::new());
    let allowed = acting(User::clerk(20), User::seller(7));
    assert_eq!(send(&router, "/items/1", allowed).await.text, "true");
    let failed = acting(User::clerk(21), User::seller(7));
    assert_eq!(
        status(&router, "/items/1", failed).await,
        StatusCode::FORBIDDEN
    );
}

/// News that are on for some users, and the users that the resolver was asked about.
#[derive(Clone)]
struct Rollout {
    on: &'static [u64],
    asked: Arc<Mutex<Vec<Option<u64>>>>,
}

impl ResolveFlags<User> for Rollout {
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, user: &'a User) -> Resolves<'a> {
        self.asked.lock().unwrap().push(user.id);
        let on = user.id.is_some_and(|id| self.on.contains(&id));
        Box::pin(async move {
            tokio::task::yield_now().await;
            flags
                .into_iter()
                .map(|flag| (flag, on))
                .collect::<ResolvedFlags>()
        })
    }
}

#[tokio::test]
async fn the_target_of_an_impersonation_has_its_own_flags() {
    for (on, expected) in [
        (&[7][..], StatusCode::OK),
        (&[20], StatusCode::FORBIDDEN),
        (&[7, 20], StatusCode::OK),
        (&[], StatusCode::FORBIDDEN),
    ] {
        let asked = Arc::default();
        let rollout = Rollout { on, asked };
        let shop = Shop::with(Authorizer::builder().resolve_flags(rollout.clone()));
        let router = routes().with_state(shop);
        let credential = acting(User::clerk(20), User::seller(7));
        assert_eq!(
            status(&router, "/news", credential).await,
            expected,
            "{on:?}"
        );
        let asked = rollout.asked.lock().unwrap().clone();
        assert_eq!(asked, [Some(20), Some(7)], "once for each");
    }
}

#[tokio::test]
async fn a_caller_that_acts_for_itself_has_its_flags_resolved_once() {
    let rollout = Rollout {
        on: &[7],
        asked: Arc::default(),
    };
    let shop = Shop::with(Authorizer::builder().resolve_flags(rollout.clone()));
    let router = routes().with_state(shop);
    for (seller, expected) in [(7, StatusCode::OK), (8, StatusCode::FORBIDDEN)] {
        let credential = Credential::from(User::seller(seller));
        assert_eq!(status(&router, "/news", credential).await, expected);
    }
    let asked = rollout.asked.lock().unwrap().clone();
    assert_eq!(asked, [Some(7), Some(8)]);
}
