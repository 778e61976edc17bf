//! A policy that is missing or stale: nothing is allowed, and nothing is denied either.

use std::{
    sync::Arc,
    thread,
    time::{Duration, SystemTime},
};

use permit::{
    ActionOf, Authorizer, Consent, Could, Listed, Principal, Refused, WithoutFields,
    catalogue::Catalogue,
    observe::{Decided, Observer},
    policy::CoarseClock,
    refusal::Unknown,
};
use permit_runtime::adapter::{Scopes, refuse_early};

use crate::{
    policies::{Away, Fixed, at_once, load, under},
    shop::{
        ActAs, CLOCK, Close, Edit, ITEMS, Item, Promote, Replace, TickAndView, User, UserType,
        View, rename,
    },
};

use UserType::{Seller, Support};

/// Every way to ask about `A` says that it is not known, and why.
fn assert_unknown<A>(who: &Principal<User>, unknown: Unknown)
where
    A: Listed<Context = Item, Shape: Scopes<A>> + ActionOf<User> + WithoutFields + Clone,
{
    let item = &ITEMS[0];
    let is_unknown = |refused: &Refused| {
        let Refused::Indeterminate(indeterminate) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(indeterminate.action(), Some(A::TABLE.key()));
        assert_eq!(indeterminate.unknown(), unknown);
    };
    assert!(!who.can(A::VALUE, item));
    is_unknown(&who.check(A::VALUE, item).unwrap_err());
    is_unknown(&who.partition(A::VALUE, [item]).unwrap_err());
    is_unknown(&who.scope(A::VALUE).unwrap_err());
    is_unknown(&refuse_early::<A>(who).unwrap());
    assert_eq!(who.could(A::VALUE), Could::Unknown);
    let told = who.explain(A::VALUE, item);
    assert!(!told.is_allowed() && told.rows.iter().all(|row| !row.allows));
    let said = format!("indeterminate, {unknown}\n");
    assert!(told.to_string().contains(&said), "{told}");
    let catalogue = Catalogue::<User>::new();
    let action = catalogue.action(A::TABLE.key()).unwrap();
    assert_eq!(action.could(who), Could::Unknown);
    assert!(!action.decide(who, item).unwrap().is_allowed());
    // A consent never answers for a policy that is not known.
    let nothing = who.delegated(Consent::to(["unknown"]));
    is_unknown(&nothing.check(A::VALUE, item).unwrap_err());
    is_unknown(&nothing.scope(A::VALUE).unwrap_err());
    assert_eq!(nothing.could(A::VALUE), Could::Unknown);
}

fn assert_all_unknown(who: &Principal<User>, unknown: Unknown) {
    assert_unknown::<View>(who, unknown);
    assert_unknown::<Edit>(who, unknown);
    assert_unknown::<Close>(who, unknown);
    assert_unknown::<Promote>(who, unknown);
    assert_unknown::<Replace>(who, unknown);
    assert_eq!(who.known().unwrap_err().unknown(), unknown);
    assert_eq!(who.known().unwrap_err().action(), None);
    assert_eq!(who.abilities().unwrap_err().unknown(), unknown);
    assert_eq!(who.abilities_on(&ITEMS[0]).unwrap_err().unknown(), unknown);
    assert!(matches!(
        rename(who, &ITEMS[0]),
        Err(Refused::Indeterminate(_))
    ));
}

#[test]
fn a_principal_that_was_not_loaded_is_indeterminate_under_a_policy() {
    let authorizer = under(Fixed::code());
    let who = User::of(&[Support]);
    assert_all_unknown(&authorizer.principal(who.clone()), Unknown::NotLoaded);
    assert_all_unknown(&authorizer.anonymous(), Unknown::NotLoaded);
    assert!(at_once(authorizer.load(who)).can(View, &ITEMS[0]));
}

#[test]
fn a_policy_that_is_away_makes_every_answer_indeterminate() {
    assert_all_unknown(&load(&under(Away), &[Support]), Unknown::Unavailable);
}

#[test]
fn a_binding_that_was_stale_from_the_start_is_never_used() {
    let stale = Fixed {
        stale: Duration::ZERO,
        ..Fixed::code()
    };
    assert_all_unknown(&load(&under(stale), &[Support]), Unknown::Stale);
}

#[test]
fn a_binding_becomes_stale_while_its_principal_lives() {
    let clock = Arc::new(CoarseClock::new());
    let policy = Fixed {
        clock: Arc::clone(&clock),
        stale: Duration::from_millis(600),
        ..Fixed::code()
    };
    let who = load(&under(policy), &[Support]);
    let scope = who.scope(View).unwrap();
    assert!(who.can(View, &ITEMS[0]));
    thread::sleep(Duration::from_millis(150));
    // The coarse clock is all that a decision looks at.
    assert!(who.can(View, &ITEMS[0]));
    clock.tick();
    assert_all_unknown(&who, Unknown::Stale);
    let refused = scope.admit([&ITEMS[0]]).unwrap_err();
    assert!(
        matches!(refused, Refused::Indeterminate(_)),
        "never fewer rows"
    );
}

#[test]
fn an_operation_whose_policy_becomes_stale_between_its_parts_is_indeterminate() {
    let clock = Arc::new(CoarseClock::new());
    let policy = Fixed {
        clock: Arc::clone(&clock),
        stale: Duration::from_millis(600),
        ..Fixed::code()
    };
    let who = load(&under(policy), &[Support]);
    thread::sleep(Duration::from_millis(150));
    CLOCK.set(Some(clock));
    let refused = who.check(TickAndView, &ITEMS[0]).unwrap_err();
    let Refused::Indeterminate(indeterminate) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(indeterminate.action(), Some("tick_and_view"));
    assert_eq!(indeterminate.unknown(), Unknown::Stale);
}

#[test]
fn a_principal_is_not_loaded_by_a_clock_that_stands_still() {
    let authorizer = under(Fixed::code());
    assert!(load(&authorizer, &[Support]).can(View, &ITEMS[0]));
    thread::sleep(Duration::from_millis(600));
    assert_all_unknown(&load(&authorizer, &[Support]), Unknown::Stale);
}

#[test]
fn an_impersonation_under_a_policy_that_is_not_loaded_is_indeterminate() {
    let authorizer = under(Fixed::code());
    let staff = load(&authorizer, &[Support]);
    let permit = || {
        let target = User {
            id: Some(8),
            ..User::of(&[Seller])
        };
        staff.check(ActAs, target).unwrap()
    };
    let until = SystemTime::now() + Duration::from_secs(60);
    let loaded = at_once(staff.load_impersonated(permit(), until)).unwrap();
    assert!(loaded.can(View, &ITEMS[0]));
    let not_loaded = staff.impersonate(permit(), until).unwrap();
    assert_all_unknown(&not_loaded, Unknown::NotLoaded);
}

/// The outcomes that an observer saw: allowed, denied, indeterminate.
#[derive(Clone, Default)]
struct Outcomes(Arc<std::sync::Mutex<Vec<&'static str>>>);

impl Observer<User> for Outcomes {
    fn decided(&self, decision: &Decided<'_, User>) {
        self.0.lock().unwrap().push(match decision.refused {
            None => "allowed",
            Some(Refused::Denied(_)) => "denied",
            Some(_) => "indeterminate",
        });
    }
}

#[test]
fn an_observer_sees_that_a_decision_was_indeterminate() {
    let outcomes = Outcomes::default();
    let authorizer = |policy| {
        let builder = Authorizer::builder().observer(outcomes.clone());
        builder.policy(policy).build()
    };
    let known = authorizer(Fixed::code());
    let unknown = known.principal(User::of(&[Seller]));
    assert!(load(&known, &[Seller]).can(View, &ITEMS[0]));
    assert!(!load(&known, &[Seller]).can(View, &ITEMS[2]));
    assert!(!unknown.can(View, &ITEMS[0]));
    assert!(refuse_early::<View>(&unknown).is_some());
    assert_eq!(
        *outcomes.0.lock().unwrap(),
        ["allowed", "denied", "indeterminate", "indeterminate"]
    );
}
