//! The store of the policy: its own file beside the database, and the key that signs changes.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    time::Duration,
};

use permit_live::{CannotFollow, Live, SigningKey, Sqlite, StoreError};

use crate::domain::User;

/// The environment of the store.
const ENVIRONMENT: &str = "demonstration";

/// Why the policy cannot be used.
#[derive(Debug)]
pub enum CannotOperate {
    /// The store cannot be used.
    Store(StoreError),
    /// The file of the key cannot be used.
    Key(PathBuf, io::Error),
    /// The store cannot be followed.
    Follow(CannotFollow),
}

impl fmt::Display for CannotOperate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error @ StoreError::Unreachable(..)) => write!(
                f,
                "{error}; start the marketplace once, or name the file: `--policy PATH`"
            ),
            Self::Store(error) => error.fmt(f),
            Self::Key(path, error) => write!(
                f,
                "cannot use the key that signs the policy, `{}`: {error}",
                path.display()
            ),
            Self::Follow(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CannotOperate {}

impl From<StoreError> for CannotOperate {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The file of the policy beside this database: `marketplace.policy.sqlite`.
#[must_use]
pub fn beside(database: &Path) -> PathBuf {
    database.with_extension("policy.sqlite")
}

/// The file of the key that signs changes of the policy in `path`. In production it is kept apart from the
/// policy, where only what changes the policy can read it.
pub(super) fn key_of(path: &Path) -> PathBuf {
    path.with_extension("key")
}

/// Opens or creates the policy, and follows it.
///
/// # Errors
///
/// Returns an error if the policy or its key cannot be used.
pub async fn follow(path: &Path, stale: Duration) -> Result<Live<User>, CannotOperate> {
    let store = signing(Sqlite::open(path, ENVIRONMENT).await?)?;
    let live = Live::from_store(store).process("marketplace", env!("CARGO_PKG_VERSION"));
    live.stale(stale)
        .start()
        .await
        .map_err(CannotOperate::Follow)
}

/// The policy, which exists already.
///
/// # Errors
///
/// Returns an error if the policy or its key cannot be used.
pub async fn store(path: &Path) -> Result<Sqlite, CannotOperate> {
    signing(Sqlite::existing(path, ENVIRONMENT).await?)
}

fn signing(store: Sqlite) -> Result<Sqlite, CannotOperate> {
    let path = key_of(store.path());
    let key = SigningKey::read_or_create(&path);
    let key = key.map_err(|error| CannotOperate::Key(path, error))?;
    Ok(store.signing_key(key))
}
