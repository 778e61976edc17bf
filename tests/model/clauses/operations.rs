//! Step 1: operations.

use super::fixture::{
    acme, allows, also, block, cell, changed, consent, context, decided, impersonated, owned_by,
    principal, requires, with, world,
};
use crate::model::{Action, Answer, Blocked, By, ContextTenant, Part, World};

/// A world with the operation `both`, of `view`, and of `edit` on the part `other`.
fn with_both(world: World) -> World {
    let mut world = world;
    let part = |action: &str, on: &str| Part {
        action: action.to_owned(),
        on: on.to_owned(),
    };
    world.code.actions.push(Action {
        key: "both".to_owned(),
        parts: vec![part("view", ""), part("edit", "other")],
        ..Action::default()
    });
    world
}

fn whole(other: crate::model::Context) -> crate::model::Context {
    let mut context = context();
    context.parts.insert("other".to_owned(), other);
    context
}

#[test]
fn an_operation_is_allowed_when_each_of_its_actions_is_on_its_part_of_the_context() {
    let (world, who) = (with_both(world()), principal("ada", "lead"));
    assert!(allows(&world, &who, "both", &whole(owned_by("ada"))));
    assert!(!allows(&world, &who, "both", &whole(owned_by("ben"))));
    let elsewhere = ContextTenant::Of("globex".to_owned());
    let mut context = whole(owned_by("ada"));
    context.tenant = elsewhere;
    assert!(!allows(&world, &who, "both", &context));
}

#[test]
fn an_operation_stops_with_the_first_answer_that_is_not_allow() {
    let world = with_both(world());
    let mut who = principal("ada", "lead");
    who.binding = None;
    let decided = decided(&world, &who, "both", &whole(owned_by("ben")));
    assert_eq!((decided.answer, decided.step), (Answer::Indeterminate, 1));
}

#[test]
fn a_consent_names_the_actions_of_an_operation() {
    let world = with_both(world());
    let mut who = principal("ada", "lead");
    who.consents = vec![consent(&["view", "edit"])];
    assert!(allows(&world, &who, "both", &whole(owned_by("ada"))));
    who.consents = vec![consent(&["both", "view"])];
    assert!(!allows(&world, &who, "both", &whole(owned_by("ada"))));
}

#[test]
fn a_barred_operation_is_denied_where_its_actions_are_not() {
    let world = changed(with_both(world()), "both", |both| both.barred = true);
    let who = impersonated();
    let context = whole(owned_by("ben"));
    assert!(allows(&world, &who, "view", &context));
    assert!(!allows(&world, &who, "both", &context));
    assert!(allows(&world, &who.for_itself(), "both", &context));
}

#[test]
fn an_operation_is_denied_unless_its_own_rule_is_not_deny_for_some_unblocked_user_type() {
    let who = also(principal("ada", "lead"), "member");
    let context = whole(owned_by("ada"));
    let allows = |blocks: &[Blocked]| {
        let blocks = blocks.iter().map(|one| block(By::Operator, one.clone()));
        let world = with_both(with(&blocks.collect::<Vec<_>>()));
        allows(&world, &who, "both", &context)
    };
    assert!(allows(&[]));
    assert!(!allows(&[Blocked::Action("both".to_owned())]));
    assert!(allows(&[cell("both", "member")]));
    assert!(!allows(&[cell("both", "member"), cell("both", "lead")]));
    let lead = Blocked::UserType("member".to_owned());
    assert!(!allows(&[lead, cell("both", "lead")]));
    let by_its_tenant = block(By::Tenant(acme()), cell("both", "lead"));
    let world = with_both(with(&[by_its_tenant]));
    let who = principal("ada", "lead");
    assert!(!super::fixture::allows(&world, &who, "both", &context));
}

#[test]
fn an_operation_has_a_flag_and_requirements_of_its_own() {
    let mut who = principal("ada", "lead");
    let context = whole(owned_by("ada"));
    let flagged = changed(with_both(world()), "both", |both| {
        both.flag = Some("beta".to_owned());
    });
    assert!(!allows(&flagged, &who, "both", &context));
    who.flags.insert("beta".to_owned(), true);
    assert!(allows(&flagged, &who, "both", &context));
    let required = changed(with_both(world()), "both", requires("trained"));
    assert!(!allows(&required, &who, "both", &context));
    who.subject.holds.insert("trained".to_owned());
    assert!(allows(&required, &who, "both", &context));
}
