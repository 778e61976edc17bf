//! The catalogue of `SQLite`.

use permit_runtime::filter::{Cast, ColumnInfo, ValueKind};
use sqlx::{Sqlite, SqlitePool};

use super::{Catalogue, Found, FoundTable, mark};

impl Catalogue for Sqlite {
    async fn read(pool: &SqlitePool, table: &str) -> Result<FoundTable, sqlx::Error> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT name, type FROM pragma_table_xinfo(?)")
                .bind(table)
                .fetch_all(pool)
                .await?;
        let encoding: String = sqlx::query_scalar("SELECT encoding FROM pragma_encoding")
            .fetch_one(pool)
            .await?;
        let columns = rows.into_iter().map(|(name, declared)| Found {
            name,
            base: declared.to_ascii_uppercase(),
            declared,
            #[cfg(feature = "postgres")]
            is_enum: false,
            #[cfg(feature = "postgres")]
            is_visible: true,
        });
        Ok(FoundTable {
            columns: columns.collect(),
            problem: (encoding != "UTF-8").then(|| {
                format!(
                    "the database is encoded in {encoding}, in which the bytes of a text are others; \
                     create it with `PRAGMA encoding = 'UTF-8'`"
                )
            }),
        })
    }

    fn is_named(found: &str, name: &str) -> bool {
        found.eq_ignore_ascii_case(name)
    }

    fn solution(column: ColumnInfo, found: &Found) -> Option<String> {
        let affinity = affinity(&found.base);
        let is_integer = affinity == Affinity::Integer;
        let (is_exact, other) = match (column.kind, column.cast) {
            (None, None) => return None,
            (Some(ValueKind::Text) | None, Some(Cast::Bigint)) => {
                return (!is_integer).then(|| mark(None));
            }
            (Some(ValueKind::Text), None) if is_integer => return Some(mark(Some(Cast::Bigint))),
            (Some(ValueKind::Uuid), Some(Cast::Text)) => {
                return match affinity {
                    Affinity::Text => None,
                    Affinity::Blob => Some(mark(None)),
                    _ => Some(declare("TEXT")),
                };
            }
            (Some(ValueKind::Uuid), None | Some(Cast::Uuid)) => {
                return match affinity {
                    Affinity::Blob => None,
                    Affinity::Text => Some(mark(Some(Cast::Text))),
                    _ => Some(declare("BLOB")),
                };
            }
            (Some(ValueKind::Instant | ValueKind::DateTime), _) => {
                if is_integer && column.cast.is_none() {
                    return None;
                }
                return Some(if is_integer {
                    mark(None)
                } else {
                    SECONDS.to_owned()
                });
            }
            // The other types are stored as text.
            (Some(ValueKind::Text | ValueKind::Date) | None, _) => {
                (affinity == Affinity::Text, "TEXT")
            }
            (Some(ValueKind::Integer), _) => (is_integer, "INTEGER"),
            (Some(ValueKind::Bool), _) => (is_integer || found.base.contains("BOOL"), "BOOLEAN"),
            (Some(ValueKind::Bytes | ValueKind::Uuid), _) => (affinity == Affinity::Blob, "BLOB"),
        };
        if !is_exact {
            return Some(declare(other));
        }
        let is_text = matches!(column.kind, Some(ValueKind::Text) | None);
        let fits =
            column.cast.is_none() || is_text || (is_integer && column.cast == Some(Cast::Bigint));
        (!fits).then(|| mark(None))
    }
}

/// The solution for a time: sqlx writes it as text, and its texts do not have the order of the times.
const SECONDS: &str = "declare the column `INTEGER`, and write the seconds since 1970 (`unixepoch(?)`), \
                       which sqlx reads as a time";

fn declare(declared: &str) -> String {
    format!("declare the column `{declared}`, so that nothing is converted before it is compared")
}

#[derive(PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

/// What a column of this declared type, in upper case, converts its values to.
fn affinity(declared: &str) -> Affinity {
    let has = |parts: &[&str]| parts.iter().any(|part| declared.contains(part));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if declared.is_empty() || has(&["BLOB"]) {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}
