//! What leaves the process about a catalogue: one owned value that can be serialized.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::{
    table::{Permissions, Table},
    vocabulary::{ConditionInfo, Roles, UserType},
};

/// What leaves the process about a catalogue: keys, names and rules in words, never a position.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The names of the user types, in the order of declaration.
    pub user_types: Vec<String>,
    /// The roles, in the order of declaration.
    pub roles: Vec<RoleSchema>,
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
    /// Whether no operator opens it and no tenant blocks it.
    pub fixed: bool,
    /// The keys that it had before.
    pub was: Vec<String>,
    /// The keys of the roles that hold it; `None` if no role can, because no row says `granted`.
    pub roles: Option<Vec<String>>,
    /// The conditions that its rules are made of.
    pub conditions: Vec<ConditionSchema>,
    /// The conditions that have to hold in every row.
    pub requirements: Vec<ConditionSchema>,
    /// The keys of the actions that it needs, if it is an operation.
    pub parts: Vec<String>,
    /// The rule of each user type in the code, in the order of declaration.
    pub rows: Vec<RowSchema>,
}

/// One role of a [`Schema`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSchema {
    /// Its stable key.
    pub key: String,
    /// Its name in the code.
    pub name: String,
    /// The first paragraph of its documentation.
    pub description: String,
    /// The keys that it had before.
    pub was: Vec<String>,
    /// The names of the user types whose subjects hold it, unless their tenant says otherwise.
    pub default_for: Vec<String>,
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
            roles: S::Role::ALL.iter().map(RoleSchema::of::<S>).collect(),
            tenants: S::TENANTS,
            actions: actions.map(ActionSchema::of::<S::Role, _>).collect(),
        }
    }
}

impl ActionSchema {
    fn of<R: Roles, T: UserType>(table: &Table<T>) -> Self {
        let held = || R::ALL.iter().filter(|role| table.is_held_by(**role));
        let conditions = |all: &[ConditionInfo]| all.iter().map(ConditionSchema::of).collect();
        let user_types = T::ALL.iter();
        Self {
            key: table.key().to_owned(),
            name: table.name().to_owned(),
            module: table.module().to_owned(),
            description: table.description().to_owned(),
            flag: table.flag().map(str::to_owned),
            never_impersonated: table.never_impersonated(),
            fixed: table.fixed(),
            was: owned(table.was()),
            roles: table
                .is_granted()
                .then(|| held().map(|role| role.key().to_owned()).collect()),
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

impl RoleSchema {
    fn of<S: Permissions>(role: &S::Role) -> Self {
        let info = role.info();
        let user_types = S::UserType::ALL.iter();
        let holds = |user_type: &&S::UserType| {
            let mut roles = S::default_roles((**user_type).into());
            roles.any(|one| one.index() == role.index())
        };
        Self {
            key: info.key().to_owned(),
            name: info.name().to_owned(),
            description: info.description().to_owned(),
            was: owned(info.was()),
            default_for: user_types
                .filter(holds)
                .map(|one| one.name().to_owned())
                .collect(),
        }
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().copied().map(str::to_owned).collect()
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
    Schema { user_types roles tenants actions }
    ActionSchema {
        key name module description flag never_impersonated fixed was roles conditions requirements parts
        rows
    }
    RoleSchema { key name description was default_for }
    ConditionSchema { name says flags }
    RowSchema { user_type rule }
}
