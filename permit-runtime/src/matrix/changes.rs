//! What is different between two matrices, in words.

use core::fmt;

use crate::matrix::{Cell, markdown::code};

/// What is different between two matrices: what widens first, then what narrows, then the rest. It prints in
/// words, and prints nothing if there is no difference.
///
/// Whether a change widens is decided by what the cells mean, never by how they are written: it widens if
/// there is any combination of flags and conditions in which the new cell allows and the old one does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(Vec<Change>);

/// One difference.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Whether more is allowed.
    pub kind: ChangeKind,
    /// The difference in words.
    pub words: String,
    /// The name of the user type that it is about.
    pub user_type: Option<String>,
    /// The key of the action that it is about.
    pub action: Option<String>,
}

/// Whether a [`Change`] allows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Something may be allowed that was denied.
    Widening,
    /// Something is denied that may have been allowed, and nothing is allowed that was denied.
    Narrowing,
    /// The same is allowed.
    Other,
}

/// `widening`
impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Widening => "widening",
            Self::Narrowing => "narrowing",
            Self::Other => "other",
        })
    }
}

impl Changes {
    /// Whether there is no difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something may be allowed that was denied.
    #[must_use]
    pub fn widens(&self) -> bool {
        self.0.iter().any(|one| one.kind == ChangeKind::Widening)
    }

    /// Each difference, what widens first.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.0.iter()
    }

    pub(super) fn add(&mut self, kind: ChangeKind, words: String) {
        self.about(None, kind, words);
    }

    /// Something about the action with this key, or about all of the matrix.
    pub(super) fn about(&mut self, action: Option<&str>, kind: ChangeKind, words: String) {
        self.0.push(Change {
            kind,
            words,
            user_type: None,
            action: action.map(str::to_owned),
        });
    }

    /// What the user type `name` may do by `what`, if that is no longer the same.
    pub(super) fn cell(
        &mut self,
        name: &str,
        what: &str,
        action: Option<&str>,
        [old, new]: [&Cell; 2],
    ) {
        if let Some((kind, words)) = difference(name, what, old, new) {
            self.0.push(Change {
                kind,
                words,
                user_type: Some(name.to_owned()),
                action: action.map(str::to_owned),
            });
        }
    }

    /// In order, and in the order in which they were found where that is equal.
    pub(super) fn sorted(mut self) -> Self {
        self.0.sort_by_key(|one| one.kind);
        self
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headings = [
            (ChangeKind::Widening, "allows more"),
            (ChangeKind::Narrowing, "allows less"),
            (ChangeKind::Other, "allows the same"),
        ];
        for (kind, heading) in headings {
            let mut of_kind = self.0.iter().filter(|one| one.kind == kind).peekable();
            if of_kind.peek().is_some() {
                writeln!(f, "{heading}:")?;
            }
            for change in of_kind {
                writeln!(f, "  {}", change.words)?;
            }
        }
        Ok(())
    }
}

/// The difference between two cells in words; `None` if they mean the same.
fn difference(name: &str, what: &str, old: &Cell, new: &Cell) -> Option<(ChangeKind, String)> {
    if old == new {
        return None;
    }
    let widens = !new.implies(old);
    let kind = if widens {
        ChangeKind::Widening
    } else {
        ChangeKind::Narrowing
    };
    let (name, what) = (code(name), code(what));
    // A condition holds backticks only around it: a flag in it is written without any.
    let now = new.conditions().map(|all| format!("`{all}`"));
    let before = match old.conditions() {
        Some(all) => format!("before only if `{all}`"),
        None if old.is_deny() => "before never".to_owned(),
        None => "before always".to_owned(),
    };
    let words = match (widens, now) {
        (true, None) if old.is_deny() => format!("{name} may now {what}"),
        (true, None) => format!("{name} may now always {what}; {before}"),
        (true, Some(now)) if old.is_deny() => format!("{name} may now {what}, only if {now}"),
        (true, Some(now)) => format!("{name} may now {what} if {now}; {before}"),
        (false, None) => format!("{name} may no longer {what}; {before}"),
        (false, Some(now)) => format!("{name} may {what} only if {now}; {before}"),
    };
    Some((kind, words))
}
