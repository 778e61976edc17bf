//! `granted`: which grants count.

use std::collections::BTreeSet;

use super::fixture::{
    NOW, STALE, acme, allows, also, at, block, context, grant, impersonated, of_tenant, person,
    place, principal, role, to, with, world,
};
use crate::model::{
    Binding, Blocked, By, Context, ContextTenant, Entry, Grant, Holder, Partition, Principal,
    SourceGrant, Tenant, World, decide,
};

fn member() -> Principal {
    principal("ada", "member")
}

/// Whether Ada, a member, views a context because of this grant.
fn views(grant: Grant) -> bool {
    allows(&with(&[Entry::Grant(grant)]), &member(), "view", &context())
}

fn to_ada() -> Grant {
    grant(to("ada"))
}

#[test]
fn a_grant_to_the_subject_counts_for_that_subject() {
    assert!(!allows(&world(), &member(), "view", &context()));
    assert!(views(to_ada()));
    assert!(!views(grant(to("ben"))));
}

#[test]
fn a_grant_ends() {
    let until = |time| Grant {
        until: Some(time),
        ..to_ada()
    };
    assert!(views(until(NOW + 1)) && !views(until(NOW)));
}

#[test]
fn a_grant_that_ends_between_load_and_check_is_denied_and_not_indeterminate() {
    let grant = Grant {
        until: Some(NOW + 1),
        ..to_ada()
    };
    let world = with(&[Entry::Grant(grant)]);
    let at = |now| decide(&world, &member(), "view", &context(), now);
    assert!(at(NOW).is_allowed());
    let later = at(NOW + STALE);
    assert_eq!((later.is_allowed(), later.step), (false, 5));
}

#[test]
fn a_grant_covers_its_places_alone_or_everything() {
    let on = |ids: &[&str]| Grant {
        on: Some(ids.iter().map(|id| place(id)).collect()),
        ..to_ada()
    };
    assert!(views(on(&["2", "1"])) && !views(on(&["2"])) && !views(on(&[])));
    let world = with(&[Entry::Grant(on(&["1"]))]);
    assert!(!allows(&world, &member(), "search", &Context::nothing()));
    let world = with(&[Entry::Grant(to_ada())]);
    assert!(allows(&world, &member(), "search", &Context::nothing()));
}

#[test]
fn a_grant_to_a_group_counts_for_its_members() {
    let key = || "night".to_owned();
    let group = Entry::Group {
        partition: acme(),
        key: key(),
    };
    let member_of = |partition| Entry::Member {
        partition,
        group: key(),
        person: "ada".to_owned(),
    };
    let given = Entry::Grant(grant(Holder::Group(key())));
    let allows = |entries: &[&Entry]| {
        let entries: Vec<_> = entries.iter().map(|one| (*one).clone()).collect();
        allows(&with(&entries), &member(), "view", &context())
    };
    let member = member_of(acme());
    assert!(allows(&[&group, &member, &given]));
    assert!(!allows(&[&group, &given]) && !allows(&[&group, &member]));
    assert!(!allows(&[&member, &given]), "the group is gone");
    let elsewhere = member_of(Partition::Tenant("globex".to_owned()));
    assert!(!allows(&[&group, &elsewhere, &given]));
}

#[test]
fn a_grant_to_a_user_type_counts_for_its_subjects_while_it_is_not_blocked() {
    let given = Entry::Grant(grant(Holder::UserType("member".to_owned())));
    assert!(allows(
        &with(std::slice::from_ref(&given)),
        &member(),
        "view",
        &context()
    ));
    let lead = principal("ada", "lead");
    let searching = |entries: &[Entry], who: &Principal| {
        let mut world = with(entries);
        world.code.roles = vec![role("editor", "")];
        let mut actions = world.code.actions.iter_mut();
        let view = actions.find(|one| one.key == "view").unwrap();
        *view = super::fixture::action("view", "member: granted, lead: granted");
        allows(&world, who, "view", &context())
    };
    assert!(!searching(std::slice::from_ref(&given), &lead));
    let both = also(lead, "member");
    assert!(searching(std::slice::from_ref(&given), &both));
    // The row of `lead` asks for `granted`, and the grant came by the user type that is blocked.
    let blocked = block(By::Operator, Blocked::UserType("member".to_owned()));
    assert!(!searching(&[given, blocked], &both));
}

#[test]
fn a_default_of_the_code_is_a_grant_to_each_subject_of_the_user_type() {
    let mut world = world();
    assert!(!allows(&world, &member(), "view", &context()));
    world.code.roles.push(role("viewer", "member"));
    world.code.roles.remove(0);
    assert!(allows(&world, &member(), "view", &context()));
    assert!(!allows(
        &world,
        &principal("ada", "anonymous"),
        "view",
        &context()
    ));
    // By the code alone, too.
    let alone = World {
        policy: None,
        ..world.clone()
    };
    assert!(allows(&alone, &member(), "view", &context()));
    let blocked = block(By::Operator, Blocked::UserType("member".to_owned()));
    world.policy.as_mut().unwrap().entries.push(blocked);
    let both = also(member(), "lead");
    assert!(!allows(&world, &member(), "search", &Context::nothing()));
    assert!(
        allows(&world, &both, "search", &Context::nothing()),
        "`lead` is allowed"
    );
}

#[test]
fn a_default_of_the_tenant_replaces_that_of_the_code() {
    let says = |partition, roles: &[&str]| Entry::Default {
        partition,
        user_type: "member".to_owned(),
        roles: super::fixture::texts(roles),
    };
    let views = |entry: Entry| {
        let mut world = with(&[entry]);
        world.code.roles = vec![role("viewer", "member"), role("editor", "")];
        let view = |action| allows(&world, &member(), action, &context());
        (view("view"), view("search"))
    };
    let globex = || Partition::Tenant("globex".to_owned());
    assert_eq!(views(says(globex(), &[])), (true, false), "the code's");
    assert_eq!(views(says(acme(), &[])), (false, false));
    assert_eq!(views(says(acme(), &["editor"])), (true, true));
}

#[test]
fn a_grant_of_a_source_counts_in_the_subjects_own_partition() {
    let from = |on: Option<&str>, until| {
        let given = SourceGrant {
            role: "viewer".to_owned(),
            on: on.map(|id| [place(id)].into()),
            until,
        };
        let mut who = member();
        who.binding = Binding::of(NOW, &[Ok(Vec::new()), Ok(vec![given])]);
        who
    };
    let views = |who: &Principal| allows(&world(), who, "view", &context());
    assert!(views(&from(None, None)) && views(&from(Some("1"), Some(NOW + 1))));
    assert!(!views(&from(Some("2"), None)) && !views(&from(None, Some(NOW))));
    let global = at(ContextTenant::Global);
    assert!(!allows(&world(), &from(None, None), "view", &global));
}

#[test]
fn a_tenants_grant_counts_on_its_contexts_and_on_nothing_and_never_on_global_ones() {
    let world = with(&[Entry::Grant(to_ada())]);
    let views = |tenant| allows(&world, &member(), "view", &at(tenant));
    assert!(views(ContextTenant::Of("acme".to_owned())));
    assert!(views(ContextTenant::OfSubject));
    assert!(!views(ContextTenant::Global));
    assert!(!views(ContextTenant::Of("globex".to_owned())));
}

#[test]
fn another_tenants_grant_does_not_count() {
    for partition in [Partition::Tenant("globex".to_owned()), Partition::Platform] {
        assert!(!views(Grant {
            partition,
            ..to_ada()
        }));
    }
}

#[test]
fn a_grant_of_the_platform_counts_for_its_own_people() {
    let given = |partition| {
        with(&[Entry::Grant(Grant {
            partition,
            ..grant(to("dan"))
        })])
    };
    let support = principal("dan", "support");
    let edits = |world: &World, who: &Principal| allows(world, who, "edit", &context());
    assert!(!edits(&world(), &support));
    assert!(edits(&given(Partition::Platform), &support));
    assert!(!edits(&given(acme()), &support));
    let of_a_tenant = of_tenant(support, Tenant::Of("acme".to_owned()));
    assert!(!edits(&given(Partition::Platform), &of_a_tenant));
}

#[test]
fn without_tenants_grants_are_of_the_platform() {
    let given = |partition| {
        let grant = Grant {
            partition,
            ..to_ada()
        };
        let mut world = with(&[Entry::Grant(grant)]);
        world.code.tenants = false;
        let who = of_tenant(member(), Tenant::Unknown);
        allows(&world, &who, "view", &at(ContextTenant::Global))
    };
    assert!(given(Partition::Platform) && !given(acme()));
}

#[test]
fn a_subject_of_an_unknown_tenant_has_no_grants() {
    let nothing = Context::nothing();
    for (tenant, partition) in [
        (Tenant::Unknown, Partition::Platform),
        (Tenant::Of(String::new()), Partition::Tenant(String::new())),
    ] {
        let given = Entry::Grant(Grant {
            partition,
            ..to_ada()
        });
        let who = of_tenant(member(), tenant);
        assert!(!allows(&with(&[given]), &who, "search", &nothing));
    }
}

#[test]
fn neither_the_anonymous_nor_a_job_has_a_grant() {
    let mut world = with(
        &["anonymous", "robot"].map(|name| Entry::Grant(grant(Holder::UserType(name.to_owned())))),
    );
    let mut actions = world.code.actions.iter_mut();
    let search = actions.find(|one| one.key == "search").unwrap();
    *search = super::fixture::action("search", "anonymous: granted, robot: granted");
    for user_type in ["anonymous", "robot"] {
        let mut who = principal("ada", user_type);
        who.binding = Binding::of(
            NOW,
            &[Ok(vec![SourceGrant {
                role: "editor".to_owned(),
                on: None,
                until: None,
            }])],
        );
        assert!(
            !allows(&world, &who, "search", &Context::nothing()),
            "{user_type}"
        );
    }
}

#[test]
fn an_impersonated_subject_has_its_own_grants_and_not_those_of_the_actor() {
    let mut who = impersonated();
    who.subject = person("ada", "member");
    let given = |partition, id: &str| {
        let grant = Grant {
            partition,
            ..grant(to(id))
        };
        allows(&with(&[Entry::Grant(grant)]), &who, "view", &context())
    };
    assert!(given(acme(), "ada"));
    assert!(!given(acme(), "dan") && !given(Partition::Platform, "dan"));
}

#[test]
fn granted_is_one_condition_of_a_rule() {
    let world = with(&[Entry::Grant(to_ada())]);
    let world = super::fixture::changed(world, "view", |view| {
        *view = super::fixture::action("view", "member: granted & trained");
    });
    let mut who = member();
    assert!(!allows(&world, &who, "view", &context()));
    who.subject.holds = BTreeSet::from(["trained".to_owned()]);
    assert!(allows(&world, &who, "view", &context()));
}
