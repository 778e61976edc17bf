//! The procedure: one for `can`, `check`, `could` and `explain`.

use crate::{
    ContextHome, Denial, Home, Listed, Principal, Reason, Refused, Subject, Table, UserType,
    UserTypes, WithoutFields,
    acting::Acting,
    condition::{Lazy, Required},
    heard::{self, Asked},
    home::within_reach,
    shape::Permission,
    table::TableOf,
    truth,
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

/// What can be said of an action before its context is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Could {
    /// No context within reach would be allowed.
    Never,
    /// It depends on the context, or on a condition.
    Depends,
    /// Every context within reach would be allowed.
    Always,
}

/// Where the procedure ended without a permit: all that is needed to give the reason afterwards.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Barrier {
    Acting(Denial),
    Flag(&'static str),
    Part(Reason),
    Rows { held: u32, asked: u32 },
    Requirement(usize),
}

/// Decides. Nothing here allocates, locks or counts, unless somebody listens; `enforced` is for them
/// alone.
#[inline]
pub(crate) fn decide<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
    enforced: bool,
) -> Result<(), Barrier> {
    match who.acting() {
        None => procedure(who, action, context),
        Some(acting) => the_longer_way(who, acting, action, context, enforced),
    }
}

/// Whether [`decide`] allows, for somebody who only asks.
#[inline]
pub(crate) fn allows<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> bool {
    // Apart, so that nothing of a reason is left in the way of nearly every decision.
    #[cold]
    fn longer<A: Listed>(who: &Principal<A::Subject>, action: &A, context: &A::Context) -> bool {
        decide(who, action, context, false).is_ok()
    }
    match who.acting() {
        None => procedure(who, action, context).is_ok(),
        Some(_) => longer(who, action, context),
    }
}

/// Decides for a principal that does not simply act for itself, and tells who listens.
#[cold]
fn the_longer_way<A: Listed>(
    who: &Principal<A::Subject>,
    acting: &Acting<A::Subject>,
    action: &A,
    context: &A::Context,
    enforced: bool,
) -> Result<(), Barrier> {
    let asked = Asked::new::<A>(who, context);
    asked.heard(acting, enforced, &|| procedure(who, action, context))
}

/// Decides one of the permissions that an operation needs, in full. Nobody hears of it alone.
///
/// # Errors
///
/// When it is denied.
pub fn part<A: Listed + WithoutFields + Permission>(
    who: &Principal<A::Subject>,
    context: &A::Context,
) -> Result<(), Reason> {
    let procedure = || procedure(who, &A::VALUE, context);
    let decided = match who.acting() {
        None => procedure(),
        Some(acting) => Asked::new::<A>(who, context).narrowed(acting, &procedure),
    };
    decided.map_err(|barrier| Reason {
        part: Some(A::TABLE.key),
        ..reason::<A>(who, context, barrier)
    })
}

/// What the tables say.
#[inline]
fn procedure<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Barrier> {
    if let Some(flag) = flag_off::<A>(who) {
        return Err(Barrier::Flag(flag));
    }
    if A::TABLE.parts.is_empty() {
        rows(who, action, context)?;
    } else {
        action.operate(who, context).map_err(Barrier::Part)?;
    }
    let mut required = Required::default();
    action.require(who, context, &mut required);
    match required.unmet {
        Some(index) => Err(Barrier::Requirement(index)),
        None => Ok(()),
    }
}

/// What the rows of the subject's user types say.
#[inline]
fn rows<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Barrier> {
    let types = within_reach(who.user_types(), who.home(), A::home(context));
    let mut rows = Lazy::new(A::TABLE.allowed, types.bits());
    action.inquire(who, context, &mut rows);
    if rows.allows() {
        return Ok(());
    }
    Err(Barrier::Rows {
        held: rows.held,
        asked: rows.asked,
    })
}

/// What can be said without a context: the rows of all user types, and nothing of conditions.
#[must_use]
pub(crate) fn could<A: Listed>(who: &Principal<A::Subject>) -> Could {
    could_of(who, A::TABLE, A::INDEX, A::TENANTS)
}

/// The same of the action that has this table, at this index of a catalogue with or without
/// tenants.
#[inline]
pub(crate) fn could_of<S: Subject>(
    who: &Principal<S>,
    table: &Table<S::UserType>,
    index: usize,
    tenants: bool,
) -> Could {
    if who.acting().is_some() || !table.parts.is_empty() {
        return could_otherwise(who, table, index, tenants);
    }
    if table.flag.is_some() && !who.flag_of_action(index) {
        return Could::Never;
    }
    could_rows(who, table, tenants)
}

/// The same of an operation, or for a principal that does not simply act for itself.
#[cold]
fn could_otherwise<S: Subject>(
    who: &Principal<S>,
    table: &Table<S::UserType>,
    index: usize,
    tenants: bool,
) -> Could {
    if certain_denial(who, table, index).is_some() {
        return Could::Never;
    }
    let parts = table.parts.iter();
    let parts = parts.map(|(part, index)| could_of(who, part, *index, tenants));
    let could = parts
        .min()
        .unwrap_or_else(|| could_rows(who, table, tenants));
    // What an operation requires decides as well, and where the context is for some consents.
    let acting = who.acting();
    let depends = (!table.parts.is_empty() && !table.requirements.is_empty())
        || acting.is_some_and(|one| one.places().next().is_some());
    match could {
        Could::Always if depends => Could::Depends,
        could => could,
    }
}

/// What the rows of a table say of it.
#[inline]
fn could_rows<S: Subject>(who: &Principal<S>, table: &Table<S::UserType>, tenants: bool) -> Could {
    // Rules are positive: nobody is allowed more than when every condition holds, and nobody less
    // than when none does.
    let allowed = table.allowed;
    let [near, far] = reaches(who, tenants);
    let at_most = truth::allows(allowed, near.bits(), allowed.len() - 1);
    let at_least = |types: UserTypes<_>| truth::allows(allowed, types.bits(), 0);
    if !at_most {
        Could::Never
    } else if table.requirements.is_empty() && at_least(near) && (far.is_empty() || at_least(far)) {
        Could::Always
    } else {
        Could::Depends
    }
}

/// The user types that reach a context at home where the subject is, and a tenant's: fewer, if
/// there are tenants.
#[inline]
pub(crate) fn reaches<S: Subject>(
    who: &Principal<S>,
    tenants: bool,
) -> [UserTypes<S::UserType>; 2] {
    let types = who.user_types();
    match who.home() {
        Home::Platform if tenants => [types, types.within(S::UserType::PLATFORM)],
        _ => [types; 2],
    }
}

/// The refusal that is certain before any context is known: when `could` says `Never`. Who listens
/// hears of it, as of every denial.
#[must_use]
pub fn certain_refusal<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    heard::of_certain(who, A::TABLE.key, &|| certain_reason::<A>(who)).map(Refused::Denied)
}

fn certain_reason<A: Listed>(who: &Principal<A::Subject>) -> Option<Reason> {
    if could::<A>(who) > Could::Never {
        return None;
    }
    let denial = match certain_denial(who, A::TABLE, A::INDEX) {
        Some(denial) => denial,
        None if who.user_types().is_empty() => Denial::NoUserType,
        None => Denial::Row,
    };
    Some(Reason {
        action: A::TABLE.key,
        anonymous: who.user_types().is_anonymous(),
        denial,
        part: None,
    })
}

/// What denies the action that has this table, whatever its rows say.
pub(crate) fn certain_denial<S: Subject>(
    who: &Principal<S>,
    table: &Table<S::UserType>,
    index: usize,
) -> Option<Denial> {
    let acting = who.acting();
    let closed = acting.and_then(|acting| acting.closed(who, table, index));
    closed.or_else(|| {
        let off = table.flag.filter(|_| !who.flag_of_action(index));
        off.map(Denial::FlagOff)
    })
}

/// The flag of the action, when it has one that is not known to be on.
#[inline]
fn flag_off<A: Listed>(who: &Principal<A::Subject>) -> Option<&'static str> {
    // An action without a flag has nothing that could be off.
    A::TABLE.flag.filter(|_| !who.flag_of_action(A::INDEX))
}

/// The reason behind a barrier, found only when somebody asks for it.
#[cold]
pub(crate) fn reason<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    barrier: Barrier,
) -> Reason {
    reason_in(who, A::TABLE, A::home(context), barrier)
}

/// Compiled once for all actions of a subject.
pub(crate) fn reason_in<S: Subject>(
    who: &Principal<S>,
    table: &TableOf<S>,
    home: ContextHome<'_>,
    barrier: Barrier,
) -> Reason {
    let types = who.user_types();
    let denial = match barrier {
        Barrier::Part(reason) => {
            return Reason {
                action: table.key,
                ..reason
            };
        }
        Barrier::Acting(denial) => denial,
        Barrier::Flag(flag) => Denial::FlagOff(flag),
        Barrier::Rows { held, asked } => {
            let reaching = within_reach(types, who.home(), home);
            furthest_row(table, types, reaching, held, asked)
        }
        Barrier::Requirement(index) => table
            .requirements
            .get(index)
            .map_or(Denial::Row, |condition| Denial::Requirement(*condition)),
    };
    Reason {
        action: table.key,
        anonymous: types.is_anonymous(),
        denial,
        part: None,
    }
}

/// Of the subject's user types the one whose row came furthest; of equals the first declared.
fn furthest_row<T: UserType>(
    table: &Table<T>,
    types: UserTypes<T>,
    reaching: UserTypes<T>,
    held: u32,
    asked: u32,
) -> Denial {
    let mut furthest = (0, Denial::NoUserType);
    for user_type in types.iter() {
        let cell = table.cell(user_type);
        let blamed = truth::blame(cell, held, asked)
            .and_then(|(held, index)| Some((held, table.conditions.get(index)?)));
        let row = match blamed {
            _ if !reaching.contains(user_type) => (1, Denial::OutOfReach),
            None => (2, Denial::Row),
            Some((held, condition)) => (3 + held, Denial::Condition(*condition)),
        };
        if row.0 > furthest.0 {
            furthest = row;
        }
    }
    furthest.1
}
