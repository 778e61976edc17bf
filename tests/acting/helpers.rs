//! The helpers for an application's own tests.

use std::panic::{AssertUnwindSafe, catch_unwind};

use permit::{
    Authorizer, Cause, Consent, assert_allows, assert_denies,
    clock::Clock as _,
    testing::{self, FakeClock, Recorder},
};

use crate::desk::{
    AnswerTicket, CloseTicket, MergeTickets, Move, OpenTicket, TICKET, Ticket, User, UserType,
    ViewTicket, later, now,
};

fn of(user_type: UserType) -> User {
    User {
        types: vec![user_type],
        ..User::customer(7)
    }
}

#[test]
fn each_user_type_gets_a_principal_including_internal_ones() {
    testing::arm!();
    let rows = testing::each_user_type(of).map(|(one, who)| (one, who.can(ViewTicket, &TICKET)));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            (UserType::Anonymous, false),
            (UserType::Customer, true),
            (UserType::Support, true),
            (UserType::Robot, true),
        ]
    );
}

#[test]
fn a_data_layer_function_is_tested_with_a_permit_made_without_a_check() {
    fn close(permit: &permit::Permit<CloseTicket>) -> u64 {
        permit.context().id
    }
    testing::arm!();
    assert_eq!(close(&testing::permit(CloseTicket, TICKET)), 5);
    let who = testing::principal(User::support());
    let permit = testing::permit_of(who, CloseTicket, &TICKET);
    assert_eq!(permit.principal().subject(), &User::support());
}

/// The message of a failing assertion.
fn said(fails: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(fails)).unwrap_err();
    payload.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn a_failing_assertion_prints_the_whole_explanation() {
    testing::arm!();
    let who = testing::principal(User::customer(7));
    let foreign = Ticket {
        customer: 8,
        ..TICKET
    };
    assert_allows!(who, ViewTicket, &TICKET);
    assert_denies!(who, ViewTicket, &foreign);
    assert_denies!(who, ViewTicket, &foreign, "owner");
    assert_denies!(
        testing::principal(User::support()),
        OpenTicket,
        &(),
        Cause::Row
    );
    let both = Move {
        ticket: TICKET,
        target: TICKET,
    };
    assert_denies!(who, MergeTickets, &both, Cause::FlagOff("merging"));

    let denied = said(|| assert_allows!(who, ViewTicket, &foreign));
    assert!(
        denied.starts_with("expected to be allowed:\n`view_ticket` by 7"),
        "{denied}"
    );
    assert!(denied.contains("`owner` does not hold"), "{denied}");
    let allowed = said(|| assert_denies!(who, ViewTicket, &TICKET));
    assert!(allowed.starts_with("expected to be denied:\n"), "{allowed}");
    let other = said(|| assert_denies!(who, ViewTicket, &foreign, Cause::Row));
    assert!(
        other.starts_with("expected to be denied by Cause(Row):\n"),
        "{other}"
    );
    let other = said(|| assert_denies!(who, ViewTicket, &foreign, "published"));
    assert!(
        other.starts_with("expected to be denied by Condition(\"published\"):"),
        "{other}"
    );
}

#[test]
fn a_test_asserts_that_a_function_has_checked_an_action() {
    let recorder = Recorder::new();
    let authorizer = Authorizer::<User>::builder()
        .observer(recorder.clone())
        .build();
    let who = authorizer.principal(User::customer(7));
    assert!(who.check(ViewTicket, TICKET).is_ok());
    recorder.assert_checked::<ViewTicket>();
    assert!(who.can(AnswerTicket, &TICKET));
    let both = [("view_ticket", true), ("answer_ticket", true)];
    assert_eq!(recorder.decisions(), both);
    assert_eq!(recorder.checks(), both[..1]);
    let unchecked = said(|| recorder.assert_checked::<AnswerTicket>());
    assert_eq!(
        unchecked,
        "`answer_ticket` was not checked; these were: [(\"view_ticket\", true)]"
    );
    recorder.clear();
    assert!(recorder.decisions().is_empty());
}

#[test]
fn a_fake_clock_changes_only_when_a_test_moves_it() {
    let clock = FakeClock::at(now());
    let authorizer = Authorizer::<User>::builder().clock(clock.clone()).build();
    let consent = Consent::to(["view_ticket"]).until(later(60));
    let third = authorizer.principal(User::customer(7)).delegated(consent);
    assert_allows!(third, ViewTicket, &TICKET);
    clock.advance(std::time::Duration::from_secs(60));
    assert_denies!(third, ViewTicket, &TICKET, Cause::ConsentExpired);
    clock.set(now());
    assert_eq!(clock.now(), now());
    assert_allows!(third, ViewTicket, &TICKET);
}
