//! Rules for [CASL](https://casl.js.org), for a user interface that already uses it.
//!
//! ```typescript
//! import { createMongoAbility } from "@casl/ability";
//!
//! const ability = createMongoAbility(await (await fetch("/me/rules")).json());
//!
//! ability.can("post_item");        // could the caller ever do this?
//! ability.can("edit_item", item);  // may the caller do this to the item?
//! ```
//!
//! The subject of each rule is CASL's `all`, so items can be plain objects: the key of an action
//! already says what it is done to. An action that depends on the item is allowed if the item has
//! the key of the action among its `abilities`, as [`Principal::abilities_on`] lists them. If
//! [`Rules::and`] was given the scope of the action, it is also allowed if the fields of the item
//! meet the conditions of that scope.
//!
//! An action with the key `manage` has no rule, because CASL takes it as every action. Ask the
//! module of [`typescript`](crate::typescript) about it, or give it another key.

mod conditions;
mod fields;

use permit_runtime::{
    Action, Could, Extent, Principal, Scope, catalogue::ListedActions, refusal::Indeterminate,
};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// What CASL takes as every action, whatever the rule says of it.
const ANY_ACTION: &str = "manage";

/// The rules of one principal, serialized as CASL reads them.
///
/// In CASL the last rule that matches wins. So the rules that allow come first, and those that deny
/// come last: rules of another source, if they are put before these, cannot allow what is denied
/// here.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    allowed: Vec<Rule>,
    denied: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    action: &'static str,
    inverted: bool,
    conditions: Option<Map<String, Value>>,
}

impl Rules {
    /// The rules of `who`.
    ///
    /// # Errors
    ///
    /// When they cannot be given now, because the policy is missing or stale.
    pub fn of<S: ListedActions>(who: &Principal<S>) -> Result<Self, Indeterminate> {
        let (mut allowed, mut denied) = (Vec::new(), Vec::new());
        for ability in who.abilities()?.iter() {
            let action = ability.key();
            if action == ANY_ACTION {
                continue;
            }
            match ability.could() {
                Could::Always => allowed.push(Rule::allowing(action, None)),
                Could::Depends => allowed.push(Rule::allowing(action, Some(carried(action)))),
                // `Never`, or an answer that is not known. An interface offers neither.
                _ => denied.push(Rule::denying(action)),
            }
        }
        Ok(Self { allowed, denied })
    }

    /// Adds the rules of a scope of the same principal, so an item need not carry the key of this
    /// action. Each alternative becomes one rule, with conditions on the fields of the context, by
    /// the names that the fields have in Rust.
    ///
    /// You add each action explicitly, because its rules tell the browser what they consist of:
    /// ids, places, limits. An alternative that JavaScript cannot compare exactly (bytes, and
    /// numbers beyond 2⁵³) is left out, and so is a filter with more than 64 alternatives, and one on a
    /// field whose name means something else in JavaScript (`abilities`, `constructor`, `__proto__`).
    /// An item can still carry the key.
    #[must_use]
    pub fn and<A: Action>(mut self, scope: &Scope<A>) -> Self {
        let action = A::TABLE.key();
        if action == ANY_ACTION {
            return self;
        }
        let alternatives = match scope.extent() {
            Extent::Everything => vec![None],
            Extent::Nothing => Vec::new(),
            Extent::Where(filter) => {
                let alternatives = conditions::alternatives(filter).into_iter();
                alternatives.map(Some).collect()
            }
        };
        // `Always` is about the contexts within reach only. The scope is more exact.
        for rule in self.allowed.iter_mut().filter(|rule| rule.action == action) {
            rule.conditions.get_or_insert_with(|| carried(action));
        }
        let rules = alternatives.into_iter();
        let rules = rules.map(|conditions| Rule::allowing(action, conditions));
        self.allowed.extend(rules);
        self
    }

    /// The rules, in the order that CASL needs.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.allowed.iter().chain(&self.denied)
    }
}

/// The condition that the item carries the key. `$all` matches lists only, so a text that equals
/// the key does not match.
fn carried(action: &str) -> Map<String, Value> {
    let mut conditions = Map::new();
    conditions.insert("abilities".to_owned(), json!({ "$all": [action] }));
    conditions
}

impl Rule {
    const fn allowing(action: &'static str, conditions: Option<Map<String, Value>>) -> Self {
        Self {
            action,
            inverted: false,
            conditions,
        }
    }

    const fn denying(action: &'static str) -> Self {
        Self {
            action,
            inverted: true,
            conditions: None,
        }
    }

    /// The key of the action.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        self.action
    }

    /// Whether it denies.
    #[must_use]
    pub const fn inverted(&self) -> bool {
        self.inverted
    }

    /// What must be true of the item, as CASL conditions.
    #[must_use]
    pub const fn conditions(&self) -> Option<&Map<String, Value>> {
        self.conditions.as_ref()
    }
}

impl Serialize for Rules {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Serialize for Rule {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("action", self.action)?;
        map.serialize_entry("subject", "all")?;
        if self.inverted {
            map.serialize_entry("inverted", &true)?;
        }
        if let Some(conditions) = &self.conditions {
            map.serialize_entry("conditions", conditions)?;
        }
        map.end()
    }
}
