//! The procedure: one for `can`, `check`, `could` and `explain`.

use crate::{
    Action, Denial, Home, Listed, Principal, Reason, Refused, Subject, Table, UserType, UserTypes,
    condition::{Lazy, Required},
    home::within_reach,
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
    Flag(&'static str),
    Rows { held: u32, asked: u32 },
    Requirement(usize),
}

/// Decides. Nothing here allocates, locks or counts.
#[inline]
pub(crate) fn decide<A: Listed>(
    who: &Principal<A::Subject>,
    action: &A,
    context: &A::Context,
) -> Result<(), Barrier> {
    if let Some(flag) = flag_off::<A>(who) {
        return Err(Barrier::Flag(flag));
    }
    let types = within_reach(who.user_types(), who.home(), A::home(context));
    let mut rows = Lazy::new(A::TABLE.allowed, types.bits());
    action.inquire(who, context, &mut rows);
    if !rows.allows() {
        return Err(Barrier::Rows {
            held: rows.held,
            asked: rows.asked,
        });
    }
    let mut required = Required::default();
    action.require(who, context, &mut required);
    match required.unmet {
        Some(index) => Err(Barrier::Requirement(index)),
        None => Ok(()),
    }
}

/// What can be said without a context: the rows of all user types, and nothing of conditions.
#[must_use]
pub(crate) fn could<A: Listed>(who: &Principal<A::Subject>) -> Could {
    if flag_off::<A>(who).is_some() {
        return Could::Never;
    }
    let types = who.user_types();
    let everywhere = match who.home() {
        // A tenant's context is within reach of some of them only.
        Home::Platform if A::TENANTS => types.within(<TypeOf<A> as UserType>::PLATFORM),
        _ => types,
    };
    // Rules are positive: nobody is allowed more than when every condition holds, and nobody less
    // than when none does.
    let allowed = A::TABLE.allowed;
    let at_most = truth::allows(allowed, types.bits(), allowed.len() - 1);
    let at_least = |types: UserTypes<_>| truth::allows(allowed, types.bits(), 0);
    if !at_most {
        Could::Never
    } else if A::TABLE.requirements.is_empty()
        && at_least(types)
        && (everywhere.is_empty() || at_least(everywhere))
    {
        Could::Always
    } else {
        Could::Depends
    }
}

/// The refusal that is certain before any context is known: when `could` says `Never`.
#[must_use]
pub fn certain_refusal<A: Listed>(who: &Principal<A::Subject>) -> Option<Refused> {
    if could::<A>(who) > Could::Never {
        return None;
    }
    let denial = match flag_off::<A>(who) {
        Some(flag) => Denial::FlagOff(flag),
        None if who.user_types().is_empty() => Denial::NoUserType,
        None => Denial::Row,
    };
    Some(Refused::Denied(Reason {
        action: A::TABLE.key,
        anonymous: who.user_types().is_anonymous(),
        denial,
    }))
}

/// The flag of the action, when it has one that is not known to be on.
#[inline]
fn flag_off<A: Listed>(who: &Principal<A::Subject>) -> Option<&'static str> {
    // An action without a flag has nothing that could be off.
    A::TABLE.flag.filter(|_| !who.flag_of_action(A::INDEX))
}

/// The user types of the subject of an action.
type TypeOf<A> = <<A as Action>::Subject as Subject>::UserType;

/// The reason behind a barrier, found only when somebody asks for it.
#[cold]
pub(crate) fn reason<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    barrier: Barrier,
) -> Reason {
    let types = who.user_types();
    let reaching = within_reach(types, who.home(), A::home(context));
    reason_in(A::TABLE, types, reaching, barrier)
}

/// Compiled once for all actions.
fn reason_in<T: UserType>(
    table: &Table<T>,
    types: UserTypes<T>,
    reaching: UserTypes<T>,
    barrier: Barrier,
) -> Reason {
    let denial = match barrier {
        Barrier::Flag(flag) => Denial::FlagOff(flag),
        Barrier::Rows { held, asked } => furthest_row(table, types, reaching, held, asked),
        Barrier::Requirement(index) => table
            .requirements
            .get(index)
            .map_or(Denial::Row, |condition| Denial::Requirement(*condition)),
    };
    Reason {
        action: table.key,
        anonymous: types.is_anonymous(),
        denial,
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
