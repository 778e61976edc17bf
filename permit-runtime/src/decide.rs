//! The procedure: one for `can`, `check`, `could` and `explain`.

use crate::{
    Action, Denial, Home, Listed, Principal, Reason, Refused, Subject, UserType, UserTypes,
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
    let mut rows = Lazy::new(union::<A>(types));
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
    match union::<A>(types) {
        0 => Could::Never,
        u64::MAX if !A::TABLE.requirements.is_empty() => Could::Depends,
        u64::MAX if everywhere.is_empty() || union::<A>(everywhere) == !0 => Could::Always,
        _ => Could::Depends,
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

/// The rules of several user types, any of which may allow.
#[inline]
fn union<A: Listed>(types: UserTypes<TypeOf<A>>) -> u64 {
    let mut left = types.bits();
    let mut cell = 0;
    while left != 0 {
        let index = left.trailing_zeros() as usize;
        cell |= A::TABLE.cells.get(index).copied().unwrap_or(0);
        left &= left - 1;
    }
    cell
}

/// The reason behind a barrier, found only when somebody asks for it.
#[cold]
pub(crate) fn reason<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    barrier: Barrier,
) -> Reason {
    let denial = match barrier {
        Barrier::Flag(flag) => Denial::FlagOff(flag),
        Barrier::Rows { held, asked } => furthest_row::<A>(who, context, held, asked),
        Barrier::Requirement(index) => A::TABLE
            .requirements
            .get(index)
            .map_or(Denial::Row, |condition| Denial::Requirement(*condition)),
    };
    Reason {
        action: A::TABLE.key,
        anonymous: who.user_types().is_anonymous(),
        denial,
    }
}

/// Of the subject's user types the one whose row came furthest; of equals the first declared.
fn furthest_row<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    held: u32,
    asked: u32,
) -> Denial {
    let reaching = within_reach(who.user_types(), who.home(), A::home(context));
    let mut furthest = (0, Denial::NoUserType);
    for user_type in who.user_types().iter() {
        let cell = A::TABLE.cell(user_type);
        let blamed = truth::blame(cell, held, asked)
            .and_then(|(held, index)| Some((held, A::TABLE.conditions.get(index)?)));
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
