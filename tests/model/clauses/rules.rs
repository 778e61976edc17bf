//! `rule(a, t)`: blocks and opens of cells and actions.

use super::fixture::{
    NOW, acme, allows, also, at, block, cell, changed, context, decided, of_tenant, open, owned_by,
    principal, requires, with, world,
};
use crate::model::{Blocked, By, Entry, Open, Partition, Principal, Rule, Tenant, World};

fn views(world: &World, who: &Principal) -> bool {
    allows(world, who, "view", &context())
}

/// `edit` opened to members.
fn opened() -> Open {
    open("edit", "member", "owner")
}

fn edits(open: Open, who: &Principal) -> bool {
    let world = with(&[Entry::Open(open)]);
    allows(&world, who, "edit", &owned_by("ada"))
}

#[test]
fn an_operators_block_of_a_cell_denies_that_cell_alone() {
    let world = with(&[block(By::Operator, cell("view", "lead"))]);
    assert!(!views(&world, &principal("ada", "lead")));
    assert!(views(&world, &principal("dan", "support")));
    assert!(allows(
        &world,
        &principal("ada", "lead"),
        "search",
        &context()
    ));
    let also_support = also(principal("dan", "support"), "lead");
    assert!(views(&world, &also_support), "another row still allows");
}

#[test]
fn an_operators_block_of_an_action_denies_it_to_each_user_type() {
    let world = with(&[block(By::Operator, Blocked::Action("view".to_owned()))]);
    for user_type in ["lead", "support", "robot"] {
        assert!(!views(&world, &principal("ada", user_type)), "{user_type}");
    }
}

#[test]
fn an_operators_block_covers_a_fixed_action() {
    let blocked = with(&[block(By::Operator, cell("view", "lead"))]);
    let world = changed(blocked, "view", |view| view.fixed = true);
    assert!(!views(&world, &principal("ada", "lead")));
}

#[test]
fn a_block_comes_before_an_open() {
    let open = Entry::Open(opened());
    let who = principal("ada", "member");
    for by in [By::Operator, By::Tenant(acme())] {
        let world = with(&[open.clone(), block(by, cell("edit", "member"))]);
        assert!(!allows(&world, &who, "edit", &owned_by("ada")));
    }
}

#[test]
fn a_tenants_block_denies_its_own_people_alone() {
    for what in [cell("view", "lead"), Blocked::Action("view".to_owned())] {
        let world = with(&[block(By::Tenant(acme()), what)]);
        let who = principal("ada", "lead");
        assert!(!views(&world, &who));
        let of_another = of_tenant(who.clone(), Tenant::Of("globex".to_owned()));
        let context = at(crate::model::ContextTenant::Global);
        assert!(allows(&world, &of_another, "view", &context));
        let of_none = of_tenant(who, Tenant::Unknown);
        assert!(allows(&world, &of_none, "view", &context));
    }
}

#[test]
fn a_tenants_block_stops_neither_the_platform_nor_jobs() {
    for partition in [acme(), Partition::Platform] {
        let block = block(By::Tenant(partition), Blocked::Action("view".to_owned()));
        let world = with(&[block]);
        assert!(views(&world, &principal("dan", "support")));
        assert!(views(&world, &principal("", "robot")));
        let of_acme = of_tenant(principal("dan", "support"), Tenant::Of("acme".to_owned()));
        assert!(views(&world, &of_acme));
    }
}

#[test]
fn a_tenants_block_does_not_cover_a_fixed_action() {
    let blocked = with(&[block(By::Tenant(acme()), cell("view", "lead"))]);
    let world = changed(blocked, "view", |view| view.fixed = true);
    assert!(views(&world, &principal("ada", "lead")));
}

#[test]
fn the_platforms_own_people_are_blocked_in_its_partition() {
    let world = with(&[block(By::Tenant(Partition::Platform), cell("view", "lead"))]);
    let of_the_platform = of_tenant(principal("ada", "lead"), Tenant::Platform);
    let global = at(crate::model::ContextTenant::Global);
    assert!(!allows(&world, &of_the_platform, "view", &global));
    assert!(views(&world, &principal("ada", "lead")));
}

#[test]
fn an_open_is_the_whole_rule_of_its_cell() {
    let who = principal("ada", "member");
    assert!(edits(opened(), &who));
    assert!(!allows(&world(), &who, "edit", &owned_by("ada")));
    let of_another_cell = Open {
        user_type: "lead".to_owned(),
        ..opened()
    };
    assert!(!edits(of_another_cell, &who));
    assert!(
        !edits(opened(), &principal("ben", "member")),
        "not the owner"
    );
}

#[test]
fn an_open_ends() {
    let who = principal("ada", "member");
    let until = |time| Open {
        until: Some(time),
        ..opened()
    };
    assert!(edits(until(NOW + 1), &who) && !edits(until(NOW), &who));
}

#[test]
fn an_open_is_applied_over_the_very_rule_that_it_was_made_over() {
    let who = principal("ada", "member");
    let world = with(&[Entry::Open(opened())]);
    let released = |rule: &str| {
        let world = changed(world.clone(), "edit", |edit| {
            edit.rows.insert("member".to_owned(), Rule::read(rule));
        });
        allows(&world, &who, "edit", &owned_by("ada"))
    };
    assert!(released("owner & trained"));
    assert!(!released("deny") && !released("owner & in_region"));
    // The same rule, written in another way.
    assert!(released("trained & owner | owner & trained & in_region"));
}

#[test]
fn no_open_changes_a_fixed_action() {
    let world = with(&[Entry::Open(opened())]);
    let world = changed(world, "edit", |edit| edit.fixed = true);
    let who = principal("ada", "member");
    assert!(!allows(&world, &who, "edit", &owned_by("ada")));
}

#[test]
fn an_open_does_not_lift_what_is_not_the_rule() {
    let world = with(&[Entry::Open(opened())]);
    let world = changed(world, "edit", requires("in_region"));
    let who = principal("ada", "member");
    assert_eq!(decided(&world, &who, "edit", &owned_by("ada")).step, 6);
}
