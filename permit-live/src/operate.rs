//! Changes that operators make.

use core::{fmt, marker::PhantomData};
use std::time::SystemTime;

use permit_runtime::{
    Listed, Permissions, Permit, Principal, Subject, UserType as _, places::AsId, policy::NotARule,
};

use crate::{
    assembled::{may_open, runs, table, user_type},
    entry::{BlockValue, Fact, Kind, OpenValue},
    moment,
    store::{Committed, Draft, Refusal, Sqlite, StoreError},
    target::{Cell, Target},
};

/// The action by which an operator changes the policy.
///
/// It is implemented for that action alone: `impl permit_live::Operates for OperatePolicy {}`. Its permit is
/// the proof that a change asks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action by which the policy is operated",
    label = "does not operate",
    note = "write `impl permit_live::Operates for {Self} {{}}`"
)]
pub trait Operates: Listed {}

/// A change that an operator begins: say what is opened or blocked, then [`commit`](Pending::commit) it.
#[derive(Debug)]
#[must_use = "nothing is changed until it is committed"]
pub struct Operate<'a, S> {
    store: &'a Sqlite,
    actor: Result<String, NotChanged>,
    of: PhantomData<fn(S)>,
}

/// A change with what it opens and blocks so far. [`until`](Self::until) and [`message`](Self::message) are of
/// the last of them.
#[derive(Debug)]
#[must_use = "nothing is changed until it is committed"]
pub struct Pending<'a, S> {
    begun: Operate<'a, S>,
    earlier: Vec<Edit>,
    last: Edit,
    seen: Option<u64>,
    request: Option<String>,
}

#[derive(Clone, Debug)]
enum Edit {
    Block(Target, BlockValue),
    Unblock(Target),
    Open(Cell, String, Option<u64>),
    Close(Cell),
}

impl Sqlite {
    /// Begins a change by the operator of this permit.
    pub fn operate<'a, A: Operates>(&'a self, permit: &Permit<'_, A>) -> Operate<'a, A::Subject>
    where
        <A::Subject as Subject>::Id: AsId,
    {
        Operate {
            store: self,
            actor: actor(permit.principal()),
            of: PhantomData,
        }
    }
}

/// How the log names who makes a change.
fn actor<S: Subject<Id: AsId>>(who: &Principal<S>) -> Result<String, NotChanged> {
    if who.impersonation().is_some() {
        return Err(NotChanged::Impersonated);
    }
    if let Some(reason) = who.internal_reason() {
        return Ok(format!("the application: {reason}"));
    }
    let id = who.subject().id().ok_or(NotChanged::Anonymous)?;
    let id = id.as_id().to_string();
    Ok(if who.is_delegated() {
        format!("{id}, by consent")
    } else {
        id
    })
}

impl<'a, S: Permissions> Operate<'a, S> {
    fn with(self, last: Edit) -> Pending<'a, S> {
        Pending {
            begun: self,
            earlier: Vec::new(),
            last,
            seen: None,
            request: None,
        }
    }

    /// Blocks a cell, an action or a user type. Without [`until`](Pending::until) it is blocked until it is
    /// [unblocked](Self::unblock). A second block never makes the first one shorter.
    pub fn block(self, target: impl Into<Target>) -> Pending<'a, S> {
        self.with(Edit::Block(target.into(), BlockValue::default()))
    }

    /// Lifts a block.
    pub fn unblock(self, target: impl Into<Target>) -> Pending<'a, S> {
        self.with(Edit::Unblock(target.into()))
    }

    /// Puts a rule in force for a cell, out of the action's own conditions: `allow`, or `allow if owner`. It
    /// has to be at least as wide as the rule of the code, and is bound to that rule. An open over `deny`
    /// needs an end.
    pub fn open(self, cell: Cell, rule: &str) -> Pending<'a, S> {
        self.with(Edit::Open(cell, rule.to_owned(), None))
    }

    /// Closes a cell that was opened: the code's rule is in force again.
    pub fn close(self, cell: Cell) -> Pending<'a, S> {
        self.with(Edit::Close(cell))
    }
}

impl<S: Permissions> Pending<'_, S> {
    fn and(mut self, next: Edit) -> Self {
        let last = core::mem::replace(&mut self.last, next);
        self.earlier.push(last);
        self
    }

    /// As [`Operate::block`], in the same change.
    pub fn block(self, target: impl Into<Target>) -> Self {
        self.and(Edit::Block(target.into(), BlockValue::default()))
    }

    /// As [`Operate::unblock`], in the same change.
    pub fn unblock(self, target: impl Into<Target>) -> Self {
        self.and(Edit::Unblock(target.into()))
    }

    /// As [`Operate::open`], in the same change.
    pub fn open(self, cell: Cell, rule: &str) -> Self {
        self.and(Edit::Open(cell, rule.to_owned(), None))
    }

    /// As [`Operate::close`], in the same change.
    pub fn close(self, cell: Cell) -> Self {
        self.and(Edit::Close(cell))
    }

    /// When the last block or open ends, to the second.
    pub fn until(mut self, end: SystemTime) -> Self {
        let end = Some(moment::seconds(end));
        match &mut self.last {
            Edit::Block(_, value) => value.until = end,
            Edit::Open(.., until) => *until = end,
            Edit::Unblock(_) | Edit::Close(_) => {}
        }
        self
    }

    /// What the callers whom the last block denies are told. It is public.
    pub fn message(mut self, message: &str) -> Self {
        let message = message.trim();
        if let Edit::Block(_, value) = &mut self.last {
            value.message = (!message.is_empty()).then(|| message.to_owned());
        }
        self
    }

    /// The revision that the operator saw. If one of the entries has another value since, the change is
    /// refused as a [conflict](NotChanged::Conflict).
    pub const fn seeing(mut self, revision: u64) -> Self {
        self.seen = Some(revision);
        self
    }

    /// A text that names this change, unlike every other. A second commit with the same text changes nothing
    /// and returns what the first one did, so a change whose answer was lost can be tried again.
    pub fn request(mut self, request: impl Into<String>) -> Self {
        self.request = Some(request.into());
        self
    }

    /// Makes the change, all of it or nothing. The reason is for the log.
    ///
    /// # Errors
    ///
    /// When it has no reason, when what it says does not fit the code or what is stored, or when the store
    /// cannot be written. Nothing is changed then.
    pub async fn commit(self, reason: &str) -> Result<Committed, NotChanged> {
        self.commit_in_steps(reason, |_| {}).await
    }

    pub(crate) async fn commit_in_steps(
        self,
        reason: &str,
        step: impl FnMut(&'static str),
    ) -> Result<Committed, NotChanged> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(NotChanged::NoReason);
        }
        let now = moment::seconds(SystemTime::now());
        let Operate { store, actor, .. } = self.begun;
        let actor = actor?;
        let edits: Vec<_> = self.earlier.into_iter().chain([self.last]).collect();
        let draft = Draft {
            actor: &actor,
            reason,
            request: self.request.as_deref(),
            seen: self.seen,
            edits: &edits,
        };
        let edit = |edit: &Edit, was: Option<&Fact>| edit.judged::<S>(was, now);
        let done = store.commit(&draft, Edit::entry, edit, step).await;
        done.map_err(|refusal| match refusal {
            Refusal::Conflict { entry, seen, found } => NotChanged::Conflict { entry, seen, found },
            Refusal::Edit(not) => not,
            Refusal::ReadOnly => NotChanged::ReadOnly,
            Refusal::Store(error) => NotChanged::Store(error),
        })
    }
}

impl Edit {
    /// The entry that it changes.
    fn entry(&self) -> (Kind, String) {
        match self {
            Self::Block(target, _) | Self::Unblock(target) => (Kind::Block, target.to_string()),
            Self::Open(cell, ..) | Self::Close(cell) => (Kind::Open, cell.to_string()),
        }
    }

    /// What it makes of what is stored; `None` if nothing is stored then.
    fn judged<S: Permissions>(
        &self,
        was: Option<&Fact>,
        now: u64,
    ) -> Result<Option<Fact>, NotChanged> {
        match self {
            Self::Block(target, value) => {
                known::<S>(target)?;
                let mut value = value.clone();
                in_the_future(value.until, now)?;
                // A second block does not shorten the first, and one that has ended does not count.
                if let Some(Fact::Block(_, before)) = was.filter(|one| runs(one.until(), now)) {
                    value.until = match (value.until, before.until) {
                        (Some(new), Some(old)) => Some(new.max(old)),
                        _ => None,
                    };
                    value.message = value.message.or_else(|| before.message.clone());
                }
                Ok(Some(Fact::Block(target.clone(), value)))
            }
            Self::Open(cell, rule, until) => {
                in_the_future(*until, now)?;
                let value = open::<S>(cell, rule, *until)?;
                Ok(Some(Fact::Open(cell.clone(), value)))
            }
            // What is not in the code any more can be lifted as well.
            Self::Unblock(target) => match was {
                Some(_) => Ok(None),
                None => Err(NotChanged::NothingThere(format!(
                    "`{target}` is not blocked"
                ))),
            },
            Self::Close(cell) => match was {
                Some(_) => Ok(None),
                None => Err(NotChanged::NothingThere(format!("`{cell}` is not open"))),
            },
        }
    }
}

fn in_the_future(until: Option<u64>, now: u64) -> Result<(), NotChanged> {
    if runs(until, now) {
        Ok(())
    } else {
        Err(NotChanged::Past)
    }
}

fn known<S: Permissions>(target: &Target) -> Result<(), NotChanged> {
    let (action, named) = match target {
        Target::Cell(cell) => (Some(cell.action()), Some(cell.user_type())),
        Target::Action(action) => (Some(action.as_str()), None),
        Target::UserType(name) => (None, Some(name.as_str())),
    };
    if let Some(action) = action.filter(|key| table::<S>(key).is_none()) {
        return Err(NotChanged::UnknownAction(action.to_owned()));
    }
    if let Some(name) = named.filter(|name| user_type::<S>(name).is_none()) {
        let all = S::UserType::ALL.iter().map(|one| one.name());
        return Err(NotChanged::UnknownUserType {
            named: name.to_owned(),
            known: all.collect::<Vec<_>>().join("`, `"),
        });
    }
    Ok(())
}

fn open<S: Permissions>(
    cell: &Cell,
    rule: &str,
    until: Option<u64>,
) -> Result<OpenValue, NotChanged> {
    known::<S>(&Target::Cell(cell.clone()))?;
    let unknown = || NotChanged::UnknownAction(cell.action().to_owned());
    let table = table::<S>(cell.action()).ok_or_else(unknown)?;
    let user_type = user_type::<S>(cell.user_type()).ok_or_else(unknown)?;
    if table.fixed() {
        return Err(NotChanged::Fixed(table.key()));
    }
    let rule = table.state(rule).map_err(NotChanged::NotARule)?;
    let over = table.stated(user_type);
    if !rule.is_at_least(&over) {
        return Err(NotChanged::Narrower {
            rule: rule.to_string(),
            over: over.to_string(),
        });
    }
    if !may_open(&rule, &over) {
        return Err(NotChanged::NotGranted {
            over: over.to_string(),
        });
    }
    if rule == over {
        return Err(NotChanged::NothingThere(format!(
            "the code says `{over}` for `{cell}` already"
        )));
    }
    if over.is_deny() && until.is_none() {
        return Err(NotChanged::NoEnd);
    }
    Ok(OpenValue {
        rule: rule.to_string(),
        over: over.to_string(),
        until,
    })
}

/// Why a change was not made. It prints as one line that says how to fix it.
#[non_exhaustive]
#[derive(Debug)]
pub enum NotChanged {
    /// It gives no reason.
    NoReason,
    /// The operator is impersonated.
    Impersonated,
    /// The operator has no id.
    Anonymous,
    /// The code has no action with this key.
    UnknownAction(String),
    /// The code has no user type of this name.
    UnknownUserType {
        /// The name.
        named: String,
        /// Those that there are.
        known: String,
    },
    /// The rule is not one of the action.
    NotARule(NotARule),
    /// The rule allows less than the code.
    Narrower {
        /// The rule.
        rule: String,
        /// The rule of the code.
        over: String,
    },
    /// The action is `fixed`: nothing opens it.
    Fixed(&'static str),
    /// The rule says `granted`, and the rule of the code does not.
    NotGranted {
        /// The rule of the code.
        over: String,
    },
    /// An open over `deny` has no end.
    NoEnd,
    /// The end has passed.
    Past,
    /// There is nothing to change.
    NothingThere(String),
    /// The entry was changed since the operator saw it.
    Conflict {
        /// The entry.
        entry: String,
        /// The value that the operator saw.
        seen: Option<String>,
        /// The value that it has.
        found: Option<String>,
    },
    /// The store was opened without its signing key.
    ReadOnly,
    /// The store cannot be used.
    Store(StoreError),
}

impl fmt::Display for NotChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReason => f.write_str("a change needs a reason"),
            Self::Impersonated => f.write_str(
                "an impersonated subject does not operate the policy; end the impersonation",
            ),
            Self::Anonymous => f.write_str("an operator needs an id, so that the log can name it"),
            Self::UnknownAction(action) => write!(f, "the code has no action `{action}`"),
            Self::UnknownUserType { named, known } => {
                write!(f, "the code has no user type `{named}`; it has `{known}`")
            }
            Self::NotARule(not) => not.fmt(f),
            Self::Narrower { rule, over } => write!(
                f,
                "`{rule}` allows less than the code, which says `{over}`; an open only widens, and a block denies"
            ),
            Self::Fixed(action) => write!(f, "`{action}` is `fixed`: nothing opens it"),
            Self::NotGranted { over } => write!(
                f,
                "an open says `granted` only where the code does, and the code says `{over}`"
            ),
            Self::NoEnd => f.write_str("the code denies this, so the open needs an end"),
            Self::Past => f.write_str("the end has passed already"),
            Self::NothingThere(what) => f.write_str(what),
            Self::Conflict { entry, seen, found } => {
                let value =
                    |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
                write!(
                    f,
                    "the {entry} was changed in the meantime: it was {} and is {} now; look at it again",
                    value(seen),
                    value(found)
                )
            }
            Self::ReadOnly => {
                f.write_str("this process only reads the policy: it has no signing key")
            }
            Self::Store(error) => write!(f, "nothing was changed: {error}"),
        }
    }
}

impl core::error::Error for NotChanged {}
