//! `role(key)`: which actions a role holds.

use super::fixture::{acme, allows, block, context, grant, principal, role, to, with, world};
use crate::model::{Blocked, By, CustomRole, Entry, Grant, Partition, Stated, World};

/// A tenant's own role that states this of `view`.
fn custom(partition: Partition, key: &str, states: Option<Stated>) -> Entry {
    Entry::Role(CustomRole {
        partition,
        key: key.to_owned(),
        states: states
            .map(|stated| ("view".to_owned(), stated))
            .into_iter()
            .collect(),
    })
}

/// A grant of the role with this key to Ada.
fn of(key: &str) -> Entry {
    Entry::Grant(Grant {
        role: key.to_owned(),
        ..grant(to("ada"))
    })
}

fn views(entries: &[Entry]) -> bool {
    views_in(&with(entries))
}

fn views_in(world: &World) -> bool {
    allows(world, &principal("ada", "member"), "view", &context())
}

#[test]
fn a_built_in_role_holds_what_the_code_says() {
    assert!(views(&[of("viewer")]));
    let world = super::fixture::changed(with(&[of("viewer")]), "view", |view| {
        view.roles.remove("viewer");
    });
    assert!(!views_in(&world));
}

#[test]
fn a_role_that_the_code_no_longer_has_holds_nothing() {
    let mut world = with(&[of("viewer")]);
    world.code.roles = vec![role("editor", "")];
    assert!(!views_in(&world));
    assert!(!views(&[of("gone")]));
}

#[test]
fn a_custom_role_holds_what_it_grants() {
    let own = |states| views(&[of("helper"), custom(acme(), "helper", states)]);
    assert!(own(Some(Stated::Granted)));
    assert!(!own(Some(Stated::Withheld)));
}

#[test]
fn what_a_custom_role_has_not_reviewed_is_withheld() {
    assert!(!views(&[of("helper"), custom(acme(), "helper", None)]));
    // Also where it stands in for a role that holds it in the code.
    assert!(!views(&[of("viewer"), custom(acme(), "viewer", None)]));
}

#[test]
fn a_custom_role_with_the_key_of_a_built_in_one_stands_in_for_it_in_its_tenant() {
    let withheld = |partition| custom(partition, "viewer", Some(Stated::Withheld));
    assert!(!views(&[of("viewer"), withheld(acme())]));
    let globex = Partition::Tenant("globex".to_owned());
    assert!(views(&[of("viewer"), withheld(globex)]));
    assert!(views(&[of("editor"), withheld(acme())]), "another role");
    // Without the stand-in, the built-in role is back.
    assert!(views(&[of("viewer")]));
}

#[test]
fn a_role_of_another_tenant_is_not_there() {
    let globex = Partition::Tenant("globex".to_owned());
    let own = custom(globex, "helper", Some(Stated::Granted));
    assert!(!views(&[of("helper"), own]));
}

#[test]
fn an_operators_block_of_a_role_covers_the_code_and_the_stand_in_and_no_copy() {
    let blocked = || block(By::Operator, Blocked::Role("viewer".to_owned()));
    let granted = |key| custom(acme(), key, Some(Stated::Granted));
    assert!(!views(&[of("viewer"), blocked()]));
    assert!(!views(&[of("viewer"), granted("viewer"), blocked()]));
    assert!(views(&[of("helper"), granted("helper"), blocked()]));
}

#[test]
fn a_blocked_role_takes_nothing_from_the_rows() {
    let blocked = with(&[block(By::Operator, Blocked::Role("editor".to_owned()))]);
    let lead = principal("ada", "lead");
    assert!(allows(&blocked, &lead, "view", &context()));
    assert!(allows(&world(), &lead, "view", &context()));
}
