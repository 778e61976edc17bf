//! What is known of conditions before there is a context.

use crate::{
    decision::{could::Question, granted},
    principal::Principal,
    vocabulary::{ConditionInfo, Needs, Subject},
};

/// Whether a condition of the action in question holds for the caller on every context; `None` if that
/// needs a context.
pub(super) fn known<S: Subject>(
    who: &Principal<S>,
    question: &Question<'_, S>,
    condition: &ConditionInfo,
) -> Option<bool> {
    match condition.needs {
        Needs::Caller(holds) => holds(who, who.subject()),
        // An unknown id is never an owner's.
        Needs::ContextAndId if who.subject().id().is_none() => Some(false),
        Needs::Grants => granted::known(who, question),
        Needs::Context | Needs::ContextAndId => None,
    }
}

/// What is known of the conditions of a table: one bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Those that are known.
    pub(super) decided: u32,
    /// Those among them that hold.
    pub(super) held: u32,
}

impl Known {
    pub(super) fn of<S: Subject>(who: &Principal<S>, question: &Question<'_, S>) -> Self {
        let mut all = Self::default();
        for (index, condition) in question.table.conditions().iter().enumerate() {
            if let Some(holds) = known(who, question, condition) {
                all.decided |= 1 << index;
                all.held |= u32::from(holds) << index;
            }
        }
        all
    }

    /// Those that hold on a context where each of the others holds.
    pub(super) const fn at_most(self) -> u32 {
        self.held | !self.decided
    }

    /// Whether the condition at `index` is known, and holds.
    pub(super) const fn get(self, index: usize) -> Option<bool> {
        if self.decided >> index & 1 == 1 {
            Some(self.held >> index & 1 == 1)
        } else {
            None
        }
    }
}
