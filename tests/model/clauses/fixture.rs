//! A small world to which each test adds what it is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Action, Binding, Block, Blocked, By, Code, Condition, Consent, Context, ContextTenant, Decided,
    Entry, Grant, Holder, Impersonation, Open, Partition, Person, Place, Policy, Principal, Role,
    Rule, Tenant, Time, UserType, World, decide,
};

pub(super) const NOW: Time = 1_000;
pub(super) const STALE: Time = 60;

/// A world with a policy without entries. `view` and `edit` are on contexts; `search` is on `()`.
pub(super) fn world() -> World {
    let user_type = |name: &str| UserType {
        name: name.to_owned(),
        anonymous: name == "anonymous",
        platform: name == "support",
        internal: name == "robot",
    };
    let names = ["anonymous", "member", "lead", "support", "robot"];
    World {
        code: Code {
            tenants: true,
            user_types: names.map(user_type).into(),
            actions: vec![
                action(
                    "view",
                    "anonymous: public, member: owner | granted, lead: allow, support: allow, robot: allow",
                ),
                action(
                    "edit",
                    "member: owner & trained, lead: owner, support: granted",
                ),
                action("search", "member: granted, lead: allow"),
                action("act_as", "support: allow"),
            ],
            roles: vec![role("viewer", ""), role("editor", "lead")],
        },
        policy: Some(Policy {
            stale: STALE,
            entries: Vec::new(),
        }),
    }
}

/// An action whose other rows are `deny`. The built-in role `editor` holds each, `viewer` holds `view`.
pub(super) fn action(key: &str, rows: &str) -> Action {
    let rows = rows.split(", ").map(|row| {
        let (user_type, rule) = row.split_once(": ").unwrap();
        (user_type.to_owned(), Rule::read(rule))
    });
    let roles: &[&str] = if key == "view" {
        &["viewer", "editor"]
    } else {
        &["editor"]
    };
    Action {
        key: key.to_owned(),
        rows: rows.collect(),
        roles: texts(roles),
        ..Action::default()
    }
}

pub(super) fn role(key: &str, default_for: &str) -> Role {
    let default_for = Some(default_for).filter(|one| !one.is_empty());
    Role {
        key: key.to_owned(),
        default_for: default_for.into_iter().map(str::to_owned).collect(),
    }
}

pub(super) fn texts(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

/// A person of the tenant `acme`, or of the platform if it is `support`.
pub(super) fn person(id: &str, user_type: &str) -> Person {
    let tenant = match user_type {
        "support" => Tenant::Platform,
        _ => Tenant::Of("acme".to_owned()),
    };
    Person {
        id: (user_type != "anonymous").then(|| id.to_owned()),
        tenant,
        user_types: texts(&[user_type]),
        holds: BTreeSet::new(),
    }
}

/// A person that acts for itself, with a fresh binding.
pub(super) fn principal(id: &str, user_type: &str) -> Principal {
    Principal {
        subject: person(id, user_type),
        consents: Vec::new(),
        impersonation: None,
        flags: BTreeMap::new(),
        binding: Binding::of(NOW, &[]),
    }
}

/// Ben, a member of `acme`, impersonated by Dan of the support.
pub(super) fn impersonated() -> Principal {
    Principal {
        impersonation: Some(Impersonation {
            actor: person("dan", "support"),
            by: "act_as".to_owned(),
            until: NOW + 10,
        }),
        ..principal("ben", "lead")
    }
}

pub(super) fn of_tenant(mut who: Principal, tenant: Tenant) -> Principal {
    who.subject.tenant = tenant;
    who
}

pub(super) fn also(mut who: Principal, user_type: &str) -> Principal {
    who.subject.user_types.insert(user_type.to_owned());
    who
}

/// A context of `acme`, in project 1, without an owner.
pub(super) fn context() -> Context {
    Context {
        tenant: ContextTenant::Of("acme".to_owned()),
        places: vec![place("1")],
        owner: None,
        holds: BTreeSet::new(),
        parts: BTreeMap::new(),
    }
}

pub(super) fn owned_by(id: &str) -> Context {
    Context {
        owner: Some(id.to_owned()),
        ..context()
    }
}

pub(super) fn at(tenant: ContextTenant) -> Context {
    Context {
        tenant,
        ..context()
    }
}

pub(super) fn place(id: &str) -> Place {
    Place {
        kind: "project".to_owned(),
        id: id.to_owned(),
    }
}

/// A consent to these actions.
pub(super) fn consent(actions: &[&str]) -> Consent {
    Consent {
        actions: texts(actions),
        places: None,
        until: None,
    }
}

pub(super) fn acme() -> Partition {
    Partition::Tenant("acme".to_owned())
}

/// A grant of `editor` in `acme`.
pub(super) fn grant(to: Holder) -> Grant {
    Grant {
        partition: acme(),
        to,
        role: "editor".to_owned(),
        on: None,
        until: None,
    }
}

pub(super) fn to(id: &str) -> Holder {
    Holder::Person(id.to_owned())
}

pub(super) fn block(by: By, what: Blocked) -> Entry {
    Entry::Block(Block {
        by,
        what,
        until: None,
    })
}

pub(super) fn cell(action: &str, user_type: &str) -> Blocked {
    Blocked::Cell {
        action: action.to_owned(),
        user_type: user_type.to_owned(),
    }
}

/// An open over the rule that the code of [`world`] has.
pub(super) fn open(action: &str, user_type: &str, rule: &str) -> Open {
    Open {
        action: action.to_owned(),
        user_type: user_type.to_owned(),
        rule: Rule::read(rule),
        over: world().code.action(action).unwrap().rule(user_type).clone(),
        until: Some(NOW + 10),
    }
}

pub(super) fn with(entries: &[Entry]) -> World {
    let mut world = world();
    let policy = world.policy.as_mut().unwrap();
    policy.entries.extend_from_slice(entries);
    world
}

/// The same world with a change of one action.
pub(super) fn changed(mut world: World, key: &str, change: impl FnOnce(&mut Action)) -> World {
    let mut actions = world.code.actions.iter_mut();
    change(actions.find(|one| one.key == key).unwrap());
    world
}

pub(super) fn requires(name: &str) -> impl FnOnce(&mut Action) {
    let condition = Condition::of(name);
    |action| {
        action.requirements.insert(condition);
    }
}

pub(super) fn decided(world: &World, who: &Principal, action: &str, on: &Context) -> Decided {
    decide(world, who, action, on, NOW)
}

pub(super) fn allows(world: &World, who: &Principal, action: &str, on: &Context) -> bool {
    decided(world, who, action, on).is_allowed()
}
