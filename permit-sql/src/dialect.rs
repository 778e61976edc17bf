//! The differences between the databases.

use permit_runtime::filter::Cast;

use crate::{
    Sink, json,
    known::integer,
    parameter::{Parameter, Set},
};

/// A database that permit writes conditions for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `SQLite`, 3.41 or later.
    Sqlite,
    /// PostgreSQL, 12 or later.
    Postgres,
}

impl Dialect {
    /// Before and after a column: its text, byte by byte, whatever its type and its collation are.
    pub(crate) const fn text_of(self) -> [&'static str; 2] {
        match self {
            Self::Sqlite => ["CAST(", " AS TEXT) COLLATE BINARY"],
            Self::Postgres => ["concat(", ") COLLATE \"C\""],
        }
    }

    /// Whether a column is true, as sqlx reads it. `None` where a column of booleans is true or false.
    pub(crate) fn is_true(self, column: &str) -> Option<String> {
        match self {
            // Each integer except 0 is true.
            Self::Sqlite => Some(format!("({column} <> 0 AND typeof({column}) = 'integer')")),
            Self::Postgres => None,
        }
    }

    /// Whether a column of this type may hold `text`. The database is not asked for other texts.
    pub(crate) fn fits(self, cast: Option<Cast>, text: &str) -> bool {
        match (self, cast) {
            // Each column may hold each value. The affinity of the column converts the parameter.
            (Self::Sqlite, _) => true,
            (Self::Postgres, Some(Cast::Bigint)) => integer(text).is_some(),
            (Self::Postgres, Some(Cast::Uuid)) => uuid(text).is_some(),
            (Self::Postgres, _) => !text.contains('\0'),
        }
    }

    /// What stands before and after a text that fits, so that it has the type of its column and an
    /// index on the column is used.
    pub(crate) fn typed(self, cast: Option<Cast>) -> [String; 2] {
        let name = match cast.filter(|_| self == Self::Postgres) {
            Some(Cast::Uuid) => "uuid",
            Some(Cast::Bigint) => "bigint",
            Some(Cast::Bpchar) => "bpchar",
            Some(Cast::Citext) => "citext",
            // A text that is not a label is `NULL`, and equals nothing.
            Some(Cast::Enum(name)) => {
                return [
                    format!(
                        "(SELECT label FROM unnest(enum_range(NULL::{})) AS label \
                         WHERE label::text COLLATE \"C\" = ",
                        quoted(name)
                    ),
                    ")".to_owned(),
                ];
            }
            _ => return Default::default(),
        };
        [String::new(), format!("::{name}")]
    }

    /// Whether the placeholder of a parameter may stand in the text again.
    pub(crate) const fn is_numbered(self) -> bool {
        matches!(self, Self::Postgres)
    }

    /// One value of a set, in the rows of [`bind_set`](Self::bind_set).
    pub(crate) fn element(self, set: &Set) -> &'static str {
        match (self, set) {
            (Self::Postgres, _) => "one",
            // JSON has no bytes, and SQLite's JSON ends a text at a NUL.
            (Self::Sqlite, Set::Texts(texts)) if json::needs_hex(texts) => {
                "CAST(unhex(value) AS TEXT)"
            }
            (Self::Sqlite, Set::Integers(_) | Set::Texts(_)) => "value",
            (Self::Sqlite, Set::Bytes(_)) => "unhex(value)",
        }
    }

    /// Binds a set, as a source of rows.
    pub(crate) fn bind_set(self, sink: &mut impl Sink, set: Set) {
        match self {
            Self::Sqlite => {
                sink.push("json_each(");
                sink.bind(Parameter::Text(json::array(&set)));
                sink.push(")");
            }
            // Behind a `SELECT` the planner does not know how many values there are. If it knew, it would
            // not hash more of them than fit into `work_mem`, and compare each row with each value.
            Self::Postgres => {
                sink.push("unnest((SELECT ");
                sink.bind(set.array());
                sink.push(")) AS one");
            }
        }
    }
}

/// A quoted name, with its own quotation marks escaped.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The bytes of the UUID whose canonical text this is.
pub(crate) fn uuid(text: &str) -> Option<Vec<u8>> {
    let is_digit = |one: u8| one.is_ascii_digit() || matches!(one, b'a'..=b'f');
    let fits = |(at, one)| match at {
        8 | 13 | 18 | 23 => one == b'-',
        _ => is_digit(one),
    };
    if text.len() != 36 || !text.bytes().enumerate().all(fits) {
        return None;
    }
    let number = u128::from_str_radix(&text.replace('-', ""), 16).ok()?;
    Some(number.to_be_bytes().to_vec())
}
