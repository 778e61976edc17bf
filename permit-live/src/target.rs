//! What an open or a block is about: cells, actions, user types.

use core::{fmt, str::FromStr};

use permit_runtime::{Listed, Subject, UserType};
use serde::{Deserialize, Serialize};

/// The cell of one action and one user type, by their keys. It prints as `edit_item/Seller`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cell {
    action: String,
    user_type: String,
}

impl Cell {
    /// That of an action of the catalogue.
    #[must_use]
    pub fn of<A: Listed>(user_type: <A::Subject as Subject>::UserType) -> Self {
        Self {
            action: A::TABLE.key().to_owned(),
            user_type: user_type.name().to_owned(),
        }
    }

    /// The key of the action.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The name of the user type.
    #[must_use]
    pub fn user_type(&self) -> &str {
        &self.user_type
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.action, self.user_type)
    }
}

impl FromStr for Cell {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        match text.parse()? {
            Target::Cell(cell) => Ok(cell),
            Target::Action(_) | Target::UserType(_) => Err(NotATarget(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Cell {
    type Error = NotATarget;

    fn try_from(text: String) -> Result<Self, NotATarget> {
        text.parse()
    }
}

impl From<Cell> for String {
    fn from(cell: Cell) -> Self {
        cell.to_string()
    }
}

/// What a block is about. It prints as `edit_item/Seller`, `edit_item/*` for the action, or `*/Seller` for
/// the user type.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// One cell.
    Cell(Cell),
    /// An action, for every user type: its key.
    Action(String),
    /// A user type, for every action: its name.
    UserType(String),
}

impl Target {
    /// An action of the catalogue.
    #[must_use]
    pub fn action<A: Listed>() -> Self {
        Self::Action(A::TABLE.key().to_owned())
    }

    /// A user type.
    #[must_use]
    pub fn user_type<T: UserType>(user_type: T) -> Self {
        Self::UserType(user_type.name().to_owned())
    }
}

impl From<Cell> for Target {
    fn from(cell: Cell) -> Self {
        Self::Cell(cell)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.fmt(f),
            Self::Action(action) => write!(f, "{action}/*"),
            Self::UserType(user_type) => write!(f, "*/{user_type}"),
        }
    }
}

impl FromStr for Target {
    type Err = NotATarget;

    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let not = || NotATarget(text.to_owned());
        let (action, user_type) = text.split_once('/').ok_or_else(not)?;
        match (key(action), key(user_type)) {
            (Some(action), Some(user_type)) => Ok(Self::Cell(Cell { action, user_type })),
            (Some(action), None) if user_type == "*" => Ok(Self::Action(action)),
            (None, Some(user_type)) if action == "*" => Ok(Self::UserType(user_type)),
            _ => Err(not()),
        }
    }
}

/// A key as the code may have it, whether or not it does.
fn key(text: &str) -> Option<String> {
    let fits = |one: char| one.is_alphanumeric() || matches!(one, '_' | '.' | '-' | ':');
    (!text.is_empty() && text.chars().all(fits)).then(|| text.to_owned())
}

/// A text names no cell, action or user type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotATarget(String);

impl fmt::Display for NotATarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` names no cell; write ACTION/USER_TYPE, as in `edit_item/Seller`; a block may also name \
             `edit_item/*` or `*/Seller`",
            self.0
        )
    }
}

impl core::error::Error for NotATarget {}

#[cfg(test)]
mod tests {
    use super::{Cell, Target};

    #[test]
    fn a_target_reads_back_as_it_prints_and_nothing_else_is_one() {
        for text in ["edit_item/Seller", "edit_item/*", "*/Seller"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "/",
            "*",
            "*/*",
            "edit_item",
            "edit_item/",
            "/Seller",
            "a/b/c",
            "a /b",
            "a/ b",
            "a*/b",
        ] {
            let not = text.parse::<Target>().unwrap_err();
            assert!(
                not.to_string()
                    .starts_with(&format!("`{text}` names no cell"))
            );
        }
        assert!("edit_item/*".parse::<Cell>().is_err());
    }
}
