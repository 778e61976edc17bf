//! The cost of a list query: `cargo bench --bench scope`.
//!
//! The database filters the rows, so a page of a large table should take as long as a page of a
//! small one. A scope is made once per request, before any row is loaded.

use divan::{Bencher, black_box};
use permit::Principal;
use permit_benches::{
    marketplace::{EditItem, ViewItem, Visitor},
    people, requests,
};
use permit_sqlx::PushWhere as _;
use sqlx::{QueryBuilder, Sqlite, SqlitePool, sqlite::SqlitePoolOptions};
use tokio::runtime::{Builder, Runtime};

fn main() {
    divan::main();
}

/// The names of the user types that are measured. Their scopes are some rows, some rows and the
/// caller's own, and every row.
const ASKING: [&str; 3] = ["Anonymous", "Seller", "System"];
const ROWS: [i64; 3] = [1_000, 10_000, 100_000];
const PAGE: u8 = 24;

fn principal(asking: &str) -> Option<Principal<Visitor>> {
    let members = requests::members();
    let mut people = members.iter().zip(people::principals(&members));
    let one = people.find(|(member, _)| format!("{:?}", member.user_type) == asking);
    one.map(|(_, who)| who)
}

#[divan::bench(args = ASKING)]
fn make(bencher: Bencher, asking: &str) {
    if let Some(who) = principal(asking) {
        bencher.bench_local(|| black_box(&who).scope(ViewItem).unwrap());
    }
}

/// Make a scope and write it into a query.
#[divan::bench(args = ASKING)]
fn write(bencher: Bencher, asking: &str) {
    if let Some(who) = principal(asking) {
        bencher.bench_local(|| {
            let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
            black_box(&who)
                .scope(ViewItem)
                .unwrap()
                .push_where(&mut query, "items")
                .unwrap();
            query
        });
    }
}

/// A page of the rows that are published or the caller's own: nearly every row.
#[divan::bench(args = ROWS)]
fn page_of_most_rows(bencher: Bencher, rows: i64) {
    if let (Some(who), Some(store)) = (principal("Seller"), Store::of(rows)) {
        assert_eq!(store.page(&who.scope(ViewItem).unwrap()).len(), PAGE.into());
        bencher.bench_local(|| store.page(&who.scope(ViewItem).unwrap()));
    }
}

/// A page of the caller's own rows. Each table has the same number of them, and the index on the
/// owner finds them.
#[divan::bench(args = ROWS)]
fn page_of_own_rows(bencher: Bencher, rows: i64) {
    if let (Some(who), Some(store)) = (principal("Seller"), Store::of(rows)) {
        assert_eq!(store.page(&who.scope(EditItem).unwrap()).len(), PAGE.into());
        bencher.bench_local(|| store.page(&who.scope(EditItem).unwrap()));
    }
}

struct Store {
    runtime: Runtime,
    pool: SqlitePool,
}

impl Store {
    /// A table in memory. A hundred rows belong to each person; the other rows belong to sellers
    /// who do not ask. One row in eight is not published.
    fn of(rows: i64) -> Option<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().ok()?;
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = runtime.block_on(async {
            let pool = options.connect("sqlite::memory:").await?;
            sqlx::raw_sql(
                "CREATE TABLE items (id INTEGER PRIMARY KEY, seller INTEGER, published INTEGER);
                 CREATE INDEX items_by_seller ON items (seller, id);",
            )
            .execute(&pool)
            .await?;
            sqlx::query(
                "WITH RECURSIVE numbers (number) AS (
                     SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ?
                 )
                 INSERT INTO items SELECT number, number / 100, number % 8 > 0 FROM numbers",
            )
            .bind(rows)
            .execute(&pool)
            .await?;
            Ok::<_, sqlx::Error>(pool)
        });
        let pool = pool.ok()?;
        Some(Self { runtime, pool })
    }

    /// The ids on the first page.
    fn page(&self, scope: &impl permit_sqlx::PushWhere<Sqlite>) -> Vec<i64> {
        let mut query = QueryBuilder::new("SELECT id FROM items WHERE ");
        scope.push_where(&mut query, "items").unwrap();
        query.push(" ORDER BY id DESC LIMIT ").push_bind(PAGE);
        let ids = query.build_query_scalar().fetch_all(&self.pool);
        self.runtime.block_on(ids).unwrap_or_default()
    }
}
