//! The marketplace's own jobs, for which nobody has asked.
//!
//! They act as [`UserType::System`](crate::domain::UserType::System), which nobody can sign in as,
//! and they ask the same tables and bring the same permits to the data layer as everybody.

use std::{error::Error, fmt};

use axum::extract::FromRef;
use permit::{Authorizer, NotInternal, Refused};

use crate::{database::apps, domain::User, permissions::acting::ForgetApp, web::State};

/// What was done in a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nightly {
    /// How many connected applications were forgotten, because their time is over.
    pub forgotten: usize,
}

impl fmt::Display for Nightly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "forgot {} connected applications", self.forgotten)
    }
}

/// Why a job came to nothing. Nothing was changed then.
#[derive(Debug)]
pub enum JobFailed {
    /// The subject of jobs is somebody who can sign in: a fault of ours.
    NotInternal(NotInternal),
    /// The tables say no.
    Refused(Refused),
    /// The database does.
    Database(sqlx::Error),
}

impl fmt::Display for JobFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the nightly job changed nothing: ")?;
        match self {
            Self::NotInternal(error) => error.fmt(f),
            Self::Refused(error) => error.fmt(f),
            Self::Database(error) => write!(f, "{error}; run it again"),
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

/// Forgets the connected applications whose time is over, all of them or none.
///
/// # Errors
///
/// When the database does, or the tables do not let it.
pub async fn nightly(state: &State) -> Result<Nightly, JobFailed> {
    let authorizer = Authorizer::<User>::from_ref(state);
    let job = authorizer.internal("nightly: forget applications whose time is over")?;
    let mut write = state.database.write().await?;
    let over = apps::forgettable(&mut write, &job.scope(ForgetApp)).await?;
    let forgotten = over.len();
    for app in over {
        let permit = job.check(ForgetApp, app)?;
        apps::forget(&mut write, &permit).await?;
    }
    write.commit().await?;
    Ok(Nightly { forgotten })
}
