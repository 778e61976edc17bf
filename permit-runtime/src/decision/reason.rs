//! The reason of a refusal, found only after the procedure has stopped.

use crate::{
    decision::{Listed, action::Entry, decide::Stop, hidden::is_hidden},
    principal::Principal,
    table::{Table, TableOf, truth_table},
    vocabulary::{
        Cause, ContextTenant, Denial, Indeterminate, Refused, Subject, UserType, UserTypes,
        reaching,
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
            let types = who.unblocked();
            let reaching = reaching(types, who.tenant(), tenant);
            match who.words(table, index) {
                Ok(words) => furthest_row(table, words, [types, reaching], held, asked),
                // The policy has become stale since: the denial stands.
                Err(_) => Cause::Row,
            }
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

/// Of the subject's user types, and of those among them that reach the context, the one whose row
/// came furthest; among equals the first declared.
pub(super) fn furthest_row<T: UserType>(
    table: &Table<T>,
    words: &[u64],
    [types, reaching]: [UserTypes<T>; 2],
    held: u32,
    asked: u32,
) -> Cause {
    let mut furthest = (0, Cause::NoUserType);
    for user_type in types.iter() {
        let cell = truth_table::union(words, UserTypes::from(user_type).bits());
        let blamed = truth_table::blame(cell, held, asked)
            .and_then(|(held, index)| Some((held, table.conditions().get(index)?)));
        let row = match blamed {
            _ if !reaching.contains(user_type) => (1, Cause::OutOfReach),
            None => (2, Cause::Row),
            Some((held, condition)) => (3 + held, Cause::Condition(condition)),
        };
        if row.0 > furthest.0 {
            furthest = row;
        }
    }
    furthest.1
}
