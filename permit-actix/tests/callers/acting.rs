//! Staff who act as another subject, and third parties.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use actix_web::Error;
use permit::{
    Authorizer,
    flags::{ResolveFlags, Resolves},
};
use permit_actix::{Allowed, ServiceConfig, get, unguarded};

use super::{
    Credential, Office, PATHS, TryOut, User, ViewItem, answer, in_an_hour, ok, routes, said,
};

#[actix_web::test]
async fn staff_act_as_another_subject_behind_each_guard() {
    let office = Office::new();
    let acting = Credential::impersonating(User::support(), User::seller(7), in_an_hour());
    for path in PATHS {
        let answer = answer(&office, routes, path, &acting).await;
        assert_eq!(answer, ok("7 by 100 under 0"), "{path}");
    }
}

/// The staff member alone would be allowed behind each of these guards.
#[actix_web::test]
async fn a_failed_impersonation_is_a_refusal_behind_each_guard_and_never_the_staff_member_alone() {
    let office = Office::new();
    let alone = Credential::of(User::support());
    for path in PATHS {
        let (status, text) = answer(&office, routes, path, &alone).await;
        assert_eq!((status, &*text), (200, "100 under 0"), "{path}");
    }
    let seller = User::seller;
    let ended = SystemTime::now() - Duration::from_secs(1);
    let mut refused = 0;
    for (name, staff, target, until, status) in [
        ("denied", seller(8), seller(7), in_an_hour(), 403),
        (
            "denied to a platform user",
            User::admin(),
            seller(7),
            in_an_hour(),
            403,
        ),
        (
            "anonymous staff",
            permit::Subject::anonymous(),
            seller(7),
            in_an_hour(),
            401,
        ),
        (
            "protected",
            User::support(),
            User::admin(),
            in_an_hour(),
            403,
        ),
        ("ended", User::support(), seller(7), ended, 403),
        (
            "itself",
            User::support(),
            User::support(),
            in_an_hour(),
            403,
        ),
        (
            "anonymous target",
            User::support(),
            permit::Subject::anonymous(),
            in_an_hour(),
            403,
        ),
    ] {
        let acting = Credential::impersonating(staff, target, until);
        for path in PATHS {
            let answer = answer(&office, routes, path, &acting).await;
            assert_eq!(answer, (status, String::new()), "{name} {path}");
            refused += 1;
        }
    }
    assert_eq!(refused, 7 * PATHS.len());
    let loaded = office.items_loaded();
    assert_eq!(loaded, 3, "only of the staff member alone");
}

/// Knows the flags of subjects by their ids, and keeps whom it was asked for.
#[derive(Clone, Default)]
struct Trials(Arc<Mutex<Vec<Option<u64>>>>);

impl ResolveFlags<User> for Trials {
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, user: &'a User) -> Resolves<'a> {
        self.0.lock().unwrap().push(user.id);
        Box::pin(async move {
            let on = user.id == Some(7);
            flags.into_iter().map(|flag| (flag, on)).collect()
        })
    }
}

#[actix_web::test]
async fn an_impersonated_subject_has_its_own_flags() {
    async fn try_out(Allowed(permit): Allowed<TryOut>) -> String {
        said(permit.principal())
    }
    let trials = Trials::default();
    let office = Office::of(Authorizer::builder().resolve_flags(trials.clone()));
    let routes = |config: &mut ServiceConfig| {
        config.route("/try", get(try_out));
    };
    let support = User::support;
    let acting = |target| Credential::impersonating(support(), User::seller(target), in_an_hour());
    for (credential, expected, asked) in [
        (acting(7), ok("7 by 100 under 0"), vec![Some(100), Some(7)]),
        (acting(8), (403, String::new()), vec![Some(100), Some(8)]),
        (
            Credential::of(support()),
            (403, String::new()),
            vec![Some(100)],
        ),
        (
            Credential::of(User::seller(7)),
            ok("7 under 0"),
            vec![Some(7)],
        ),
    ] {
        assert_eq!(answer(&office, routes, "/try", &credential).await, expected);
        let subjects = std::mem::take(&mut *trials.0.lock().unwrap());
        assert_eq!(subjects, asked);
    }
}

#[actix_web::test]
async fn a_failed_impersonation_is_a_refusal_behind_a_fallible_guard_too() {
    async fn result(view: Result<Allowed<ViewItem>, Error>) -> String {
        view.map_or_else(
            |error| error.to_string(),
            |Allowed(permit)| said(permit.principal()),
        )
    }
    let office = Office::new();
    let acting = Credential::impersonating(User::seller(8), User::seller(7), in_an_hour());
    let answer = answer(
        &office,
        |config| {
            config.route("/result", get(unguarded("a test", result)));
        },
        "/result",
        &acting,
    );
    assert_eq!(answer.await, (403, String::new()));
}
