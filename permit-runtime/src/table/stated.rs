//! Rules that are stated outside of the code, out of an action's own conditions.

use core::fmt;

use crate::{
    table::{
        Table,
        truth_table::{self, HOLDS},
    },
    vocabulary::{ConditionInfo, UserType, UserTypes},
};

/// A rule that was not written in the table: `deny`, `allow`, or `allow if owner && in_region || on_call`,
/// out of the conditions of one action.
///
/// Two rules are equal when they mean the same. It prints in one form for each meaning, by its smallest
/// alternatives, and this form reads back as the same rule.
#[derive(Clone, Debug)]
pub struct StatedRule {
    /// Repeated over all combinations, as a cell is.
    cell: u64,
    conditions: &'static [ConditionInfo],
}

impl StatedRule {
    /// Whether it can never allow.
    #[must_use]
    pub const fn is_deny(&self) -> bool {
        self.cell == 0
    }

    /// Whether it allows whatever `other` allows.
    #[must_use]
    pub const fn is_at_least(&self, other: &Self) -> bool {
        other.cell & !self.cell == 0
    }

    /// Whether it depends on a condition of this name.
    #[must_use]
    pub fn depends_on(&self, condition: &str) -> bool {
        let named = self.conditions.iter().enumerate();
        let mut named = named.filter(|(_, one)| one.name == condition);
        named.any(|(index, _)| truth_table::mentions(self.cell, index))
    }

    pub(super) const fn cell(&self) -> u64 {
        self.cell
    }

    /// `alternative || alternative`, each `condition && condition`.
    fn read(conditions: &'static [ConditionInfo], text: &str) -> Result<u64, NotARule> {
        let mut any = 0;
        for alternative in text.split("||") {
            let mut all = u64::MAX;
            for name in alternative.split("&&") {
                all &= holds(conditions, name.trim())?;
            }
            any |= all;
        }
        Ok(any)
    }
}

/// The combinations in which the condition of this name holds.
fn holds(conditions: &[ConditionInfo], name: &str) -> Result<u64, NotARule> {
    let index = conditions.iter().position(|one| one.name == name);
    let holds = index.and_then(|index| HOLDS.get(index)).copied();
    holds.ok_or_else(|| {
        let known: Vec<_> = conditions.iter().map(|one| one.name).collect();
        NotARule(match (name, known.as_slice()) {
            ("", _) => "a condition is missing before or after `&&` or `||`".to_owned(),
            (name, []) => {
                format!("the action has no condition `{name}`: its rules are `allow` and `deny`")
            }
            (name, known) => format!(
                "the action has no condition `{name}`; it has `{}`",
                known.join("`, `")
            ),
        })
    })
}

impl PartialEq for StatedRule {
    fn eq(&self, other: &Self) -> bool {
        self.cell == other.cell
    }
}

impl Eq for StatedRule {}

impl fmt::Display for StatedRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let once = truth_table::combinations(1 << self.conditions.len());
        f.write_str(&truth_table::in_words(self.cell & once, self.conditions))
    }
}

impl<T: UserType> Table<T> {
    /// Reads a rule that is made of this action's own conditions.
    ///
    /// # Errors
    ///
    /// When it is not `deny`, `allow` or `allow if CONDITIONS`, or names a condition that no rule of the
    /// action has. The error says what the action has. An operation has no rules.
    pub fn state(&self, text: &str) -> Result<StatedRule, NotARule> {
        if self.is_operation() {
            let parts: Vec<_> = self.parts().map(Self::key).collect();
            let parts = parts.join("`, `");
            return Err(NotARule(format!(
                "an operation has no rules of its own; state those of `{parts}`"
            )));
        }
        let conditions = self.conditions();
        let cell = match text.trim() {
            "deny" => 0,
            "allow" => u64::MAX,
            text => match text.strip_prefix("allow if ") {
                Some(text) => StatedRule::read(conditions, text)?,
                None => {
                    return Err(NotARule(format!(
                        "`{text}` is not a rule; write `deny`, `allow`, or `allow if CONDITIONS`"
                    )));
                }
            },
        };
        Ok(StatedRule { cell, conditions })
    }

    /// The rule of a user type in the code, in the same form.
    #[must_use]
    pub fn stated(&self, user_type: T) -> StatedRule {
        let words = self.of_code();
        let cell = truth_table::union(words, UserTypes::from(user_type).bits());
        StatedRule {
            cell: truth_table::repeated(cell, words.len()),
            conditions: self.conditions(),
        }
    }
}

/// A text is not a rule of the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotARule(String);

impl fmt::Display for NotARule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for NotARule {}
