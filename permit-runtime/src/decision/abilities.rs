//! What a principal could do, for a user interface that mirrors it: every action before its context
//! is known, and the actions that are allowed on one context. An action on `()` has its context already.

use core::any::Any;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::{
    decision::{
        ActionOf, Could, EachAction, Listed, ListedActions, WithoutFields,
        could::Question,
        decide,
        known::{self, Known},
        reaches,
    },
    principal::Principal,
    table::truth_table,
    vocabulary::{ConditionInfo, Indeterminate, Subject, UserType, UserTypes},
};

/// Every action of the catalogue, in its order, with what can be said of it for one principal.
///
/// It says nothing about other subjects: it names the conditions of the principal's own rows alone.
/// Serialized it is one object with an entry for each key:
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
    /// What it requires and is not known yet.
    requirements: Box<[ConditionInfo]>,
    /// The actions that an operation needs.
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

    /// The same as [`Principal::could_ever`]. An action on `()` without fields is decided, so that it is
    /// never [`Could::Depends`].
    #[must_use]
    pub const fn could(&self) -> Could {
        self.could
    }

    /// The names of the conditions that the answer depends on, each once. There is none if it depends
    /// only on where the context is, or on nothing.
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
        for condition in mentioned.chain(&self.requirements) {
            if !names.contains(&condition.name) {
                names.push(condition.name);
            }
        }
        for part in self.parts.iter().flatten() {
            part.name_conditions(names);
        }
    }

    fn of<S: Subject>(who: &Principal<S>, question: &Question<'_, S>) -> Self {
        let table = question.table;
        let could = question.could(who);
        let depends = could == Could::Depends;
        let conditions = if depends { table.conditions() } else { &[] };
        let mentioned = if conditions.is_empty() {
            0
        } else {
            // An action is `Depends` only if what is in force is known.
            let words = who.words(table, question.index).unwrap_or_default();
            let reaches = reaches(who, question.tenants);
            mentioned(words, Known::of(who, question), conditions.len(), reaches)
        };
        let requirements = table.requirements().iter();
        let requirements =
            requirements.filter(|one| depends && known::known(who, question, one).is_none());
        let operation = depends && table.is_operation();
        Self {
            conditions,
            mentioned,
            requirements: requirements.copied().collect(),
            parts: operation.then(|| Self::parts(who, question)),
            ..Self::certain(table.key(), could)
        }
    }

    /// One that depends on nothing.
    fn certain(key: &'static str, could: Could) -> Self {
        Self {
            key,
            could,
            conditions: &[],
            mentioned: 0,
            requirements: Box::default(),
            parts: None,
        }
    }

    /// A function of its own, because most actions have no parts.
    #[cold]
    fn parts<S: Subject>(who: &Principal<S>, question: &Question<'_, S>) -> Box<[Self]> {
        let parts = question.parts();
        parts.map(|part| Self::of(who, &part)).collect()
    }
}

/// Which of the conditions the answer depends on, with what is `known` of them, for a context that is near
/// or for one that only some user types reach.
fn mentioned<T: UserType>(
    words: &[u64],
    known: Known,
    conditions: usize,
    reaches: [UserTypes<T>; 2],
) -> u8 {
    let cells = reaches.map(|types| {
        (0..conditions).fold(
            truth_table::union(words, types.bits()),
            |cell, index| match known.get(index) {
                Some(holds) => truth_table::given(cell, index, holds),
                None => cell,
            },
        )
    });
    (0..conditions)
        .filter(|index| {
            cells
                .iter()
                .any(|cell| truth_table::mentions(*cell, *index))
        })
        .fold(0, |mentioned, index| mentioned | 1 << index)
}

impl<S: ListedActions> Principal<S> {
    /// What it could do: every action of the catalogue, before its context is known.
    ///
    /// An action on `()` without fields is decided, so it is `always` or `never`. No observer sees that,
    /// because nothing was asked for yet.
    ///
    /// # Errors
    ///
    /// When that cannot be said now, because the policy is missing or stale.
    pub fn abilities(&self) -> Result<Abilities, Indeterminate> {
        let tables = S::ACTIONS.iter().enumerate();
        let questions = tables.map(|(index, table)| Question {
            table,
            index,
            tenants: S::TENANTS,
        });
        let each = questions.map(|question| Ability::of(self, &question));
        let mut decided = OnNothing {
            who: self,
            each: each.collect(),
        };
        S::each_action(&mut decided);
        // Last, because a policy only becomes stale.
        self.known()?;
        Ok(Abilities { each: decided.each })
    }

    /// The keys of the actions that are allowed on `context`, in the order of the catalogue: the
    /// buttons of one row.
    ///
    /// An action with fields is not among them, because its value is not known. Where the least value
    /// is worth a button, its key can be added: `who.can(Transfer { cents: 1 }, &account)`. Each
    /// answer is a decision, which an observer sees.
    ///
    /// # Errors
    ///
    /// When that cannot be decided now, because the policy is missing or stale.
    pub fn abilities_on<C: ?Sized + 'static>(
        &self,
        context: &C,
    ) -> Result<Vec<&'static str>, Indeterminate> {
        let mut on = On {
            who: self,
            context,
            allowed: Vec::new(),
        };
        S::each_action(&mut on);
        // Last, because a policy only becomes stale.
        self.known()?;
        Ok(on.allowed)
    }
}

/// Decides each action on `()` whose answer depends on a condition.
struct OnNothing<'a, S: Subject> {
    who: &'a Principal<S>,
    each: Vec<Ability>,
}

impl<S: Subject> EachAction<S> for OnNothing<'_, S> {
    fn action<A>(&mut self)
    where
        A: Listed + WithoutFields + ActionOf<S>,
        A::Context: 'static,
    {
        let ability = self.each.get_mut(A::INDEX);
        let Some(ability) = ability.filter(|one| one.could == Could::Depends) else {
            return;
        };
        // The function has this type exactly when the context of the action is `()`.
        let allows: fn(&Principal<S>, &A::Context) -> bool =
            |who, on| decide::unobserved(who, &A::VALUE, on).is_ok();
        let allows = (&allows as &dyn Any).downcast_ref::<fn(&Principal<S>, &()) -> bool>();
        if let Some(allows) = allows {
            let could = if allows(self.who, &()) {
                Could::Always
            } else {
                Could::Never
            };
            *ability = Ability::certain(ability.key, could);
        }
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
        // The function has this type exactly when `C` is the context of the action. The context
        // itself cannot be asked, because it may be unsized.
        let can: fn(&Principal<S>, &A::Context) -> bool = |who, on| who.can(A::VALUE, on);
        let can = (&can as &dyn Any).downcast_ref::<fn(&Principal<S>, &C) -> bool>();
        if can.is_some_and(|can| can(self.who, self.context)) {
            self.allowed.push(A::TABLE.key());
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
            // An interface offers nothing that is not known.
            Could::Unknown | Could::Never => {
                serializer.serialize_unit_variant("Ability", 0, "never")
            }
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
