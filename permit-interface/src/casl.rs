//! Rules for [CASL](https://casl.js.org), for an interface that asks it already.
//!
//! ```typescript
//! import { createMongoAbility } from "@casl/ability";
//!
//! const ability = createMongoAbility(await (await fetch("/me/rules")).json());
//!
//! ability.can("post_item");        // could it ever?
//! ability.can("edit_item", item);  // may it, on this item?
//! ```
//!
//! Their subject is CASL's `all`, so that items can be plain objects: the key of an action says
//! already what it is done to. An action that depends on the item is allowed where the item has its
//! key among its `abilities`, as [`Principal::abilities_on`] lists them; or, if [`Rules::and`] was
//! given the scope of the action, where the item's own fields say so.

mod conditions;

use permit_runtime::{Action, Could, Extent, Permissions, Principal, Scope};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// The rules of one principal, serialized as CASL reads them.
///
/// In CASL the last rule that matches wins. So what is allowed comes first and what is denied last:
/// rules of another source that are put before these can add nothing to what is denied here.
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
    /// Those of `who`.
    #[must_use]
    pub fn of<S: Permissions>(who: &Principal<S>) -> Self {
        let (mut allowed, mut denied) = (Vec::new(), Vec::new());
        for ability in who.abilities().iter() {
            let action = ability.key();
            match ability.could() {
                Could::Never => denied.push(Rule::denying(action)),
                Could::Always => allowed.push(Rule::allowing(action, None)),
                Could::Depends => allowed.push(Rule::allowing(action, Some(carried(action)))),
            }
        }
        Self { allowed, denied }
    }

    /// And those of a scope of the same principal, so that an item need not carry the key of this
    /// action: a rule for each alternative, made of conditions on the fields of the context, by the
    /// names that they have in Rust.
    ///
    /// It is said for each action, because it tells the browser what the rule is made of: ids,
    /// places, limits. What JavaScript cannot compare exactly (bytes, and numbers beyond 2⁵³) is
    /// left out, and so is a filter of more than 64 alternatives; an item can still carry the key.
    #[must_use]
    pub fn and<A: Action>(mut self, scope: &Scope<A>) -> Self {
        let action = A::TABLE.key;
        let alternatives = match scope.extent() {
            Extent::Everything => vec![None],
            Extent::Nothing => Vec::new(),
            Extent::Where(filter) => {
                let alternatives = conditions::alternatives(filter).into_iter();
                alternatives.map(Some).collect()
            }
        };
        // What is said of all that is within reach says less than the scope does.
        for rule in self.allowed.iter_mut().filter(|rule| rule.action == action) {
            rule.conditions.get_or_insert_with(|| carried(action));
        }
        let rules = alternatives.into_iter();
        let rules = rules.map(|conditions| Rule::allowing(action, conditions));
        self.allowed.extend(rules);
        self
    }

    /// Each rule, in the order in which CASL has to be given them.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.allowed.iter().chain(&self.denied)
    }
}

/// That the item itself says so. A list is asked for, so that no text that is equal will do.
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

    /// What has to be true of the item, as CASL says it.
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
