//! UUIDs everywhere, memberships, several owners, and columns of a joined table.
//!
//! - [`tasks`]: one application for each form of a column of UUIDs, and its comparison of lists with checks.

mod tasks;

use permit_sqlx::{Dialect, PushWhere, Tables, TablesError, verify_schema};
use sqlx::{
    AssertSqlSafe, PgPool, Pool, Postgres, QueryBuilder, Sqlite, SqlitePool,
    postgres::PgPoolOptions, sqlite::SqlitePoolOptions,
};
use uuid::Uuid;

use self::tasks::{joined, text, uuids};
use crate::cluster::Cluster;

/// A database with the tables of tasks and projects.
pub trait Board {
    type Database: Dialect;

    /// A UUID in the text of a statement.
    fn literal(id: Option<Uuid>) -> String;

    async fn run(&self, statements: String);

    /// The numbers of the tasks that the filter selects.
    async fn list(&self, filter: &impl PushWhere<Self::Database>) -> Vec<i64>;

    /// How the database would find the tasks.
    async fn plan(&self, filter: &impl PushWhere<Self::Database>) -> String;

    async fn verify<C: permit::Columns>(&self);
}

/// The query of a list. Its project is joined, and may be missing.
fn asked<DB: Dialect>(what: &'static str, filter: &impl PushWhere<DB>) -> QueryBuilder<DB> {
    let mut query = QueryBuilder::new(what);
    query.push(" FROM tasks AS t LEFT JOIN projects AS p ON p.id = t.project WHERE ");
    filter.push_where(&mut query, joined()).unwrap();
    query
}

macro_rules! board {
    ($board:ident, $pool:ty, $database:ty, $literal:expr, $explain:literal, $line:ty, $text:expr) => {
        struct $board($pool);

        impl Board for $board {
            type Database = $database;

            fn literal(id: Option<Uuid>) -> String {
                id.map_or("NULL".to_owned(), $literal)
            }

            async fn run(&self, statements: String) {
                let run = sqlx::raw_sql(AssertSqlSafe(statements));
                run.execute(&self.0).await.unwrap();
            }

            async fn list(&self, filter: &impl PushWhere<$database>) -> Vec<i64> {
                let mut query = asked("SELECT t.number", filter);
                query.push(" ORDER BY t.number");
                let text = query.sql();
                let listed: Result<_, _> = query.build_query_scalar().fetch_all(&self.0).await;
                listed.unwrap_or_else(|error| panic!("{error}: {}", text.as_str()))
            }

            async fn plan(&self, filter: &impl PushWhere<$database>) -> String {
                let mut query = asked($explain, filter);
                let lines: Vec<$line> = query.build_query_as().fetch_all(&self.0).await.unwrap();
                let lines: Vec<String> = lines.into_iter().map($text).collect();
                lines.join("\n")
            }

            async fn verify<C: permit::Columns>(&self) {
                let tables = Tables::new("tasks").and("project", "projects");
                verify_schema::<C>(&self.0, tables).await.unwrap();
            }
        }
    };
}

fn quoted(id: Uuid) -> String {
    format!("'{id}'")
}

/// As sixteen bytes. One that is a text of sixteen characters is stored as this text, which sqlx reads as a
/// UUID as well.
fn bytes(id: Uuid) -> String {
    match str::from_utf8(id.as_bytes()) {
        Ok(text) if text.bytes().all(|one| one.is_ascii_alphabetic()) => format!("'{text}'"),
        _ => format!("x'{}'", id.simple()),
    }
}

type Step = (i64, i64, i64, String);

board!(
    Bytes,
    SqlitePool,
    Sqlite,
    bytes,
    "EXPLAIN QUERY PLAN SELECT t.number",
    Step,
    |step| step.3
);
board!(
    Texts,
    SqlitePool,
    Sqlite,
    quoted,
    "EXPLAIN QUERY PLAN SELECT t.number",
    Step,
    |step| step.3
);
board!(
    Server,
    PgPool,
    Postgres,
    quoted,
    "EXPLAIN SELECT t.number",
    (String,),
    |line| line.0
);

async fn memory() -> SqlitePool {
    let options = SqlitePoolOptions::new().max_connections(1);
    options.connect("sqlite::memory:").await.unwrap()
}

async fn server(cluster: &Cluster) -> PgPool {
    let options = PgPoolOptions::new().max_connections(1);
    let pool = options.connect_with(cluster.options()).await.unwrap();
    sqlx::raw_sql("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off")
        .execute(&pool)
        .await
        .unwrap();
    pool
}

#[tokio::test]
async fn on_sqlite_lists_by_uuids_memberships_and_joined_tables_are_what_a_check_allows() {
    let board = Bytes(memory().await);
    uuids::compare(&board, "BLOB").await;
    uuids::is_found_by_index(&board, "USING INDEX").await;
    let board = Texts(memory().await);
    text::compare(&board, "TEXT COLLATE NOCASE").await;
    text::is_found_by_index(&board, "USING INDEX").await;
    no_other_text_is_listed(&board).await;
}

#[tokio::test]
async fn on_postgresql_lists_by_uuids_memberships_and_joined_tables_are_what_a_check_allows() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let board = Server(server(&cluster).await);
    uuids::compare(&board, "uuid").await;
    uuids::is_found_by_index(&board, "Index Cond").await;
    board
        .run("DROP TABLE tasks; DROP TABLE projects".to_owned())
        .await;
    text::compare(&board, "varchar(64)").await;
    text::is_found_by_index(&board, "Index Cond").await;
    no_other_text_is_listed(&board).await;
}

/// An application that reads such a text as a UUID would compare it as the same one. No list has it.
async fn no_other_text_is_listed(board: &impl Board) {
    let id = Uuid::from_u128(0xab << 64);
    let others = [
        id.to_string().to_uppercase(),
        id.simple().to_string(),
        id.braced().to_string(),
        id.urn().to_string(),
        format!("{id} "),
        format!("{id}\n"),
        "abcdefghijklmnop".to_owned(),
    ];
    board.run("DELETE FROM tasks".to_owned()).await;
    for (number, other) in others.iter().enumerate() {
        let insert = format!("INSERT INTO tasks (number, author) VALUES ({number}, '{other}')");
        board.run(insert).await;
    }
    let author = <text::Task as permit::Columns>::FIELDS.author;
    for filter in [
        author.equal(&id),
        author.not_equal(&id),
        author.not_equal(&Uuid::nil()),
        author.is_in(&[id, Uuid::nil()]),
    ] {
        assert!(board.list(&filter).await.is_empty(), "{filter:?}");
    }
    // One in its canonical text is.
    board
        .run(format!(
            "INSERT INTO tasks (number, author) VALUES (9, '{id}')"
        ))
        .await;
    assert_eq!(board.list(&author.equal(&id)).await, [9]);
    assert_eq!(board.list(&author.not_equal(&Uuid::nil())).await, [9]);
}

#[tokio::test]
async fn a_missing_or_unknown_alias_is_an_error_before_the_query_runs() {
    let anonymous = permit::Authorizer::<uuids::Person>::builder()
        .build()
        .anonymous();
    // This list does not need the joined table, and it is an error nevertheless.
    let scope = anonymous.scope(uuids::Read).unwrap();
    let refused = |tables: Tables| {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
        let error = scope.push_where(&mut query, tables).unwrap_err();
        assert_eq!(query.sql().as_str(), "SELECT ");
        let sqlx::Error::Configuration(error) = error else {
            panic!("{error}");
        };
        *error.downcast::<TablesError>().unwrap()
    };
    assert_eq!(refused("t".into()), TablesError::Missing("project"));
    let other = Tables::new("t").and("projects", "p");
    assert_eq!(refused(other), TablesError::Unknown("projects"));
    assert_eq!(
        refused(joined().and("project", "q")),
        TablesError::Twice("project")
    );
    assert_eq!(
        refused(joined().and("user", "u")),
        TablesError::Unknown("user")
    );

    // A filter alone knows the tables that it needs.
    let filter = <uuids::Task as permit::Columns>::FIELDS
        .project_owner
        .is_none();
    let mut query = QueryBuilder::<Sqlite>::new("");
    assert!(filter.push_where(&mut query, "t").is_err());
    assert!(
        permit::filter::Filter::All(vec![filter.clone()])
            .push_where(&mut query, "t")
            .is_err()
    );
    assert_eq!(query.sql().as_str(), "");
    filter.push_where(&mut query, joined()).unwrap();
    assert_eq!(query.sql().as_str(), r#"("p"."owner" IS NULL)"#);

    let verified = async |pool: &Pool<Sqlite>, tables: Tables| {
        let verified = verify_schema::<uuids::Task>(pool, tables).await;
        verified.unwrap_err().to_string()
    };
    let pool = memory().await;
    let error = verified(&pool, "tasks".into()).await;
    assert!(
        error.contains("add `.and(\"project\", \"alias\")`"),
        "{error}"
    );
    let create = "CREATE TABLE tasks (number, id BLOB, company BLOB, author BLOB, second_author BLOB, \
                  project BLOB, team INTEGER, label TEXT); CREATE TABLE projects (owner TEXT)";
    sqlx::raw_sql(create).execute(&pool).await.unwrap();
    let tables = Tables::new("tasks").and("project", "projects");
    let error = verified(&pool, tables).await;
    let lines: Vec<_> = error.lines().collect();
    assert_eq!(
        lines,
        [
            "lists of table `tasks` would differ from checks:",
            "- table `projects`: field `project_owner`: column `owner` is `TEXT`; \
             mark the field `#[column(cast = \"text\")]`",
            "- table `projects`: field `archived`: there is no column `archived`; name another one with \
             `#[column(\"name\")]`, or mark the field `#[column(skip)]`",
        ]
    );
}
