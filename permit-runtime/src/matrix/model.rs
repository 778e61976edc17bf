//! A catalogue as an owned value.

use core::any::type_name;

use crate::{
    decision::{Action, ActionSchema, ConditionSchema, Schema},
    matrix::{Cell, Lints, Premise, View, names::Names},
    table::{Hidden, Permissions, TableOf},
    vocabulary::UserType,
};

/// A whole catalogue: what every user type may do, with flags, requirements and operations resolved.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The name of the subject's type, without its path.
    pub subject: String,
    /// Whether contexts may belong to tenants.
    pub tenants: bool,
    /// The types of context that the catalogue hides, in its order.
    pub hidden: Vec<MatrixHidden>,
    /// The user types, in the order of declaration.
    pub user_types: Vec<MatrixUserType>,
    /// Every action, in the order of the catalogue, those of one module together.
    pub actions: Vec<MatrixAction>,
}

/// A user type of a [`Matrix`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixUserType {
    /// Its name.
    pub name: String,
    /// Whether it is that of an anonymous caller.
    pub anonymous: bool,
    /// Whether it is marked `#[platform]`: it reaches the contexts of every tenant.
    pub platform: bool,
    /// Whether it is marked `#[internal]`: only the application's own jobs have it.
    pub internal: bool,
}

/// A type of context whose existence is hidden: a denial on one is answered as if it did not exist, unless the
/// caller may see it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixHidden {
    /// The type, as it is written in the catalogue: `Item`.
    pub context: String,
    /// The actions by which one is seen. A caller sees it if each of them is allowed.
    pub views: Vec<MatrixPart>,
}

/// An action of a [`Matrix`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixAction {
    /// Its stable key.
    pub key: String,
    /// Its name in the code.
    pub name: String,
    /// The module in which it is declared.
    pub module: String,
    /// The first paragraph of its documentation.
    pub description: String,
    /// The type of its context, as it is written in the code: `Item`, or `()`.
    pub context: String,
    /// Its feature flag.
    pub flag: Option<String>,
    /// Whether an impersonated principal is always denied.
    pub never_impersonated: bool,
    /// The conditions that its rules are made of.
    pub conditions: Vec<ConditionSchema>,
    /// The conditions that have to hold in every row.
    pub requirements: Vec<ConditionSchema>,
    /// The actions that it needs, if it is an operation.
    pub parts: Vec<MatrixPart>,
    /// What each user type may do, in the order of the user types.
    pub cells: Vec<Cell>,
}

/// An action that an operation needs, or by which a context is seen.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixPart {
    /// Its key.
    pub key: String,
    /// The part of the context that it is decided on: `target`. Empty for all of the context.
    pub on: String,
}

impl Matrix {
    /// That of the catalogue of `S`.
    #[must_use]
    pub fn of<S: Permissions>() -> Self {
        let Schema {
            tenants, actions, ..
        } = Schema::of::<S>();
        let names = Names::of::<S>();
        let actions = actions.into_iter().zip(S::ACTIONS);
        let mut actions: Vec<_> = actions
            .map(|(schema, table)| MatrixAction::of::<S>(schema, table, &names))
            .collect();
        let modules: Vec<_> = actions.iter().map(|one| one.module.clone()).collect();
        actions.sort_by_key(|action| modules.iter().position(|one| *one == action.module));
        Self {
            subject: short_name(type_name::<S>()),
            tenants,
            hidden: S::HIDDEN.iter().map(MatrixHidden::of).collect(),
            user_types: S::UserType::ALL
                .iter()
                .map(|one| MatrixUserType::of(*one))
                .collect(),
            actions,
        }
    }

    /// All of it, by action.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::of(self)
    }

    /// What a user type may do: each action that it is not always denied. Nothing if it is a user type of
    /// another subject.
    #[must_use]
    pub fn what_can<T: UserType>(&self, user_type: T) -> View<'_> {
        let view = self.view().user_type(user_type.name());
        view.by_user_type().allowed()
    }

    /// Who may do `A`: each user type that is not always denied.
    #[must_use]
    pub fn who_can<A: Action>(&self) -> View<'_> {
        self.view().action(A::TABLE.key()).allowed()
    }

    /// Looks for what may be a mistake.
    pub fn lint(&self) -> Lints<'_> {
        Lints::of(self)
    }

    /// That each name stands for one thing, and each action says something of each user type.
    pub(super) fn check(&self) -> Result<(), String> {
        for (index, one) in self.user_types.iter().enumerate() {
            if self
                .user_types
                .iter()
                .take(index)
                .any(|other| other.name == one.name)
            {
                return Err(format!("user type `{}` is there twice", one.name));
            }
        }
        for (index, one) in self.hidden.iter().enumerate() {
            let before = self.hidden.iter().take(index);
            if before.into_iter().any(|other| other.context == one.context) {
                return Err(format!("`{}` is hidden twice", one.context));
            }
        }
        let anonymous = self.user_types.iter().filter(|one| one.anonymous);
        if anonymous.count() > 1 {
            return Err("one user type is anonymous, not several".to_owned());
        }
        for (index, action) in self.actions.iter().enumerate() {
            if self
                .actions
                .iter()
                .take(index)
                .any(|other| other.key == action.key)
            {
                return Err(format!("action `{}` is there twice", action.key));
            }
            let (cells, types) = (action.cells.len(), self.user_types.len());
            if cells != types {
                return Err(format!(
                    "action `{}` has {cells} cells for {types} user types",
                    action.key
                ));
            }
        }
        Ok(())
    }

    /// The action with this key.
    #[must_use]
    pub fn action(&self, key: &str) -> Option<&MatrixAction> {
        self.actions.iter().find(|one| one.key == key)
    }
}

impl MatrixUserType {
    fn of<T: UserType>(one: T) -> Self {
        let bit = |mask: u64| mask >> one.index() & 1 == 1;
        Self {
            name: one.name().to_owned(),
            anonymous: one.index() == T::ANONYMOUS.index(),
            platform: bit(T::PLATFORM),
            internal: bit(T::INTERNAL),
        }
    }
}

impl MatrixHidden {
    fn of(hidden: &Hidden) -> Self {
        let views = hidden.views.iter().map(|(key, on)| MatrixPart {
            key: (*key).to_owned(),
            on: (*on).to_owned(),
        });
        Self {
            context: hidden.context.to_owned(),
            views: views.collect(),
        }
    }
}

impl MatrixAction {
    fn of<S: Permissions>(schema: ActionSchema, table: &'static TableOf<S>, names: &Names) -> Self {
        let named = |all: Vec<ConditionSchema>, infos| {
            let named = all.into_iter().zip(names.each(infos));
            named
                .map(|(one, name)| ConditionSchema { name, ..one })
                .collect()
        };
        let parts = table.parts_on().map(|(part, on)| MatrixPart {
            key: part.key().to_owned(),
            on: on.to_owned(),
        });
        let types = S::UserType::ALL.iter();
        Self {
            key: schema.key,
            name: schema.name,
            module: schema.module,
            description: schema.description,
            context: table.context().to_owned(),
            flag: schema.flag,
            never_impersonated: schema.never_impersonated,
            conditions: named(schema.conditions, table.conditions()),
            requirements: named(schema.requirements, table.requirements()),
            parts: parts.collect(),
            cells: types.map(|one| cell::<S>(table, *one, "", names)).collect(),
        }
    }

    /// Whether it is done to nothing that has to be loaded.
    #[must_use]
    pub fn is_without_context(&self) -> bool {
        self.context == "()"
    }
}

/// What the rule of a user type means for a context that is at `on` in the context of an operation.
fn cell<S: Permissions>(
    table: &TableOf<S>,
    user_type: S::UserType,
    on: &str,
    names: &Names,
) -> Cell {
    let rows = if table.is_operation() {
        let parts = table.parts_on().map(|(part, inner)| {
            let on = match (on, inner) {
                ("", one) | (one, "") => one.to_owned(),
                (outer, inner) => format!("{outer}.{inner}"),
            };
            cell::<S>(part, user_type, &on, names)
        });
        parts.fold(Cell::allow(), Cell::and)
    } else {
        let rule = table.rule(user_type);
        Cell::of_truth_table(rule.cell(), &names.premises(table.conditions(), on))
    };
    let flag = table.flag().map(|flag| Premise::Flag(flag.to_owned()));
    let needed = flag
        .into_iter()
        .chain(names.premises(table.requirements(), on));
    needed.fold(rows, |cell, premise| cell.and(Cell::only_if(premise)))
}

/// `User` of `shop::people::User<shop::Store>`.
fn short_name(path: &str) -> String {
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path).to_owned()
}
