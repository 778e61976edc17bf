//! Blocks take away, and nothing that is blocked is allowed.

use super::{adding::nothing_is_taken, each};
use crate::{
    model::{Block, Blocked, By, Entry},
    world::{ALL_ACTIONS, Case, NOW, USER_TYPES, allows, any_of, cases},
};

fn blocked(case: &Case, what: Blocked) -> crate::model::World {
    let mut entries = case.entries().to_vec();
    entries.push(Entry::Block(Block {
        by: By::Operator,
        what,
        until: Some(NOW + 1),
    }));
    case.with_entries(entries)
}

#[test]
fn a_blocked_cell_is_deny() {
    let cells = (any_of(&ALL_ACTIONS), any_of(&USER_TYPES));
    each(
        600,
        &(cases(), cells),
        1_000,
        |(case, (action, user_type))| {
            if case.world.policy.is_none() {
                return Ok(0);
            }
            let world = blocked(
                case,
                Blocked::Cell {
                    action: action.clone(),
                    user_type: user_type.clone(),
                },
            );
            let mut compared = 0;
            for (who, key, context) in case.questions().filter(|one| one.1 == action) {
                let mut who = who.clone();
                who.subject.user_types = [user_type.clone()].into();
                compared += usize::from(allows(&case.world, &who, key, context));
                if allows(&world, &who, key, context) {
                    return Err(format!("{key} on {context:?}, {who:?}"));
                }
            }
            Ok(compared)
        },
    );
}

#[test]
fn a_blocked_action_is_denied_to_each_user_type() {
    each(
        300,
        &(cases(), any_of(&ALL_ACTIONS)),
        500,
        |(case, action)| {
            if case.world.policy.is_none() {
                return Ok(0);
            }
            let world = blocked(case, Blocked::Action(action.clone()));
            let mut compared = 0;
            for (who, key, context) in case.questions().filter(|one| one.1 == action) {
                compared += usize::from(allows(&case.world, who, key, context));
                if allows(&world, who, key, context) {
                    return Err(format!("{key} on {context:?}, {who:?}"));
                }
            }
            Ok(compared)
        },
    );
}

#[test]
fn a_block_gives_nothing() {
    each(600, &cases(), 10_000, |case| {
        let is_block = |entry: &Entry| matches!(entry, Entry::Block(_));
        let (blocks, others): (Vec<_>, Vec<_>) = case.entries().iter().cloned().partition(is_block);
        // Without one of the blocks, everything that is allowed stays allowed.
        let mut compared = 0;
        for lifted in 0..blocks.len() {
            let mut entries = others.clone();
            let kept = blocks
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != lifted);
            entries.extend(kept.map(|(_, one)| one.clone()));
            compared += nothing_is_taken(case, &case.with_entries(entries), Clone::clone)?;
        }
        Ok(compared)
    });
}

#[test]
fn what_has_ended_is_as_if_it_was_not_there() {
    let end = |entry: &Entry| match entry {
        Entry::Open(open) => open.until,
        Entry::Block(block) => block.until,
        Entry::Grant(grant) => grant.until,
        _ => None,
    };
    each(400, &cases(), 10_000, |case| {
        let entries = case.entries().iter();
        let running = entries.filter(|entry| end(entry).is_none_or(|until| until > NOW));
        let world = case.with_entries(running.cloned().collect());
        if world.policy == case.world.policy {
            return Ok(0);
        }
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            compared += 1;
            if allows(&case.world, who, action, context) != allows(&world, who, action, context) {
                return Err(format!("{action} on {context:?}, {who:?}"));
            }
        }
        Ok(compared)
    });
}
