//! `rule(a, t)`: the rule in force of one cell.

use super::{Action, Asked, Blocked, Entry, Person, Rule, UserType, code::DENY};

impl<'a> Asked<'a> {
    /// The rule in force of an action for a user type of `person`.
    pub(super) fn rule(
        self,
        person: &Person,
        action: &'a Action,
        user_type: &UserType,
    ) -> &'a Rule {
        let names_it = |what: &Blocked| match what {
            Blocked::Cell {
                action: key,
                user_type: name,
            } => *key == action.key && *name == user_type.name,
            Blocked::Action(key) => *key == action.key,
            _ => false,
        };
        // Deny if the operator blocks the cell or the action, always;
        if self.blocked_by_operator().any(names_it) {
            return &DENY;
        }
        // deny if the person's tenant blocks one of them, the user type is neither of the platform nor
        // internal, and the action is not fixed;
        if !user_type.platform
            && !user_type.internal
            && !action.fixed
            && let Some(partition) = self.partition(person)
            && self.blocked_in(&partition).any(names_it)
        {
            return &DENY;
        }
        let code = action.rule(&user_type.name);
        // else a running open that was made over this very rule of the code, unless the action is fixed;
        if !action.fixed {
            for entry in self.entries() {
                if let Entry::Open(open) = entry
                    && open.action == action.key
                    && open.user_type == user_type.name
                    && self.is_running(open.until)
                    && open.over.is_the_same_as(code)
                {
                    return &open.rule;
                }
            }
        }
        // else the rule of the code.
        code
    }
}
