//! Consents of several layers and of the caller, which all apply.

use axum::{http::StatusCode, middleware::from_fn_with_state};
use permit::Consent;
use permit_axum::Router;

use crate::shop::{Credential, Shop, User, later, narrows, now, routes, send, status};

/// The routes below layers that narrow to these consents.
fn narrowed<const LAYERS: usize>(consents: [Consent; LAYERS]) -> Router {
    let mut routes = routes();
    for consent in consents {
        routes = routes.layer(from_fn_with_state(consent, narrows));
    }
    routes.with_state(Shop::new())
}

const ACTIONS: [(&str, &str); 3] = [
    ("view_item", "/items/1"),
    ("edit_item", "/items/1/edit"),
    ("post_item", "/post"),
];

/// The consent to each action whose bit is set.
fn consent(bits: usize) -> Consent {
    let keys = ACTIONS.iter().enumerate();
    let keys = keys.filter(|(index, _)| bits >> index & 1 == 1);
    Consent::to(keys.map(|(_, (key, _))| *key))
}

#[tokio::test]
async fn a_request_is_allowed_what_each_layer_and_its_own_consent_allow() {
    let (mut decided, mut allowed) = (0, 0);
    for (one, other) in (0..64).map(|both| (both % 8, both / 8)) {
        let router = narrowed([consent(one), consent(other)]);
        for own in 0..8 {
            for (index, (_, path)) in ACTIONS.iter().enumerate() {
                let caller = Credential::Token(User::seller(7), consent(own));
                let expected = match (one & other & own) >> index & 1 {
                    1 => StatusCode::OK,
                    _ => StatusCode::FORBIDDEN,
                };
                let got = status(&router, path, caller).await;
                assert_eq!(got, expected, "{one:b} {other:b} {own:b} {path}");
                decided += 1;
                allowed += usize::from(got == StatusCode::OK);
            }
        }
    }
    assert_eq!((decided, allowed), (1_536, 3 * 64));
}

#[tokio::test]
async fn a_layer_narrows_a_caller_without_a_consent_of_its_own() {
    let router = narrowed([consent(0b001), consent(0b011)]);
    let seller = || Credential::from(User::seller(7));
    let viewed = send(&router, "/items/1", seller()).await;
    assert_eq!(viewed.text, "Some(7) by Some(7) under 2");
    let edited = status(&router, "/items/1/edit", seller()).await;
    assert_eq!(edited, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_layer_narrows_staff_who_act_as_a_seller() {
    let acting = || Credential::ActingAs {
        staff: User::clerk(20),
        target: User::seller(7),
        until: later(),
    };
    let router = narrowed([consent(0b001)]);
    let viewed = send(&router, "/items/1", acting()).await;
    assert_eq!(viewed.text, "Some(7) by Some(20) under 1");
    let edited = status(&router, "/items/1/edit", acting()).await;
    assert_eq!(edited, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_end_of_a_layers_consent_ends_what_it_allows() {
    let seller = || Credential::from(User::seller(7));
    for (until, expected) in [(later(), StatusCode::OK), (now(), StatusCode::FORBIDDEN)] {
        let router = narrowed([consent(0b111).until(until), consent(0b111)]);
        assert_eq!(status(&router, "/items/1/edit", seller()).await, expected);
    }
}
