//! The names of the conditions of a catalogue, so that two functions never look like one.

use std::collections::HashMap;

use crate::{
    matrix::Premise,
    table::{Permissions, TableOf},
    vocabulary::{ConditionInfo, Needs},
};

/// For each name the functions that have it, in the order of the catalogue.
pub(super) struct Names(HashMap<&'static str, Vec<Function>>);

/// The module of a condition's function. Of a condition that does not know it, how many of its name stand
/// before it in one list: these are different functions.
type Function = (&'static str, usize);

impl Names {
    /// Those of the catalogue of `S`.
    pub(super) fn of<S: Permissions>() -> Self {
        let mut names = HashMap::new();
        for table in S::ACTIONS {
            for conditions in lists::<S>(table) {
                for (index, condition) in conditions.iter().enumerate() {
                    let functions: &mut Vec<_> = names.entry(condition.name).or_default();
                    let function = function(conditions, index, condition);
                    if !functions.contains(&function) {
                        functions.push(function);
                    }
                }
            }
        }
        Self(names)
    }

    /// The names of the conditions of one list, in their order.
    pub(super) fn each(&self, conditions: &[ConditionInfo]) -> Vec<String> {
        let each = conditions.iter().enumerate().map(|(index, one)| {
            let function = function(conditions, index, one);
            let functions = self.0.get(one.name);
            let before = functions.and_then(|all| all.iter().position(|other| *other == function));
            match before {
                None | Some(0) => one.name.to_owned(),
                Some(before) => format!("{}'{}", one.name, before + 1),
            }
        });
        each.collect()
    }

    /// The conditions of one list as premises, asked about what is at `on` in the context of an operation.
    pub(super) fn premises(&self, conditions: &[ConditionInfo], on: &str) -> Vec<Premise> {
        let named = conditions.iter().zip(self.each(conditions));
        let each = named.map(|(condition, name)| {
            let on = match condition.needs {
                Needs::ContextAndId => return Premise::Owner(on.to_owned()),
                Needs::Grants => return Premise::Granted(on.to_owned()),
                Needs::Context => on.to_owned(),
                Needs::Caller(_) => String::new(),
            };
            Premise::Condition { name, on }
        });
        each.collect()
    }
}

fn lists<S: Permissions>(table: &TableOf<S>) -> [&'static [ConditionInfo]; 2] {
    [table.conditions(), table.requirements()]
}

fn function(conditions: &[ConditionInfo], index: usize, condition: &ConditionInfo) -> Function {
    let before = conditions.iter().take(index);
    let same = before.filter(|one| one.name == condition.name && one.module.is_empty());
    let same = if condition.module.is_empty() {
        same.count()
    } else {
        0
    };
    (condition.module, same)
}
