//! The tables of a query, by the names that the declarations of columns give them.

use core::{error::Error, fmt};

use permit_runtime::filter::{ColumnInfo, Filter};

/// The table of a context, and the tables that a query joins to it.
///
/// A table is named as the query names it: by its alias, if it has one. A joined table also has the name
/// by which columns are declared: `#[column("owner_id", of = "project")]`.
///
/// ```
/// use permit_sql::Tables;
///
/// // SELECT … FROM tasks AS t JOIN projects AS p ON p.id = t.project_id WHERE …
/// let tables = Tables::new("t").and("project", "p");
/// # let _ = tables;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    own: &'static str,
    joined: Vec<(&'static str, &'static str)>,
}

impl Tables {
    /// The table of the context, which is in the query by this name.
    #[must_use]
    pub const fn new(own: &'static str) -> Self {
        Self {
            own,
            joined: Vec::new(),
        }
    }

    /// And the table of the columns that are declared with `of = "name"`, which is in the query as `alias`.
    #[must_use]
    pub fn and(mut self, name: &'static str, alias: &'static str) -> Self {
        self.joined.push((name, alias));
        self
    }

    /// How the query names the table of the context.
    #[must_use]
    pub const fn own(&self) -> &'static str {
        self.own
    }

    /// Each of them: how columns are declared in it, and how the query names it.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
        let joined = self
            .joined
            .iter()
            .map(|(name, alias)| (Some(*name), *alias));
        core::iter::once((None, self.own)).chain(joined)
    }

    /// How the query names the table of a column.
    #[must_use]
    pub fn of(&self, column: ColumnInfo) -> Option<&'static str> {
        let Some(name) = column.table else {
            return Some(self.own);
        };
        let mut joined = self.joined.iter();
        joined.find(|one| one.0 == name).map(|one| one.1)
    }

    /// Whether these are the tables of a context with these columns, each once.
    ///
    /// # Errors
    ///
    /// When one is missing, unknown, or named twice.
    pub fn are_those_of(&self, columns: &[ColumnInfo]) -> Result<(), TablesError> {
        for (index, (name, _)) in self.joined.iter().enumerate() {
            if self.joined.iter().skip(index + 1).any(|one| one.0 == *name) {
                return Err(TablesError::Twice(name));
            }
            if !columns.iter().any(|one| one.table == Some(*name)) {
                return Err(TablesError::Unknown(name));
            }
        }
        columns.iter().try_for_each(|one| self.has(*one))
    }

    /// Whether each column of `filter` is in one of them.
    pub(crate) fn have_all(&self, filter: &Filter) -> Result<(), TablesError> {
        match filter {
            Filter::Owner { column, .. }
            | Filter::Tenant { column, .. }
            | Filter::Place { column, .. }
            | Filter::OneOf { column, .. }
            | Filter::Compare { column, .. } => self.has(*column),
            Filter::All(filters) | Filter::Any(filters) => {
                filters.iter().try_for_each(|one| self.have_all(one))
            }
            // A filter that this version does not know is written without a column.
            _ => Ok(()),
        }
    }

    fn has(&self, column: ColumnInfo) -> Result<(), TablesError> {
        match (self.of(column), column.table) {
            (None, Some(name)) => Err(TablesError::Missing(name)),
            _ => Ok(()),
        }
    }
}

/// The table of the context, alone.
impl From<&'static str> for Tables {
    fn from(own: &'static str) -> Self {
        Self::new(own)
    }
}

/// Why the tables of a query are not those of a context. Each names the table as it is declared.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablesError {
    /// Columns are in this table, and it has no alias.
    Missing(&'static str),
    /// No column is in this table.
    Unknown(&'static str),
    /// The table has two aliases.
    Twice(&'static str),
}

impl fmt::Display for TablesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(
                f,
                "columns are declared with `of = \"{name}\"`, and the query names no such table; \
                 add `.and(\"{name}\", \"alias\")`"
            ),
            Self::Unknown(name) => write!(
                f,
                "no column of the context is declared with `of = \"{name}\"`"
            ),
            Self::Twice(name) => write!(f, "the table `{name}` has two aliases"),
        }
    }
}

impl Error for TablesError {}
