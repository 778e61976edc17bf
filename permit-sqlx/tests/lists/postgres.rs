//! PostgreSQL, with its own server for each run.

use permit::Columns;
use permit_sqlx::PushWhere as _;
use sqlx::{AssertSqlSafe, PgPool, Postgres, QueryBuilder, postgres::PgPoolOptions};

use crate::{
    archive::Folder,
    cluster::Cluster,
    draw::Draw,
    store::store,
    worlds::{self, Rows, Store as _},
};

struct Server {
    pool: PgPool,
}

impl Server {
    /// Opens a new database whose text columns ignore case.
    async fn open(cluster: &Cluster, database: &str) -> Self {
        let options = PgPoolOptions::new().max_connections(1);
        let pool = options.connect_with(cluster.options()).await.unwrap();
        let create = format!("CREATE DATABASE {database}");
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
        let options = PgPoolOptions::new().max_connections(1);
        let pool = options.connect_with(cluster.options().database(database));
        let pool = pool.await.unwrap();
        let tables = worlds::tables("TEXT COLLATE no_case", "BYTEA", "kind");
        let tables = format!(
            "CREATE COLLATION no_case
                 (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
             CREATE TYPE kind AS ENUM ('letter', 'ledger');
             {tables}"
        );
        sqlx::raw_sql(AssertSqlSafe(tables))
            .execute(&pool)
            .await
            .unwrap();
        let this = Self { pool };
        this.fill(&Rows::drawn(&mut Draw(1))).await;
        this
    }
}

store!(Server, Postgres, kind: "::kind");

/// One test with one server, because starting a server takes longer than the tests.
#[tokio::test]
async fn on_postgresql_lists_have_exactly_the_rows_that_a_check_allows() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let server = Server::open(&cluster, "archive").await;
    let count = worlds::archive(&server, 8, 60).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 8 * 60 * 13);

    let server = Server::open(&cluster, "company").await;
    let count = worlds::company(&server, 600).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 600 * 8);

    let count = worlds::numbered(&server).await;
    println!("{count:#?}");
    assert_eq!(count.queries, 180 * 6);

    // PostgreSQL uses an index with the column's own collation, whatever that is.
    let mut connection = server.pool.acquire().await.unwrap();
    sqlx::raw_sql("CREATE INDEX by_region ON folders (\"Region\"); SET enable_seqscan = off;")
        .execute(&mut *connection)
        .await
        .unwrap();
    let mut query = QueryBuilder::<Postgres>::new("EXPLAIN SELECT id FROM folders WHERE ");
    Folder::FIELDS
        .region
        .equal("eu")
        .push_where(&mut query, "folders")
        .unwrap();
    let plan: Vec<String> = query
        .build_query_scalar()
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    assert!(
        plan.iter().any(|line| line.contains("by_region")),
        "{plan:#?}"
    );
}
