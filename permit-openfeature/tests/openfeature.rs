//! Flags through the SDK's own registry and client, from a provider that answers asynchronously.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

mod provider;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, StatusCode, request::Parts},
};
use open_feature::EvaluationContext;
use permit::{Authorizer, Caller, Subject};
use permit_axum::{Allowed, Authenticate, Router, Who, get};
use permit_openfeature::OpenFeatureFlags;
use tower::ServiceExt;

use self::provider::client;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

struct User {
    id: Option<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> permit::UserTypes<UserType> {
        self.id
            .map_or(UserType::Anonymous, |_| UserType::Seller)
            .into()
    }

    fn anonymous() -> Self {
        Self { id: None }
    }
}

#[permit::condition(flags(slow, broken))]
fn never_known(who: &permit::Principal<User>) -> bool {
    who.flag("slow") || who.flag("broken")
}

permit::permissions! {
    <User: UserType>
    On(flag = "on") { Anonymous => deny, Seller => allow }
    Off(flag = "off") { Anonymous => deny, Seller => allow }
    Unknown(flag = "unknown") { Anonymous => deny, Seller => allow }
    ForSeven(flag = "for_seven") { Anonymous => deny, Seller => allow }
    Late { Anonymous => deny, Seller => allow if never_known }
}

/// An application whose flags are all answered at once.
mod quick {
    #[derive(permit::UserType, Clone, Copy)]
    pub(super) enum UserType {
        #[anonymous]
        Anonymous,
        Seller,
    }

    pub(super) struct User(pub(super) u64);

    impl permit::Subject for User {
        type UserType = UserType;
        type Id = u64;

        fn id(&self) -> Option<&u64> {
            Some(&self.0)
        }

        fn user_types(&self) -> permit::UserTypes<UserType> {
            UserType::Seller.into()
        }

        fn anonymous() -> Self {
            Self(0)
        }
    }

    permit::permissions! {
        <User: UserType>
        pub(super) On(flag = "on") { Anonymous => deny, Seller => allow }
        pub(super) Off(flag = "off") { Anonymous => deny, Seller => allow }
    }
}

/// Registers a provider with the SDK, under a different name for each test.
async fn flags<S: Subject<Id = u64>>(name: &str) -> (OpenFeatureFlags<S>, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let client = client(name, Arc::clone(&asked)).await;
    let context = |subject: &S| {
        let context = EvaluationContext::default();
        match subject.id() {
            Some(id) => context.with_targeting_key(id.to_string()),
            None => context,
        }
    };
    let flags = OpenFeatureFlags::new(client, context);
    (flags.timeout(Duration::from_millis(500)), asked)
}

#[tokio::test(start_paused = true)]
async fn a_flag_that_is_unknown_in_error_or_late_is_left_out() {
    let (flags, asked) = flags("left out").await;
    // Answers for the flags that are left out, so the test can tell them from flags that are off.
    let other = Arc::new(AtomicBool::new(false));
    let others = Arc::clone(&other);
    let authorizer = Authorizer::builder()
        .resolve_flags(flags)
        .flags(move |_: &str, _: &User| Some(others.load(Ordering::Relaxed)))
        .build();
    let names = ["on", "off", "unknown", "broken", "slow", "for_seven"];
    let off = authorizer.load(User { id: Some(7) }).await;
    assert_eq!(asked.load(Ordering::Relaxed), names.len(), "each once");
    other.store(true, Ordering::Relaxed);
    let on = authorizer.load(User { id: Some(7) }).await;
    let resolved = names.map(|flag| (off.flag(flag) == on.flag(flag)).then(|| on.flag(flag)));
    assert_eq!(
        resolved,
        [Some(true), Some(false), None, None, None, Some(true)]
    );
    let who = authorizer.load(User { id: Some(8) }).await;
    assert!(!who.flag("for_seven"));
}

#[tokio::test(start_paused = true)]
async fn a_flag_that_is_left_out_is_off() {
    let (flags, _) = flags("off").await;
    let authorizer = Authorizer::builder().resolve_flags(flags).build();
    let who = authorizer.load(User { id: Some(7) }).await;
    assert!(who.can(On, &()) && who.can(ForSeven, &()));
    assert!(!who.can(Off, &()) && !who.can(Unknown, &()) && !who.can(Late, &()));
    // Without loading, no flag is asked for.
    let who = authorizer.principal(User { id: Some(7) });
    assert!(!who.can(On, &()));
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_a_flag_that_is_on_stays_on_although_its_future_is_pending() {
    let (flags, asked) = flags("load").await;
    // The other source has the opposite state of each flag, so a flag that is left out is noticed.
    let authorizer = Authorizer::builder()
        .resolve_flags(flags.timeout(Duration::from_secs(60)))
        .flags(|flag: &str, _: &quick::User| Some(flag == "off"))
        .build();
    // One task that never yields by itself: tokio makes its futures pending when its budget is
    // spent. Code that polls only once and does not wait would see flags that are on as off.
    let resolved = tokio::spawn(async move {
        let mut pending = 0;
        let mut on_all = true;
        for id in 0..2_000 {
            let mut loading = Box::pin(authorizer.load(quick::User(id)));
            let first = futures_util::poll!(&mut loading);
            let who = match first {
                std::task::Poll::Ready(who) => who,
                std::task::Poll::Pending => {
                    pending += 1;
                    loading.await
                }
            };
            on_all &= who.can(quick::On, &()) && !who.can(quick::Off, &());
        }
        (pending, on_all)
    });
    let (pending, on_all) = resolved.await.unwrap();
    assert!(on_all);
    assert!(
        pending > 0,
        "tokio's budget was never spent, so this test shows nothing"
    );
    assert_eq!(asked.load(Ordering::Relaxed), 4_000);
}

#[derive(Clone)]
struct App(Authorizer<User>);

impl Authenticate<App> for User {
    type Rejection = std::convert::Infallible;

    fn authorizer(app: &App) -> &Authorizer<Self> {
        &app.0
    }

    async fn authenticate(parts: &mut Parts, _: &App) -> Result<Caller<Self>, Self::Rejection> {
        let id = parts
            .headers
            .get("id")
            .and_then(|id| id.to_str().ok()?.parse().ok());
        Ok(Self { id }.into())
    }
}

async fn status(router: axum::Router, path: &str, id: &str) -> StatusCode {
    let request = Request::get(path)
        .header("id", id)
        .body(Body::empty())
        .unwrap();
    router.oneshot(request).await.unwrap().status()
}

#[tokio::test(start_paused = true)]
async fn flags_are_resolved_once_for_each_request_and_its_decisions_agree() {
    async fn several(_: Allowed<On>, Who(who): Who<User>, _: Allowed<ForSeven>) -> String {
        format!("{} {}", who.can(On, &()), who.can(Off, &()))
    }
    let (flags, asked) = flags("guards").await;
    let app = App(Authorizer::builder().resolve_flags(flags).build());
    let router = Router::new()
        .route("/several", get(several))
        .route("/off", get(async |_: Allowed<Off>| {}))
        .route("/unknown", get(async |_: Allowed<Unknown>| {}))
        .route("/late", get(async |_: Allowed<Late>| {}))
        .with_state(app.clone())
        .into_axum();
    assert_eq!(
        status(router.clone(), "/several", "7").await,
        StatusCode::OK
    );
    // Each flag of the catalogue is asked for once, for three guards and three decisions.
    assert_eq!(asked.swap(0, Ordering::Relaxed), app.0.flag_names().count());
    assert_eq!(
        status(router.clone(), "/several", "8").await,
        StatusCode::FORBIDDEN
    );
    for path in ["/off", "/unknown", "/late"] {
        assert_eq!(
            status(router.clone(), path, "7").await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    assert_eq!(status(router, "/off", "").await, StatusCode::UNAUTHORIZED);
}
