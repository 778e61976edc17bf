//! The events that the log gets about decisions.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fmt,
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Stdio},
    sync::Once,
};

use marketplace::{domain::Identity, start};
use reqwest::{
    Client, Method, StatusCode,
    header::{COOKIE, ORIGIN, SET_COOKIE},
    redirect::Policy,
};
use tempfile::TempDir;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
    util::SubscriberInitExt as _,
};

use crate::stage::{Stage, config, file};

type Fields = BTreeMap<&'static str, String>;

thread_local! {
    static KEPT: RefCell<Vec<Fields>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the events of decisions separately for each thread: a marketplace answers on the thread of
/// its test.
struct Keeper;

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "permit::decision" {
            let mut read = Read(Fields::new());
            read.0.insert("level", event.metadata().level().to_string());
            event.record(&mut read);
            KEPT.with_borrow_mut(|kept| kept.push(read.0));
        }
    }
}

/// The events of this thread since the last call.
fn told() -> Vec<Fields> {
    KEPT.take()
}

struct Read(Fields);

impl Visit for Read {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

/// A marketplace that is started as the program starts it.
async fn started() -> Stage {
    // One subscriber for all threads: `tracing` remembers whether the first thread that reached an
    // event had a subscriber.
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| tracing_subscriber::registry().with(Keeper).init());
    let mut stage = Stage::new().await;
    stage.running.stop().await.unwrap();
    stage.running = start(config(&stage.folder)).await.unwrap();
    drop(told());
    stage
}

/// An event without its duration, of which only the type is known.
fn without_time(mut event: Fields) -> Fields {
    let microseconds = event.remove("microseconds").unwrap();
    assert!(microseconds.parse::<u64>().is_ok(), "{microseconds}");
    event
}

/// An event of a check, with `fields` besides the fields of every check.
fn checked(level: &str, outcome: &str, fields: &[(&'static str, &str)]) -> Fields {
    let every = [
        ("level", level),
        ("outcome", outcome),
        ("enforced", "true"),
        ("revision", "0"),
    ];
    let fields = every.iter().chain(fields);
    fields
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

fn denied(action: &str, reason: &str, whose: &[(&'static str, &str)]) -> Fields {
    let fields = [&[("action", action), ("reason", reason)], whose].concat();
    checked("INFO", "denied", &fields)
}

/// The events of this thread since the last call, without their durations.
fn events() -> Vec<Fields> {
    told().into_iter().map(without_time).collect()
}

#[tokio::test]
async fn the_event_of_a_request_says_who_was_denied_what_and_why() {
    let stage = started().await;
    let answer = stage.get(2, "/items/108/edit").await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let owner = denied(
        "edit_item",
        "`owner` does not hold",
        &[("subject", "AccountId(2)")],
    );
    // There are no tenants here, and the caller acts for itself, so the event has no other fields.
    assert_eq!(events(), [owner]);

    let answer = stage.get(2, "/api/items/202").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let allowed = checked(
        "DEBUG",
        "allowed",
        &[("action", "view_item"), ("subject", "AccountId(2)")],
    );
    assert_eq!(events(), [allowed]);

    let answer = stage.get(0, "/api/items/208").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let hidden = denied("view_item", "`published` does not hold", &[]);
    assert_eq!(events(), [hidden], "an anonymous caller has no id");
}

#[tokio::test]
async fn a_denial_before_anything_is_loaded_is_an_event_as_well() {
    let stage = started().await;
    let answer = stage.get(0, "/settings").await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let row = denied("change_settings", "the table says `deny`", &[]);
    assert_eq!(events(), [row]);
}

#[tokio::test]
async fn the_event_names_the_seller_and_the_actor() {
    let stage = started().await;
    let answer = stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    drop(told());
    let answer = stage.get(5, "/accounts/8").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let owner = denied(
        "view_account",
        "`owner` does not hold",
        &[("subject", "AccountId(2)"), ("actor", "AccountId(5)")],
    );
    let events = events();
    assert!(events.contains(&owner), "{events:?}");
}

#[tokio::test]
async fn every_denial_and_one_in_a_hundred_allowed_decisions_is_an_event() {
    let stage = started().await;
    for _ in 0..101 {
        let answer = stage.get(2, "/api/items/202").await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer = stage.get(2, "/api/items/208").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
    let events = told();
    let of = |outcome: &str| {
        events
            .iter()
            .filter(|one| one["outcome"] == outcome)
            .count()
    };
    assert_eq!((of("allowed"), of("denied")), (2, 101));
}

/// What the program logs by default.
#[cfg(unix)]
#[tokio::test]
async fn the_program_logs_denials_and_no_allowed_decisions() {
    let folder = TempDir::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_marketplace"))
        .arg("--database")
        .arg(file(&folder))
        .args(["--port", "0"])
        .env("NO_COLOR", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let (_, origin) = line.trim().split_once(": ").unwrap();
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let begin = client
        .post(format!("{origin}/login"))
        .header(ORIGIN, origin);
    let answer = begin
        .form(&[("account", "1"), (Identity::FIELD, "visitor")])
        .send()
        .await
        .unwrap();
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    for (path, status) in [
        ("/accounts/1", StatusCode::OK),
        ("/accounts/2", StatusCode::NOT_FOUND),
    ] {
        let request = client.get(format!("{origin}{path}"));
        let answer = request.header(COOKIE, &cookie).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
    }
    let told = Command::new("kill").arg(child.id().to_string()).status();
    assert!(told.unwrap().success());
    assert!(child.wait().unwrap().success());
    let mut written = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut written)
        .unwrap();
    let of_accounts: Vec<_> = written
        .lines()
        .filter(|line| line.contains("action=\"view_account\""))
        .collect();
    assert_eq!(of_accounts.len(), 1, "{written}");
    for words in [
        "INFO permit::decision",
        "outcome=\"denied\"",
        "subject=AccountId(1)",
    ] {
        assert!(of_accounts[0].contains(words), "{written}");
    }
    assert!(!written.contains("allowed"), "{written}");
}
