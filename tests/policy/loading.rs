//! The loading form of everything that makes a principal.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use permit::{
    Authorizer, Caller, Consent, Subject as _,
    acting::NotInternal,
    flags::{ResolveFlags, ResolvedFlags, Resolves},
    policy::CoarseClock,
    tenancy::Tenant,
};

use crate::{
    policies::{Away, ByTenant, Fixed, at_once, by_code, under},
    shop::{ITEMS, Promote, User, UserType, View},
};

use UserType::{Anonymous, Premium, Seller};

#[test]
fn every_loading_form_knows_the_policy() {
    let authorizer = under(Fixed::code());
    let loaded = [
        at_once(authorizer.load(User::of(&[Seller]))),
        at_once(authorizer.load_anonymous()),
        at_once(authorizer.load_anonymous_at(Tenant::of(1))),
        at_once(authorizer.load_internal("a test")).unwrap(),
        at_once(authorizer.load_internal_at(1, "a test")).unwrap(),
        at_once(authorizer.admit(User::of(&[Seller]))).unwrap(),
    ];
    for who in &loaded {
        assert!(who.known().is_ok(), "{who:?}");
        assert!(authorizer.made(who));
    }
    let not_loaded = [
        authorizer.principal(User::of(&[Seller])),
        authorizer.anonymous(),
        authorizer.anonymous_at(Tenant::of(1)),
        authorizer.internal("a test").unwrap(),
        authorizer.internal_at(1, "a test").unwrap(),
    ];
    for who in &not_loaded {
        assert!(who.known().is_err(), "{who:?}");
    }
}

#[test]
fn a_job_gives_its_reason_in_every_form() {
    let authorizer = by_code();
    for reason in ["", " ", "\t\r\n", "\u{a0}\u{2003}"] {
        let each = [
            authorizer.internal(reason),
            authorizer.internal_at(1, reason),
            at_once(authorizer.load_internal(reason)),
            at_once(authorizer.load_internal_at(1, reason)),
        ];
        for job in each {
            assert_eq!(job.unwrap_err(), NotInternal::NoReason, "{reason:?}");
        }
    }
}

#[test]
fn without_a_policy_both_forms_are_the_same() {
    let authorizer = by_code();
    let both = [
        (
            authorizer.principal(User::of(&[Seller])),
            at_once(authorizer.load(User::of(&[Seller]))),
        ),
        (
            authorizer.anonymous_at(Tenant::of(1)),
            at_once(authorizer.load_anonymous_at(Tenant::of(1))),
        ),
        (
            authorizer.internal_at(1, "a test").unwrap(),
            at_once(authorizer.load_internal_at(1, "a test")).unwrap(),
        ),
    ];
    for (one, other) in both {
        assert!(one.known().is_ok() && other.known().is_ok());
        assert_eq!(one.user_types(), other.user_types());
        assert_eq!(one.tenant(), other.tenant());
        assert_eq!(one.internal_reason(), other.internal_reason());
        assert_eq!(one.abilities(), other.abilities());
    }
}

#[test]
fn a_policy_is_bound_for_the_tenant_of_the_principal() {
    let policy = |blocked| ByTenant {
        tenant: 1,
        blocked,
        clock: Arc::new(CoarseClock::new()),
    };
    let authorizer = under(policy(Seller));
    assert!(!at_once(authorizer.load(User::of(&[Seller]))).can(View, &ITEMS[0]));
    assert!(at_once(authorizer.load(User::of(&[Premium]))).can(View, &ITEMS[0]));
    let authorizer = under(policy(Anonymous));
    let at = |tenant| at_once(authorizer.load_anonymous_at(tenant));
    assert!(!at(Tenant::of(1)).can(View, &ITEMS[0]));
    let other = crate::shop::Item {
        tenant: 2,
        ..ITEMS[0]
    };
    assert!(at(Tenant::of("2")).can(View, &other));
    assert_eq!(at(Tenant::Platform).tenant(), Tenant::Unknown);
    // A caller that comes in through a tenant is of this tenant as well, and may be narrowed.
    let caller =
        |tenant: u64| Caller::delegated(Caller::anonymous_at(tenant), Consent::to(["view"]));
    let admitted = |tenant| at_once(authorizer.admit(caller(tenant))).unwrap();
    assert!(!admitted(1).can(View, &ITEMS[0]) && !admitted(1).can(View, &other));
    assert!(admitted(2).can(View, &other) && admitted(2).is_delegated());
    assert_eq!(admitted(2).tenant(), Tenant::of(2));
    let printed = format!("{:?}", caller(2));
    assert_eq!(
        printed,
        r#"Caller { subject: None, at: "2", staff: None, consents: 1 }"#
    );
}

#[test]
fn a_shared_policy_is_the_same_policy() {
    let shared = Arc::new(Away);
    let authorizer = Authorizer::builder().policy(shared).build();
    assert!(at_once(authorizer.load(User::anonymous())).known().is_err());
}

/// Resolves `promotion` to what the subject's id says, and counts.
#[derive(Default)]
struct Resolver {
    asked: AtomicUsize,
    subjects: Mutex<Vec<Option<u64>>>,
}

impl ResolveFlags<User> for Resolver {
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, subject: &'a User) -> Resolves<'a> {
        assert_eq!(flags, ["promotion"]);
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.subjects.lock().unwrap().push(subject.id);
        let on = subject.id == Some(7);
        let known = subject.id != Some(9);
        let flags: ResolvedFlags = known.then_some(("promotion", on)).into_iter().collect();
        Box::pin(async { flags })
    }
}

#[test]
fn flags_are_resolved_once_when_a_principal_is_loaded() {
    let resolver = Arc::new(Resolver::default());
    let authorizer = Authorizer::builder()
        .resolve_flags(Arc::clone(&resolver))
        .build();
    let who = at_once(authorizer.load(User::of(&[Premium])));
    assert!(who.can(Promote, &ITEMS[0]) && who.flag("promotion"));
    assert!(
        who.delegated(Consent::to(["promote"]))
            .can(Promote, &ITEMS[0])
    );
    assert_eq!(resolver.asked.load(Ordering::Relaxed), 1);
    // Without loading them they are unknown, and therefore off.
    let who = authorizer.principal(User::of(&[Premium]));
    assert!(!who.can(Promote, &ITEMS[0]));
    assert_eq!(resolver.asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_flag_that_the_resolver_does_not_know_is_asked_of_the_source() {
    let authorizer = Authorizer::builder()
        .flags(|_: &str, _: &User| Some(true))
        .resolve_flags(Resolver::default())
        .build();
    let flag = |id| {
        let user = User {
            id,
            ..User::of(&[Premium])
        };
        at_once(authorizer.load(user)).flag("promotion")
    };
    assert!(flag(Some(7)) && !flag(Some(8)), "the resolver knows");
    assert!(flag(Some(9)), "the source knows");
}
