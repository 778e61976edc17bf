//! Step 2: what is in force is known.

use super::fixture::{NOW, STALE, allows, block, context, decided, principal, with, world};
use crate::model::{Answer, Binding, Blocked, By, SourceGrant, Unavailable, World};

#[test]
fn without_a_policy_the_code_decides() {
    let world = World {
        policy: None,
        ..world()
    };
    let mut who = principal("ada", "lead");
    who.binding = None;
    assert!(allows(&world, &who, "view", &context()));
    assert!(!allows(&world, &who, "edit", &context()));
}

#[test]
fn a_principal_without_a_binding_is_indeterminate() {
    let mut who = principal("ada", "lead");
    who.binding = None;
    let answer = decided(&world(), &who, "view", &context());
    assert_eq!((answer.answer, answer.step), (Answer::Indeterminate, 2));
}

#[test]
fn a_binding_is_good_until_it_is_older_than_stale() {
    let mut who = principal("ada", "lead");
    who.binding = Binding::of(NOW - STALE, &[]);
    assert!(allows(&world(), &who, "view", &context()));
    who.binding = Binding::of(NOW - STALE - 1, &[]);
    let answer = decided(&world(), &who, "view", &context()).answer;
    assert_eq!(answer, Answer::Indeterminate);
}

#[test]
fn not_knowing_comes_before_a_block() {
    let mut who = principal("ada", "lead");
    who.binding = None;
    let blocked = with(&[block(By::Operator, Blocked::Person("ada".to_owned()))]);
    let answer = decided(&blocked, &who, "view", &context()).answer;
    assert_eq!(answer, Answer::Indeterminate);
}

#[test]
fn a_source_of_grants_that_does_not_answer_is_indeterminate_and_never_fewer_grants() {
    let given = |role: &str| {
        Ok(vec![SourceGrant {
            role: role.to_owned(),
            on: None,
            until: None,
        }])
    };
    let mut who = principal("ada", "member");
    who.binding = Binding::of(NOW, &[given("viewer"), given("editor")]);
    assert!(allows(&world(), &who, "view", &context()));
    assert_eq!(Binding::of(NOW, &[given("editor"), Err(Unavailable)]), None);
}
