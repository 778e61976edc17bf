//! A staff member acts as a customer, and both are named.

use permit::{Cause, Consent, Refused, acting::NotImpersonated};

use crate::desk::{
    ActAs, AnswerTicket, CloseTicket, TICKET, User, UserType, ViewTicket, at, authorizer, later,
    now,
};

fn act_as(target: User) -> Result<permit::Principal<User>, NotImpersonated> {
    let support = authorizer().principal(User::support());
    let permit = support.check(ActAs, target).unwrap();
    support.impersonate(permit, later(600))
}

#[test]
fn the_subject_is_the_customer_and_the_actor_is_the_staff_member() {
    let who = act_as(User::customer(7)).unwrap();
    assert_eq!(who.subject(), &User::customer(7));
    assert_eq!(who.actor(), &User::support());
    let permit = who.check(AnswerTicket, TICKET).unwrap();
    assert_eq!(permit.principal().actor(), &User::support());
    let explanation = who.explain(AnswerTicket, &TICKET).to_string();
    assert!(
        explanation.contains("1 acts as the subject"),
        "{explanation}"
    );
    let own = authorizer().principal(User::customer(7));
    assert_eq!(own.actor(), own.subject());
}

#[test]
fn an_impersonation_allows_what_the_customer_may_do_and_not_what_staff_may_do() {
    let who = act_as(User::customer(8)).unwrap();
    assert!(
        !who.can(ViewTicket, &TICKET),
        "staff may view it, customer 8 may not"
    );
    assert!(act_as(User::customer(7)).unwrap().can(ViewTicket, &TICKET));
}

#[test]
fn a_never_impersonated_action_is_denied() {
    let who = act_as(User::customer(7)).unwrap();
    let Refused::Denied(reason) = who.check(CloseTicket, TICKET).unwrap_err() else {
        panic!("it should be denied");
    };
    assert_eq!(reason.cause(), &Cause::NeverImpersonated);
    assert!(
        authorizer()
            .principal(User::customer(7))
            .can(CloseTicket, &TICKET)
    );
}

#[test]
fn the_end_of_an_impersonation_is_checked_at_each_decision() {
    let clock = std::sync::Arc::new(std::sync::Mutex::new(now()));
    let read = std::sync::Arc::clone(&clock);
    let authorizer = permit::Authorizer::<User>::builder()
        .clock(move || *read.lock().unwrap())
        .build();
    let support = authorizer.principal(User::support());
    let permit = support.check(ActAs, User::customer(7)).unwrap();
    let who = support.impersonate(permit, later(600)).unwrap();
    assert!(who.can(ViewTicket, &TICKET));
    *clock.lock().unwrap() = later(600);
    assert!(!who.can(ViewTicket, &TICKET));
    assert_eq!(who.impersonation().unwrap().until(), later(600));
}

#[test]
fn staff_internal_anonymous_and_own_users_cannot_be_impersonated() {
    let with = |types: Vec<UserType>| User {
        types,
        ..User::customer(9)
    };
    let staff = User {
        id: Some(2),
        ..User::support()
    };
    assert_eq!(act_as(staff).unwrap_err(), NotImpersonated::Protected);
    let both = with(vec![UserType::Customer, UserType::Robot]);
    assert_eq!(act_as(both).unwrap_err(), NotImpersonated::Protected);
    let anonymous = <User as permit::Subject>::anonymous();
    assert_eq!(act_as(anonymous).unwrap_err(), NotImpersonated::Anonymous);
    let unknown = User {
        id: None,
        ..User::customer(9)
    };
    assert_eq!(act_as(unknown).unwrap_err(), NotImpersonated::Anonymous);
    let same_user = User {
        types: vec![UserType::Customer],
        ..User::support()
    };
    assert_eq!(act_as(same_user).unwrap_err(), NotImpersonated::Yourself);
}

#[test]
fn a_principal_that_acts_for_another_cannot_impersonate() {
    let support = authorizer().principal(User::support());
    let third = support.delegated(Consent::to(["act_as"]));
    let permit = third.check(ActAs, User::customer(7)).unwrap();
    let refused = third.impersonate(permit, later(600)).unwrap_err();
    assert_eq!(refused, NotImpersonated::ActsForAnother);
    let robot = authorizer().internal_at("acme", "a test").unwrap();
    let permit = robot.check(ActAs, User::customer(7)).unwrap();
    assert_eq!(
        robot.impersonate(permit, later(600)).unwrap_err(),
        NotImpersonated::ActsForAnother
    );
}

#[test]
fn a_permit_of_another_principal_is_refused() {
    let (one, other) = (
        authorizer().principal(User::support()),
        authorizer().principal(User::support()),
    );
    let permit = one.check(ActAs, User::customer(7)).unwrap();
    assert_eq!(
        other.impersonate(permit, later(600)).unwrap_err(),
        NotImpersonated::NotYours
    );
    let narrowed = one.delegated(Consent::to(["act_as"]));
    let permit = narrowed.check(ActAs, User::customer(7)).unwrap();
    assert_eq!(
        one.impersonate(permit, later(600)).unwrap_err(),
        NotImpersonated::NotYours
    );
}

#[test]
fn an_impersonation_whose_end_has_passed_is_refused() {
    let support = at(later(600)).principal(User::support());
    let permit = support.check(ActAs, User::customer(7)).unwrap();
    assert_eq!(
        support.impersonate(permit, later(600)).unwrap_err(),
        NotImpersonated::Expired
    );
}
