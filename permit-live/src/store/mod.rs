//! The store in a SQLite file.
//!
//! Each use opens the file anew, so a file that was replaced is never read through an old handle.

mod error;
mod read;
mod schema;
mod verify;
mod write;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    error::DatabaseError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

pub use self::{
    error::StoreError,
    read::{Change, Operation, Process},
    verify::Finding,
    write::Committed,
};
pub(crate) use self::{
    read::{Beat, Report},
    write::{Draft, Refusal},
};
use crate::{
    key::SigningKey,
    store::schema::{APPLICATION_ID, FORMAT, TABLES},
};

/// The partition of operators: opens and blocks.
pub(crate) const ENVIRONMENT: &str = "environment";

/// How long a change waits for the one before it.
const WRITERS_WAIT: Duration = Duration::from_secs(5);

/// How long a read waits for a change that is being written.
const READERS_WAIT: Duration = Duration::from_millis(800);

/// A policy in a SQLite file, for the processes of one machine. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Sqlite {
    shared: Arc<Shared>,
}

#[derive(Clone, Debug)]
struct Shared {
    path: PathBuf,
    environment: String,
    key: Option<SigningKey>,
}

impl Sqlite {
    /// Opens the store of an environment, such as `production`, and creates it if the file does not exist.
    ///
    /// # Errors
    ///
    /// When the file cannot be used, is not a store, or is of another environment or version.
    pub async fn open(
        path: impl Into<PathBuf>,
        environment: impl Into<String>,
    ) -> Result<Self, StoreError> {
        let store = Self::at(path, environment);
        let (path, environment) = (&store.shared.path, &store.shared.environment);
        // So that the error says what is wrong with the path.
        let mut options = std::fs::OpenOptions::new();
        options.append(true).create(true);
        // It names people and says why. An administrator may let a group read it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(path)
            .map_err(|error| StoreError::Unreachable(path.clone(), error))?;
        let mut connection = store.connect(WRITERS_WAIT).await?;
        let mut transaction = connection.begin_with("begin immediate").await?;
        let tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
            .fetch_one(&mut *transaction)
            .await
            .map_err(|error| store.not_a_store(error))?;
        if tables == 0 {
            for statement in TABLES {
                sqlx::query(*statement).execute(&mut *transaction).await?;
            }
            sqlx::query("insert into permit_store (one, environment, format) values (1, ?, ?)")
                .bind(environment)
                .bind(FORMAT)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "insert into permit_head (partition, revision, mac, changed) values (?, 0, '', 0)",
            )
            .bind(ENVIRONMENT)
            .execute(&mut *transaction)
            .await?;
            sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
                "pragma application_id = {APPLICATION_ID}"
            )))
            .execute(&mut *transaction)
            .await?;
        }
        store.confirm(&mut transaction).await?;
        transaction.commit().await?;
        connection.close().await?;
        Ok(store)
    }

    /// The store, which exists already: for commands that must not create one.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), and when the file does not exist.
    pub async fn existing(
        path: impl Into<PathBuf>,
        environment: impl Into<String>,
    ) -> Result<Self, StoreError> {
        let path = path.into();
        std::fs::metadata(&path).map_err(|error| StoreError::Unreachable(path.clone(), error))?;
        Self::open(path, environment).await
    }

    /// With the key that signs changes. Without it the policy is only read.
    #[must_use]
    pub fn signing_key(mut self, key: SigningKey) -> Self {
        Arc::make_mut(&mut self.shared).key = Some(key);
        self
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> &str {
        &self.shared.environment
    }

    fn at(path: impl Into<PathBuf>, environment: impl Into<String>) -> Self {
        Self {
            shared: Arc::new(Shared {
                path: path.into(),
                environment: environment.into(),
                key: None,
            }),
        }
    }

    async fn connect(&self, wait: Duration) -> Result<SqliteConnection, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(&self.shared.path)
            // With a rollback journal a lock on the file also stops readers, so no process takes what it
            // reads for current while changes cannot reach it.
            .journal_mode(SqliteJournalMode::Delete)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(wait)
            .disable_statement_logging();
        options
            .connect()
            .await
            .map_err(|error| self.not_a_store(error))
    }

    /// Refuses a store that is not this one.
    async fn confirm(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let id: i32 = sqlx::query_scalar("pragma application_id")
            .fetch_one(&mut *connection)
            .await?;
        if id != APPLICATION_ID {
            return Err(StoreError::NotAStore(self.shared.path.clone()));
        }
        let (found, format): (String, i64) =
            sqlx::query_as("select environment, format from permit_store")
                .fetch_one(connection)
                .await?;
        if format != FORMAT {
            return Err(StoreError::OtherFormat(format));
        }
        if found != self.shared.environment {
            return Err(StoreError::OtherEnvironment {
                configured: self.shared.environment.clone(),
                found,
            });
        }
        Ok(())
    }

    fn not_a_store(&self, error: sqlx::Error) -> StoreError {
        /// `SQLITE_NOTADB`.
        const NOT_A_DATABASE: &str = "26";
        let code = error.as_database_error().and_then(DatabaseError::code);
        if code.is_some_and(|code| code == NOT_A_DATABASE) {
            return StoreError::NotAStore(self.shared.path.clone());
        }
        StoreError::Database(error)
    }
}

/// A number as SQL has it. Revisions and seconds are far below the limit.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as SQL gives it. No number of the store is negative.
fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
