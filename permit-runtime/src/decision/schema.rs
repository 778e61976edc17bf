//! What leaves the process about a catalogue: one owned value that can be serialized.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::{
    table::{Permissions, Table},
    vocabulary::{ConditionInfo, UserType},
};

/// What leaves the process about a catalogue: keys, names and rules in words, never a position.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The names of the user types, in the order of declaration.
    pub user_types: Vec<String>,
    /// Whether contexts may belong to tenants.
    pub tenants: bool,
    /// Every action, in the order of the catalogue.
    pub actions: Vec<ActionSchema>,
}

/// One action of a [`Schema`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionSchema {
    /// Its stable key.
    pub key: String,
    /// Its name in the code.
    pub name: String,
    /// The module in which it is declared.
    pub module: String,
    /// The first paragraph of its documentation.
    pub description: String,
    /// Its feature flag.
    pub flag: Option<String>,
    /// Whether an impersonated principal is always denied.
    pub never_impersonated: bool,
    /// The conditions that its rules are made of.
    pub conditions: Vec<ConditionSchema>,
    /// The conditions that have to hold in every row.
    pub requirements: Vec<ConditionSchema>,
    /// The keys of the actions that it needs, if it is an operation.
    pub parts: Vec<String>,
    /// The rule of each user type in the code, in the order of declaration.
    pub rows: Vec<RowSchema>,
}

/// One condition of an action.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionSchema {
    /// Its name in the tables.
    pub name: String,
    /// Its public reason code.
    pub says: Option<String>,
    /// The flags that it reads.
    pub flags: Vec<String>,
}

/// One row of an action.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSchema {
    /// The name of the user type.
    pub user_type: String,
    /// Its rule in words: `allow if owner`.
    pub rule: String,
}

impl Schema {
    /// That of the catalogue of `S`.
    #[must_use]
    pub fn of<S: Permissions>() -> Self {
        let user_types = S::UserType::ALL.iter();
        let actions = S::ACTIONS.iter();
        Self {
            user_types: user_types.map(|one| one.name().to_owned()).collect(),
            tenants: S::TENANTS,
            actions: actions.map(ActionSchema::of).collect(),
        }
    }
}

impl ActionSchema {
    fn of<T: UserType>(table: &Table<T>) -> Self {
        let conditions = |all: &[ConditionInfo]| all.iter().map(ConditionSchema::of).collect();
        let user_types = T::ALL.iter();
        Self {
            key: table.key().to_owned(),
            name: table.name().to_owned(),
            module: table.module().to_owned(),
            description: table.description().to_owned(),
            flag: table.flag().map(str::to_owned),
            never_impersonated: table.never_impersonated(),
            conditions: conditions(table.conditions()),
            requirements: conditions(table.requirements()),
            parts: table.parts().map(|part| part.key().to_owned()).collect(),
            rows: user_types
                .map(|user_type| RowSchema {
                    user_type: user_type.name().to_owned(),
                    rule: table.rule(*user_type).to_string(),
                })
                .collect(),
        }
    }
}

impl ConditionSchema {
    fn of(condition: &ConditionInfo) -> Self {
        let flags = condition.flags.iter().copied();
        Self {
            name: condition.name.to_owned(),
            says: condition.says.map(str::to_owned),
            flags: flags.map(str::to_owned).collect(),
        }
    }
}

/// Each struct as one object, its fields by their names.
macro_rules! serialize {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl Serialize for $name {
            fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                let fields = [$(stringify!($field)),*].len();
                let mut object = serializer.serialize_struct(stringify!($name), fields)?;
                $(object.serialize_field(stringify!($field), &self.$field)?;)*
                object.end()
            }
        }
    )*};
}

serialize! {
    Schema { user_types tenants actions }
    ActionSchema {
        key name module description flag never_impersonated conditions requirements parts rows
    }
    ConditionSchema { name says flags }
    RowSchema { user_type rule }
}
