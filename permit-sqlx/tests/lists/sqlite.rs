//! `SQLite`, in memory.

use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqlitePool, sqlite::SqlitePoolOptions};

use crate::{
    archive::Folder,
    draw::Draw,
    store::store,
    worlds::{self, Rows, Store as _},
};
use permit::Columns;
use permit_sqlx::PushWhere as _;

struct Memory {
    pool: SqlitePool,
}

impl Memory {
    /// Its text columns ignore case.
    async fn open() -> Self {
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = options.connect("sqlite::memory:").await.unwrap();
        let text = "TEXT COLLATE NOCASE";
        let tables = worlds::tables(text, "BLOB", text);
        sqlx::raw_sql(AssertSqlSafe(tables))
            .execute(&pool)
            .await
            .unwrap();
        let this = Self { pool };
        this.fill(&Rows::drawn(&mut Draw(1))).await;
        this
    }
}

store!(Memory, Sqlite, kind: "");

#[tokio::test]
async fn a_list_has_exactly_the_rows_that_a_check_allows() {
    let count = worlds::archive(&Memory::open().await, 12, 150).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 12 * 150 * 13);
}

#[tokio::test]
async fn a_list_of_the_company_has_exactly_the_rows_that_a_check_allows() {
    let count = worlds::company(&Memory::open().await, 2_500).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 2_500 * 8);
}

#[tokio::test]
async fn a_list_of_a_tenant_with_a_number_has_exactly_the_rows_that_a_check_allows() {
    let count = worlds::numbered(&Memory::open().await).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 180 * 6);
}

#[tokio::test]
async fn a_text_column_is_searched_by_its_index() {
    let memory = Memory::open().await;
    sqlx::query("CREATE INDEX by_region ON folders (\"Region\")")
        .execute(&memory.pool)
        .await
        .unwrap();
    let mut query = QueryBuilder::<Sqlite>::new("EXPLAIN QUERY PLAN SELECT id FROM folders WHERE ");
    Folder::FIELDS
        .region
        .equal("eu")
        .push_where(&mut query, "folders")
        .unwrap();
    let plan: Vec<(i64, i64, i64, String)> = query
        .build_query_as()
        .fetch_all(&memory.pool)
        .await
        .unwrap();
    assert!(plan[0].3.contains("USING INDEX by_region"), "{plan:?}");
}
