//! Customers stay below the code, and an open does not outlive the rule that it was made over.

use super::{adding::nothing_is_taken, each};
use crate::{
    model::{Code, Condition, Entry, Rule, World},
    world::{ACTIONS, Case, USER_TYPES, allows, any_of, cases, rules},
};

/// The code where `granted` holds for each user type that can have a grant: what customers could give.
fn most(code: &Code) -> Code {
    let mut code = code.clone();
    let types = code.user_types.clone();
    for action in &mut code.actions {
        for (name, rule) in &mut action.rows {
            let one = types.iter().find(|one| one.name == *name).unwrap();
            if one.anonymous || one.internal {
                continue;
            }
            let alternatives = std::mem::take(&mut rule.alternatives);
            rule.alternatives = alternatives
                .into_iter()
                .map(|mut all| {
                    all.remove(&Condition::Granted);
                    all
                })
                .collect();
        }
    }
    code
}

#[test]
fn customers_never_exceed_the_code() {
    each(600, &cases(), 10_000, |case| {
        let entries = case.entries().iter();
        let without_opens = entries.filter(|entry| !matches!(entry, Entry::Open(_)));
        let below = Case {
            world: case.with_entries(without_opens.cloned().collect()),
            ..case.clone()
        };
        let ceiling = World {
            code: most(&case.world.code),
            ..case.with_entries(Vec::new())
        };
        nothing_is_taken(&below, &ceiling, Clone::clone)
    });
}

#[test]
fn an_open_never_outlives_the_rule_that_it_was_made_over() {
    let changes = (any_of(&ACTIONS), any_of(&USER_TYPES), rules(true));
    each(
        800,
        &(cases(), changes),
        2_000,
        |(case, (key, name, rule))| {
            let mut released = case.world.clone();
            let mut actions = released.code.actions.iter_mut();
            let action = actions.find(|one| one.key == *key).unwrap();
            let before: Rule = action.rule(name).clone();
            action.rows.insert(name.clone(), rule.clone());
            let is_of_the_cell = |entry: &Entry| match entry {
                Entry::Open(open) => {
                    open.action == *key
                        && open.user_type == *name
                        && open.over.is_the_same_as(&before)
                }
                _ => false,
            };
            if rule.is_the_same_as(&before) || !case.entries().iter().any(is_of_the_cell) {
                return Ok(0);
            }
            let others = case.entries().iter().filter(|one| !is_of_the_cell(one));
            let mut without = case.with_entries(others.cloned().collect());
            without.code = released.code.clone();
            let mut compared = 0;
            for (who, action, context) in case.questions() {
                compared += 1;
                if allows(&released, who, action, context) != allows(&without, who, action, context)
                {
                    return Err(format!("{action} on {context:?}, {who:?}"));
                }
            }
            Ok(compared)
        },
    );
}

#[test]
fn a_fixed_action_is_decided_by_the_code_the_grants_and_the_operators_blocks() {
    each(500, &cases(), 2_000, |case| {
        let entries = case.entries().iter().filter(|entry| match entry {
            Entry::Open(_) => false,
            Entry::Block(block) => match block.by {
                crate::model::By::Operator => true,
                crate::model::By::Tenant(_) => {
                    matches!(block.what, crate::model::Blocked::Person(_))
                }
            },
            _ => true,
        });
        let world = case.with_entries(entries.cloned().collect());
        let mut compared = 0;
        for (who, key, context) in case.questions() {
            let action = world.code.action(key).unwrap();
            // Another action decides whether the actor may impersonate.
            if !action.fixed || action.is_operation() || who.impersonation.is_some() {
                continue;
            }
            compared += 1;
            if allows(&case.world, who, key, context) != allows(&world, who, key, context) {
                return Err(format!("{key} on {context:?}, {who:?}"));
            }
        }
        Ok(compared)
    });
}
