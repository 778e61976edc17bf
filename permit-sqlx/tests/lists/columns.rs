//! Every type of column that an id may stand in, with ids that a database likes to convert.
//!
//! - [`shelves`]: one application for each mark of `#[column]`;
//! - [`on_sqlite`], [`on_postgres`]: the types of columns of each database.

mod on_postgres;
mod on_sqlite;
mod shelves;

use permit_sqlx::{Dialect, PushWhere, SchemaError};

/// Ids that are equal to a database that converts, folds or trims, and to Rust are not. And ids at the
/// limits of what a column can hold.
pub const NASTY: [&str; 41] = [
    "7",
    "007",
    "07",
    "+7",
    "7.0",
    "7e0",
    " 7",
    "7 ",
    "-7",
    "0",
    "-0",
    "0x7",
    "1000",
    "1e3",
    "1000.0",
    "ann",
    "ANN",
    "ann ",
    "ann     ",
    " ann",
    "annannannann",
    "e",
    "\u{e9}",
    "e\u{301}",
    "\u{c9}",
    "ß",
    "ss",
    "ı",
    "",
    " ",
    "a\0b",
    "a",
    "\"'\\\n\u{1f}",
    "true",
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67E55044-10B1-426F-9247-BB680E5FE0C8",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "67e5504410b1426f9247bb680e5fe0c8",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
];

/// A database with one table, `shelf`, whose columns `owner`, `tenant`, `place` and `label` have the
/// type that is tested. In each row they hold the same id.
pub trait Table {
    type Database: Dialect;

    /// Makes the table anew.
    async fn create(&self, declared: &str);

    /// Adds a row with this id in each column, if the columns accept it.
    async fn insert(&self, number: i64, id: Option<&str>, is_public: bool) -> bool;

    /// The number of each row, what an application reads in its columns, and whether it is public.
    async fn rows(&self, read: &str) -> Vec<(i64, Option<String>, bool)>;

    /// The numbers of the rows that the filter selects, in order.
    async fn list(&self, filter: &impl PushWhere<Self::Database>) -> Vec<i64>;

    /// How the database would find the rows.
    async fn plan(&self, filter: &impl PushWhere<Self::Database>) -> String;

    /// The check of the schema.
    async fn verify<C: permit::Columns>(&self) -> Result<(), SchemaError>;
}

/// Implements what is the same for both databases.
macro_rules! table {
    ($table:ty, $database:ty) => {
        async fn list(&self, filter: &impl permit_sqlx::PushWhere<$database>) -> Vec<i64> {
            let mut query = sqlx::QueryBuilder::new("SELECT number FROM shelf WHERE ");
            filter.push_where(&mut query, "shelf").unwrap();
            query.push(" ORDER BY number");
            let text = query.sql();
            let rows: Result<Vec<i64>, _> = query.build_query_scalar().fetch_all(&self.pool).await;
            rows.unwrap_or_else(|error| panic!("{error}: {}", text.as_str()))
        }

        async fn verify<C: permit::Columns>(&self) -> Result<(), permit_sqlx::SchemaError> {
            permit_sqlx::verify_schema::<C>(&self.pool, "shelf").await
        }
    };
}
pub(crate) use table;

/// Fills the table with every id that its columns accept, and with public rows. Returns how many ids
/// they accept.
pub async fn fill(table: &impl Table, declared: &str) -> usize {
    table.create(declared).await;
    let mut accepted = 0;
    for (number, id) in (0..).zip(NASTY) {
        for is_public in [false, true] {
            let number = 2 * number + i64::from(is_public);
            accepted += usize::from(table.insert(number, Some(id), is_public).await);
        }
    }
    for number in [1_000, 1_001] {
        assert!(table.insert(number, None, number == 1_001).await);
    }
    accepted
}
