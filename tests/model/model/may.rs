//! What each writer may enter into the policy.

use std::collections::BTreeSet;

use super::{Block, Blocked, By, Code, Condition, Entry, Open, Policy};

/// Why an entry is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MayNot {
    /// The catalogue does not have the action or the user type.
    Unknown,
    /// Nothing but the code and an operator's block decides a fixed action.
    Fixed,
    /// An open is made over the rule that the code has now.
    NotOverTheCode,
    /// An open denies nothing that the code allows.
    Narrower,
    /// An open uses the conditions of the action, and `granted` only where the code has it.
    OtherCondition,
    /// An open over `deny` has an end.
    NoEnd,
    /// A tenant blocks a cell, an action or a person.
    NotATenants,
}

/// Enters it, in the place of the entry that it replaces.
pub(crate) fn write(policy: &mut Policy, code: &Code, entry: Entry) -> Result<(), MayNot> {
    let entry = match entry {
        Entry::Open(open) => {
            may_open(code, &open)?;
            Entry::Open(open)
        }
        Entry::Block(block) => {
            may_block(code, &block)?;
            Entry::Block(lengthened(policy, block))
        }
        other => other,
    };
    policy.entries.retain(|old| !replaces(&entry, old));
    policy.entries.push(entry);
    Ok(())
}

fn may_open(code: &Code, open: &Open) -> Result<(), MayNot> {
    let action = code.action(&open.action).ok_or(MayNot::Unknown)?;
    code.user_type(&open.user_type).ok_or(MayNot::Unknown)?;
    if action.fixed {
        return Err(MayNot::Fixed);
    }
    let rule = action.rule(&open.user_type);
    if !open.over.is_the_same_as(rule) {
        return Err(MayNot::NotOverTheCode);
    }
    if !open.rule.is_at_least_as_wide_as(rule) {
        return Err(MayNot::Narrower);
    }
    let rows = action.rows.values();
    let own: BTreeSet<_> = rows
        .flat_map(|row| row.alternatives.iter().flatten())
        .filter(|one| **one != Condition::Granted || rule.asks(&Condition::Granted))
        .collect();
    if !open
        .rule
        .alternatives
        .iter()
        .flatten()
        .all(|one| own.contains(one))
    {
        return Err(MayNot::OtherCondition);
    }
    if rule.is_deny() && open.until.is_none() {
        return Err(MayNot::NoEnd);
    }
    Ok(())
}

fn may_block(code: &Code, block: &Block) -> Result<(), MayNot> {
    if block.by == By::Operator {
        return Ok(());
    }
    match &block.what {
        Blocked::Person(_) => Ok(()),
        Blocked::Cell { action, .. } | Blocked::Action(action) => {
            let action = code.action(action).ok_or(MayNot::Unknown)?;
            if action.fixed {
                return Err(MayNot::Fixed);
            }
            Ok(())
        }
        Blocked::UserType(_) | Blocked::Role(_) | Blocked::Tenant(_) => Err(MayNot::NotATenants),
    }
}

/// A second block never shortens the first.
fn lengthened(policy: &Policy, block: Block) -> Block {
    let mut until = block.until;
    for entry in &policy.entries {
        if let Entry::Block(first) = entry
            && first.by == block.by
            && first.what == block.what
        {
            until = match (first.until, until) {
                (Some(one), Some(other)) => Some(one.max(other)),
                _ => None,
            };
        }
    }
    Block { until, ..block }
}

/// Whether both are about the same.
fn replaces(entry: &Entry, old: &Entry) -> bool {
    match (entry, old) {
        (Entry::Open(new), Entry::Open(old)) => {
            new.action == old.action && new.user_type == old.user_type
        }
        (Entry::Block(new), Entry::Block(old)) => new.by == old.by && new.what == old.what,
        (Entry::Role(new), Entry::Role(old)) => {
            new.partition == old.partition && new.key == old.key
        }
        (Entry::Grant(new), Entry::Grant(old)) => {
            new.partition == old.partition
                && new.to == old.to
                && new.role == old.role
                && new.on == old.on
        }
        (
            Entry::Default {
                partition,
                user_type,
                ..
            },
            Entry::Default {
                partition: its,
                user_type: name,
                ..
            },
        ) => partition == its && user_type == name,
        (new, old) => new == old,
    }
}
