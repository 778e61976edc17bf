//! A policy, put together from its entries: the words in force at each time.

use core::fmt;
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
    time::{Duration, SystemTime},
};

use permit_runtime::{
    Permissions, Subject, UserType as _,
    catalogue::Table,
    policy::{Block, StatedRule, Timeline, Words},
};

use crate::{
    entry::{Entry, Fact, Malformed, OpenValue},
    key::hex,
    moment,
    target::{Cell, Target},
};

/// A policy, put together and validated. It never changes.
pub(crate) struct Assembled<S: Subject> {
    code: Words<S>,
    blocks: Vec<Blocked<S>>,
    opens: Vec<Opened<S>>,
    /// The times at which entries end, in order.
    ends: Vec<u64>,
    /// The words before the first end, between each two, and after the last. Put together when they are first
    /// asked for.
    phases: Vec<OnceLock<Words<S>>>,
}

struct Blocked<S: Subject> {
    over: Over<S>,
    block: Arc<Block>,
    until: Option<u64>,
}

enum Over<S: Subject> {
    /// One action, for each of these user types.
    Action(&'static str, Vec<S::UserType>),
    UserType(S::UserType),
}

struct Opened<S: Subject> {
    action: &'static str,
    user_type: S::UserType,
    rule: StatedRule,
    until: Option<u64>,
}

/// What an entry comes to in this program.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force.
    InForce,
    /// It has ended.
    Ended,
    /// The rule of the code has changed since the open was made over it. It is not applied until that rule
    /// returns.
    Outdated,
    /// The code does not know what it is about. It is not applied.
    Orphaned,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InForce => "in force",
            Self::Ended => "ended",
            Self::Outdated => "outdated: the rule of the code is another one since",
            Self::Orphaned => "orphaned: the code does not know it",
        })
    }
}

/// Why entries are not a policy of this program.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// An entry cannot be read.
    Malformed(Malformed),
    /// What is blocked is not in the code. To leave out such a block could allow what an operator has blocked.
    OrphanedBlock(String),
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(malformed) => malformed.fmt(f),
            Self::OrphanedBlock(target) => write!(
                f,
                "the code does not know what the block `{target}` is about; lift the block if it is not \
                 needed any more"
            ),
        }
    }
}

impl core::error::Error for Invalid {}

impl From<Malformed> for Invalid {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

impl<S: Permissions> Assembled<S> {
    /// Puts a policy together.
    ///
    /// # Errors
    ///
    /// When an entry cannot be read, or a block is about something that is not in the code.
    pub(crate) fn of(entries: &[Entry]) -> Result<Self, Invalid> {
        let (mut blocks, mut opens) = (Vec::new(), Vec::new());
        for entry in entries {
            match Fact::read(entry)? {
                Fact::Block(target, value) => {
                    let over = over::<S>(&target);
                    let over = over.ok_or_else(|| Invalid::OrphanedBlock(target.to_string()))?;
                    let block = value.message.as_deref().unwrap_or_default();
                    blocks.push(Blocked {
                        over,
                        block: Arc::new(Block::new().message(block)),
                        until: value.until,
                    });
                }
                Fact::Open(cell, value) => {
                    opens.extend(opened::<S>(&cell, &value));
                }
            }
        }
        // The message of a cell counts before that of its action.
        blocks.sort_by_key(|one| match &one.over {
            Over::Action(_, types) => types.len(),
            Over::UserType(_) => usize::MAX,
        });
        let ends = blocks.iter().map(|one| one.until);
        let ends = ends.chain(opens.iter().map(|one| one.until)).flatten();
        let mut ends: Vec<_> = ends.collect();
        ends.sort_unstable();
        ends.dedup();
        Ok(Self {
            code: Words::of_code(),
            phases: (0..=ends.len()).map(|_| OnceLock::new()).collect(),
            blocks,
            opens,
            ends,
        })
    }

    /// The first end after `time`.
    pub(crate) fn next_end(&self, time: SystemTime) -> Option<SystemTime> {
        let end = self.ends.get(self.phase(time))?;
        Some(moment::time(*end))
    }

    /// The user types that are blocked at `time`.
    pub(crate) fn blocked_user_types(
        &self,
        time: SystemTime,
    ) -> impl Iterator<Item = (S::UserType, &Arc<Block>)> {
        let now = moment::seconds(time);
        let running = self.blocks.iter().filter(move |one| runs(one.until, now));
        running.filter_map(|one| match &one.over {
            Over::UserType(user_type) => Some((*user_type, &one.block)),
            Over::Action(..) => None,
        })
    }

    /// How many of the ends have passed. An entry has ended in the second of its end.
    fn phase(&self, time: SystemTime) -> usize {
        let now = moment::seconds(time);
        self.ends.partition_point(|end| *end <= now)
    }

    /// The words in force in the second `now`.
    fn put_together(&self, now: u64) -> Words<S> {
        let mut words = self.code.clone();
        for open in self.opens.iter().filter(|one| runs(one.until, now)) {
            // The action is one of the catalogue, and it has a table, or its rule could not have been read.
            let _ = words.state(open.action, open.user_type, &open.rule);
        }
        for blocked in self.blocks.iter().filter(|one| runs(one.until, now)) {
            if let Over::Action(action, types) = &blocked.over {
                for user_type in types {
                    let _ = words.block(action, *user_type, &blocked.block);
                }
            }
        }
        words
    }
}

impl<S: Permissions> Timeline<S> for Assembled<S> {
    fn words_at(&self, time: SystemTime) -> &Words<S> {
        let phase = self.phase(time);
        // The phase before the first end begins with the first second.
        let began = phase.checked_sub(1).and_then(|last| self.ends.get(last));
        let began = began.copied().unwrap_or(0);
        match self.phases.get(phase) {
            Some(words) => words.get_or_init(|| self.put_together(began)),
            // There is one more phase than there are ends.
            None => &self.code,
        }
    }
}

/// Whether what ends at `until` runs in the second `now`.
pub(crate) fn runs(until: Option<u64>, now: u64) -> bool {
    until.is_none_or(|until| now < until)
}

/// What an entry comes to in the second `now`.
pub(crate) fn standing<S: Permissions>(fact: &Fact, now: u64) -> Standing {
    let known = match fact {
        Fact::Block(target, _) => over::<S>(target).map(|_| ()).ok_or(Standing::Orphaned),
        Fact::Open(cell, value) => opened::<S>(cell, value).map(|_| ()),
    };
    match known {
        Err(standing) => standing,
        Ok(()) if runs(fact.until(), now) => Standing::InForce,
        Ok(()) => Standing::Ended,
    }
}

/// The table of the action with this key.
pub(crate) fn table<S: Permissions>(key: &str) -> Option<&'static Table<S::UserType>> {
    S::ACTIONS.iter().find(|table| table.key() == key)
}

/// The user type of this name.
pub(crate) fn user_type<S: Subject>(name: &str) -> Option<S::UserType> {
    let mut all = S::UserType::ALL.iter();
    all.find(|user_type| user_type.name() == name).copied()
}

fn over<S: Permissions>(target: &Target) -> Option<Over<S>> {
    Some(match target {
        Target::Cell(cell) => Over::Action(
            table::<S>(cell.action())?.key(),
            vec![user_type::<S>(cell.user_type())?],
        ),
        Target::Action(action) => {
            Over::Action(table::<S>(action)?.key(), S::UserType::ALL.to_vec())
        }
        Target::UserType(name) => Over::UserType(user_type::<S>(name)?),
    })
}

/// An open, unless it is orphaned or outdated.
fn opened<S: Permissions>(cell: &Cell, value: &OpenValue) -> Result<Opened<S>, Standing> {
    let table = table::<S>(cell.action()).ok_or(Standing::Orphaned)?;
    let user_type = user_type::<S>(cell.user_type()).ok_or(Standing::Orphaned)?;
    let over = table.state(&value.over).map_err(|_| Standing::Outdated)?;
    let rule = table.state(&value.rule).map_err(|_| Standing::Outdated)?;
    if table.fixed() || over != table.stated(user_type) || !may_open(&rule, &over) {
        return Err(Standing::Outdated);
    }
    Ok(Opened {
        action: table.key(),
        user_type,
        rule,
        until: value.until,
    })
}

/// Whether an open may put `rule` in force where the code says `over`: it is at least as wide, and does not say
/// `granted` where the code does not.
pub(crate) fn may_open(rule: &StatedRule, over: &StatedRule) -> bool {
    let grants = rule.depends_on("granted") && !over.depends_on("granted");
    rule.is_at_least(over) && !grants
}

/// How long it is from one time to a later one; nothing if it is not later.
pub(crate) fn between(earlier: SystemTime, later: SystemTime) -> Duration {
    later.duration_since(earlier).unwrap_or_default()
}

/// The keys and rules of a catalogue as a number: which processes have the same.
pub(crate) fn fingerprint<S: Permissions>() -> String {
    let mut tables = BTreeMap::new();
    for table in S::ACTIONS {
        let rules = S::UserType::ALL
            .iter()
            .map(|one| table.rule(*one).to_string());
        tables.insert(table.key(), rules.collect::<Vec<_>>());
    }
    let digest = <sha2::Sha256 as sha2::Digest>::digest(format!("{tables:?}"));
    hex(digest.first_chunk::<8>().map_or(&[], |id| id.as_slice()))
}
