//! Providers and applications that panic, and limits that nothing can hold, end no request.

mod provider;

use std::{
    sync::{Arc, atomic::AtomicUsize},
    time::Duration,
};

use open_feature::EvaluationContext;
use permit::{Authorizer, Principal, Subject, UserTypes};
use permit_openfeature::OpenFeatureFlags;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }

    fn anonymous() -> Self {
        Self
    }
}

permit::permissions! {
    <User: UserType>
    On(flag = "on") { Anonymous => deny, Seller => allow }
    Off(flag = "off") { Anonymous => deny, Seller => allow }
    Panics(flag = "panics") { Anonymous => deny, Seller => allow }
    PanicsLater(flag = "panics_later") { Anonymous => deny, Seller => allow }
    PanicsWhenLate(flag = "panics_when_late") { Anonymous => deny, Seller => allow }
    Slow(flag = "slow") { Anonymous => deny, Seller => allow }
}

const NAMES: [&str; 6] = [
    "on",
    "off",
    "panics",
    "panics_later",
    "panics_when_late",
    "slow",
];

async fn flags(name: &str) -> OpenFeatureFlags<User> {
    let client = provider::client(name, Arc::new(AtomicUsize::new(0))).await;
    OpenFeatureFlags::new(client, |_: &User| EvaluationContext::default())
}

/// The state of each flag: `None` where another source, which has them all on or all off, decides.
async fn resolved(flags: OpenFeatureFlags<User>) -> [Option<bool>; 6] {
    let flags = Arc::new(flags);
    let load = async |others: bool| -> Principal<User> {
        let authorizer = Authorizer::builder()
            .resolve_flags(Arc::clone(&flags))
            .flags(move |_: &str, _: &User| Some(others))
            .build();
        authorizer.load(User).await
    };
    let (off, on) = (load(false).await, load(true).await);
    NAMES.map(|flag| (off.flag(flag) == on.flag(flag)).then(|| on.flag(flag)))
}

const KNOWN: [Option<bool>; 6] = [Some(true), Some(false), None, None, None, None];

#[tokio::test(start_paused = true)]
async fn a_flag_whose_provider_panics_is_unknown_and_the_others_are_known() {
    assert_eq!(resolved(flags("panics").await).await, KNOWN);
    let authorizer = Authorizer::builder()
        .resolve_flags(flags("panics alone").await)
        .build();
    let who = authorizer.load(User).await;
    assert!(who.can(On, &()));
    assert!(!who.can(Panics, &()) && !who.can(PanicsLater, &()));
    assert!(!who.can(PanicsWhenLate, &()) && !who.can(Slow, &()) && !who.can(Off, &()));
}

#[tokio::test(start_paused = true)]
async fn every_flag_is_unknown_when_the_context_of_the_application_panics() {
    let client = provider::client("context", Arc::new(AtomicUsize::new(0))).await;
    let flags = OpenFeatureFlags::new(client, |_: &User| -> EvaluationContext {
        panic!("the application's own")
    });
    assert_eq!(resolved(flags).await, [None; 6]);
}

#[test]
fn every_flag_is_unknown_in_a_runtime_without_timers() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let states = runtime
        .unwrap()
        .block_on(async { resolved(flags("no timers").await).await });
    assert_eq!(states, [None; 6]);
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_no_instant_can_hold_is_none() {
    // The first one an instant can hold, if barely.
    for limit in [Duration::from_secs(1 << 62), Duration::MAX] {
        let flags = flags("no limit").await.timeout(limit);
        // Even a flag that takes an hour is waited for.
        let [on, off, panics, later, when_late, _] = KNOWN;
        let known = [on, off, panics, later, when_late, Some(true)];
        assert_eq!(resolved(flags).await, known, "{limit:?}");
    }
}
