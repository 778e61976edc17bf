//! Opens the database: checks that the file belongs to the marketplace, creates, migrates and seeds
//! it.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use permit_sqlx::SchemaError;
use sqlx::{
    SqlitePool,
    error::DatabaseError,
    migrate::MigrateError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

use super::{Database, schema};

/// The application id in the header of the file: the letters `prmt`. It prevents changes to the
/// database of another application.
const APPLICATION_ID: i32 = 0x7072_6d74;

/// How many requests read at the same time. The others wait for their turn.
const READERS: u32 = 8;

/// How long a writer waits for the one before it, in this process or in another one.
const WRITERS_WAIT: Duration = Duration::from_secs(5);

/// An open database, with what is known once it is open.
#[derive(Clone)]
pub struct Opened {
    /// The database.
    pub database: Database,
    /// Whether the file was created just now.
    pub created: bool,
}

/// Why a file cannot be used as the database.
#[derive(Debug)]
pub enum CannotOpen {
    /// The file cannot be created or read.
    Unreachable(PathBuf, io::Error),
    /// The file is not a database.
    NotADatabase(PathBuf),
    /// The file is the database of another application.
    OtherApplication(PathBuf),
    /// The file was made by another version of the marketplace.
    OtherVersion(PathBuf),
    /// Lists from the database would not be what the permissions allow.
    Unfit(PathBuf, SchemaError),
    /// The database reports another error.
    Database(PathBuf, sqlx::Error),
}

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FIX: &str = "name another file: `--database PATH`";
        match self {
            Self::Unreachable(path, error) => {
                write!(f, "cannot open `{}`: {error}; {FIX}", path.display())
            }
            Self::NotADatabase(path) => {
                write!(f, "`{}` is not a SQLite database; {FIX}", path.display())
            }
            Self::OtherApplication(path) => {
                let path = path.display();
                write!(f, "`{path}` is the database of another application; {FIX}")
            }
            Self::OtherVersion(path) => {
                let path = path.display();
                write!(
                    f,
                    "`{path}` was made by another version of the marketplace; {FIX}"
                )
            }
            Self::Unfit(path, error) => {
                write!(f, "cannot use `{}`: {error}", path.display())
            }
            Self::Database(path, error) => {
                write!(f, "cannot use `{}`: {error}; {FIX}", path.display())
            }
        }
    }
}

impl std::error::Error for CannotOpen {}

impl Opened {
    /// Opens the file at `path` and migrates it. A file that does not exist is created and seeded.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be used.
    pub async fn at(path: &Path) -> Result<Self, CannotOpen> {
        let created = create(path).map_err(|error| CannotOpen::Unreachable(path.into(), error))?;
        let failed = |error| failure(path, error);
        recognize(path).await?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(WRITERS_WAIT);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(WRITERS_WAIT)
            .connect_with(options.clone())
            .await
            .map_err(failed)?;
        sqlx::migrate!()
            .run(&writer)
            .await
            .map_err(|error| match error {
                MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                    failure(path, error)
                }
                _ => CannotOpen::OtherVersion(path.into()),
            })?;
        let unfit = |error| CannotOpen::Unfit(path.into(), error);
        schema::verify(&writer).await.map_err(unfit)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(failed)?;
        let database = Database { readers, writer };
        seed(&database).await.map_err(failed)?;
        Ok(Self { database, created })
    }
}

/// Creates an empty file that only its owner can read, because it holds what users do. Returns whether
/// the file was created.
fn create(path: &Path) -> io::Result<bool> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Checks the application id of the file without changing it, and sets the id if the file is empty.
async fn recognize(path: &Path) -> Result<(), CannotOpen> {
    let failed = |error| failure(path, error);
    let options = SqliteConnectOptions::new().filename(path);
    let pool = SqlitePool::connect_with(options).await.map_err(failed)?;
    let (application, tables): (i32, i64) = sqlx::query_as(
        "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id",
    )
    .fetch_one(&pool)
    .await
    .map_err(failed)?;
    let empty = application == 0 && tables == 0;
    if empty {
        // A pragma takes no parameters; this is `APPLICATION_ID`.
        sqlx::query("PRAGMA application_id = 0x70726d74")
            .execute(&pool)
            .await
            .map_err(failed)?;
    }
    pool.close().await;
    if empty || application == APPLICATION_ID {
        Ok(())
    } else {
        Err(CannotOpen::OtherApplication(path.into()))
    }
}

/// Writes the demonstration data into a new database, in one transaction, so that the start after an
/// interrupted one completes it.
async fn seed(database: &Database) -> sqlx::Result<()> {
    let mut write = database.write().await?;
    let seeded = sqlx::query(
        "INSERT INTO meta (name, value) VALUES ('seeded', 'yes')
                              ON CONFLICT DO NOTHING",
    )
    .execute(&mut *write)
    .await?;
    if seeded.rows_affected() > 0 {
        sqlx::raw_sql(include_str!("seed.sql"))
            .execute(&mut *write)
            .await?;
    }
    write.commit().await
}

fn failure(path: &Path, error: sqlx::Error) -> CannotOpen {
    let code = error.as_database_error().and_then(DatabaseError::code);
    match code.as_deref() {
        // SQLITE_NOTADB
        Some("26") => CannotOpen::NotADatabase(path.into()),
        _ => CannotOpen::Database(path.into(), error),
    }
}
