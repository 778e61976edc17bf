//! The types of columns of `SQLite`.

use permit_sqlx::PushWhere;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqlitePool, sqlite::SqlitePoolOptions};

use super::{NASTY, Table, fill, shelves, table};

struct Memory {
    pool: SqlitePool,
}

impl Memory {
    async fn open() -> Self {
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = options.connect("sqlite::memory:").await.unwrap();
        Self { pool }
    }
}

impl Table for Memory {
    type Database = Sqlite;

    async fn create(&self, declared: &str) {
        let create = format!(
            "DROP TABLE IF EXISTS shelf;
             CREATE TABLE shelf (number INTEGER PRIMARY KEY, owner {declared}, tenant {declared},
                 place {declared}, label {declared}, is_public BOOLEAN NOT NULL);
             CREATE INDEX shelf_by_owner ON shelf (owner);
             CREATE INDEX shelf_by_place ON shelf (place);"
        );
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&self.pool)
            .await
            .unwrap();
    }

    async fn insert(&self, number: i64, id: Option<&str>, is_public: bool) -> bool {
        let insert = "INSERT INTO shelf VALUES (?1, ?2, ?2, ?2, ?2, ?3)";
        let insert = sqlx::query(insert).bind(number).bind(id).bind(is_public);
        insert.execute(&self.pool).await.is_ok()
    }

    async fn rows(&self, read: &str) -> Vec<(i64, Option<String>, bool)> {
        let select = format!("SELECT number, {read}, is_public FROM shelf ORDER BY number");
        let rows = sqlx::query_as(AssertSqlSafe(select)).fetch_all(&self.pool);
        rows.await.unwrap()
    }

    async fn plan(&self, filter: &impl PushWhere<Sqlite>) -> String {
        let mut query = QueryBuilder::new("EXPLAIN QUERY PLAN SELECT number FROM shelf WHERE ");
        filter.push_where(&mut query, "shelf").unwrap();
        let plan: Vec<(i64, i64, i64, String)> =
            query.build_query_as().fetch_all(&self.pool).await.unwrap();
        plan.into_iter()
            .map(|line| line.3)
            .collect::<Vec<_>>()
            .join("\n")
    }

    table!(Memory, Sqlite);
}

/// Fills the table, compares with this application, and finds rows by the index.
macro_rules! tested {
    ($memory:expr, $declared:expr, $application:ident, $read:expr, $ids:expr) => {{
        let accepted = fill($memory, $declared).await;
        let [lists, allowed] = shelves::$application::compare($memory, $read).await;
        println!(
            "{}: {accepted} ids, {lists} lists, {allowed} rows",
            $declared
        );
        assert_eq!(lists, 5 * (2 + 6 * NASTY.len()));
        for (filter, index) in shelves::$application::filters($ids)
            .into_iter()
            .zip(["shelf_by_owner", "shelf_by_place"])
        {
            let plan = $memory.plan(&filter).await;
            assert!(plan.contains(index), "{}: {plan}", $declared);
        }
        (accepted, allowed)
    }};
}

#[tokio::test]
async fn on_sqlite_each_type_of_column_lists_what_a_check_allows() {
    let memory = &Memory::open().await;
    let every = 2 * NASTY.len();
    let texts = [
        "TEXT",
        "TEXT COLLATE NOCASE",
        "TEXT COLLATE RTRIM",
        "VARCHAR(8)",
        "CHAR(8)",
    ];
    for declared in texts {
        let (accepted, allowed) = tested!(memory, declared, plain, "owner", ["ann", "ANN"]);
        assert_eq!(accepted, every);
        // The same rows whatever the collation is.
        assert_eq!(allowed, 15_349, "{declared}");
        let (marks, refused) = shelves::verified(memory).await;
        assert_eq!(
            marks,
            ["plain", "uuid", "bpchar", "citext", "mood", "tense"],
            "{refused:?}"
        );
    }
    // The types that PostgreSQL has for them are text here.
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    tested!(memory, "TEXT COLLATE NOCASE", uuid, "owner", [uuid, uuid]);
    tested!(memory, "TEXT COLLATE NOCASE", mood, "owner", ["ann", "ANN"]);
    for declared in ["INTEGER", "BIGINT"] {
        let read = "CAST(owner AS TEXT)";
        tested!(memory, declared, bigint, read, ["7", "8"]);
        let (marks, refused) = shelves::verified(memory).await;
        assert_eq!(marks, ["bigint"], "{refused:?}");
    }
}

#[tokio::test]
async fn on_sqlite_a_column_that_converts_is_refused_and_lists_no_other_row_than_a_check_allows() {
    let memory = &Memory::open().await;
    for declared in [
        "STRING",
        "NUMERIC",
        "DECIMAL(10, 2)",
        "REAL",
        "BLOB",
        "",
        "DATETIME",
    ] {
        let read = "CAST(owner AS TEXT)";
        tested!(memory, declared, plain, read, ["ann", "ANN"]);
        let (marks, refused) = shelves::verified(memory).await;
        assert!(marks.is_empty(), "{declared}: {marks:?}");
        let (first, lines) = refused[0].split_once('\n').unwrap();
        assert_eq!(first, "lists of table `shelf` would differ from checks:");
        // Every problem at once.
        assert_eq!(lines.lines().count(), 4, "{lines}");
        let solution = "declare the column `TEXT`";
        assert!(lines.lines().all(|line| line.contains(solution)), "{lines}");
    }
    fill(memory, "INTEGER").await;
    let (_, refused) = shelves::verified(memory).await;
    let solution = "field `owner`: column `owner` is `INTEGER`; \
                    mark the field `#[column(cast = \"bigint\")]`";
    assert!(refused[0].contains(solution), "{}", refused[0]);
}
