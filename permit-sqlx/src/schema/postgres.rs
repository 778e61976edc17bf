//! The catalogue of PostgreSQL.

use permit_runtime::filter::{Cast, ColumnInfo, ValueKind};
use permit_sql::quoted;
use sqlx::{PgPool, Postgres};

use super::{Catalogue, Found, FoundTable, mark};

/// The columns of a table, with the type at the bottom of each domain.
const COLUMNS: &str = "
    WITH RECURSIVE typed AS (
        SELECT a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS declared,
               t.oid, t.typname, t.typtype, t.typbasetype
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT d.attnum, d.attname, d.declared, t.oid, t.typname, t.typtype, t.typbasetype
        FROM typed d JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype
        WHERE d.typtype = 'd'
    )
    SELECT attname::text, declared, typname::text, typtype = 'e', pg_type_is_visible(oid)
    FROM typed WHERE typtype <> 'd' ORDER BY attnum";

impl Catalogue for Postgres {
    async fn read(pool: &PgPool, table: &str) -> Result<FoundTable, sqlx::Error> {
        let rows: Vec<(String, String, String, bool, bool)> = sqlx::query_as(COLUMNS)
            .bind(quoted(table))
            .fetch_all(pool)
            .await?;
        let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
            .fetch_one(pool)
            .await?;
        let columns = rows.into_iter();
        let columns = columns.map(|(name, declared, base, is_enum, is_visible)| Found {
            name,
            declared,
            base,
            is_enum,
            is_visible,
        });
        Ok(FoundTable {
            columns: columns.collect(),
            problem: (encoding != "UTF8").then(|| {
                format!(
                    "the database is encoded in {encoding}, which cannot hold every text; \
                     create it with `ENCODING 'UTF8'`"
                )
            }),
        })
    }

    fn is_named(found: &str, name: &str) -> bool {
        found == name
    }

    fn solution(column: ColumnInfo, found: &Found) -> Option<String> {
        let base = found.base.as_str();
        let is_integer = matches!(base, "int2" | "int4" | "int8");
        let (is_exact, other) = match column.kind {
            Some(ValueKind::Text) => return text(column, found, is_integer),
            // No filter compares it, but its mark may be wrong.
            None => return column.cast.and_then(|_| text(column, found, is_integer)),
            Some(ValueKind::Integer) => (is_integer, "bigint"),
            Some(ValueKind::Bool) => (base == "bool", "boolean"),
            Some(ValueKind::Bytes) => (base == "bytea", "bytea"),
            Some(ValueKind::Uuid) => return uuid(column, base),
            Some(ValueKind::Instant) => (base == "timestamptz", "timestamptz"),
            Some(ValueKind::DateTime) => (base == "timestamp", "timestamp"),
            Some(ValueKind::Date) => (base == "date", "date"),
        };
        if !is_exact {
            return Some(format!("declare the column `{other}`, as the field is"));
        }
        let fits = column.cast.is_none() || (is_integer && column.cast == Some(Cast::Bigint));
        (!fits).then(|| mark(None))
    }
}

/// The solution for a field that is a UUID.
fn uuid(column: ColumnInfo, base: &str) -> Option<String> {
    let expected = match base {
        "uuid" => None,
        "text" | "varchar" => Some(Cast::Text),
        _ => return Some("declare the column `uuid`, as the field is".to_owned()),
    };
    // `cast = "uuid"` says what is so without it.
    let fits = column.cast == expected || (expected.is_none() && column.cast == Some(Cast::Uuid));
    (!fits).then(|| mark(expected))
}

/// The solution for a field that is compared as text.
fn text(column: ColumnInfo, found: &Found, is_integer: bool) -> Option<String> {
    let (expected, name) = match found.base.as_str() {
        name if found.is_enum => {
            let fits = matches!(column.cast, Some(Cast::Enum(marked)) if marked == name);
            let fix = format!("mark the field `#[column(enum = \"{name}\")]`");
            return (!fits)
                .then_some(fix)
                .or_else(|| (!found.is_visible).then(|| invisible(name)));
        }
        name @ ("text" | "varchar" | "name") => (None, name),
        name @ "bpchar" => (Some(Cast::Bpchar), name),
        name @ "citext" => (Some(Cast::Citext), name),
        name @ "uuid" => (Some(Cast::Uuid), name),
        name if is_integer => (Some(Cast::Bigint), name),
        _ => {
            return Some(
                "declare the column `text`: this type cannot be compared as text".to_owned(),
            );
        }
    };
    if column.cast != expected {
        return Some(mark(expected));
    }
    (!found.is_visible).then(|| invisible(name))
}

fn invisible(name: &str) -> String {
    format!("put the schema of the type `{name}` into the `search_path`")
}
