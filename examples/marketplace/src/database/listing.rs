//! Lists: one page of the rows in a scope, and the number of rows on all pages.

use permit::{Action, Columns, Scope};
use permit_sqlx::PushWhere as _;
use sqlx::{FromRow, QueryBuilder, Sqlite, SqlitePool, sqlite::SqliteRow};

use crate::domain::{Listing, PAGE_SIZE};

/// What a list reads: a table or a view, and the order of its rows.
pub(super) struct Source {
    pub(super) table: &'static str,
    pub(super) order: &'static str,
}

/// Page `page` of the rows in `scope`. A number beyond the last page gives the last page.
pub(super) async fn listing<A, T>(
    from: &SqlitePool,
    scope: &Scope<A>,
    source: &Source,
    page: u32,
) -> sqlx::Result<Listing<T>>
where
    A: Action<Context = T>,
    T: Columns + for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    let Source { table, order } = *source;
    // Both queries read the same snapshot, so that the count matches the rows.
    let mut read = from.begin().await?;
    let mut count = QueryBuilder::<Sqlite>::new("SELECT COUNT(*) FROM ");
    count.push(table).push(" WHERE ");
    scope.push_where(&mut count, table)?;
    let total: u32 = count.build_query_scalar().fetch_one(&mut *read).await?;
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = page.clamp(1, pages);
    let mut rows = QueryBuilder::<Sqlite>::new("SELECT * FROM ");
    rows.push(table).push(" WHERE ");
    scope.push_where(&mut rows, table)?;
    rows.push(" ORDER BY ").push(order);
    rows.push(" LIMIT ").push_bind(PAGE_SIZE);
    rows.push(" OFFSET ").push_bind((page - 1) * PAGE_SIZE);
    let rows = rows.build_query_as().fetch_all(&mut *read).await?;
    Ok(Listing {
        rows,
        page,
        pages,
        total,
    })
}
