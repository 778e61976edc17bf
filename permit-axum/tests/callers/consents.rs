//! Pages for signed-in callers, under a consent.

use axum::{
    http::{StatusCode, header::WWW_AUTHENTICATE},
    middleware::from_fn_with_state,
};
use permit::{Consent, Permissions, catalogue::Table, places::Place};

use crate::shop::{Credential, Shop, User, later, narrows, now, routes, send, status};

fn every_key() -> impl Iterator<Item = &'static str> {
    User::ACTIONS.iter().map(Table::key)
}

/// Consents to nothing.
fn nothing() -> [(&'static str, Consent); 5] {
    let none: [&str; 0] = [];
    [
        ("no action", Consent::to(none)),
        ("unknown keys only", Consent::to(["view_itm", "", "owner"])),
        ("no place", Consent::to(every_key()).on([])),
        ("ended", Consent::to(every_key()).until(now())),
        (
            "ended long ago",
            Consent::to(every_key()).until(std::time::UNIX_EPOCH),
        ),
    ]
}

/// Consents to something, however little.
fn something() -> Vec<Consent> {
    let mut consents: Vec<_> = every_key().map(|key| Consent::to([key])).collect();
    consents.extend([
        Consent::to(["view_item", "view_itm"]),
        Consent::to(["view_item"]).on([Place::new("item", &1)]),
        Consent::to(["view_item"]).until(later()),
    ]);
    consents
}

/// The answer of `/me` to a caller whose own consent it is, and to one that a layer narrows to it.
async fn me(consent: &Consent) -> [StatusCode; 2] {
    let router = routes().with_state(Shop::new());
    let token = Credential::Token(User::seller(7), consent.clone());
    let layer = from_fn_with_state(consent.clone(), narrows);
    let narrowed = routes().layer(layer).with_state(Shop::new());
    let session = Credential::from(User::seller(7));
    [
        status(&router, "/me", token).await,
        status(&narrowed, "/me", session).await,
    ]
}

#[tokio::test]
async fn a_page_for_signed_in_callers_is_refused_under_a_consent_to_nothing() {
    for (case, consent) in nothing() {
        assert_eq!(me(&consent).await, [StatusCode::FORBIDDEN; 2], "{case}");
    }
}

#[tokio::test]
async fn a_page_for_signed_in_callers_is_answered_under_a_consent_to_any_action() {
    let consents = something();
    assert_eq!(consents.len(), User::ACTIONS.len() + 3);
    for consent in consents {
        assert_eq!(me(&consent).await, [StatusCode::OK; 2], "{consent:?}");
    }
}

#[tokio::test]
async fn one_consent_to_nothing_among_others_is_enough_to_refuse() {
    for (case, consent) in nothing() {
        let layer = from_fn_with_state(consent, narrows);
        let router = routes().layer(layer).with_state(Shop::new());
        let token = Credential::Token(User::seller(7), Consent::to(every_key()));
        let refused = status(&router, "/me", token).await;
        assert_eq!(refused, StatusCode::FORBIDDEN, "{case}");
    }
}

#[tokio::test]
async fn the_refusal_says_nothing_of_the_consent_and_tells_an_anonymous_caller_to_sign_in() {
    let router = routes().with_state(Shop::new());
    for (case, consent) in nothing() {
        let token = Credential::Token(User::seller(7), consent.clone());
        let refused = send(&router, "/me", token).await;
        assert_eq!(
            refused.text,
            r#"{"detail":"you may not do this","status":403,"title":"Forbidden","type":"about:blank"}"#,
            "{case}"
        );
        let anonymous = <User as permit::Subject>::anonymous();
        let token = Credential::Token(anonymous, consent);
        let refused = status(&router, "/me", token).await;
        assert_eq!(refused, StatusCode::UNAUTHORIZED, "{case}");
    }
}

#[tokio::test]
async fn who_is_extracted_under_a_consent_to_nothing_because_it_is_not_a_guard() {
    let router = routes().with_state(Shop::new());
    for (case, consent) in nothing() {
        let token = Credential::Token(User::seller(7), consent);
        let answer = send(&router, "/who", token).await;
        assert_eq!(answer.text, "Some(7) by Some(7) under 1", "{case}");
    }
}

#[tokio::test]
async fn a_consent_for_another_place_is_told_the_scope() {
    let router = routes().with_state(Shop::new());
    let elsewhere = Consent::to(every_key()).on([Place::new("item", &2)]);
    for path in ["/items/1/edit", "/items/1/ask"] {
        let token = Credential::Token(User::seller(7), elsewhere.clone());
        let refused = send(&router, path, token).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(
            refused.header(WWW_AUTHENTICATE),
            "Bearer error=\"insufficient_scope\", scope=\"edit_item\"",
            "{path}"
        );
    }
}
