//! How the entries of a policy become one of the runtime.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use permit::{
    UserType as _,
    policy::{Binding, Binds, CoarseClock, Policy, Unavailable, Words},
    tenancy::Tenant,
};

use super::{
    described::keys,
    shop::{USER_TYPES, User, UserType},
};
use crate::model::{Block, Blocked, By, Entry, Open, Rule, Time};

/// What is compared with the model: how entries become a policy, and which entries it carries.
pub(super) trait Seam {
    /// The policy of these entries at this time.
    fn policy(&self, entries: &[Entry], state: State) -> Arc<dyn Policy<User>>;

    /// What `choices` select of the entries that it carries.
    fn entries(&self, choices: &[Choice]) -> Vec<Entry>;
}

/// What an entry is made of. Each number counts modulo what there is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) kind: u8,
    pub(super) action: usize,
    pub(super) user_type: usize,
}

/// Whether the policy is known when a principal is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There is none.
    None,
    Known,
    Stale,
    Away,
    /// The principal is made without loading it.
    NotLoaded,
}

/// The time at which every end of an entry lies: after all questions.
const LATER: Time = 1_000_000;

/// Today's seam: cells that are always denied or always allowed, and blocked user types.
pub(super) struct ByWords;

impl Seam for ByWords {
    fn policy(&self, entries: &[Entry], state: State) -> Arc<dyn Policy<User>> {
        Arc::new(Stored {
            words: words(entries),
            blocked: blocked(entries),
            state,
            clock: Arc::default(),
        })
    }

    fn entries(&self, choices: &[Choice]) -> Vec<Entry> {
        let code = super::described::code();
        let mut policy = crate::model::Policy {
            stale: 0,
            entries: Vec::new(),
        };
        for choice in choices {
            let key = keys()[choice.action % keys().len()].to_owned();
            let user_type = USER_TYPES[choice.user_type % USER_TYPES.len()];
            let name = user_type.name().to_owned();
            let over = code.action(&key).unwrap().rule(&name).clone();
            let block = |what| {
                Entry::Block(Block {
                    by: By::Operator,
                    what,
                    until: None,
                })
            };
            let entry = match choice.kind % 8 {
                0..=4 => Entry::Open(Open {
                    action: key,
                    user_type: name,
                    rule: Rule::allow(),
                    over,
                    until: Some(LATER),
                }),
                5..=6 => block(Blocked::Cell {
                    action: key,
                    user_type: name,
                }),
                _ => block(Blocked::UserType(name)),
            };
            crate::model::write(&mut policy, &code, entry).unwrap();
        }
        policy.entries
    }
}

/// The code's words with each open, and then with each block.
fn words(entries: &[Entry]) -> Words<User> {
    let mut words = Words::of_code();
    for entry in entries {
        if let Entry::Open(open) = entry {
            words.allow(&open.action, of_name(&open.user_type)).unwrap();
        }
    }
    for entry in entries {
        if let Entry::Block(Block {
            what: Blocked::Cell { action, user_type },
            ..
        }) = entry
        {
            words.deny(action, of_name(user_type)).unwrap();
        }
    }
    words
}

fn blocked(entries: &[Entry]) -> Vec<UserType> {
    let blocks = entries.iter().filter_map(|entry| match entry {
        Entry::Block(block) => Some(&block.what),
        _ => None,
    });
    blocks
        .filter_map(|what| match what {
            Blocked::UserType(name) => Some(of_name(name)),
            _ => None,
        })
        .collect()
}

fn of_name(name: &str) -> UserType {
    USER_TYPES
        .into_iter()
        .find(|one| one.name() == name)
        .unwrap()
}

struct Stored {
    words: Words<User>,
    blocked: Vec<UserType>,
    state: State,
    clock: Arc<CoarseClock>,
}

impl Policy<User> for Stored {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        if self.state == State::Away {
            return Box::pin(async { Err(Unavailable) });
        }
        let stale = match self.state {
            State::Stale => Duration::ZERO,
            _ => Duration::from_secs(3_600),
        };
        self.clock.tick();
        let fresh = self.clock.fresh(Instant::now(), stale);
        let binding = Binding::new(self.words.clone(), fresh);
        let bound = self.blocked.iter().fold(binding, |binding, one| {
            binding.blocking((*one).into(), &Arc::default())
        });
        Box::pin(async { Ok(bound) })
    }
}
