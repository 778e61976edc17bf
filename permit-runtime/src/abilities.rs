//! What somebody could do, for a user interface that mirrors it: every action before its context
//! is known, and the actions that are allowed on one context.

use core::any::Any;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::{
    ActionOf, ConditionInfo, Could, EachAction, Listed, Permissions, Principal, Subject, UserType,
    UserTypes, WithoutFields, decide, table::TableOf, truth,
};

/// Every action of the catalogue, in its order, with what can be said of it for one principal.
///
/// It says nothing of other people: the conditions that it names are those of the principal's own
/// rows. Serialized it is one object with an entry for each key:
///
/// ```json
/// { "post_item": "always", "edit_item": { "depends": ["owner", "unsold"] }, "delete_item": "never" }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abilities {
    each: Vec<Ability>,
}

/// What can be said of one action before its context is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ability {
    key: &'static str,
    could: Could,
    /// The conditions of its table, and which of them the answer depends on: one bit for each.
    conditions: &'static [ConditionInfo],
    mentioned: u8,
    requirements: &'static [ConditionInfo],
    /// Of an operation the permissions that it needs.
    parts: Option<Box<[Self]>>,
}

impl Abilities {
    /// Each action, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = &Ability> {
        self.each.iter()
    }
}

impl Ability {
    /// The key of the action.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The same as [`Principal::could_ever`].
    #[must_use]
    pub const fn could(&self) -> Could {
        self.could
    }

    /// The names of the conditions that the answer depends on, each once. There is none when it
    /// depends only on where the context is, or on nothing at all.
    #[must_use]
    pub fn conditions(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        self.name_conditions(&mut names);
        names
    }

    fn name_conditions(&self, names: &mut Vec<&'static str>) {
        let mentioned = self.conditions.iter().enumerate();
        let mentioned = mentioned.filter(|(index, _)| self.mentioned >> index & 1 == 1);
        let mentioned = mentioned.map(|(_, condition)| condition);
        for condition in mentioned.chain(self.requirements) {
            if !names.contains(&condition.name) {
                names.push(condition.name);
            }
        }
        for part in self.parts.iter().flatten() {
            part.name_conditions(names);
        }
    }

    fn of<S: Subject>(who: &Principal<S>, index: usize, table: &TableOf<S>, tenants: bool) -> Self {
        let could = decide::could_of(who, table, index, tenants);
        let depends = could == Could::Depends;
        let (conditions, requirements) = if depends {
            (table.conditions, table.requirements)
        } else {
            (&[][..], &[][..])
        };
        let mentioned = if conditions.is_empty() {
            0
        } else {
            let reaches = decide::reaches(who, tenants);
            mentioned(table.allowed, conditions.len(), reaches)
        };
        let operation = depends && !table.parts.is_empty();
        Self {
            key: table.key,
            could,
            conditions,
            mentioned,
            requirements,
            parts: operation.then(|| Self::parts(who, table, tenants)),
        }
    }

    /// Apart, so that what most actions do without stays short.
    #[cold]
    fn parts<S: Subject>(who: &Principal<S>, table: &TableOf<S>, tenants: bool) -> Box<[Self]> {
        let parts = table.parts.iter();
        parts
            .map(|(part, index)| Self::of(who, *index, part, tenants))
            .collect()
    }
}

/// Which of `conditions` the answer depends on, for a context that is near or for one that only
/// some user types reach.
fn mentioned<T: UserType>(allowed: &[u64], conditions: usize, reaches: [UserTypes<T>; 2]) -> u8 {
    let cells = reaches.map(|types| truth::union(allowed, types.bits()));
    (0..conditions)
        .filter(|index| cells.iter().any(|cell| truth::mentions(*cell, *index)))
        .fold(0, |mentioned, index| mentioned | 1 << index)
}

impl<S: Permissions> Principal<S> {
    /// What it could do: every action of the catalogue, before its context is known.
    #[must_use]
    pub fn abilities(&self) -> Abilities {
        let tables = S::ACTIONS.iter().enumerate();
        Abilities {
            each: tables
                .map(|(index, table)| Ability::of(self, index, table, S::TENANTS))
                .collect(),
        }
    }

    /// The keys of the actions that are allowed on `context`, in the order of the catalogue: the
    /// buttons of one row.
    ///
    /// An action with fields is not among them, because nobody has said its value yet. Where the
    /// least value is worth a button, its key can be added: `who.can(Transfer { cents: 1 }, &account)`.
    /// Each answer is a decision, which an observer hears of.
    #[must_use]
    pub fn abilities_on<C: ?Sized + 'static>(&self, context: &C) -> Vec<&'static str> {
        let mut on = On {
            who: self,
            context,
            allowed: Vec::new(),
        };
        S::each_action(&mut on);
        on.allowed
    }
}

/// Asks each action that is done to a `C`.
struct On<'a, S: Subject, C: ?Sized> {
    who: &'a Principal<S>,
    context: &'a C,
    allowed: Vec<&'static str>,
}

impl<S: Subject, C: ?Sized + 'static> EachAction<S> for On<'_, S, C> {
    fn action<A>(&mut self)
    where
        A: Listed + WithoutFields + ActionOf<S>,
        A::Context: 'static,
    {
        // The function is there exactly when `C` is the context of the action. A context itself
        // could not be asked for its type, because it may have no size.
        let can: fn(&Principal<S>, &A::Context) -> bool = |who, on| who.can(A::VALUE, on);
        let can = (&can as &dyn Any).downcast_ref::<fn(&Principal<S>, &C) -> bool>();
        if can.is_some_and(|can| can(self.who, self.context)) {
            self.allowed.push(A::TABLE.key);
        }
    }
}

impl Serialize for Abilities {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(Some(self.each.len()))?;
        for ability in &self.each {
            map.serialize_entry(ability.key, ability)?;
        }
        map.end()
    }
}

impl Serialize for Ability {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self.could {
            Could::Never => serializer.serialize_unit_variant("Ability", 0, "never"),
            Could::Always => serializer.serialize_unit_variant("Ability", 1, "always"),
            Could::Depends => {
                let conditions = Conditions(self.conditions());
                serializer.serialize_newtype_variant("Ability", 2, "depends", &conditions)
            }
        }
    }
}

/// As a list of names.
struct Conditions(Vec<&'static str>);

impl Serialize for Conditions {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_seq(&self.0)
    }
}
