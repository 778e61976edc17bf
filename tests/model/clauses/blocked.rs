//! Step 3: blocked people, tenants and user types.

use super::fixture::{
    NOW, acme, allows, also, block, cell, context, decided, impersonated, owned_by, principal, with,
};
use crate::model::{Block, Blocked, By, Entry, Impersonation, Partition, Tenant};

fn of_operator(what: Blocked) -> crate::model::World {
    with(&[block(By::Operator, what)])
}

fn of_tenant_of(partition: Partition, what: Blocked) -> crate::model::World {
    with(&[block(By::Tenant(partition), what)])
}

fn the_person(id: &str) -> Blocked {
    Blocked::Person(id.to_owned())
}

#[test]
fn the_operator_blocks_the_subject() {
    let world = of_operator(the_person("ada"));
    let answer = decided(&world, &principal("ada", "lead"), "view", &context());
    assert_eq!((answer.is_allowed(), answer.step), (false, 3));
    assert!(allows(
        &world,
        &principal("ben", "lead"),
        "view",
        &context()
    ));
}

#[test]
fn the_operator_blocks_the_actor() {
    let world = of_operator(the_person("dan"));
    let who = impersonated();
    assert_eq!(decided(&world, &who, "view", &context()).step, 3);
    assert!(allows(&world, &who.for_itself(), "view", &context()));
}

#[test]
fn the_operator_blocks_the_tenant_of_the_subject_and_of_the_actor() {
    let world = of_operator(Blocked::Tenant("acme".to_owned()));
    assert!(!allows(
        &world,
        &principal("ada", "lead"),
        "view",
        &context()
    ));
    let support = principal("dan", "support");
    assert!(allows(&world, &support, "view", &context()));
    let mut who = impersonated();
    let world = of_operator(Blocked::Tenant("globex".to_owned()));
    assert!(allows(&world, &who, "view", &context()));
    who.impersonation.as_mut().unwrap().actor.tenant = Tenant::Of("globex".to_owned());
    assert!(!allows(&world, &who, "view", &context()));
}

#[test]
fn a_tenant_blocks_a_person_of_its_own_alone() {
    let who = principal("ada", "lead");
    assert!(!allows(
        &of_tenant_of(acme(), the_person("ada")),
        &who,
        "view",
        &context()
    ));
    let globex = Partition::Tenant("globex".to_owned());
    assert!(allows(
        &of_tenant_of(globex, the_person("ada")),
        &who,
        "view",
        &context()
    ));
}

#[test]
fn the_tenant_of_the_actor_blocks_the_actor_and_that_of_the_subject_does_not() {
    let who = impersonated();
    let by_the_subjects = of_tenant_of(acme(), the_person("dan"));
    assert!(allows(&by_the_subjects, &who, "view", &context()));
    let by_the_actors = of_tenant_of(Partition::Platform, the_person("dan"));
    assert!(!allows(&by_the_actors, &who, "view", &context()));
}

#[test]
fn without_tenants_the_platform_blocks_a_person() {
    let mut world = of_tenant_of(Partition::Platform, the_person("ada"));
    let who = principal("ada", "lead");
    assert!(allows(&world, &who, "view", &context()));
    world.code.tenants = false;
    assert!(!allows(&world, &who, "view", &context()));
}

#[test]
fn a_block_lasts_until_its_end() {
    let until = |end| {
        with(&[Entry::Block(Block {
            by: By::Operator,
            what: the_person("ada"),
            until: Some(end),
        })])
    };
    let who = principal("ada", "lead");
    assert!(!allows(&until(NOW + 1), &who, "view", &context()));
    assert!(allows(&until(NOW), &who, "view", &context()));
}

#[test]
fn an_unknown_person_is_blocked_by_nothing_that_names_a_person() {
    let mut who = principal("ada", "lead");
    who.subject.id = None;
    assert!(allows(
        &of_operator(the_person("")),
        &who,
        "view",
        &context()
    ));
}

#[test]
fn a_blocked_user_type_allows_nothing_and_the_others_stay() {
    let world = of_operator(Blocked::UserType("lead".to_owned()));
    let who = principal("ada", "lead");
    assert_eq!(decided(&world, &who, "view", &context()).step, 5);
    let who = also(who, "member");
    assert!(!allows(&world, &who, "view", &context()));
    assert!(allows(&world, &who, "view", &owned_by("ada")));
}

#[test]
fn an_impersonation_ends_with_the_user_types_by_which_the_actor_may_impersonate() {
    let who = impersonated();
    for (blocked, allowed) in [
        (Blocked::UserType("support".to_owned()), false),
        (Blocked::UserType("member".to_owned()), true),
        (cell("act_as", "support"), false),
        (cell("act_as", "lead"), true),
        (Blocked::Action("act_as".to_owned()), false),
    ] {
        let world = of_operator(blocked.clone());
        let is = allows(&world, &who, "view", &context());
        assert_eq!(is, allowed, "{blocked:?}");
    }
    // The actor has another user type, but it may not impersonate by that one.
    let mut who = impersonated();
    let Impersonation { actor, .. } = who.impersonation.as_mut().unwrap();
    actor.user_types.insert("lead".to_owned());
    let world = of_operator(Blocked::UserType("support".to_owned()));
    assert!(!allows(&world, &who, "view", &context()));
}
