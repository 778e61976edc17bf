//! Why a store cannot be used.

use core::fmt;
use std::{io, path::PathBuf};

use crate::{entry::Malformed, store::schema::FORMAT};

/// Why a store cannot be used. It prints as one line that says how to fix it.
#[non_exhaustive]
#[derive(Debug)]
pub enum StoreError {
    /// The file cannot be created or read.
    Unreachable(PathBuf, io::Error),
    /// The file is not a store of permit.
    NotAStore(PathBuf),
    /// The store has tables of another version.
    OtherFormat(i64),
    /// The store is of another environment.
    OtherEnvironment {
        /// What the process was configured for.
        configured: String,
        /// What the store says.
        found: String,
    },
    /// An entry cannot be read.
    Malformed(Malformed),
    /// The database reports an error: it is locked, its disk is full, or it is damaged.
    Database(sqlx::Error),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(path, error) => {
                write!(f, "cannot open the policy in `{}`: {error}", path.display())
            }
            Self::NotAStore(path) => write!(
                f,
                "`{}` is not a store of a policy; name another file",
                path.display()
            ),
            Self::OtherFormat(format) => write!(
                f,
                "the store of the policy has the format {format}, and this version of permit has {FORMAT}"
            ),
            Self::OtherEnvironment { configured, found } => write!(
                f,
                "the store of the policy is of the environment `{found}`, and this process is configured for \
                 `{configured}`"
            ),
            Self::Malformed(malformed) => malformed.fmt(f),
            Self::Database(sqlx::Error::Database(error)) => {
                write!(
                    f,
                    "the store of the policy cannot be used: {}",
                    error.message()
                )
            }
            Self::Database(error) => write!(f, "the store of the policy cannot be used: {error}"),
        }
    }
}

impl core::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Malformed> for StoreError {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}
