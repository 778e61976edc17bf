//! Whether lists can rely on the columns of the database.

use permit_sqlx::{SchemaError, verify_schema};
use sqlx::SqlitePool;

use crate::domain::{Account, ConnectedApp, Item, Order};

/// Checks each table and view that is listed.
pub(super) async fn verify(pool: &SqlitePool) -> Result<(), SchemaError> {
    verify_schema::<Account>(pool, "accounts").await?;
    verify_schema::<Item>(pool, "items_with_names").await?;
    verify_schema::<Order>(pool, "orders_with_names").await?;
    verify_schema::<ConnectedApp>(pool, "connected_apps").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_whose_lists_would_differ_from_checks_is_not_opened() {
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
        let pool = pool.connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!().run(&pool).await.unwrap();
        verify(&pool).await.unwrap();
        let other = "DROP TABLE connected_apps;
            CREATE TABLE connected_apps (id INTEGER, account STRING, name TEXT, actions TEXT,
                connected_at INTEGER, expires_at INTEGER)";
        sqlx::raw_sql(other).execute(&pool).await.unwrap();
        let error = verify(&pool).await.unwrap_err().to_string();
        assert!(error.contains("column `account` is `STRING`"), "{error}");
    }
}
