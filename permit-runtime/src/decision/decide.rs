//! The procedure: one for `can`, `check`, `partition`, `explain` and `#[requires]`.

use std::time::Duration;

use crate::{
    decision::{
        Listed, WithoutFields,
        action::Entry,
        evaluation::{AsNeeded, UntilUnmet},
        granted::is_granted,
        hidden::is_hidden,
        observed,
        reason::{refusal, refusal_in},
        shape::Permission,
    },
    principal::Principal,
    table::TableOf,
    vocabulary::{Cause, ContextTenant, Refused, Subject, Unknown, reaching},
};

/// What the procedure came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Allowed.
    Allowed,
    /// Refused, and why.
    Refused(Refused),
}

impl Decision {
    /// Whether it is allowed.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed)
    }
}

/// Where the procedure stopped without allowing: all that is needed to give the reason afterwards.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// What is in force is not known.
    Unknown(Unknown),
    /// What narrows the principal.
    Narrowing(Cause),
    /// The flag of the action.
    Flag(&'static str),
    /// The refusal is known already: that of an action that the operation needs, or the one that an
    /// observer saw.
    Refused(Refused),
    /// The rows, with the conditions that held and those that were evaluated.
    Rows { held: u32, asked: u32 },
    /// The requirement at this index.
    Requirement(usize),
}

impl Stop {
    /// Whether the refusal is a denial, which is another one if the context is hidden.
    pub(super) const fn tells_of_context(&self) -> bool {
        !matches!(
            self,
            Self::Unknown(_) | Self::Refused(Refused::Indeterminate(_))
        )
    }
}

/// Decides, for a caller that enforces the answer. Without an observer it allocates nothing, locks
/// nothing and counts nothing.
#[inline]
pub(super) fn decide<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    match who.narrowing() {
        None => by_code(who, action, context),
        Some(_) => decide_narrowed(who, action, context, Entry::of::<A>()),
    }
}

/// Whether [`decide`] allows, for a caller that only asks.
#[inline]
pub(super) fn allows<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> bool {
    match who.narrowing() {
        None => by_code(who, action, context).is_ok(),
        Some(_) => allows_by_policy(who, action, context),
    }
}

/// Decides for a principal that nothing narrows. What the code knows of the action is a constant here.
#[inline]
fn by_code<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    let table = &A::TABLE;
    let words = who.words(table, A::INDEX).map_err(Stop::Unknown)?;
    procedure(who, action, context, (table, A::INDEX), words)
}

/// The same where a policy, a consent or an observer has a say. A function of its own, so that a
/// decision by the code alone carries nothing of it. It is the only part of the long way that each action
/// has for itself: under a policy, constants halve what a decision takes.
#[cold]
fn allows_by_policy<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> bool {
    let table = &A::TABLE;
    match who.words_of_policy(table.combinations(), A::INDEX) {
        Some(words) => {
            procedure(who, action, context, (table, A::INDEX), words).is_ok()
                && of_operation(who, (table, A::INDEX)).is_ok()
        }
        None => allows_narrowed(who, action, context, Entry::of::<A>()),
    }
}

/// Whether it is allowed for a principal that is narrowed or observed. A function of its own, so that a
/// decision by the code alone carries nothing of it.
#[cold]
#[inline(never)]
fn allows_narrowed<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    entry: Entry<A::Subject>,
) -> bool {
    told(who, action, context, (entry, false)).is_ok()
}

/// Decides for a principal that is narrowed or observed, or under a policy.
#[cold]
#[inline(never)]
fn decide_narrowed<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    entry: Entry<A::Subject>,
) -> Result<(), Stop> {
    told(who, action, context, (entry, true))
}

/// Decides, and tells the observer, if there is one, whether the answer is enforced.
#[inline]
fn told<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    (entry, enforced): (Entry<A::Subject>, bool),
) -> Result<(), Stop> {
    let start = observed::start(who);
    let decided = narrowed(who, action, context, entry);
    let Some(took) = start.map(|start| start.elapsed()) else {
        return decided;
    };
    let hidden =
        matches!(&decided, Err(stop) if stop.tells_of_context()) && is_hidden::<A>(who, context);
    let context = (A::tenant(context), hidden);
    concluded(who, (entry, enforced, took), context, decided)
}

/// Tells the observer what was decided.
#[inline(never)]
fn concluded<S: Subject>(
    who: &Principal<S>,
    (entry, enforced, took): (Entry<S>, bool, Duration),
    context: (ContextTenant<'_>, bool),
    decided: Result<(), Stop>,
) -> Result<(), Stop> {
    let refused = decided.map_err(|stop| refusal_in(who, entry, context, stop));
    let told = refused.as_ref().err();
    observed::tell(who, entry.table.key(), (took, enforced), told);
    // The refusal is not looked for again.
    refused.map_err(Stop::Refused)
}

/// Decides by the words in force what the narrowing does not deny. Observers are not told.
#[inline(never)]
fn narrowed<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    entry: Entry<A::Subject>,
) -> Result<(), Stop> {
    let words = who.words(entry.table, entry.index);
    let words = words.map_err(Stop::Unknown)?;
    if let Some(narrowing) = who.narrowing().filter(|one| one.narrows()) {
        let cause = narrowing.denies(who, (entry.table, entry.index), &A::places(context));
        if let Some(cause) = cause {
            return Err(Stop::Narrowing(cause));
        }
    }
    procedure(who, action, context, (entry.table, entry.index), words)?;
    of_operation(who, (entry.table, entry.index))
}

/// Whether the policy leaves an operation to a user type of the subject.
#[inline]
fn of_operation<S: Subject>(
    who: &Principal<S>,
    (table, index): (&TableOf<S>, usize),
) -> Result<(), Stop> {
    if table.is_operation() && who.is_operation_blocked(index) {
        return Err(Stop::Rows { held: 0, asked: 0 });
    }
    Ok(())
}

/// Decides one of the actions that an operation needs, in full. Observers see the operation alone.
///
/// # Errors
///
/// When it is refused.
pub fn part<A: Listed + WithoutFields + Permission>(
    who: &Principal<A::Subject>,
    context: &A::Context,
) -> Result<(), Refused> {
    unobserved(who, &A::VALUE, context).map_err(|stop| match refusal::<A>(who, context, stop) {
        Refused::Denied(mut denial) => {
            denial.part = Some(A::LISTED.key());
            Refused::Denied(denial)
        }
        refused @ Refused::Indeterminate(_) => refused,
    })
}

/// Decides without telling an observer: a part of a decision, or what an interface may offer.
#[inline]
pub(super) fn unobserved<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    narrowed(who, action, context, Entry::of::<A>())
}

/// What the tables say, with these words. Inlined with a constant table or with one that is a value.
#[inline]
fn procedure<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    (table, index): (&TableOf<A::Subject>, usize),
    words: &[u64],
) -> Result<(), Stop> {
    // An action without a flag has nothing that could be off.
    if let Some(flag) = table.flag().filter(|_| !who.flag_of_action(index)) {
        return Err(Stop::Flag(flag));
    }
    if table.is_operation() {
        action.parts(who, context).map_err(Stop::Refused)?;
    } else {
        rows(who, action, context, index, words)?;
    }
    let mut requirements = UntilUnmet::default();
    action.requirements(who, context, &mut requirements);
    match requirements.unmet {
        Some(index) => Err(Stop::Requirement(index)),
        None => Ok(()),
    }
}

/// What the rows of the subject's user types say.
#[inline]
fn rows<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    index: usize,
    words: &[u64],
) -> Result<(), Stop> {
    let types = reaching(who.unblocked(), who.tenant(), A::tenant(context));
    let mut conditions =
        AsNeeded::new(words, types.bits(), || is_granted::<A>(who, context, index));
    action.conditions(who, context, &mut conditions);
    if conditions.allows() {
        return Ok(());
    }
    Err(Stop::Rows {
        held: conditions.held,
        asked: conditions.asked,
    })
}
