//! The marketplace's own jobs, which run without a request.
//!
//! They act as [`UserType::System`](crate::domain::UserType::System), which no caller can sign in
//! as. They use the same tables as requests, and pass the same permits to the data layer.

use std::{error::Error, fmt};

use permit::{Refused, acting::NotInternal};

use crate::{database::apps, permissions::acting::ForgetApp, web::State};

/// What the nightly job did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nightly {
    /// How many connected applications were deleted because they had expired.
    pub forgotten: usize,
}

impl fmt::Display for Nightly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "deleted {} expired connected applications",
            self.forgotten
        )
    }
}

/// Why a job failed. A job that fails changes nothing.
#[derive(Debug)]
pub enum JobFailed {
    /// The subject of jobs is one that can sign in, which is a bug.
    NotInternal(NotInternal),
    /// The tables deny it.
    Refused(Refused),
    /// The database failed.
    Database(sqlx::Error),
}

impl fmt::Display for JobFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the nightly job changed nothing: ")?;
        match self {
            Self::NotInternal(error) => error.fmt(f),
            Self::Refused(error) => error.fmt(f),
            Self::Database(error) => write!(f, "{error}; run the job again"),
        }
    }
}

impl Error for JobFailed {}

impl From<NotInternal> for JobFailed {
    fn from(error: NotInternal) -> Self {
        Self::NotInternal(error)
    }
}

impl From<Refused> for JobFailed {
    fn from(error: Refused) -> Self {
        Self::Refused(error)
    }
}

impl From<sqlx::Error> for JobFailed {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Deletes the connected applications that have expired, all of them or none.
///
/// # Errors
///
/// Returns an error if the database fails, or if the tables deny it.
pub async fn nightly(state: &State) -> Result<Nightly, JobFailed> {
    let reason = "nightly: delete applications that have expired";
    let job = state.authorizer.load_internal(reason).await?;
    let mut write = state.database.write().await?;
    let mut forgotten = 0;
    loop {
        let expired = apps::forgettable(&mut write, &job.scope(ForgetApp)?).await?;
        if expired.is_empty() {
            break;
        }
        forgotten += expired.len();
        for app in expired {
            let permit = job.check(ForgetApp, app)?;
            apps::forget(&mut write, &permit).await?;
        }
    }
    write.commit().await?;
    Ok(Nightly { forgotten })
}
