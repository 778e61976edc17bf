//! What each writer may enter.

use super::fixture::{acme, cell, changed, open, world};
use crate::model::{Block, Blocked, By, Code, Entry, MayNot, Open, Policy, Rule, Time, write};

fn written(code: &Code, entry: Entry) -> Result<(), MayNot> {
    let mut policy = world().policy.unwrap();
    write(&mut policy, code, entry)
}

fn opened(open: Open) -> Result<(), MayNot> {
    written(&world().code, Entry::Open(open))
}

fn blocked(by: By, what: Blocked) -> Result<(), MayNot> {
    let until = None;
    written(&world().code, Entry::Block(Block { by, what, until }))
}

#[test]
fn an_open_is_at_least_as_wide_as_the_code() {
    for (rule, expected) in [
        ("owner", Ok(())),
        ("owner & trained", Ok(())),
        ("owner & trained | owner", Ok(())),
        ("allow", Ok(())),
        ("deny", Err(MayNot::Narrower)),
    ] {
        assert_eq!(opened(open("edit", "member", rule)), expected, "{rule}");
    }
    let narrower = open("edit", "lead", "owner & trained");
    assert_eq!(opened(narrower), Err(MayNot::Narrower));
}

#[test]
fn an_open_is_made_over_the_rule_that_the_code_has() {
    let over_another = Open {
        over: Rule::deny(),
        ..open("edit", "member", "owner")
    };
    assert_eq!(opened(over_another), Err(MayNot::NotOverTheCode));
    let unknown = Open {
        action: "gone".to_owned(),
        ..open("edit", "member", "owner")
    };
    assert_eq!(opened(unknown), Err(MayNot::Unknown));
    let unknown = Open {
        user_type: "gone".to_owned(),
        ..open("edit", "member", "owner")
    };
    assert_eq!(opened(unknown), Err(MayNot::Unknown));
}

#[test]
fn an_open_uses_the_conditions_of_its_action_and_granted_only_where_the_code_has_it() {
    assert_eq!(opened(open("edit", "anonymous", "trained")), Ok(()));
    let of_another_action = open("edit", "anonymous", "public");
    assert_eq!(opened(of_another_action), Err(MayNot::OtherCondition));
    assert_eq!(opened(open("search", "member", "granted")), Ok(()));
    let not_here = open("search", "anonymous", "granted");
    assert_eq!(opened(not_here), Err(MayNot::OtherCondition));
}

#[test]
fn an_open_over_deny_needs_an_end() {
    let without = |user_type: &str| Open {
        until: None,
        ..open("edit", user_type, "owner")
    };
    assert_eq!(opened(without("member")), Ok(()));
    assert_eq!(opened(without("anonymous")), Err(MayNot::NoEnd));
}

#[test]
fn a_fixed_action_is_neither_opened_nor_blocked_by_a_tenant() {
    let world = changed(world(), "edit", |edit| edit.fixed = true);
    let opened = Entry::Open(open("edit", "member", "owner"));
    assert_eq!(written(&world.code, opened), Err(MayNot::Fixed));
    for (by, expected) in [
        (By::Operator, Ok(())),
        (By::Tenant(acme()), Err(MayNot::Fixed)),
    ] {
        let what = cell("edit", "member");
        let until = None;
        let entry = Entry::Block(Block { by, what, until });
        assert_eq!(written(&world.code, entry), expected);
    }
}

#[test]
fn an_operator_blocks_anything_and_a_tenant_a_cell_an_action_or_a_person() {
    let name = || "lead".to_owned();
    let of_tenants = [
        cell("edit", "member"),
        Blocked::Action("edit".to_owned()),
        Blocked::Person(name()),
    ];
    let of_operators = [
        Blocked::UserType(name()),
        Blocked::Role(name()),
        Blocked::Tenant(name()),
    ];
    for what in of_tenants {
        assert_eq!(blocked(By::Operator, what.clone()), Ok(()));
        assert_eq!(blocked(By::Tenant(acme()), what), Ok(()));
    }
    for what in of_operators {
        assert_eq!(blocked(By::Operator, what.clone()), Ok(()));
        let by_a_tenant = blocked(By::Tenant(acme()), what);
        assert_eq!(by_a_tenant, Err(MayNot::NotATenants));
    }
}

#[test]
fn a_second_block_never_shortens_the_first() {
    let block = |until| {
        Entry::Block(Block {
            by: By::Operator,
            what: cell("edit", "member"),
            until,
        })
    };
    for (first, second, expected) in [
        (Some(10), Some(5), Some(10)),
        (Some(5), Some(10), Some(10)),
        (None, Some(5), None),
        (Some(5), None, None),
    ] {
        let mut policy: Policy = world().policy.unwrap();
        for until in [first, second] {
            write(&mut policy, &world().code, block(until)).unwrap();
        }
        let ends: Vec<Option<Time>> = policy
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::Block(block) => block.until,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(ends, [expected]);
    }
}
