//! The form of the page on which operators open and block.

use std::time::{Duration, SystemTime};

use permit::{Permissions as _, UserType as _};
use permit_live::{Cell, Operate, Pending, Target};
use serde::Deserialize;

use crate::domain::{Mistakes, User, UserType};

/// Every action, or every user type, in the lists of the form.
pub const EVERY: &str = "*";

/// The form, as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PolicyForm {
    /// `block`, `unblock`, `open` or `close`.
    #[serde(default)]
    pub change: String,
    /// The key of an action, or [`EVERY`].
    #[serde(default)]
    pub action: String,
    /// The name of a user type, or [`EVERY`].
    #[serde(default)]
    pub user_type: String,
    /// What is lifted: `edit_item/Seller`.
    #[serde(default)]
    pub target: String,
    /// The rule of an open.
    #[serde(default)]
    pub rule: String,
    /// What the callers whom a block denies are told.
    #[serde(default)]
    pub message: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// When it ends: one of [`Ending`].
    #[serde(default)]
    pub ends: String,
    /// The revision that the page showed.
    #[serde(default)]
    pub seen: u64,
    /// A text that names this form, so that it is obeyed once if it is sent twice.
    #[serde(default)]
    pub request: String,
}

/// When a block or an open ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What the form sends.
    pub key: &'static str,
    /// What the page shows.
    pub label: &'static str,
    /// After how long it ends; `None` if it lasts until it is lifted.
    pub after: Option<Duration>,
}

impl Ending {
    /// What the form offers.
    pub const ALL: [Self; 5] = [
        Self::new("hour", "In an hour", Some(Duration::from_hours(1))),
        Self::new("day", "In a day", Some(Duration::from_hours(24))),
        Self::new("week", "In a week", Some(Duration::from_hours(7 * 24))),
        Self::new("month", "In 30 days", Some(Duration::from_hours(30 * 24))),
        Self::new("lifted", "When it is lifted", None),
    ];

    const fn new(key: &'static str, label: &'static str, after: Option<Duration>) -> Self {
        Self { key, label, after }
    }
}

/// A change that a form asks for.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// To block.
    Block(Target),
    /// To lift a block.
    Unblock(Target),
    /// To open a cell with a rule.
    Open(Cell, String),
    /// To close a cell.
    Close(Cell),
}

impl PolicyForm {
    /// An empty form, with a name of its own.
    ///
    /// # Errors
    ///
    /// Returns an error if the system has no random numbers.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self {
            request: bytes
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
            ..Self::default()
        })
    }

    /// What the form asks for, with what is wrong in it.
    ///
    /// # Errors
    ///
    /// Returns the mistakes, by field.
    pub fn read(&self) -> Result<Wanted, Mistakes> {
        let mut mistakes = Mistakes::default();
        if self.reason.trim().is_empty() {
            mistakes.note("reason", "Write why. The history shows it.");
        }
        if self.ending().is_none() && matches!(self.change.as_str(), "block" | "open") {
            mistakes.note("ends", "Choose when it ends.");
        }
        let named = || format!("{}/{}", self.action, self.user_type);
        let wanted = match self.change.as_str() {
            "block" => named().parse().ok().map(Wanted::Block),
            "open" => named()
                .parse()
                .ok()
                .map(|cell| Wanted::Open(cell, self.rule.trim().to_owned())),
            "unblock" => self.target.parse().ok().map(Wanted::Unblock),
            _ => self.target.parse().ok().map(Wanted::Close),
        };
        match wanted {
            Some(wanted) if mistakes.is_empty() => Ok(wanted),
            Some(_) => Err(mistakes),
            None => {
                let one =
                    "Choose one action and one account type, or, for a block, all of one of them.";
                mistakes.note("action", one);
                Err(mistakes)
            }
        }
    }

    fn ending(&self) -> Option<Ending> {
        Ending::ALL.into_iter().find(|one| one.key == self.ends)
    }

    /// The change, from what the page showed.
    pub fn pending<'a>(&self, begun: Operate<'a, User>, wanted: Wanted) -> Pending<'a, User> {
        let change = match wanted {
            Wanted::Block(target) => begun.block(target).message(&self.message),
            Wanted::Unblock(target) => begun.unblock(target),
            Wanted::Open(cell, rule) => begun.open(cell, &rule),
            Wanted::Close(cell) => begun.close(cell),
        };
        let after = self.ending().and_then(|one| one.after);
        let change = match after {
            Some(after) => change.until(SystemTime::now() + after),
            None => change,
        };
        let change = change.seeing(self.seen);
        if self.request.is_empty() {
            change
        } else {
            change.request(self.request.clone())
        }
    }
}

/// Every action that can be blocked, by key, with what it is.
pub fn actions() -> impl Iterator<Item = (&'static str, &'static str)> {
    User::ACTIONS
        .iter()
        .map(|table| (table.key(), table.description()))
}

/// Every user type, by name, as pages show it.
pub fn user_types() -> impl Iterator<Item = (&'static str, &'static str)> {
    UserType::ALL.iter().map(|one| (one.name(), one.label()))
}
