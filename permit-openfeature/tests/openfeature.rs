//! Flags by the SDK's own registry and client, from a provider that has to be waited for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::{
    Extension,
    body::Body,
    extract::{FromRef, FromRequestParts},
    http::{Request, StatusCode, request::Parts},
};
use open_feature::{
    EvaluationContext, EvaluationError, EvaluationErrorCode, EvaluationResult, OpenFeature,
    StructValue,
    provider::{FeatureProvider, ProviderMetadata, ResolutionDetails},
};
use permit::{Authorizer, FlagSource, Subject};
use permit_axum::{Allowed, FlagResolver, ResolvedFlags, Who};
use permit_openfeature::OpenFeatureFlags;
use tokio::sync::RwLock;
use tower::ServiceExt;

/// A provider whose flags are in memory, behind a lock that has to be waited for: under load its
/// futures are pending when they are first asked.
struct InMemory {
    metadata: ProviderMetadata,
    flags: Arc<RwLock<HashMap<String, bool>>>,
    asked: Arc<AtomicUsize>,
}

#[async_trait]
impl FeatureProvider for InMemory {
    fn metadata(&self) -> &ProviderMetadata {
        &self.metadata
    }

    async fn resolve_bool_value(
        &self,
        flag: &str,
        context: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<bool>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if flag == "slow" {
            tokio::time::sleep(Duration::from_hours(1)).await;
        }
        if flag == "broken" {
            return Err(error(EvaluationErrorCode::ParseError));
        }
        if flag == "for_seven" {
            return Ok(ResolutionDetails::new(
                context.targeting_key.as_deref() == Some("7"),
            ));
        }
        let flags = self.flags.read().await;
        let state = flags.get(flag).copied();
        state
            .map(ResolutionDetails::new)
            .ok_or_else(|| error(EvaluationErrorCode::FlagNotFound))
    }

    async fn resolve_int_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<i64>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_float_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<f64>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_string_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<String>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_struct_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<StructValue>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }
}

fn error(code: EvaluationErrorCode) -> EvaluationError {
    EvaluationError::builder().code(code).build()
}

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

impl<S: Sync> FromRequestParts<S> for User {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let id = parts
            .headers
            .get("id")
            .and_then(|id| id.to_str().ok()?.parse().ok());
        Ok(Self { id })
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

#[derive(Clone)]
struct App(Authorizer<User>);

impl FromRef<App> for Authorizer<User> {
    fn from_ref(app: &App) -> Self {
        app.0.clone()
    }
}

/// What the registry of the SDK gives a client of, under a name of its own for each test.
async fn flags(name: &str) -> (OpenFeatureFlags<User>, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let provider = InMemory {
        metadata: ProviderMetadata::new("in memory"),
        flags: Arc::new(RwLock::new(HashMap::from([
            ("on".to_owned(), true),
            ("off".to_owned(), false),
        ]))),
        asked: Arc::clone(&asked),
    };
    let mut api = OpenFeature::singleton_mut().await;
    api.set_named_provider(name, provider).await;
    let client = api.create_named_client(name);
    let context = |user: &User| {
        let context = EvaluationContext::default();
        match user.id {
            Some(id) => context.with_targeting_key(id.to_string()),
            None => context,
        }
    };
    let flags = OpenFeatureFlags::new(client, context);
    (flags.timeout(Duration::from_millis(500)), asked)
}

fn on(flags: &ResolvedFlags, flag: &str) -> Option<bool> {
    flags.is_on(flag, &User { id: None })
}

#[tokio::test(start_paused = true)]
async fn what_is_unknown_in_error_or_late_is_left_out() {
    let (flags, asked) = flags("left out").await;
    let names = ["on", "off", "unknown", "broken", "slow", "for_seven"];
    let resolver = FlagResolver::new(flags);
    let resolved = resolver
        .resolve(names.into_iter(), &User { id: Some(7) })
        .await;
    assert_eq!(
        names.map(|flag| on(&resolved, flag)),
        [Some(true), Some(false), None, None, None, Some(true)]
    );
    assert_eq!(asked.load(Ordering::Relaxed), names.len(), "each once");
    let resolved = resolver
        .resolve(names.into_iter(), &User { id: Some(8) })
        .await;
    assert_eq!(on(&resolved, "for_seven"), Some(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_a_flag_that_is_on_is_on_although_it_has_to_be_waited_for() {
    let (flags, asked) = flags("load").await;
    let resolver = FlagResolver::new(flags.timeout(Duration::from_mins(1)));
    // One task that never yields by itself: tokio makes its futures pending when its budget is
    // spent, so that whoever asks once only, and does not wait, sees flags that are on as off.
    let resolved = tokio::spawn(async move {
        let mut pending = 0;
        let mut on_all = true;
        for id in 0..2_000 {
            let user = User { id: Some(id) };
            let mut asked = Box::pin(resolver.resolve(["on", "off"].into_iter(), &user));
            let first = futures_util::poll!(&mut asked);
            let resolved = match first {
                std::task::Poll::Ready(resolved) => resolved,
                std::task::Poll::Pending => {
                    pending += 1;
                    asked.await
                }
            };
            on_all &= on(&resolved, "on") == Some(true) && on(&resolved, "off") == Some(false);
        }
        (pending, on_all)
    });
    let (pending, on_all) = resolved.await.unwrap();
    assert!(on_all);
    assert!(
        pending > 0,
        "tokio's budget was never spent, so that this shows nothing"
    );
    assert_eq!(asked.load(Ordering::Relaxed), 4_000);
}

async fn get(router: axum::Router, path: &str, id: &str) -> StatusCode {
    let request = Request::get(path)
        .header("id", id)
        .body(Body::empty())
        .unwrap();
    router.oneshot(request).await.unwrap().status()
}

#[tokio::test(start_paused = true)]
async fn the_guards_ask_once_a_request_and_each_decision_of_it_agrees() {
    async fn several(Who(who): Who<User>, _: Allowed<On>, _: Allowed<ForSeven>) -> String {
        format!("{} {}", who.can(On, &()), who.can(Off, &()))
    }
    let (flags, asked) = flags("guards").await;
    let app = App(Authorizer::<User>::builder().build());
    let router = axum::Router::new()
        .route("/several", axum::routing::get(several))
        .route("/off", axum::routing::get(|_: Allowed<Off>| async {}))
        .route(
            "/unknown",
            axum::routing::get(|_: Allowed<Unknown>| async {}),
        )
        .route("/late", axum::routing::get(|_: Allowed<Late>| async {}))
        .layer(Extension(FlagResolver::new(flags)))
        .with_state(app.clone());
    assert_eq!(get(router.clone(), "/several", "7").await, StatusCode::OK);
    // The names of the catalogue, each once, for three guards and three decisions.
    assert_eq!(asked.swap(0, Ordering::Relaxed), app.0.flag_names().count());
    assert_eq!(
        get(router.clone(), "/several", "8").await,
        StatusCode::FORBIDDEN
    );
    for path in ["/off", "/unknown", "/late"] {
        assert_eq!(
            get(router.clone(), path, "7").await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    assert_eq!(get(router, "/off", "").await, StatusCode::UNAUTHORIZED);
}
