//! Every action, asked over HTTP by every user type, on what is their own and on what is not.
//!
//! The expectation is a plain list that was written by hand; permit has no part in it.

use std::collections::BTreeSet;

use marketplace::domain::User;
use permit::Permissions;
use permit_axum::Guarded;
use reqwest::{Method, StatusCode};

use crate::stage::{ALL_FLAGS, PEOPLE, Stage};

/// What somebody asks for: the action, the endpoint, and the answers to the seven of
/// [`PEOPLE`]. `0` is not asked, because a visitor owns nothing.
struct Case {
    action: &'static str,
    endpoint: &'static str,
    on: On,
    form: &'static str,
    answers: [u16; 7],
}

/// On which row, by the number that the path ends in. `Own` numbers grow with the person.
#[derive(Clone, Copy, Debug)]
enum On {
    Own(i64),
    Foreign(i64),
    Nothing,
}

use On::{Foreign, Nothing, Own};

const fn case(
    action: &'static str,
    endpoint: &'static str,
    on: On,
    form: &'static str,
    answers: [u16; 7],
) -> Case {
    Case {
        action,
        endpoint,
        on,
        form,
        answers,
    }
}

const ITEM: &str = "title=Lamp&description=Bright&price=12.50&listed=yes";
const SMALL: &str = "amount=50.00&payee=7";
const LARGE: &str = "amount=200.00&payee=7";
const IMPOSSIBLE: &str = "amount=1000.01&payee=7";
const SETTINGS: &str =
    "notice=Hello&edit_listing_experiment=yes&price_history_trial=yes&price_advice_trial=yes";

/// Listed items are 100 and more, drafts 200 and more, sold ones with their orders 300 and more,
/// purchases 400 and more. What ends in 8 is foreign.
#[rustfmt::skip]
const CASES: &[Case] = &[
    //                                                                       visitor shopper seller premium one two three
    case("view_item", "GET /", Nothing, "",                                      [200, 200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Own(100), "",                         [0,   200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(108), "",                     [200, 200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Own(200), "",                         [0,   404, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(208), "",                     [404, 404, 404, 404, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(308), "",                     [200, 200, 200, 200, 200, 200, 200]),

    case("post_item", "GET /items/new", Nothing, "",                             [401, 403, 200, 200, 403, 403, 403]),
    case("post_item", "POST /items", Nothing, ITEM,                              [401, 403, 303, 303, 403, 403, 403]),

    case("edit_item", "GET /items/{item}/edit", Own(100), "",                    [0,   403, 200, 200, 403, 200, 200]),
    case("edit_item", "GET /items/{item}/edit", Foreign(108), "",                [401, 403, 403, 403, 403, 200, 200]),
    case("edit_item", "GET /items/{item}/edit", Own(300), "",                    [0,   403, 403, 403, 403, 403, 403]),
    case("edit_item", "POST /items/{item}/edit", Own(100), ITEM,                 [0,   403, 303, 303, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Own(200), ITEM,                 [0,   403, 303, 303, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Own(300), ITEM,                 [0,   403, 403, 403, 403, 403, 403]),
    case("edit_item", "POST /items/{item}/edit", Foreign(108), ITEM,             [401, 403, 403, 403, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Foreign(308), ITEM,             [401, 403, 403, 403, 403, 403, 403]),

    case("reprice_item", "POST /items/{item}/price", Own(100), "price=9",        [0,   403, 303, 303, 403, 403, 303]),
    case("reprice_item", "POST /items/{item}/price", Foreign(108), "price=9",    [401, 403, 403, 403, 403, 403, 303]),
    case("reprice_item", "POST /items/{item}/price", Own(300), "price=9",        [0,   403, 403, 403, 403, 403, 403]),

    case("delete_item", "GET /items/{item}/delete", Own(100), "",                [0,   403, 200, 200, 403, 403, 200]),
    case("delete_item", "GET /items/{item}/delete", Foreign(108), "",            [401, 403, 403, 403, 403, 403, 200]),
    case("delete_item", "POST /items/{item}/delete", Own(100), "",               [0,   403, 303, 303, 403, 403, 303]),
    case("delete_item", "POST /items/{item}/delete", Foreign(108), "",           [401, 403, 403, 403, 403, 403, 303]),
    case("delete_item", "POST /items/{item}/delete", Own(300), "",               [0,   403, 403, 403, 403, 403, 403]),
    case("delete_item", "POST /items/{item}/delete", Foreign(308), "",           [401, 403, 403, 403, 403, 403, 403]),

    case("feature_item", "POST /items/{item}/feature", Own(100), "featured=yes", [0,   403, 403, 303, 403, 403, 303]),
    case("feature_item", "POST /items/{item}/feature", Own(200), "featured=yes", [0,   403, 403, 403, 403, 403, 403]),
    case("feature_item", "POST /items/{item}/feature", Foreign(108), "featured=yes", [401, 403, 403, 403, 403, 403, 303]),

    case("buy_item", "POST /items/{item}/buy", Own(100), "",                     [0,   403, 403, 403, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(108), "",                 [401, 303, 303, 303, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(208), "",                 [401, 403, 403, 403, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(308), "",                 [401, 403, 403, 403, 403, 403, 403]),

    case("advise_price", "GET /items/{item}/advice", Own(100), "",               [0,   403, 200, 200, 200, 200, 200]),
    case("advise_price", "GET /items/{item}/advice", Foreign(108), "",           [401, 403, 403, 403, 200, 200, 200]),

    case("view_order", "GET /orders/{order}", Own(400), "",                      [0,   200, 200, 200, 200, 200, 200]),
    case("view_order", "GET /orders/{order}", Own(300), "",                      [0,   404, 200, 200, 200, 200, 200]),
    case("view_order", "GET /orders/{order}", Foreign(308), "",                  [401, 404, 404, 404, 200, 200, 200]),

    case("refund_order", "POST /orders/{order}/refund", Own(400), "",            [0,   403, 403, 403, 403, 303, 303]),
    case("refund_order", "POST /orders/{order}/refund", Own(300), "",            [0,   403, 303, 303, 403, 303, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(308), "",        [401, 403, 403, 403, 403, 303, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(500), "",        [401, 403, 403, 403, 403, 403, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(501), "",        [401, 403, 403, 403, 403, 403, 403]),

    case("view_account", "GET /accounts/{account}", Own(0), "",                  [0,   200, 200, 200, 200, 200, 200]),
    case("view_account", "GET /accounts/{account}", Foreign(8), "",              [401, 404, 404, 404, 200, 200, 200]),

    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), SMALL,       [0,   303, 303, 303, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), LARGE,       [0,   403, 403, 303, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), IMPOSSIBLE,  [0,   403, 403, 403, 403, 403, 403]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), SMALL,   [401, 403, 403, 403, 403, 303, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), LARGE,   [401, 403, 403, 403, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(9), SMALL,   [401, 403, 403, 403, 403, 403, 303]),

    case("suspend_user", "POST /accounts/{account}/suspension", Own(0), "suspended=yes",     [0,   403, 403, 403, 403, 403, 403]),
    case("suspend_user", "POST /accounts/{account}/suspension", Foreign(8), "suspended=yes", [401, 403, 403, 403, 403, 303, 303]),
    case("suspend_user", "POST /accounts/{account}/suspension", Foreign(9), "suspended=yes", [401, 403, 403, 403, 403, 403, 303]),

    case("open_support_desk", "GET /support", Nothing, "",                       [401, 403, 403, 403, 200, 200, 200]),

    case("change_settings", "GET /settings", Nothing, "",                        [401, 403, 403, 403, 403, 403, 200]),
    case("change_settings", "POST /settings", Nothing, SETTINGS,                 [401, 403, 403, 403, 403, 403, 303]),
];

impl Case {
    fn method(&self) -> Method {
        let (method, _) = self.endpoint.split_once(' ').unwrap();
        method.parse().unwrap()
    }

    /// The path on which `person` asks.
    fn path(&self, person: i64) -> String {
        let (_, path) = self.endpoint.split_once(' ').unwrap();
        let number = match self.on {
            Own(first) => first + person,
            Foreign(number) => number,
            Nothing => return path.to_owned(),
        };
        let (before, rest) = path.split_once('{').unwrap();
        let (_, after) = rest.split_once('}').unwrap();
        format!("{before}{number}{after}")
    }
}

#[tokio::test]
async fn every_endpoint_answers_as_the_table_says_and_a_refusal_changes_nothing() {
    let stage = Stage::new().await;
    let before = stage.content().await;
    let mut asked = 0;
    for case in CASES {
        for ((name, person), expected) in PEOPLE.into_iter().zip(case.answers) {
            if expected == 0 {
                assert!(
                    person == 0 && matches!(case.on, Own(_)),
                    "{}",
                    case.endpoint
                );
                continue;
            }
            let path = case.path(person);
            let answer = stage.send(person, case.method(), &path, case.form).await;
            let about = format!("{name}: {} {path} {}", case.method(), case.form);
            assert_eq!(answer.status().as_u16(), expected, "{about}");
            let after = stage.content().await;
            if answer.status() == StatusCode::SEE_OTHER {
                assert_ne!(before, after, "{about}: allowed, and nothing happened");
                stage.reset().await;
                assert_eq!(before, stage.content().await, "{about}: cannot be undone");
            } else {
                assert_eq!(
                    before, after,
                    "{about}: refused or only read, and it changed something"
                );
            }
            asked += 1;
        }
    }
    assert!(asked > 300, "only {asked} were asked");
}

#[tokio::test]
async fn every_action_of_the_catalogue_and_every_guarded_endpoint_is_asked() {
    let actions: BTreeSet<_> = User::ACTIONS.iter().map(|action| action.key).collect();
    let asked: BTreeSet<_> = CASES.iter().map(|case| case.action).collect();
    assert_eq!(actions, asked);

    let guarded: BTreeSet<_> = marketplace::handlers::routes()
        .routes()
        .iter()
        .filter_map(|route| match route.guard {
            Guarded::Action(action) => Some((action, format!("{} {}", route.method, route.path))),
            _ => None,
        })
        .collect();
    let asked: BTreeSet<_> = CASES
        .iter()
        .map(|case| (case.action, case.endpoint.to_owned()))
        .collect();
    assert_eq!(guarded, asked);
}

#[tokio::test]
async fn what_is_not_guarded_by_an_action_is_little_and_says_why() {
    let routes = marketplace::handlers::routes();
    let others: Vec<String> = routes
        .routes()
        .iter()
        .filter(|route| !matches!(route.guard, Guarded::Action(_)))
        .map(|route| format!("{} {}: {:?}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        others,
        [
            "GET /orders: SignedIn",
            "GET /login: Unguarded(\"everybody may sign in and out\")",
            "POST /login: Unguarded(\"everybody may sign in and out\")",
            "POST /logout: Unguarded(\"everybody may sign in and out\")",
            "GET /style.css: Unguarded(\"the same for everybody, and nothing to hide\")",
            "GET /icon.svg: Unguarded(\"the same for everybody, and nothing to hide\")",
            "ANY *: Unguarded(\"nothing is there\")",
        ]
    );
}

#[tokio::test]
async fn without_its_flag_an_action_is_nobodys() {
    let stage = Stage::new().await;
    let flagged = [
        ("POST /items/{item}/price", "edit_listing_experiment"),
        ("GET /items/{item}/advice", "price_history_trial"),
        ("GET /items/{item}/advice", "price_advice_trial"),
    ];
    for (endpoint, flag) in flagged {
        let others: Vec<&str> = ALL_FLAGS
            .split('&')
            .filter(|tick| !tick.starts_with(flag))
            .collect();
        stage.set_flags(&others.join("&")).await;
        let before = stage.content().await;
        for case in CASES.iter().filter(|case| case.endpoint == endpoint) {
            for ((name, person), on) in PEOPLE.into_iter().zip(case.answers) {
                let answer = stage
                    .send(person, case.method(), &case.path(person), case.form)
                    .await;
                let expected = match on {
                    0 | 401 => 401,
                    _ => 403,
                };
                assert_eq!(
                    answer.status(),
                    expected,
                    "{name}: {endpoint} without {flag}"
                );
            }
        }
        assert_eq!(before, stage.content().await);
        stage.set_flags(ALL_FLAGS).await;
        let path = endpoint.split_once(' ').unwrap().1.replace("{item}", "102");
        let method = endpoint.split_once(' ').unwrap().0.parse().unwrap();
        let again = stage.send(2, method, &path, "price=9").await.status();
        assert!(
            again == 200 || again == 303,
            "{endpoint} with {flag}: {again}"
        );
        stage.reset().await;
    }
}
