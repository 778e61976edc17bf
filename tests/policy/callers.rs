//! Callers: on whose behalf a subject acts, and that nothing narrows it in vain.

use std::time::{Duration, SystemTime};

use permit::{
    Caller, Cause, Consent, Refused, Subject as _,
    acting::{NotAdmitted, NotImpersonated},
};
use permit_runtime::adapter::{may_nothing, narrow};

use crate::{
    policies::{Fixed, at_once, by_code, under},
    shop::{ActAs, Edit, ITEMS, User, UserType, View},
};

use UserType::{Anonymous, Robot, Seller, Support};

fn staff() -> User {
    User {
        id: Some(1),
        ..User::of(&[Support])
    }
}

fn seller() -> User {
    User::of(&[Seller])
}

fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(60)
}

#[test]
fn a_caller_that_acts_for_itself_is_its_subject() {
    let who = at_once(by_code().admit(seller())).unwrap();
    assert!(who.can(Edit, &ITEMS[0]));
    assert!(!who.is_delegated() && who.impersonation().is_none());
}

#[test]
fn each_consent_of_a_caller_narrows_it_further() {
    let view_and_edit = Consent::to(["view", "edit"]);
    let once = Caller::delegated(seller(), view_and_edit.clone());
    let twice = Caller::delegated(once, Consent::to(["view"]));
    let who = at_once(by_code().admit(twice)).unwrap();
    assert!(who.can(View, &ITEMS[0]) && !who.can(Edit, &ITEMS[0]));
    assert_eq!(who.consents().count(), 2);
    let other_order = Caller::delegated(seller(), Consent::to(["view"]));
    let other_order = Caller::delegated(other_order, view_and_edit);
    let who = at_once(by_code().admit(other_order)).unwrap();
    assert!(who.can(View, &ITEMS[0]) && !who.can(Edit, &ITEMS[0]));
}

#[test]
fn an_impersonating_caller_is_both_and_may_be_narrowed() {
    let caller = Caller::impersonating::<ActAs>(staff(), seller(), later());
    assert_eq!(caller.subject().id, Some(7));
    let caller = Caller::delegated(caller, Consent::to(["view"]));
    let who = at_once(by_code().admit(caller)).unwrap();
    assert_eq!((who.subject().id, who.actor().id), (Some(7), Some(1)));
    assert!(who.can(View, &ITEMS[0]) && !who.can(Edit, &ITEMS[0]));
}

#[test]
fn a_failed_impersonation_is_refused_and_never_the_staff_member_alone() {
    let admit = |staff: User, target: User, until| {
        let caller = Caller::impersonating::<ActAs>(staff, target, until);
        at_once(by_code().admit(caller)).unwrap_err()
    };
    let NotAdmitted::Refused(Refused::Denied(denial)) = admit(seller(), staff(), later()) else {
        panic!("a seller may not impersonate");
    };
    assert_eq!((denial.action(), denial.cause()), ("act_as", &Cause::Row));
    let anonymous = admit(User::anonymous(), seller(), later());
    assert!(matches!(anonymous, NotAdmitted::Refused(Refused::Denied(one)) if one.is_anonymous()));
    let not = |target, until| match admit(staff(), target, until) {
        NotAdmitted::NotImpersonated(not) => not,
        other => panic!("{other:?}"),
    };
    let colleague = User {
        id: Some(2),
        ..staff()
    };
    assert_eq!(not(colleague, later()), NotImpersonated::Protected);
    assert_eq!(not(User::of(&[Robot]), later()), NotImpersonated::Protected);
    assert_eq!(
        not(User::of(&[Anonymous]), later()),
        NotImpersonated::Anonymous
    );
    assert_eq!(
        not(seller(), SystemTime::UNIX_EPOCH),
        NotImpersonated::Expired
    );
}

#[test]
fn a_policy_counts_for_the_staff_member_and_for_the_target() {
    let admit = |policy| {
        let caller = Caller::impersonating::<ActAs>(staff(), seller(), later());
        at_once(under(policy).admit(caller))
    };
    let blocked_staff = admit(Fixed::with(|words| words.deny("act_as", Support).unwrap()));
    assert!(matches!(
        blocked_staff,
        Err(NotAdmitted::Refused(Refused::Denied(_)))
    ));
    let target = admit(Fixed::with(|words| words.deny("edit", Seller).unwrap())).unwrap();
    assert!(target.can(View, &ITEMS[0]) && !target.can(Edit, &ITEMS[0]));
    let caller = Caller::impersonating::<ActAs>(staff(), seller(), later());
    let unknown = at_once(under(crate::policies::Away).admit(caller)).unwrap_err();
    assert!(matches!(
        unknown,
        NotAdmitted::Refused(Refused::Indeterminate(_))
    ));
}

#[test]
fn a_consent_to_nothing_allows_nothing_at_all() {
    let who = at_once(by_code().admit(seller())).unwrap();
    assert!(!may_nothing(&who));
    let under = |consent| may_nothing(&who.delegated(consent));
    assert!(!under(Consent::to(["view"])));
    assert!(under(Consent::to([""; 0])));
    assert!(under(Consent::to(["unknown"])));
    assert!(under(Consent::to(["view"]).on([])));
    assert!(under(Consent::to(["view"]).until(SystemTime::UNIX_EPOCH)));
    // An operation is consented to by the actions that it needs.
    assert!(under(Consent::to(["replace"])) && !under(Consent::to(["replace", "edit"])));
    let both = |one, other| narrow(who.clone(), [Consent::to([one]), Consent::to([other])]);
    assert!(may_nothing(&both("view", "unknown")) && may_nothing(&both("view", "edit")));
    assert!(!may_nothing(&both("view", "view")));
    assert!(!both("view", "edit").can(View, &ITEMS[0]));
}

#[test]
fn a_subject_whose_user_types_are_all_blocked_may_nothing() {
    let load = |types: &[UserType]| {
        let authorizer = under(Fixed::blocking(&[Seller]));
        at_once(authorizer.load(User::of(types)))
    };
    assert!(may_nothing(&load(&[Seller])));
    assert!(!may_nothing(&load(&[Seller, Support])));
}

#[test]
fn a_caller_in_a_log_is_an_id_and_the_number_of_its_consents() {
    let caller = Caller::delegated(seller(), Consent::to(["view"]));
    let printed = format!("{caller:?}");
    assert_eq!(
        printed,
        "Caller { subject: Some(7), staff: None, consents: 1 }"
    );
}
