//! Values that a database holds in a form of its own, very many places, and schemas that do not fit.

use permit::{
    Authorizer, Columns as _, Consent, Owned, Subject, UserTypes,
    filter::{Filter, FilterValue, PlaceColumns},
    places::Place,
};
use permit_sqlx::{Dialect, PushWhere, SchemaError, verify_schema};
use sqlx::{
    AssertSqlSafe, PgPool, QueryBuilder, SqlitePool, postgres::PgPoolOptions,
    sqlite::SqlitePoolOptions,
};

use crate::cluster::Cluster;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub is_open: bool,
    pub token: Vec<u8>,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Member.into()
    }
    fn anonymous() -> Self {
        Self {
            is_open: false,
            token: Vec::new(),
        }
    }
}

#[derive(permit::Columns, Clone, Debug)]
pub struct Parcel {
    pub number: i64,
    #[column(owner = Person, by_hand)]
    pub owner: Option<i64>,
    #[column(place = "shelf")]
    pub shelf: String,
    pub is_open: Option<bool>,
    pub token: Option<Vec<u8>>,
}

impl Owned<Person> for Parcel {
    fn owner(&self) -> Option<&u64> {
        None
    }
}

#[permit::condition(filter)]
fn is_open(_: &Person, parcel: &Parcel) -> bool {
    parcel.is_open == Some(true)
}

#[permit::condition(filter)]
fn is_closed(_: &Person, parcel: &Parcel) -> bool {
    parcel.is_open == Some(false)
}

#[permit::condition(filter)]
fn is_otherwise(who: &Person, parcel: &Parcel) -> bool {
    parcel.is_open != Some(who.is_open)
}

#[permit::condition(filter)]
fn has_the_token(who: &Person, parcel: &Parcel) -> bool {
    parcel.token == Some(who.token.clone())
}

#[permit::condition(filter)]
fn has_another_token(who: &Person, parcel: &Parcel) -> bool {
    parcel.token != Some(who.token.clone())
}

permit::permissions! {
    <Person: UserType, places>

    pub Open(context = Parcel) { Anonymous => deny, Member => allow if is_open }
    pub Close(context = Parcel) { Anonymous => deny, Member => allow if is_closed }
    pub Turn(context = Parcel) { Anonymous => deny, Member => allow if is_otherwise }
    pub Take(context = Parcel) { Anonymous => deny, Member => allow if has_the_token }
    pub Leave(context = Parcel) { Anonymous => deny, Member => allow if has_another_token }
    pub View(context = Parcel) { Anonymous => deny, Member => allow }
    pub Find(context = Parcel) { Anonymous => deny, Member => allow if has_the_token || is_open }
}

async fn memory() -> SqlitePool {
    let options = SqlitePoolOptions::new().max_connections(1);
    options.connect("sqlite::memory:").await.unwrap()
}

async fn server(cluster: &Cluster) -> PgPool {
    let options = PgPoolOptions::new().max_connections(1);
    options.connect_with(cluster.options()).await.unwrap()
}

fn asked<DB: Dialect>(filter: &impl PushWhere<DB>) -> QueryBuilder<DB> {
    let mut query = QueryBuilder::new("SELECT number FROM parcel WHERE ");
    filter.push_where(&mut query, "parcel").unwrap();
    query.push(" ORDER BY number");
    query
}

#[tokio::test]
async fn a_boolean_and_bytes_are_compared_as_sqlx_reads_them() {
    let pool = memory().await;
    // `SQLite` keeps other integers in a column of booleans, and text in one of bytes.
    let table = "
        CREATE TABLE parcel (number INTEGER PRIMARY KEY, owner INTEGER, shelf TEXT NOT NULL,
            is_open BOOLEAN, token BLOB COLLATE NOCASE);
        INSERT INTO parcel (shelf, is_open, token) VALUES ('', 0, x'6575'), ('', 1, 'eu'),
            ('', 2, 'EU'), ('', -1, x'4555'), ('', NULL, NULL), ('', 256, ''), ('', 0, x''),
            ('', 1, x'00'), ('', 1, x'fffe');";
    sqlx::raw_sql(table).execute(&pool).await.unwrap();
    verify_schema::<Parcel>(&pool, "parcel").await.unwrap();
    let rows: Vec<(i64, Option<bool>, Option<Vec<u8>>)> =
        sqlx::query_as("SELECT number, is_open, token FROM parcel ORDER BY number")
            .fetch_all(&pool)
            .await
            .unwrap();
    let rows = rows.into_iter().map(|(number, is_open, token)| Parcel {
        number,
        owner: None,
        shelf: String::new(),
        is_open,
        token,
    });
    let rows: Vec<_> = rows.collect();
    let mut compared = [0; 2];
    let tokens = [&b"eu"[..], b"EU", b"", b"\0", b"\xff\xfe", b"other"];
    for token in tokens {
        for is_open in [false, true] {
            let person = Person {
                is_open,
                token: token.to_vec(),
            };
            let who = Authorizer::builder().build().principal(person);
            macro_rules! each {
                ($($action:expr),*) => {$(
                    let allowed = rows.iter().filter(|row| who.can($action, row));
                    let expected: Vec<_> = allowed.map(|row| row.number).collect();
                    let mut query = asked(&who.scope($action).unwrap());
                    let listed: Vec<i64> =
                        query.build_query_scalar().fetch_all(&pool).await.unwrap();
                    assert_eq!(listed, expected, "{who:?}");
                    compared[0] += rows.len();
                    compared[1] += expected.len();
                )*};
            }
            each!(Open, Close, Turn, Take, Leave, Find);
        }
    }
    assert_eq!(compared, [6 * 2 * 6 * 9, 340]);
}

/// As many places as a consent may name, of which each tenth is that of a row.
fn consent() -> Consent {
    let shelf = |id: usize| Place::new("shelf", &format!("shelf {}", id * 10));
    Consent::to(["view"]).on((0..Consent::MOST).map(shelf))
}

const ROWS: usize = 2_000;

fn rows() -> Vec<Parcel> {
    let parcel = |number: usize| Parcel {
        number: i64::try_from(number).unwrap(),
        owner: None,
        shelf: format!("shelf {number}"),
        is_open: Some(false),
        token: None,
    };
    (0..ROWS).map(parcel).collect()
}

#[tokio::test]
async fn a_list_with_as_many_places_as_a_consent_may_name_is_what_a_check_allows() {
    let person = Person {
        is_open: true,
        token: Vec::new(),
    };
    let who = Authorizer::builder()
        .build()
        .principal(person)
        .delegated(consent());
    let rows = rows();
    let allowed = rows.iter().filter(|row| who.can(View, row));
    let expected: Vec<_> = allowed.map(|row| row.number).collect();
    assert_eq!(expected.len(), ROWS / 10);
    let scope = who.scope(View).unwrap();
    let insert = "INSERT INTO parcel (number, shelf, is_open) VALUES ($1, $2, FALSE)";
    let table = "CREATE TABLE parcel
        (number BIGINT PRIMARY KEY, owner BIGINT, shelf TEXT NOT NULL, is_open BOOLEAN, token BLOB)";
    macro_rules! listed {
        ($pool:expr, $table:expr) => {{
            let pool = $pool;
            sqlx::raw_sql(AssertSqlSafe($table))
                .execute(&pool)
                .await
                .unwrap();
            for row in &rows {
                let insert = sqlx::query(insert).bind(row.number).bind(&row.shelf);
                insert.execute(&pool).await.unwrap();
            }
            // PostgreSQL plans a statement anew at its sixth execution.
            for _ in 0..7 {
                let mut query = asked(&scope);
                let listed: Vec<i64> = query.build_query_scalar().fetch_all(&pool).await.unwrap();
                assert_eq!(listed, expected);
            }
        }};
    }
    listed!(memory().await, table.to_owned());
    if let Some(cluster) = Cluster::start() {
        let pool = server(&cluster).await;
        listed!(pool.clone(), table.replace("BLOB", "BYTEA"));
        // Beside another condition, the places are hashed: no row is compared with each of them.
        let mut query =
            QueryBuilder::<sqlx::Postgres>::new("EXPLAIN SELECT number FROM parcel WHERE ");
        let filter = Filter::from(scope.extent().clone()).or(Parcel::FIELDS.number.equal(&7));
        filter.push_where(&mut query, "parcel").unwrap();
        let plan: Vec<String> = query.build_query_scalar().fetch_all(&pool).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains("hashed SubPlan"), "{plan}");
    }
}

#[tokio::test]
async fn places_of_every_kind_of_value_are_one_parameter_for_each_kind() {
    let pool = memory().await;
    let table = "
        CREATE TABLE parcel (number INTEGER PRIMARY KEY, token BLOB);
        INSERT INTO parcel (token) VALUES ('eu'), (x'6575'), (7), (x'00'), ('a'), (NULL);";
    sqlx::raw_sql(table).execute(&pool).await.unwrap();
    let [(kind, column, _)] = *Parcel::PLACES else {
        panic!("a parcel is in one place");
    };
    let mut column = column;
    (column.name, column.kind) = ("token", None);
    let list = async |one_of: Vec<permit::filter::Value>| -> (usize, Vec<i64>) {
        let mut query = asked::<sqlx::Sqlite>(&Filter::Place {
            column,
            kind,
            one_of,
        });
        let parameters = query.sql().as_str().matches('?').count();
        let listed = query.build_query_scalar().fetch_all(&pool).await.unwrap();
        (parameters, listed)
    };
    let bytes = [b"eu".value(), b"\0".value(), b"none".value()];
    assert_eq!(list(bytes.to_vec()).await, (1, vec![1, 2, 4]));
    assert_eq!(list(vec![7.value(), 8.value()]).await, (1, vec![3]));
    assert_eq!(list(vec!["a".value(), "b\0".value()]).await, (1, vec![5]));
    let mixed = [
        &bytes[..],
        &[7.value(), 8.value(), "a".value(), "x".value()],
    ]
    .concat();
    assert_eq!(list(mixed).await, (3, vec![1, 2, 3, 4, 5]));
    assert_eq!(
        list(vec![false.value(), true.value(), true.value()])
            .await
            .1,
        [3]
    );
}

async fn problems(pool: &sqlx::Pool<impl Dialect>, table: &'static str) -> Vec<String> {
    match verify_schema::<Parcel>(pool, table).await {
        Ok(()) => Vec::new(),
        Err(SchemaError::Unfit { problems, .. }) => problems,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_check_of_a_schema_names_every_problem_and_its_solution() {
    let missing = "field `token`: there is no column `token`; name another one with \
                   `#[column(\"name\")]`, or mark the field `#[column(skip)]`";
    let pool = memory().await;
    assert_eq!(
        problems(&pool, "parcel").await,
        ["there is no such table or view"]
    );
    let table = "CREATE TABLE parcel
        (NUMBER REAL, owner TEXT, shelf BLOB, is_open TEXT, \"to\"\"ken\" BLOB)";
    sqlx::raw_sql(table).execute(&pool).await.unwrap();
    let declare = |field: &str, declared: &str, other: &str| {
        format!(
            "field `{field}`: column `{field}` is `{declared}`; declare the column `{other}`, so that \
             nothing is converted before it is compared"
        )
    };
    let expected = [
        declare("number", "REAL", "INTEGER"),
        declare("owner", "TEXT", "INTEGER"),
        declare("shelf", "BLOB", "TEXT"),
        declare("is_open", "TEXT", "BOOLEAN"),
        missing.to_owned(),
    ];
    assert_eq!(problems(&pool, "parcel").await, expected);

    let Some(cluster) = Cluster::start() else {
        return;
    };
    let pool = server(&cluster).await;
    assert_eq!(
        problems(&pool, "parcel").await,
        ["there is no such table or view"]
    );
    let table = "CREATE TABLE parcel
        (\"NUMBER\" BIGINT, owner TEXT, shelf NUMERIC(4), is_open INTEGER, token BYTEA)";
    sqlx::raw_sql(table).execute(&pool).await.unwrap();
    let declare = |field: &str, declared: &str, other: &str| {
        format!("field `{field}`: column `{field}` is `{declared}`; declare the column `{other}`")
    };
    let expected = [
        missing.replace("token", "number"),
        declare("owner", "text", "bigint") + ", as the field is",
        declare("shelf", "numeric(4,0)", "text") + ": this type cannot be compared as text",
        declare("is_open", "integer", "boolean") + ", as the field is",
    ];
    assert_eq!(problems(&pool, "parcel").await, expected);
    // Not every encoding has every text.
    let create = "CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0";
    sqlx::raw_sql(create).execute(&pool).await.unwrap();
    let options = PgPoolOptions::new().max_connections(1);
    let pool = options
        .connect_with(cluster.options().database("western"))
        .await
        .unwrap();
    let table = "CREATE TABLE parcel
        (number BIGINT, owner BIGINT, shelf TEXT, is_open BOOLEAN, token BYTEA)";
    sqlx::raw_sql(table).execute(&pool).await.unwrap();
    let [problem] = problems(&pool, "parcel").await.try_into().unwrap();
    assert!(
        problem.contains("LATIN1") && problem.contains("ENCODING 'UTF8'"),
        "{problem}"
    );
}
