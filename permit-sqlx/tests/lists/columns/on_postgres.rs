//! The types of columns of PostgreSQL.

use permit_sqlx::PushWhere;
use sqlx::{
    AssertSqlSafe, Connection as _, PgPool, Postgres, QueryBuilder, postgres::PgPoolOptions,
};

use super::{NASTY, Table, fill, shelves, table};
use crate::cluster::Cluster;

struct Server {
    pool: PgPool,
}

impl Server {
    async fn open(cluster: &Cluster) -> Self {
        let options = PgPoolOptions::new().max_connections(1);
        let pool = options.connect_with(cluster.options()).await.unwrap();
        let types = "
            CREATE EXTENSION citext;
            CREATE COLLATION no_case
                (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TYPE mood AS ENUM ('ann', 'ANN', '7', '007', '\u{e9}', 'e\u{301}', '');
            CREATE TYPE tense AS ENUM ('past');
            CREATE DOMAIN name_of_an_owner AS TEXT COLLATE no_case;
            CREATE DOMAIN padded AS char(8);
            CREATE DOMAIN padded_again AS padded;
            CREATE SCHEMA elsewhere;
            CREATE TYPE elsewhere.mood AS ENUM ('ann');";
        sqlx::raw_sql(types).execute(&pool).await.unwrap();
        Self { pool }
    }
}

impl Table for Server {
    type Database = Postgres;

    async fn create(&self, declared: &str) {
        let create = format!(
            "DROP TABLE IF EXISTS shelf;
             CREATE TABLE shelf (number BIGINT PRIMARY KEY, owner {declared}, tenant {declared},
                 place {declared}, label {declared}, is_public BOOLEAN NOT NULL);
             CREATE INDEX shelf_by_owner ON shelf (owner);
             CREATE INDEX shelf_by_place ON shelf (place);"
        );
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&self.pool)
            .await
            .unwrap();
    }

    async fn insert(&self, number: i64, id: Option<&str>, is_public: bool) -> bool {
        let value = id.map_or("NULL".to_owned(), |id| {
            format!("'{}'", id.replace('\'', "''"))
        });
        if value.contains('\0') {
            return false;
        }
        let insert = format!(
            "INSERT INTO shelf VALUES ({number}, {value}, {value}, {value}, {value}, {is_public})"
        );
        sqlx::raw_sql(AssertSqlSafe(insert))
            .execute(&self.pool)
            .await
            .is_ok()
    }

    async fn rows(&self, read: &str) -> Vec<(i64, Option<String>, bool)> {
        let select = format!("SELECT number, {read}, is_public FROM shelf ORDER BY number");
        let mut connection = self.pool.acquire().await.unwrap();
        // The column had another type when they were prepared.
        connection.clear_cached_statements().await.unwrap();
        let rows = sqlx::query_as(AssertSqlSafe(select)).fetch_all(&mut *connection);
        rows.await.unwrap()
    }

    async fn plan(&self, filter: &impl PushWhere<Postgres>) -> String {
        let mut query = QueryBuilder::new("EXPLAIN SELECT number FROM shelf WHERE ");
        filter.push_where(&mut query, "shelf").unwrap();
        let mut transaction = self.pool.begin().await.unwrap();
        sqlx::raw_sql("SET LOCAL enable_seqscan = off")
            .execute(&mut *transaction)
            .await
            .unwrap();
        let plan: Vec<String> = query
            .build_query_scalar()
            .fetch_all(&mut *transaction)
            .await
            .unwrap();
        plan.join("\n")
    }

    table!(Server, Postgres);
}

macro_rules! tested {
    ($server:expr, $declared:expr, $application:ident, $read:expr, $ids:expr, $accepted:expr) => {{
        let accepted = fill($server, $declared).await;
        let [lists, allowed] = shelves::$application::compare($server, $read).await;
        println!(
            "{}: {accepted} ids, {lists} lists, {allowed} rows",
            $declared
        );
        assert_eq!(
            (lists, accepted),
            (5 * (2 + 6 * NASTY.len()), $accepted),
            "{}",
            $declared
        );
        for (filter, index) in shelves::$application::filters($ids)
            .into_iter()
            .zip(["shelf_by_owner", "shelf_by_place"])
        {
            let plan = $server.plan(&filter).await;
            let condition = plan.contains("Index Cond: ");
            assert!(plan.contains(index) && condition, "{}: {plan}", $declared);
        }
        let (marks, refused) = shelves::verified($server).await;
        assert_eq!(
            marks,
            [stringify!($application)],
            "{}: {refused:?}",
            $declared
        );
        for refusal in refused {
            assert_eq!(refusal.lines().count(), 5, "{refusal}");
        }
        allowed
    }};
}

#[tokio::test]
async fn on_postgresql_each_type_of_column_lists_what_a_check_allows() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let server = &Server::open(&cluster).await;
    let every = 2 * (NASTY.len() - 1);
    let names = ["ann", "ANN"];
    let texts = [
        "text",
        "varchar(64)",
        "text COLLATE no_case",
        "name",
        "name_of_an_owner",
    ];
    for declared in texts {
        let allowed = tested!(server, declared, plain, "owner::text", names, every);
        assert_eq!(allowed, 14_981, "{declared}");
    }
    let allowed = tested!(server, "citext", citext, "owner", names, every);
    assert_eq!(allowed, 14_981);
    // As sqlx reads it: with the spaces at its end.
    for declared in ["char(8)", "padded", "padded_again"] {
        let read = "CASE WHEN owner IS NOT NULL THEN concat(owner) END";
        tested!(server, declared, bpchar, read, names, 64);
    }
    let uuids = [NASTY[34], "67e55044-10b1-426f-9247-bb680e5fe0c9"];
    tested!(server, "uuid", uuid, "owner::text", uuids, 8);
    for (declared, accepted) in [("bigint", 24), ("integer", 20), ("smallint", 20)] {
        tested!(
            server,
            declared,
            bigint,
            "owner::text",
            ["7", "8"],
            accepted
        );
    }
    tested!(server, "mood", mood, "owner::text", names, 14);

    // What cannot be compared as text has no mark that helps.
    for declared in [
        "numeric",
        "double precision",
        "jsonb",
        "bytea",
        "timestamptz",
    ] {
        server.create(declared).await;
        let (marks, refused) = shelves::verified(server).await;
        assert!(marks.is_empty(), "{declared}: {marks:?}");
        assert!(
            refused[0].contains("declare the column `text`"),
            "{}",
            refused[0]
        );
    }
    server.create("elsewhere.mood").await;
    let (marks, refused) = shelves::verified(server).await;
    assert!(marks.is_empty(), "{marks:?}");
    let hidden = refused.iter().find(|one| one.contains("search_path"));
    assert!(hidden.is_some(), "{refused:?}");
    server.create("padded").await;
    let (_, refused) = shelves::verified(server).await;
    let solution = "field `owner`: column `owner` is `padded`; \
                    mark the field `#[column(cast = \"bpchar\")]`";
    assert!(refused[0].contains(solution), "{}", refused[0]);
}
