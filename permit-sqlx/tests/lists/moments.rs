//! Times of every type and on every edge: what a database can hold of them, and what it cannot.
//!
//! - [`events`]: one application for the types of each crate, and its comparison of lists with checks.

mod events;

use permit_sqlx::{Dialect, PushWhere, SchemaError, verify_schema};
use sqlx::{
    AssertSqlSafe, PgPool, Postgres, QueryBuilder, Sqlite, SqlitePool, postgres::PgPoolOptions,
    sqlite::SqlitePoolOptions,
};

use self::events::{of_chrono, of_time};
use crate::cluster::Cluster;

const DAY: i64 = 86_400;

/// Seconds since 1970: a leap day, the epoch, the days around it, the first and the last day of the years that
/// both crates know, and of the years with four digits.
pub const SECONDS: [i64; 12] = [
    0,
    1,
    -1,
    951_782_400 + 3_661,
    DAY,
    -DAY,
    // The year 1, and the last day before it.
    -719_162 * DAY,
    -719_163 * DAY,
    // The year 0, and the last day before it.
    -719_528 * DAY,
    -719_529 * DAY,
    // The last day of the year 9999.
    2_932_896 * DAY,
    2_932_897 * DAY - 1,
];

/// A row: microseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub number: i64,
    pub micros: i64,
    pub day: i64,
}

/// A database with a table of events, which holds [`SECONDS`] and, if it can, the microseconds around them.
pub trait Calendar {
    type Database: Dialect;

    /// The rows, as the database returns them.
    async fn rows(&self) -> Vec<Row>;

    async fn list(&self, filter: &impl PushWhere<Self::Database>) -> Vec<i64>;
}

macro_rules! list {
    ($database:ty) => {
        async fn list(&self, filter: &impl PushWhere<$database>) -> Vec<i64> {
            let mut query = QueryBuilder::new("SELECT number FROM events WHERE ");
            filter.push_where(&mut query, "events").unwrap();
            query.push(" ORDER BY number");
            let text = query.sql();
            let listed: Result<_, _> = query.build_query_scalar().fetch_all(&self.0).await;
            listed.unwrap_or_else(|error| panic!("{error}: {}", text.as_str()))
        }
    };
}

struct Memory(SqlitePool);

impl Memory {
    /// `SQLite` holds seconds, and dates as text.
    async fn open() -> Self {
        let options = SqlitePoolOptions::new().max_connections(1);
        let pool = options.connect("sqlite::memory:").await.unwrap();
        let table = "CREATE TABLE events
            (number INTEGER PRIMARY KEY, at INTEGER, local INTEGER, day TEXT, ended INTEGER);
            CREATE INDEX events_by_at ON events (at); CREATE INDEX events_by_day ON events (day)";
        sqlx::raw_sql(table).execute(&pool).await.unwrap();
        for (number, seconds) in (0_i64..).zip(SECONDS) {
            // Its calendar begins with the year 0.
            if seconds < -719_528 * DAY {
                continue;
            }
            let ended = if number % 3 == 0 { "NULL" } else { "?2" };
            let insert =
                format!("INSERT INTO events VALUES (?1, ?2, ?2, date(?2, 'unixepoch'), {ended})");
            let insert = sqlx::query(AssertSqlSafe(insert))
                .bind(number)
                .bind(seconds);
            insert.execute(&pool).await.unwrap();
        }
        Self(pool)
    }
}

impl Calendar for Memory {
    type Database = Sqlite;

    async fn rows(&self) -> Vec<Row> {
        let rows = "SELECT number, at, unixepoch(day) / 86400 FROM events ORDER BY number";
        let rows: Vec<(i64, i64, i64)> = sqlx::query_as(rows).fetch_all(&self.0).await.unwrap();
        let rows = rows.into_iter();
        rows.map(|(number, seconds, day)| Row {
            number,
            micros: seconds * 1_000_000,
            day,
        })
        .collect()
    }

    list!(Sqlite);
}

struct Server(PgPool);

impl Server {
    async fn open(cluster: &Cluster) -> Self {
        let options = PgPoolOptions::new().max_connections(1);
        let pool = options.connect_with(cluster.options()).await.unwrap();
        // Neither the zone nor the style of dates of a connection matters.
        let table = "SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'SQL, DMY';
            CREATE TABLE events (number BIGINT PRIMARY KEY, at timestamptz, local timestamp, day date,
                ended timestamptz);
            CREATE INDEX events_by_at ON events (at); CREATE INDEX events_by_day ON events (day)";
        sqlx::raw_sql(table).execute(&pool).await.unwrap();
        let mut number = 0_i64;
        for seconds in SECONDS {
            for further in [-1_i64, 0, 1, 500_000] {
                let insert = "INSERT INTO events SELECT $1, at AT TIME ZONE 'UTC', at, at::date,
                    CASE WHEN $1 % 3 > 0 THEN at AT TIME ZONE 'UTC' END
                    FROM (SELECT timestamp 'epoch' + make_interval(days => $2, secs => $3)
                        + ($4 || ' microseconds')::interval) AS one (at)";
                let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
                let insert = sqlx::query(insert)
                    .bind(number)
                    .bind(i32::try_from(days).unwrap())
                    .bind(f64::from(i32::try_from(rest).unwrap()))
                    .bind(further.to_string());
                insert.execute(&pool).await.unwrap();
                number += 1;
            }
        }
        Self(pool)
    }
}

impl Calendar for Server {
    type Database = Postgres;

    async fn rows(&self) -> Vec<Row> {
        let rows = "SELECT number, (extract(epoch FROM at) * 1000000)::bigint,
            (day - date '1970-01-01')::bigint FROM events ORDER BY number";
        let rows: Vec<(i64, i64, i64)> = sqlx::query_as(rows).fetch_all(&self.0).await.unwrap();
        let rows = rows.into_iter();
        rows.map(|(number, micros, day)| Row {
            number,
            micros,
            day,
        })
        .collect()
    }

    list!(Postgres);
}

#[tokio::test]
async fn on_sqlite_a_time_is_compared_as_in_rust() {
    let memory = Memory::open().await;
    verify_schema::<of_chrono::Event>(&memory.0, "events")
        .await
        .unwrap();
    verify_schema::<of_time::Event>(&memory.0, "events")
        .await
        .unwrap();
    of_chrono::compare(&memory).await;
    of_time::compare(&memory).await;
    for (filter, index) in [
        (of_chrono::before(7), "events_by_at"),
        (of_time::before(7), "events_by_at"),
        (of_chrono::on(7), "events_by_day"),
        (of_time::on(7), "events_by_day"),
    ] {
        let mut query =
            QueryBuilder::<Sqlite>::new("EXPLAIN QUERY PLAN SELECT number FROM events WHERE ");
        filter.push_where(&mut query, "events").unwrap();
        let plan: Vec<(i64, i64, i64, String)> =
            query.build_query_as().fetch_all(&memory.0).await.unwrap();
        assert!(plan[0].3.contains(index), "{plan:?}");
    }
}

/// As sqlx writes the times of chrono and time, and as `SQLite` does.
#[tokio::test]
async fn on_sqlite_a_time_that_is_stored_as_text_is_refused_and_never_listed() {
    let memory = Memory::open().await;
    let texts = "
        DELETE FROM events;
        INSERT INTO events VALUES (0, '1970-01-01T00:00:07+00:00', '1970-01-01 00:00:07', '1970-1-1', NULL),
            (1, '1970-01-01T02:00:07+02:00', CURRENT_TIMESTAMP, '1970-01-01T00:00:00', NULL),
            (2, 2440587.5, 2440587.5, '19700101', NULL), (3, x'07', x'07', x'07', NULL)";
    sqlx::raw_sql(texts).execute(&memory.0).await.unwrap();
    let mut asked = 0;
    for filter in of_chrono::each_filter()
        .into_iter()
        .chain(of_time::each_filter())
    {
        let listed = memory.list(&filter).await;
        assert!(listed.is_empty(), "{listed:?}: {filter:?}");
        asked += 1;
    }
    assert_eq!(asked, 2 * 3 * 6 * 3);
    for declared in ["TEXT", "DATETIME", "TIMESTAMP", "REAL"] {
        let table = format!(
            "DROP TABLE events; CREATE TABLE events
            (number INTEGER, at {declared}, local {declared}, day INTEGER, ended {declared})"
        );
        sqlx::raw_sql(AssertSqlSafe(table))
            .execute(&memory.0)
            .await
            .unwrap();
        let error = verify_schema::<of_chrono::Event>(&memory.0, "events")
            .await
            .unwrap_err();
        let SchemaError::Unfit { problems, .. } = error else {
            panic!("{error}");
        };
        assert_eq!(problems.len(), 4, "{problems:?}");
        let seconds = "declare the column `INTEGER`, and write the seconds since 1970";
        assert!(
            problems[0].contains(seconds) && problems[1].contains(seconds),
            "{problems:?}"
        );
        assert!(
            problems[2].contains("declare the column `TEXT`"),
            "{problems:?}"
        );
    }
}

#[tokio::test]
async fn on_postgresql_a_time_is_compared_as_in_rust() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let server = Server::open(&cluster).await;
    verify_schema::<of_chrono::Event>(&server.0, "events")
        .await
        .unwrap();
    verify_schema::<of_time::Event>(&server.0, "events")
        .await
        .unwrap();
    of_chrono::compare(&server).await;
    of_time::compare(&server).await;
    sqlx::raw_sql("SET enable_seqscan = off")
        .execute(&server.0)
        .await
        .unwrap();
    for (filter, index) in [
        (of_chrono::before(7), "events_by_at"),
        (of_time::before(7), "events_by_at"),
        (of_chrono::on(7), "events_by_day"),
        (of_time::on(7), "events_by_day"),
    ] {
        let mut query = QueryBuilder::<Postgres>::new("EXPLAIN SELECT number FROM events WHERE ");
        filter.push_where(&mut query, "events").unwrap();
        let plan: Vec<String> = query
            .build_query_scalar()
            .fetch_all(&server.0)
            .await
            .unwrap();
        let plan = plan.join("\n");
        assert!(
            plan.contains(index) && plan.contains("Index Cond"),
            "{plan}"
        );
    }
    let other = "DROP TABLE events; CREATE TABLE events
        (number BIGINT, at timestamp, local timestamptz, day timestamp, ended text)";
    sqlx::raw_sql(other).execute(&server.0).await.unwrap();
    let error = verify_schema::<of_time::Event>(&server.0, "events")
        .await
        .unwrap_err()
        .to_string();
    let said: Vec<_> = error
        .lines()
        .skip(1)
        .map(|line| line.split_once("; ").unwrap().1)
        .collect();
    let declare = ["timestamptz", "timestamp", "date", "timestamptz"];
    assert_eq!(
        said,
        declare.map(|one| format!("declare the column `{one}`, as the field is"))
    );
}
