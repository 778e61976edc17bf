//! A marketplace of its own for each test: in this process, over real HTTP, on a temporary file.

use std::{fmt::Write as _, path::PathBuf, time::SystemTime};

use marketplace::{Config, Running, domain::Identity, start_deciding, web::Mode};
use permit::{
    Authorizer,
    clock::Clock as _,
    testing::{FakeClock, Recorder},
};
use reqwest::{
    Client, Method, RequestBuilder, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE},
    redirect::Policy,
};
use sha2::Digest as _;
use sqlx::{AssertSqlSafe, Row, SqlitePool};
use tempfile::TempDir;

/// A caller: the number of a demonstration account, or 0 for a visitor.
pub(crate) type Person = i64;

/// The seven callers over HTTP, in the order of the columns of every expectation.
pub(crate) const PEOPLE: [(&str, Person); 7] = [
    ("Anonymous", 0),
    ("Shopper", 1),
    ("Seller", 2),
    ("SellerPremium", 3),
    ("SupportTierOne", 4),
    ("SupportTierTwo", 5),
    ("SupportTierThree", 6),
];

/// All three flags, ticked.
pub(crate) const ALL_FLAGS: &str =
    "edit_listing_experiment=yes&price_history_trial=yes&price_advice_trial=yes";

/// A running marketplace.
pub(crate) struct Stage {
    pub(crate) running: Running,
    pub(crate) pool: SqlitePool,
    pub(crate) client: Client,
    pub(crate) cookies: Vec<String>,
    pub(crate) folder: TempDir,
    /// Records its decisions, but not those on actix-web.
    pub(crate) recorder: Recorder,
    /// A clock that stands still, but not on actix-web.
    pub(crate) clock: FakeClock,
}

impl Stage {
    /// Starts a marketplace with a session for each person, and every flag on.
    pub(crate) async fn new() -> Self {
        let mut stage = Self::again(TempDir::new().unwrap(), vec![String::new()]).await;
        for (_, person) in &PEOPLE[1..] {
            let cookie = stage.sign_in(*person).await;
            stage.cookies.push(cookie);
        }
        stage.set_flags(ALL_FLAGS).await;
        stage.reset().await;
        stage
    }

    /// Starts a marketplace on the database in `folder`, with the sessions of an earlier one.
    pub(crate) async fn again(folder: TempDir, cookies: Vec<String>) -> Self {
        let config = config(&folder);
        Self::configured(folder, cookies, config).await
    }

    /// Starts a marketplace that answers as configured.
    pub(crate) async fn configured(folder: TempDir, cookies: Vec<String>, config: Config) -> Self {
        let (recorder, clock) = (Recorder::new(), FakeClock::at(SystemTime::now()));
        let authorizer = Authorizer::builder()
            .observer(recorder.clone())
            .clock(clock.clone());
        let path = config.database.clone();
        let running = start_deciding(config, authorizer).await.unwrap();
        let pool = SqlitePool::connect(path.to_str().unwrap()).await.unwrap();
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self {
            running,
            pool,
            client,
            cookies,
            folder,
            recorder,
            clock,
        }
    }

    /// Starts a marketplace, and replaces it by one on actix-web with the same rows and sessions.
    pub(crate) async fn on_actix() -> Self {
        let mut stage = Self::new().await;
        stage.running.stop().await.unwrap();
        stage.running = marketplace::actix::start(config(&stage.folder))
            .await
            .unwrap();
        stage
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.running.address())
    }

    /// The session cookie of `person`.
    pub(crate) fn cookie(&self, person: Person) -> &str {
        &self.cookies[usize::try_from(person).unwrap()]
    }

    /// Signs in, and returns the cookie of the session.
    pub(crate) async fn sign_in(&self, person: Person) -> String {
        let body = format!("account={person}");
        let answer = self.send(0, Method::POST, "/login", &body).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// For whom a page that `person` sees now is made: the text that its forms contain.
    pub(crate) async fn made_for(&self, person: Person) -> String {
        let secret = self.cookie(person).strip_prefix("session=");
        let secret = sha2::Sha256::digest(secret.unwrap_or_default()).to_vec();
        let now = self.clock.now().duration_since(SystemTime::UNIX_EPOCH);
        let acting: Option<(i64, Option<i64>)> = sqlx::query_as(
            "SELECT account, (SELECT subject FROM impersonations
                WHERE session = sessions.id AND actor = account AND ended_at IS NULL AND until > ?2)
             FROM sessions WHERE secret_hash = ?1 AND expires_at > ?2",
        )
        .bind(secret)
        .bind(i64::try_from(now.unwrap().as_secs()).unwrap())
        .fetch_optional(&self.pool)
        .await
        .unwrap();
        match acting {
            None => "visitor".to_owned(),
            Some((account, None)) => account.to_string(),
            Some((account, Some(subject))) => format!("{subject} by {account}"),
        }
    }

    /// A request with only its session.
    pub(crate) fn bare(&self, person: Person, method: Method, path: &str) -> RequestBuilder {
        let cookie = self.cookie(person);
        let request = self
            .client
            .request(method, format!("{}{path}", self.origin()));
        if cookie.is_empty() {
            request
        } else {
            request.header(COOKIE, cookie)
        }
    }

    /// A request as our own pages send it, with a form or JSON.
    pub(crate) async fn send(
        &self,
        person: Person,
        method: Method,
        path: &str,
        form: &str,
    ) -> Response {
        let request = self.asked(person, method, path, form).await;
        request.send().await.unwrap()
    }

    /// The request that [`send`](Self::send) sends.
    pub(crate) async fn asked(
        &self,
        person: Person,
        method: Method,
        path: &str,
        form: &str,
    ) -> RequestBuilder {
        let request = self.bare(person, method.clone(), path);
        if method.is_safe() {
            return request;
        }
        let request = request.header(ORIGIN, self.origin());
        let made_for = self.made_for(person).await;
        if form.starts_with('{') {
            let request = request.header(Identity::HEADER, made_for);
            return request
                .header(CONTENT_TYPE, "application/json")
                .body(form.to_owned());
        }
        let made_for = made_for.replace(' ', "+");
        let body = format!("{form}&{}={made_for}", Identity::FIELD);
        request
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
    }

    pub(crate) async fn get(&self, person: Person, path: &str) -> Response {
        self.send(person, Method::GET, path, "").await
    }

    /// The page that a browser shows.
    pub(crate) async fn page(&self, person: Person, path: &str) -> String {
        let request = self.bare(person, Method::GET, path);
        let answer = request.header(ACCEPT, "text/html").send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Turns on the flags that the form ticks, and turns off the others.
    pub(crate) async fn set_flags(&self, ticked: &str) {
        let form = format!("notice=&{ticked}");
        let answer = self.send(6, Method::POST, "/settings", &form).await;
        assert_eq!(answer.headers()[LOCATION], "/settings");
    }

    /// Restores the rows that every test begins with.
    pub(crate) async fn reset(&self) {
        let rows = include_str!("rows.sql");
        sqlx::raw_sql(rows).execute(&self.pool).await.unwrap();
        // The log of the policy stays, and so does what the running process obeys.
        let policy = self.policy().await;
        sqlx::query("DELETE FROM permit_entry")
            .execute(&policy)
            .await
            .unwrap();
        policy.close().await;
    }

    /// The file of the policy.
    async fn policy(&self) -> SqlitePool {
        let path = config(&self.folder).policy;
        SqlitePool::connect(path.to_str().unwrap()).await.unwrap()
    }

    /// The whole content of the database, in order.
    pub(crate) async fn content(&self) -> String {
        let mut content = String::new();
        let tables: Vec<String> =
            // Not the last numbers that were given, which stay when a row is deleted.
            sqlx::query_scalar(
                "SELECT name FROM sqlite_schema
                 WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name",
            )
                .fetch_all(&self.pool)
                .await
                .unwrap();
        assert!(tables.len() >= 6, "{tables:?}");
        for table in tables {
            let columns: Vec<String> =
                sqlx::query_scalar("SELECT 'quote(' || name || ')' FROM pragma_table_info(?)")
                    .bind(&table)
                    .fetch_all(&self.pool)
                    .await
                    .unwrap();
            let query = format!("SELECT {} FROM {table} ORDER BY rowid", columns.join(", "));
            let rows = sqlx::query(AssertSqlSafe(query))
                .fetch_all(&self.pool)
                .await
                .unwrap();
            for row in rows {
                let values: Vec<String> = (0..row.len()).map(|at| row.get(at)).collect();
                writeln!(content, "{table}: {}", values.join(" | ")).unwrap();
            }
        }
        let policy = self.policy().await;
        let names = sqlx::query_scalar("SELECT name FROM permit_entry ORDER BY name");
        let names: Vec<String> = names.fetch_all(&policy).await.unwrap();
        policy.close().await;
        writeln!(content, "policy: {}", names.join(" | ")).unwrap();
        content
    }
}

/// A file in `folder`, and any free port. It answers as a production system does.
pub(crate) fn config(folder: &TempDir) -> Config {
    let config = Config::new(file(folder));
    assert_eq!((config.port, config.mode), (0, Mode::Production));
    config
}

pub(crate) fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("marketplace.sqlite")
}
