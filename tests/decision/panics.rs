//! A source of flags or a policy of the application that panics: its answer is not known, nothing is
//! allowed by it, and the next principal is made as usual.

use std::{
    future,
    panic::{AssertUnwindSafe, catch_unwind, panic_any},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use permit::{
    Authorizer, Cause, Principal, Refused, Subject, UserTypes, assert_allows, assert_denies,
    flags::{FlagSource, InMemoryFlags, ResolveFlags, ResolvedFlags, Resolves},
    observe::{Decided, Observer},
    policy::{Binds, Policy, Unavailable},
    refusal::Unknown,
    tenancy::Tenant,
};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Tester,
}

struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Tester.into()
    }

    fn anonymous() -> Self {
        Self
    }
}

permit::permissions! {
    <User: UserType>
    Search(flag = "search") { Anonymous => deny, Tester => allow }
    Refund(flag = "refunds") { Anonymous => deny, Tester => allow }
    Read { Anonymous => deny, Tester => allow }
}

fn at_once<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..8 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    unreachable!("no future of this test waits longer")
}

fn flag_is_off(who: &Principal<User>, flag: &'static str) {
    match flag {
        "search" => assert_denies!(who, Search, &(), Cause::FlagOff("search")),
        _ => assert_denies!(who, Refund, &(), Cause::FlagOff("refunds")),
    }
}

/// Panics about one flag, with its own lock held.
struct Clumsy(Mutex<InMemoryFlags>);

impl FlagSource<User> for Clumsy {
    fn is_on(&self, flag: &str, user: &User) -> Option<bool> {
        let flags = self.0.lock().unwrap();
        if flag == "search" {
            drop(flags);
            panic!("the source does not like this flag");
        }
        flags.is_on(flag, user)
    }
}

#[test]
fn a_flag_whose_source_panics_is_unknown_and_the_others_are_not() {
    let flags = InMemoryFlags::new()
        .with("search", true)
        .with("refunds", true);
    let authorizer = Authorizer::<User>::builder()
        .flags(Clumsy(Mutex::new(flags)))
        .build();
    for _ in 0..2 {
        for who in [authorizer.principal(User), at_once(authorizer.load(User))] {
            flag_is_off(&who, "search");
            assert_allows!(who, Refund, &());
            assert_allows!(who, Read, &());
        }
    }
}

/// Panics when it is asked which flags it can tell apart.
struct Confused;

impl FlagSource<User> for Confused {
    fn is_on(&self, _: &str, _: &User) -> Option<bool> {
        Some(true)
    }

    fn ambiguous(&self, _: &[&'static str]) -> Vec<&'static str> {
        panic!("the source cannot tell")
    }
}

#[test]
fn a_source_that_panics_when_the_authorizer_is_built_is_asked_about_no_flag() {
    let authorizer = Authorizer::<User>::builder().flags(Confused).build();
    let ambiguous: Vec<_> = authorizer.ambiguous_flags().collect();
    assert_eq!(ambiguous, ["refunds", "search"]);
    let who = authorizer.principal(User);
    flag_is_off(&who, "search");
    flag_is_off(&who, "refunds");
    assert_allows!(who, Read, &());
}

/// Where a future of the application panics.
#[derive(Clone, Copy)]
enum When {
    Asked,
    Polled,
    PolledAgain,
    Dropped,
}

const ALL: [When; 4] = [When::Asked, When::Polled, When::PolledAgain, When::Dropped];

/// Panics when it is dropped.
struct Fragile;

impl Drop for Fragile {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic_any("dropped");
        }
    }
}

/// A future with this output, unless it panics.
async fn fails<T>(when: When, output: T) -> T {
    match when {
        When::Asked => unreachable!("the source panics before there is a future"),
        When::Polled => panic!("polled"),
        When::PolledAgain => {
            let mut polled = false;
            future::poll_fn(|_| {
                assert!(!polled, "polled again");
                polled = true;
                Poll::<()>::Pending
            })
            .await;
        }
        When::Dropped => {}
    }
    output
}

struct Remote(When, AtomicBool);

impl Remote {
    fn new(when: When) -> Arc<Self> {
        Arc::new(Self(when, AtomicBool::new(false)))
    }

    /// What the future holds until it is dropped, unless the source works again.
    fn held(&self) -> Option<Fragile> {
        (!self.works() && matches!(self.0, When::Dropped)).then_some(Fragile)
    }

    fn works(&self) -> bool {
        self.1.load(Ordering::Relaxed)
    }
}

impl ResolveFlags<User> for Remote {
    fn resolve<'a>(&'a self, _: Vec<&'static str>, _: &'a User) -> Resolves<'a> {
        let resolved = [("search", true)].into_iter().collect::<ResolvedFlags>();
        if self.works() {
            return Box::pin(future::ready(resolved));
        }
        assert!(!matches!(self.0, When::Asked), "asked");
        let (when, held) = (self.0, self.held());
        let mut resolving = Box::pin(fails(when, resolved));
        Box::pin(future::poll_fn(move |context| {
            let _ = &held;
            resolving.as_mut().poll(context)
        }))
    }
}

#[test]
fn flags_whose_resolver_panics_are_off_and_the_other_source_answers_for_its_own() {
    for when in ALL {
        let remote = Remote::new(when);
        let authorizer = Authorizer::<User>::builder()
            .resolve_flags(Arc::clone(&remote))
            .flags(InMemoryFlags::new().with("refunds", true))
            .build();
        let who = at_once(authorizer.load(User));
        flag_is_off(&who, "search");
        assert_allows!(who, Refund, &());
        assert_allows!(who, Read, &());
        remote.1.store(true, Ordering::Relaxed);
        assert_allows!(at_once(authorizer.load(User)), Search, &());
    }
}

impl Policy<User> for Remote {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        assert!(!matches!(self.0, When::Asked), "asked");
        let (when, held) = (self.0, self.held());
        let mut binding = Box::pin(fails(when, Err(Unavailable)));
        Box::pin(future::poll_fn(move |context| {
            let _ = &held;
            binding.as_mut().poll(context)
        }))
    }
}

#[test]
fn under_a_policy_that_panics_nothing_is_decided_and_nothing_is_allowed() {
    for when in ALL {
        let authorizer = Authorizer::<User>::builder()
            .policy(Remote::new(when))
            .build();
        for _ in 0..2 {
            let who = at_once(authorizer.load(User));
            let refused = who.check(Read, &()).unwrap_err();
            let Refused::Indeterminate(indeterminate) = refused else {
                panic!("{refused}");
            };
            assert_eq!(indeterminate.unknown(), Unknown::Unavailable);
            assert!(!who.can(Read, &()) && who.abilities().is_err());
        }
    }
}

/// Panics about each decision.
struct Watcher;

impl Observer<User> for Watcher {
    fn decided(&self, decided: &Decided<'_, User>) {
        panic!("{} was decided", decided.action);
    }
}

/// The panic reaches the caller of the check: what an observer does not see gives no permit.
#[test]
fn an_observer_that_panics_gives_no_permit() {
    let authorizer = Authorizer::<User>::builder().observer(Watcher).build();
    let who = authorizer.principal(User);
    for _ in 0..2 {
        let checked = catch_unwind(AssertUnwindSafe(|| who.check(Read, &()).is_ok()));
        assert!(checked.is_err());
    }
}
