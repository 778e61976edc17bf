//! The reason of a refusal, found only after the procedure has stopped.

use std::sync::Arc;

use crate::{
    decision::{Listed, action::Entry, decide::Stop, hidden::is_hidden},
    principal::Principal,
    table::{TableOf, truth_table},
    vocabulary::{
        Cause, ContextTenant, Denial, Indeterminate, Refused, Subject, UserTypes, reaching,
    },
};

/// The refusal after the procedure has stopped at `stop`.
#[inline]
pub(super) fn refusal<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    stop: Stop,
) -> Refused {
    refusal_of::<A>(who, context, Entry::of::<A>(), stop)
}

#[cold]
#[inline(never)]
fn refusal_of<A: Listed>(
    who: &Principal<A::Subject>,
    context: &A::Context,
    entry: Entry<A::Subject>,
    stop: Stop,
) -> Refused {
    let hidden = stop.tells_of_context() && is_hidden::<A>(who, context);
    refusal_in(who, entry, (A::tenant(context), hidden), stop)
}

/// The same, compiled once for all actions of a subject.
pub(super) fn refusal_in<S: Subject>(
    who: &Principal<S>,
    Entry { table, index }: Entry<S>,
    (tenant, hidden): (ContextTenant<'_>, bool),
    stop: Stop,
) -> Refused {
    let cause = match stop {
        Stop::Unknown(unknown) => {
            return Refused::Indeterminate(Indeterminate {
                action: Some(table.key()),
                unknown,
            });
        }
        Stop::Refused(Refused::Denied(denial)) => {
            return Refused::Denied(Denial {
                action: table.key(),
                hidden: denial.hidden || hidden,
                ..denial
            });
        }
        Stop::Refused(Refused::Indeterminate(part)) => {
            return Refused::Indeterminate(Indeterminate {
                action: Some(table.key()),
                ..part
            });
        }
        Stop::Narrowing(cause) => cause,
        Stop::Flag(flag) => Cause::FlagOff(flag),
        Stop::Rows { held, asked } => {
            let reaching = reaching(who.user_types(), who.tenant(), tenant);
            furthest_row(who, (table, index), reaching, (held, asked))
        }
        Stop::Requirement(index) => table
            .requirements()
            .get(index)
            .map_or(Cause::Row, Cause::Requirement),
    };
    Refused::Denied(Denial {
        hidden,
        ..denial(who, table, cause)
    })
}

/// The denial of the action that has this table, before there is a context.
pub(super) fn denial<S: Subject>(who: &Principal<S>, table: &TableOf<S>, cause: Cause) -> Denial {
    Denial {
        action: table.key(),
        anonymous: who.is_anonymous(),
        cause,
        part: None,
        hidden: false,
    }
}

/// Of the subject's user types, the one whose row came furthest; among equals the first declared. Only those
/// `reaching` the context came as far as their rows. A block comes furthest, because it denies what the rule
/// might have allowed.
pub(super) fn furthest_row<S: Subject>(
    who: &Principal<S>,
    (table, index): (&TableOf<S>, usize),
    reaching: UserTypes<S::UserType>,
    (held, asked): (u32, u32),
) -> Cause {
    // The policy may have become stale since: the denial stands.
    let Ok(words) = who.words(table, index) else {
        return Cause::Row;
    };
    let mut furthest = (0, Cause::NoUserType);
    for user_type in who.user_types().iter() {
        let cell = truth_table::union(words, UserTypes::from(user_type).bits());
        let blamed = truth_table::blame(cell, held, asked)
            .and_then(|(held, index)| Some((held, table.conditions().get(index)?)));
        let row = match (blamed, who.block_of(index, user_type)) {
            _ if !reaching.contains(user_type) => (1, Cause::OutOfReach),
            // A user type that is blocked has a row that may deny as well.
            (_, Some(block)) if cell != 0 || who.unblocked().contains(user_type) => {
                (u32::MAX, Cause::Blocked(Arc::clone(block)))
            }
            (None, _) => (2, Cause::Row),
            (Some((held, condition)), _) => (3 + held, Cause::Condition(condition)),
        };
        if row.0 > furthest.0 {
            furthest = row;
        }
    }
    furthest.1
}
