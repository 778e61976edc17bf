//! The differences between the databases.

use permit_runtime::filter::Cast;
use sqlx::{Database, QueryBuilder};

use crate::{
    parameter::{Parameter, Set},
    schema::Catalogue,
};

/// A database that permit can write queries for: `SQLite` or PostgreSQL.
pub trait Dialect: Database + Catalogue + sealed::Sealed {
    /// Before and after a column: its text, byte by byte, whatever its type and its collation are.
    #[doc(hidden)]
    const TEXT_OF: [&'static str; 2];

    /// Before and after a column: its bytes.
    #[doc(hidden)]
    const BYTES_OF: [&'static str; 2];

    /// Whether the placeholder of a parameter may stand in the text again.
    #[doc(hidden)]
    const NUMBERED: bool;

    /// Whether a column is true, as sqlx reads it. `None` where a column of booleans is true or false.
    #[doc(hidden)]
    fn is_true(column: &str) -> Option<String>;

    /// Whether a column of this type may hold `text`. The database is not asked for other texts.
    #[doc(hidden)]
    fn fits(cast: Option<Cast>, text: &str) -> bool;

    /// What stands before and after a text that fits, so that it has the type of its column and an
    /// index on the column is used.
    #[doc(hidden)]
    fn typed(cast: Option<Cast>) -> [String; 2];

    /// Binds a parameter at the end of the query.
    #[doc(hidden)]
    fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter<'_>);

    /// Binds a set at the end of the query, as a source of rows.
    #[doc(hidden)]
    fn bind_set(query: &mut QueryBuilder<Self>, set: &Set<'_>);

    /// One value of a set, in the rows of [`bind_set`](Self::bind_set).
    #[doc(hidden)]
    fn element(set: &Set<'_>) -> &'static str;
}

#[cfg(any(feature = "postgres", feature = "sqlite"))]
macro_rules! bind {
    () => {
        fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter<'_>) {
            match parameter {
                Parameter::Bool(value) => query.push_bind(value),
                Parameter::Integer(value) => query.push_bind(value),
                Parameter::Text(value) => query.push_bind(value.into_owned()),
                Parameter::Bytes(value) => query.push_bind(value),
            };
        }
    };
}

#[cfg(feature = "sqlite")]
impl Dialect for sqlx::Sqlite {
    const TEXT_OF: [&'static str; 2] = ["CAST(", " AS TEXT) COLLATE BINARY"];
    // A column of bytes may also hold text, and sqlx reads its bytes.
    const BYTES_OF: [&'static str; 2] = ["CAST(", " AS BLOB)"];
    const NUMBERED: bool = false;

    fn is_true(column: &str) -> Option<String> {
        // sqlx reads each integer except 0 as true.
        Some(format!("({column} <> 0 AND typeof({column}) = 'integer')"))
    }

    // Each column may hold each value. The affinity of the column converts the parameter.
    fn fits(_: Option<Cast>, _: &str) -> bool {
        true
    }

    fn typed(_: Option<Cast>) -> [String; 2] {
        Default::default()
    }

    bind!();

    fn bind_set(query: &mut QueryBuilder<Self>, set: &Set<'_>) {
        query.push("json_each(");
        query.push_bind(crate::json::array(set)).push(")");
    }

    fn element(set: &Set<'_>) -> &'static str {
        match set {
            // JSON has no bytes, and SQLite's JSON ends a text at a NUL.
            Set::Texts(texts) if crate::json::needs_hex(texts) => "CAST(unhex(value) AS TEXT)",
            Set::Integers(_) | Set::Texts(_) => "value",
            Set::Bytes(_) => "unhex(value)",
        }
    }
}

#[cfg(feature = "postgres")]
impl Dialect for sqlx::Postgres {
    const TEXT_OF: [&'static str; 2] = ["concat(", ") COLLATE \"C\""];
    const BYTES_OF: [&'static str; 2] = ["", ""];
    const NUMBERED: bool = true;

    fn is_true(_: &str) -> Option<String> {
        None
    }

    fn fits(cast: Option<Cast>, text: &str) -> bool {
        match cast {
            Some(Cast::Bigint) => integer(text).is_some(),
            Some(Cast::Uuid) => is_uuid(text),
            _ => !text.contains('\0'),
        }
    }

    fn typed(cast: Option<Cast>) -> [String; 2] {
        let name = match cast {
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
                        crate::writing::quoted(name)
                    ),
                    ")".to_owned(),
                ];
            }
            _ => return Default::default(),
        };
        [String::new(), format!("::{name}")]
    }

    bind!();

    fn bind_set(query: &mut QueryBuilder<Self>, set: &Set<'_>) {
        // Behind a `SELECT` the planner does not know how many values there are. If it knew, it would
        // not hash more of them than fit into `work_mem`, and compare each row with each value.
        query.push("unnest((SELECT ");
        match set {
            Set::Integers(integers) => query.push_bind(integers.clone()),
            Set::Texts(texts) => {
                query.push_bind(texts.iter().map(ToString::to_string).collect::<Vec<_>>())
            }
            Set::Bytes(bytes) => {
                query.push_bind(bytes.iter().map(|one| one.to_vec()).collect::<Vec<_>>())
            }
        };
        query.push(")) AS one");
    }

    fn element(_: &Set<'_>) -> &'static str {
        "one"
    }
}

/// The integer whose canonical text this is, if a column can hold it.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let integer: i64 = text.parse().ok()?;
    (integer.to_string() == text).then_some(integer)
}

/// Whether `text` is the canonical text of a UUID.
#[cfg(feature = "postgres")]
fn is_uuid(text: &str) -> bool {
    let is_digit = |one: u8| one.is_ascii_digit() || matches!(one, b'a'..=b'f');
    let fits = |(at, one)| match at {
        8 | 13 | 18 | 23 => one == b'-',
        _ => is_digit(one),
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

mod sealed {
    pub trait Sealed {}
    #[cfg(feature = "sqlite")]
    impl Sealed for sqlx::Sqlite {}
    #[cfg(feature = "postgres")]
    impl Sealed for sqlx::Postgres {}
}
