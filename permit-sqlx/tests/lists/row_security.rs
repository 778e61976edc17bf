//! Row-level security of PostgreSQL as a second line, as the documentation sets it up.

use sqlx::{PgPool, Postgres, Transaction, postgres::PgPoolOptions};

use crate::cluster::Cluster;

const TABLE: &str = "
    CREATE TABLE items (id bigint, customer_id bigint);
    INSERT INTO items VALUES (1, 7), (2, 7), (3, 8);
    CREATE ROLE shop LOGIN;
    GRANT ALL ON items TO shop;
    ALTER TABLE items OWNER TO shop;
    ALTER TABLE items ENABLE ROW LEVEL SECURITY;
    ALTER TABLE items FORCE ROW LEVEL SECURITY;
    CREATE POLICY of_customer ON items
        USING (customer_id = nullif(current_setting('shop.customer', true), '')::bigint);
";

async fn of_customer(pool: &PgPool, customer: Option<i64>) -> Transaction<'static, Postgres> {
    let mut transaction = pool.begin().await.unwrap();
    sqlx::query("SELECT set_config('shop.customer', $1, true)")
        .bind(customer.map(|id| id.to_string()).unwrap_or_default())
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction
}

/// What a query without any condition shows.
async fn shown(executor: impl sqlx::PgExecutor<'_>) -> Vec<i64> {
    let rows = sqlx::query_scalar("SELECT id FROM items ORDER BY id");
    rows.fetch_all(executor).await.unwrap()
}

#[tokio::test]
async fn a_query_that_forgets_its_condition_shows_the_rows_of_no_other_customer() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let owner = PgPool::connect_with(cluster.options()).await.unwrap();
    sqlx::raw_sql(TABLE).execute(&owner).await.unwrap();
    assert_eq!(shown(&owner).await, [1, 2, 3], "a superuser sees every row");

    // One connection, so that each query is the next user of the same.
    let one = PgPoolOptions::new().max_connections(1);
    let pool = one.connect_with(cluster.options().username("shop")).await;
    let pool = pool.unwrap();
    assert_eq!(shown(&pool).await, [0; 0], "no customer was set yet");
    for (customer, rows) in [(Some(7), vec![1, 2]), (Some(8), vec![3]), (None, vec![])] {
        let mut transaction = of_customer(&pool, customer).await;
        assert_eq!(shown(&mut *transaction).await, rows, "{customer:?}");
        let insert = sqlx::query("INSERT INTO items VALUES (4, 9)");
        assert!(insert.execute(&mut *transaction).await.is_err());
        drop(transaction);
        assert_eq!(shown(&pool).await, [0; 0], "the customer has ended");
    }
    let transaction = of_customer(&pool, Some(7)).await;
    transaction.commit().await.unwrap();
    assert_eq!(shown(&pool).await, [0; 0], "the customer has ended");
}
