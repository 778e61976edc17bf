//! The procedure: one for `can`, `check`, `partition`, `explain` and `#[requires]`.

use crate::{
    decision::{
        Listed, WithoutFields,
        evaluation::{AsNeeded, UntilUnmet},
        hidden::is_hidden,
        observed::Observed,
        reason::refusal,
        shape::Permission,
    },
    principal::Principal,
    vocabulary::{Cause, Refused, Unknown, reaching},
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

/// Decides, for a caller that enforces the answer. Without an observer it allocates nothing, locks
/// nothing and counts nothing.
#[inline]
pub(super) fn decide<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    match who.narrowing() {
        None => procedure(who, action, context, words::<A>(who)?),
        Some(_) => decide_narrowed(who, action, context),
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
        None => words::<A>(who)
            .and_then(|words| procedure(who, action, context, words))
            .is_ok(),
        Some(_) => allows_by_policy(who, action, context),
    }
}

/// The same where a policy, a consent or an observer has a say. A function of its own, so that a
/// decision by the code alone carries nothing of it.
#[cold]
fn allows_by_policy<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> bool {
    match who.words_of_policy(A::TABLE, A::INDEX) {
        Some(words) => procedure(who, action, context, words).is_ok(),
        None => allows_narrowed(who, action, context),
    }
}

/// The same for a principal that is narrowed or observed.
#[cold]
fn allows_narrowed<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> bool {
    let observed = Observed::new::<A>(who, context);
    observed.allows(&|words| procedure(who, action, context, words), &|| {
        is_hidden::<A>(who, context)
    })
}

/// Decides for a principal that is narrowed or observed, or under a policy.
#[cold]
fn decide_narrowed<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    let observed = Observed::new::<A>(who, context);
    observed.decide(&|words| procedure(who, action, context, words), &|| {
        is_hidden::<A>(who, context)
    })
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
            denial.part = Some(A::TABLE.key);
            Refused::Denied(denial)
        }
        refused @ Refused::Indeterminate(_) => refused,
    })
}

/// Decides without telling an observer: a part of a decision, or what an interface may offer.
pub(super) fn unobserved<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Stop> {
    let procedure = |words: &[u64]| procedure(who, action, context, words);
    match who.narrowing() {
        None => words::<A>(who).and_then(procedure),
        Some(_) => Observed::new::<A>(who, context).narrowed(&procedure),
    }
}

/// The words in force for `A`.
#[inline]
fn words<A: Listed>(who: &Principal<A::Subject>) -> Result<&[u64], Stop> {
    who.words(A::TABLE, A::INDEX).map_err(Stop::Unknown)
}

/// What the tables say, with these words.
#[inline]
fn procedure<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    words: &[u64],
) -> Result<(), Stop> {
    // An action without a flag has nothing that could be off.
    if let Some(flag) = A::TABLE.flag.filter(|_| !who.flag_of_action(A::INDEX)) {
        return Err(Stop::Flag(flag));
    }
    if A::TABLE.is_operation() {
        action.parts(who, context).map_err(Stop::Refused)?;
    } else {
        rows(who, action, context, words)?;
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
    words: &[u64],
) -> Result<(), Stop> {
    let types = reaching(who.unblocked(), who.tenant(), A::tenant(context));
    let mut conditions = AsNeeded::new(words, types.bits());
    action.conditions(who, context, &mut conditions);
    if conditions.allows() {
        return Ok(());
    }
    Err(Stop::Rows {
        held: conditions.held,
        asked: conditions.asked,
    })
}
