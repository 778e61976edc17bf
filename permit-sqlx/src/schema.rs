//! The check of a schema: whether a list can compare the columns of a table as a check does.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use core::{error::Error, fmt, future::Future};

use permit_runtime::filter::{Cast, ColumnInfo, Columns};
use permit_sql::{Tables, TablesError};
use sqlx::{Database, Pool};

use crate::Dialect;

/// Whether a list query can compare each column of `C` in this table exactly as a check compares the
/// field. Where columns of joined tables are declared, [`Tables`] has the names of these tables as well. Call
/// it when the application starts, and in its tests:
///
/// ```
/// # include!("../tests/support/shop.rs");
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let options = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
/// # let pool = options.connect("sqlite::memory:").await?;
/// # sqlx::query("CREATE TABLE items (seller INTEGER, published BOOLEAN)").execute(&pool).await?;
/// permit_sqlx::verify_schema::<Item>(&pool, "items").await?;
/// # Ok(())
/// # }
/// ```
///
/// It reads the catalogue of the database, and no row. It refuses a column that is missing, whose type
/// converts what it is compared with, or whose `#[column(cast = "...")]` or `#[column(enum = "...")]` is
/// missing or does not fit. A field whose type has no
/// [`FilterValue`](permit_runtime::filter::FilterValue) has to have a column, and no filter compares it.
///
/// # Errors
///
/// [`SchemaError::Unfit`] with every problem and how to solve it, or [`SchemaError::Unreadable`].
pub async fn verify_schema<C: Columns>(
    pool: &Pool<impl Dialect>,
    tables: impl Into<Tables>,
) -> Result<(), SchemaError> {
    verify(C::LIST, pool, &tables.into()).await
}

async fn verify<DB: Dialect>(
    columns: &[ColumnInfo],
    pool: &Pool<DB>,
    tables: &Tables,
) -> Result<(), SchemaError> {
    tables.are_those_of(columns).map_err(SchemaError::Tables)?;
    let mut problems = Vec::new();
    for (name, table) in tables.iter() {
        let columns = columns.iter().filter(|one| one.table == name);
        let found = DB::read(pool, table).await?;
        let mut problem = |problem: String| {
            problems.push(match name {
                None => problem,
                Some(_) => format!("table `{table}`: {problem}"),
            });
        };
        if found.columns.is_empty() {
            problem("there is no such table or view".to_owned());
            continue;
        }
        if let Some(found) = &found.problem {
            problem(found.clone());
        }
        columns
            .filter_map(|column| self::problem::<DB>(*column, &found))
            .for_each(problem);
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(SchemaError::Unfit {
        table: tables.own().to_owned(),
        problems,
    })
}

fn problem<DB: Catalogue>(column: ColumnInfo, table: &FoundTable) -> Option<String> {
    let (field, name) = (column.field, column.name);
    let mut found = table.columns.iter();
    let Some(found) = found.find(|found| DB::is_named(&found.name, name)) else {
        return Some(format!(
            "field `{field}`: there is no column `{name}`; name another one with \
             `#[column(\"name\")]`, or mark the field `#[column(skip)]`"
        ));
    };
    let solution = DB::solution(column, found)?;
    let declared = match found.declared.as_str() {
        "" => "has no type",
        declared => &format!("is `{declared}`"),
    };
    Some(format!(
        "field `{field}`: column `{name}` {declared}; {solution}"
    ))
}

/// What to write so that a field says the type of its column.
fn mark(cast: Option<Cast>) -> String {
    let name = match cast {
        Some(Cast::Uuid) => "uuid",
        Some(Cast::Text) => "text",
        Some(Cast::Bigint) => "bigint",
        Some(Cast::Bpchar) => "bpchar",
        Some(Cast::Citext) => "citext",
        Some(Cast::Enum(name)) => return format!("mark the field `#[column(enum = \"{name}\")]`"),
        _ => return "remove the `cast` or `enum` of the field".to_owned(),
    };
    format!("mark the field `#[column(cast = \"{name}\")]`")
}

/// What a database says of a table.
#[doc(hidden)]
#[derive(Debug)]
pub struct FoundTable {
    pub(crate) columns: Vec<Found>,
    /// What is wrong with the database as a whole.
    pub(crate) problem: Option<String>,
}

/// What a database says of a column.
#[doc(hidden)]
#[derive(Debug)]
pub struct Found {
    pub(crate) name: String,
    /// Its type, as it is declared.
    pub(crate) declared: String,
    /// The type behind it, where that is another one.
    pub(crate) base: String,
    /// Whether it is an enum.
    #[cfg(feature = "postgres")]
    pub(crate) is_enum: bool,
    /// Whether the name of the type alone is enough in a query.
    #[cfg(feature = "postgres")]
    pub(crate) is_visible: bool,
}

/// A database that says what its tables look like.
#[doc(hidden)]
pub trait Catalogue: Database {
    /// What it says of `table`: no columns if there is no such table.
    fn read(
        pool: &Pool<Self>,
        table: &str,
    ) -> impl Future<Output = Result<FoundTable, sqlx::Error>> + Send;

    /// Whether a query by `name` means the column that is `found`.
    fn is_named(found: &str, name: &str) -> bool;

    /// What to change so that the column can be compared exactly; `None` if it can be.
    fn solution(column: ColumnInfo, found: &Found) -> Option<String>;
}

/// Why a schema was not accepted.
#[non_exhaustive]
#[derive(Debug)]
pub enum SchemaError {
    /// The catalogue of the database could not be read.
    Unreadable(sqlx::Error),
    /// The tables are not those in which the columns of the context are.
    Tables(TablesError),
    /// A list would not be what a check allows.
    Unfit {
        /// The table.
        table: String,
        /// Each problem, with its solution.
        problems: Vec<String>,
    },
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the schema could not be read: {error}"),
            Self::Tables(error) => error.fmt(f),
            Self::Unfit { table, problems } => {
                write!(f, "lists of table `{table}` would differ from checks:")?;
                problems.iter().try_for_each(|one| write!(f, "\n- {one}"))
            }
        }
    }
}

impl Error for SchemaError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            Self::Tables(error) => Some(error),
            Self::Unfit { .. } => None,
        }
    }
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unreadable(error)
    }
}
