//! What a consent with as many places as one may name costs: `cargo bench -p permit-sqlx`.
//!
//! PostgreSQL plans a prepared statement anew at its sixth execution, for every value of its
//! parameters, so the tenth execution counts.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench prints, and stops where it cannot continue"
)]

#[path = "../tests/lists/cluster.rs"]
#[allow(unreachable_pub, reason = "the tests have it in a module as well")]
mod cluster;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use permit::{Authorizer, Consent, Principal, Scope, Subject, UserTypes, places::Place};
use permit_sqlx::PushWhere;
use sqlx::{AssertSqlSafe, QueryBuilder, postgres::PgPoolOptions, sqlite::SqlitePoolOptions};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

#[derive(Debug)]
struct Person(u64);

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        Some(&self.0)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Member.into()
    }
    fn anonymous() -> Self {
        Self(0)
    }
}

#[derive(permit::Columns, Debug)]
struct Parcel {
    #[column(owner = Person)]
    owner: u64,
    #[column(place = "shelf")]
    shelf: String,
    is_open: bool,
}

#[permit::condition(filter)]
fn is_open(_: &Person, parcel: &Parcel) -> bool {
    parcel.is_open
}

permit::permissions! {
    <Person: UserType, places>

    /// Each parcel on a shelf of the consent.
    View(context = Parcel) { Anonymous => deny, Member => allow }

    /// Of those, the ones that are open or the caller's own.
    Take(context = Parcel) { Anonymous => deny, Member => allow if owner || is_open }
}

const ROWS: usize = 200_000;

fn shelf(number: usize) -> String {
    format!("shelf {number}")
}

/// Under a consent for this many shelves.
fn principal(places: usize) -> Principal<Person> {
    // Each second row is on one of them.
    let places = (0..places).map(|place| Place::new("shelf", &shelf(place * 2)));
    let consent = Consent::to(["view", "take"]).on(places);
    Authorizer::builder()
        .build()
        .principal(Person(7))
        .delegated(consent)
}

const TABLE: &str = "CREATE TABLE parcel
    (number BIGINT PRIMARY KEY, owner BIGINT NOT NULL, shelf TEXT NOT NULL, is_open BOOLEAN NOT NULL)";
const INDICES: &str =
    "CREATE INDEX parcel_by_shelf ON parcel (shelf); CREATE INDEX parcel_by_owner ON parcel (owner);
     ANALYZE;";
const NUMBERS: &str = "WITH RECURSIVE numbers (number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ";

macro_rules! measured {
    ($name:literal, $pool:expr, $database:ty) => {{
        let pool = $pool;
        let insert = format!(
            "{NUMBERS}{ROWS}) INSERT INTO parcel
             SELECT number, number % 1000, 'shelf ' || number, number % 10 = 0 FROM numbers"
        );
        for statement in [TABLE, &insert, INDICES] {
            sqlx::raw_sql(AssertSqlSafe(statement))
                .execute(&pool)
                .await
                .unwrap();
        }
        let version = match $name {
            "SQLite" => "SELECT 'SQLite ' || sqlite_version()",
            _ => "SELECT version()",
        };
        let version: String = sqlx::query_scalar(version).fetch_one(&pool).await.unwrap();
        println!("\n{version}, {ROWS} rows\n");
        println!("| list | places | first, ms | tenth, ms | tenth ÷ first | rows |");
        println!("|---|---:|---:|---:|---:|---:|");
        macro_rules! list {
            ($list:literal, $action:expr, $select:literal, $end:literal) => {
                for places in [1, Consent::MOST] {
                    let scope: Scope<_> = principal(places).scope($action).unwrap();
                    let mut took = Vec::new();
                    let mut rows = 0;
                    for _ in 0..10 {
                        let start = Instant::now();
                        let mut query = QueryBuilder::<$database>::new($select);
                        scope.push_where(&mut query, "parcel").unwrap();
                        query.push($end);
                        let listed: Vec<i64> =
                            query.build_query_scalar().fetch_all(&pool).await.unwrap();
                        took.push(start.elapsed());
                        rows = listed.len();
                    }
                    let [first, .., tenth] = took[..] else {
                        panic!("ten executions")
                    };
                    println!(
                        "| {} | {places} | {:.1} | {:.1} | {:.2} | {rows} |",
                        $list,
                        milliseconds(first),
                        milliseconds(tenth),
                        milliseconds(tenth) / milliseconds(first)
                    );
                }
            };
        }
        list!(
            "a page of `View`",
            View,
            "SELECT number FROM parcel WHERE ",
            " ORDER BY number DESC LIMIT 20"
        );
        list!(
            "every row of `View`",
            View,
            "SELECT number FROM parcel WHERE ",
            " ORDER BY number"
        );
        list!(
            "a page of `Take`",
            Take,
            "SELECT number FROM parcel WHERE ",
            " ORDER BY number DESC LIMIT 20"
        );
    }};
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The fastest of several runs.
fn fastest(run: impl Fn()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..20).map(once).min().unwrap_or_default()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("| places | make the consent, ms | decide, ns | make the scope, ms |");
    println!("|---:|---:|---:|---:|");
    for places in [1, 1_000, Consent::MOST] {
        let who = principal(places);
        let parcel = Parcel {
            owner: 7,
            shelf: shelf(0),
            is_open: false,
        };
        let decide = fastest(|| {
            for _ in 0..1_000 {
                assert!(black_box(&who).can(View, black_box(&parcel)));
            }
        });
        let make = fastest(|| drop(black_box(principal(places))));
        let scope = fastest(|| drop(black_box(who.scope(View).unwrap())));
        println!(
            "| {places} | {:.3} | {} | {:.3} |",
            milliseconds(make),
            decide.as_nanos() / 1_000,
            milliseconds(scope)
        );
    }
    let options = SqlitePoolOptions::new().max_connections(1);
    measured!(
        "SQLite",
        options.connect("sqlite::memory:").await.unwrap(),
        sqlx::Sqlite
    );
    if let Some(cluster) = cluster::Cluster::start() {
        let options = PgPoolOptions::new().max_connections(1);
        let pool = options.connect_with(cluster.options()).await.unwrap();
        measured!("PostgreSQL", pool, sqlx::Postgres);
    }
}
