//! A page for signed-in callers under a consent.

use std::time::{Duration, SystemTime};

use actix_web::{HttpMessage, dev::Service, test::init_service};
use permit::{Consent, Permissions};
use permit_actix::{App, narrow};

use super::{Credential, Office, User, answer, ok, routes, send};

fn to_nothing() -> [(&'static str, Consent); 5] {
    let ended = SystemTime::now() - Duration::from_secs(1);
    let view = || Consent::to(["view_item"]);
    [
        ("no action", Consent::default()),
        ("an unknown key", Consent::to(["view_itm"])),
        ("no place", view().on([])),
        ("ended", view().until(ended)),
        ("an unknown key, and ended", Consent::to([""]).until(ended)),
    ]
}

#[actix_web::test]
async fn signed_in_refuses_a_consent_to_nothing() {
    let office = Office::new();
    for (name, consent) in to_nothing() {
        let credential = Credential::delegated(User::seller(7), consent.clone());
        let delegated = answer(&office, routes, "/me", &credential).await;
        assert_eq!(delegated, (403, String::new()), "{name}");

        // The same by a middleware.
        let app = App::new()
            .app_data(office.authenticator())
            .configure(routes)
            .wrap_fn(move |request, service| {
                narrow::<User>(&mut request.extensions_mut(), consent.clone());
                service.call(request)
            });
        let service = init_service(app).await;
        let credential = Credential::of(User::seller(7));
        let narrowed = send(&service, "/me", Some(&credential)).await;
        assert_eq!(narrowed, (403, String::new()), "{name}");
        let who = send(&service, "/who", Some(&credential)).await;
        assert_eq!(who, ok("7 under 1"), "{name}");
    }
}

#[actix_web::test]
async fn signed_in_accepts_a_consent_to_any_action() {
    let office = Office::new();
    let mut accepted = 0;
    for table in User::ACTIONS {
        let consent = Consent::to([table.key()]);
        let credential = Credential::delegated(User::seller(7), consent);
        let answer = answer(&office, routes, "/me", &credential).await;
        assert_eq!(answer, ok("7 under 1"), "{}", table.key());
        accepted += 1;
    }
    assert_eq!(accepted, 6);
}

#[actix_web::test]
async fn signed_in_asks_an_anonymous_caller_to_sign_in_whatever_the_consent() {
    let office = Office::new();
    let anonymous = <User as permit::Subject>::anonymous;
    let consents = to_nothing().map(|(_, consent)| consent);
    for consent in consents.into_iter().chain([Consent::to(["view_item"])]) {
        let credential = Credential::delegated(anonymous(), consent);
        let answer = answer(&office, routes, "/me", &credential).await;
        assert_eq!(answer, (401, String::new()));
    }
}
