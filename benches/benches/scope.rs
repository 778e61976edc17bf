//! What a list costs: `cargo bench --bench scope`.
//!
//! The rows are filtered by the database, so a page of a large table is to take as long as one of a
//! small one. A scope is made once a request, before any row is known.

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

/// By name, as a user type is declared: a scope of some rows, of its own rows too, of every row.
const ASKING: [&str; 3] = ["Anonymous", "Seller", "System"];
const ROWS: [i64; 3] = [1_000, 10_000, 100_000];
const PAGE: u8 = 24;

fn somebody(asking: &str) -> Option<Principal<Visitor>> {
    let members = requests::members();
    let mut people = members.iter().zip(people::principals(&members));
    let one = people.find(|(member, _)| format!("{:?}", member.user_type) == asking);
    one.map(|(_, who)| who)
}

#[divan::bench(args = ASKING)]
fn make(bencher: Bencher, asking: &str) {
    if let Some(who) = somebody(asking) {
        bencher.bench_local(|| black_box(&who).scope(ViewItem));
    }
}

/// Made, and written into a query.
#[divan::bench(args = ASKING)]
fn write(bencher: Bencher, asking: &str) {
    if let Some(who) = somebody(asking) {
        bencher.bench_local(|| {
            let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
            black_box(&who)
                .scope(ViewItem)
                .push_where(&mut query, "items");
            query
        });
    }
}

/// A page of what is published or one's own: nearly every row.
#[divan::bench(args = ROWS)]
fn page_of_most_rows(bencher: Bencher, rows: i64) {
    if let (Some(who), Some(store)) = (somebody("Seller"), Store::of(rows)) {
        assert_eq!(store.page(&who.scope(ViewItem)).len(), PAGE.into());
        bencher.bench_local(|| store.page(&who.scope(ViewItem)));
    }
}

/// A page of one's own: as many rows in each table, found by the index on their owner.
#[divan::bench(args = ROWS)]
fn page_of_own_rows(bencher: Bencher, rows: i64) {
    if let (Some(who), Some(store)) = (somebody("Seller"), Store::of(rows)) {
        assert_eq!(store.page(&who.scope(EditItem)).len(), PAGE.into());
        bencher.bench_local(|| store.page(&who.scope(EditItem)));
    }
}

struct Store {
    runtime: Runtime,
    pool: SqlitePool,
}

impl Store {
    /// A table in memory. A hundred rows belong to each of the people, the others to nobody who
    /// asks; of eight rows one is not published.
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
        scope.push_where(&mut query, "items");
        query.push(" ORDER BY id DESC LIMIT ").push_bind(PAGE);
        let ids = query.build_query_scalar().fetch_all(&self.pool);
        self.runtime.block_on(ids).unwrap_or_default()
    }
}
