//! A part of a matrix, in an order, and how it is printed.

use core::fmt;

use crate::matrix::{Cell, Matrix, MatrixAction, MatrixUserType, html, markdown};

/// A part of a [`Matrix`], by action or by user type. It prints as Markdown.
///
/// ```
/// # include!("../../../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// # use permit_runtime::matrix::Matrix;
/// # fn main() {
/// let matrix = Matrix::of::<User>();
/// let view = matrix.view().by_user_type().module("shop::items");
/// assert!(view.is_empty(), "nothing is in this module");
/// assert!(matrix.view().user_type("Seller").tsv().contains("edit_item\tSeller\tallow if owner"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct View<'m> {
    pub(super) matrix: &'m Matrix,
    pub(super) by_user_type: bool,
    module: Option<String>,
    action: Option<String>,
    user_type: Option<String>,
    allowed: bool,
}

impl<'m> View<'m> {
    pub(super) const fn of(matrix: &'m Matrix) -> Self {
        Self {
            matrix,
            by_user_type: false,
            module: None,
            action: None,
            user_type: None,
            allowed: false,
        }
    }

    /// For each action, what each user type may do.
    #[must_use]
    pub fn by_action(self) -> Self {
        Self {
            by_user_type: false,
            ..self
        }
    }

    /// For each user type, what it may do.
    #[must_use]
    pub fn by_user_type(self) -> Self {
        Self {
            by_user_type: true,
            ..self
        }
    }

    /// Only the actions of this module, and of those inside of it.
    #[must_use]
    pub fn module(self, module: &str) -> Self {
        Self {
            module: Some(module.to_owned()),
            ..self
        }
    }

    /// Only the action with this key.
    #[must_use]
    pub fn action(self, key: &str) -> Self {
        Self {
            action: Some(key.to_owned()),
            ..self
        }
    }

    /// Only the user type of this name.
    #[must_use]
    pub fn user_type(self, name: &str) -> Self {
        Self {
            user_type: Some(name.to_owned()),
            ..self
        }
    }

    /// Only cells that may allow.
    #[must_use]
    pub fn allowed(self) -> Self {
        Self {
            allowed: true,
            ..self
        }
    }

    /// Whether there is no such cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells().next().is_none()
    }

    /// Each action and user type with its cell.
    pub fn cells(&self) -> impl Iterator<Item = (&'m MatrixAction, &'m MatrixUserType, &'m Cell)> {
        let (actions, types) = (self.actions(), self.user_types());
        let mut cells = Vec::new();
        let mut add = |action: &'m MatrixAction, user_type: &'m MatrixUserType, index: usize| {
            let cell = action.cells.get(index);
            cells.extend(self.shown(cell).map(|cell| (action, user_type, cell)));
        };
        if self.by_user_type {
            for (index, user_type) in types {
                for action in &actions {
                    add(action, user_type, index);
                }
            }
        } else {
            for action in actions {
                for (index, user_type) in &types {
                    add(action, user_type, *index);
                }
            }
        }
        cells.into_iter()
    }

    pub(super) fn shown<'c>(&self, cell: Option<&'c Cell>) -> Option<&'c Cell> {
        cell.filter(|cell| !self.allowed || !cell.is_deny())
    }

    /// Whether only cells are in it that may allow.
    pub(super) const fn is_of_allowed(&self) -> bool {
        self.allowed
    }

    /// Whether everything is in it.
    pub(super) const fn is_whole(&self) -> bool {
        self.module.is_none() && self.action.is_none() && self.user_type.is_none() && !self.allowed
    }

    /// The actions that have a cell in it.
    pub(super) fn actions(&self) -> Vec<&'m MatrixAction> {
        let types = self.user_types();
        let wanted = |action: &&MatrixAction| {
            let is_named = self.action.as_ref().is_none_or(|key| *key == action.key);
            let module = self.module.as_deref();
            let is_inside = module.is_none_or(|module| is_inside(&action.module, module));
            let mut cells = types.iter().map(|(index, _)| action.cells.get(*index));
            is_named && is_inside && cells.any(|cell| self.shown(cell).is_some())
        };
        self.matrix.actions.iter().filter(wanted).collect()
    }

    /// The user types, each with its index.
    pub(super) fn user_types(&self) -> Vec<(usize, &'m MatrixUserType)> {
        let named = self.user_type.as_ref();
        let all = self.matrix.user_types.iter().enumerate();
        all.filter(|(_, one)| named.is_none_or(|name| *name == one.name))
            .collect()
    }

    /// The user types of an action that have one cell in common, with this cell.
    pub(super) fn rules(&self, action: &'m MatrixAction) -> Vec<(Vec<&'m str>, &'m Cell)> {
        let types = self.user_types().into_iter();
        let cells = types.filter_map(|(index, one)| {
            let cell = self.shown(action.cells.get(index))?;
            Some((one.name.as_str(), cell))
        });
        grouped(cells)
    }

    /// As Markdown. That of all actions, by action, is read again by
    /// [`from_markdown`](Matrix::from_markdown).
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::view(self)
    }

    /// As a table with tabs: a line for each cell. A tab, a new line or a backslash in a value is written
    /// `\t`, `\n` or `\\`.
    #[must_use]
    pub fn tsv(&self) -> String {
        let head = [
            "action",
            "user_type",
            "rule",
            "name",
            "module",
            "context",
            "flag",
        ];
        let mut text = head.join("\t") + "\n";
        for (action, user_type, cell) in self.cells() {
            let rule = cell.to_string();
            let flag = action.flag.as_deref().unwrap_or_default();
            let values = [
                &action.key,
                &user_type.name,
                &rule,
                &action.name,
                &action.module,
                &action.context,
                flag,
            ];
            let values = values.map(|value| {
                let value = value.replace('\\', "\\\\").replace('\t', "\\t");
                value.replace('\n', "\\n").replace('\r', "\\r")
            });
            text += &values.join("\t");
            text.push('\n');
        }
        text
    }

    /// As JSON: a [`Matrix`] of what is in it.
    #[must_use]
    pub fn json(&self) -> String {
        let types = self.user_types();
        let actions = self.actions().into_iter().map(|action| MatrixAction {
            cells: types
                .iter()
                .filter_map(|(index, _)| action.cells.get(*index).cloned())
                .collect(),
            ..action.clone()
        });
        let part = Matrix {
            subject: self.matrix.subject.clone(),
            tenants: self.matrix.tenants,
            hidden: self.matrix.hidden.clone(),
            user_types: types.iter().map(|(_, one)| (*one).clone()).collect(),
            actions: actions.collect(),
        };
        part.json()
    }

    /// As one HTML file, for light and dark screens of every width. It needs no JavaScript, and nothing but
    /// itself.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(self)
    }
}

impl fmt::Display for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.markdown())
    }
}

/// Whether `module` is `outer` or inside of it.
fn is_inside(module: &str, outer: &str) -> bool {
    module
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Those with the same cell together, in the order of the first of each.
pub(super) fn grouped<'c>(
    cells: impl Iterator<Item = (&'c str, &'c Cell)>,
) -> Vec<(Vec<&'c str>, &'c Cell)> {
    let mut groups: Vec<(Vec<&str>, &Cell)> = Vec::new();
    for (name, cell) in cells {
        if let Some((names, _)) = groups.iter_mut().find(|(_, other)| *other == cell) {
            names.push(name);
        } else {
            groups.push((vec![name], cell));
        }
    }
    groups
}
