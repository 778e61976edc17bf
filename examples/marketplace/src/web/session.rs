//! Sessions: a cookie with a secret, whose hash is in the database with an account and an end.
//!
//! The secret has 256 random bits, so it cannot be guessed, and the row ends with the session, so a copy of
//! the cookie is then worth nothing. The cookie is `HttpOnly`, so that scripts cannot read it, and
//! `SameSite=Lax`, so that browsers do not send it with a form of another site. It is not `Secure`, because
//! the demonstration is served over plain HTTP on your own machine.

use std::time::Duration;

use axum::{
    extract::OptionalFromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};

use super::{Failure, State};
pub use crate::database::sessions::Session;
use crate::{
    database::{Write, sessions},
    domain::{AccountId, Moment, Token},
};

const COOKIE: &str = "session";
const LASTS: Duration = Duration::from_hours(8);

/// Why a session cannot begin.
#[derive(Debug)]
pub enum CannotBegin {
    /// The system provides no random numbers.
    NoRandomness(getrandom::Error),
    /// The database failed.
    Database(sqlx::Error),
}

impl From<CannotBegin> for Failure {
    fn from(cannot: CannotBegin) -> Self {
        match cannot {
            CannotBegin::NoRandomness(error) => error.into(),
            CannotBegin::Database(error) => error.into(),
        }
    }
}

/// Begins a session of `account` at `now`: adds its cookie to `jar`.
///
/// # Errors
///
/// Returns an error if the system provides no random numbers, or if the database fails.
pub async fn begin(
    write: &mut Write,
    account: AccountId,
    now: Moment,
    jar: CookieJar,
) -> Result<CookieJar, CannotBegin> {
    let secret = Token::of_session().map_err(CannotBegin::NoRandomness)?;
    let hash = Token::hash(secret.reveal());
    let begun = sessions::begin(write, account, hash, [now, now.after(LASTS)]).await;
    begun.map_err(CannotBegin::Database)?;
    Ok(jar.add(cookie(secret.reveal().to_owned())))
}

/// Removes the cookie of a session that has ended from `jar`.
pub fn forget(jar: CookieJar) -> CookieJar {
    jar.remove(cookie(String::new()))
}

/// The session of the request with these headers, if it has not ended. Beside a token it does not count,
/// and so there is none.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn session_of(headers: &HeaderMap, state: &State) -> sqlx::Result<Option<Session>> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let jar = CookieJar::from_headers(headers);
    let Some(cookie) = jar.get(COOKIE) else {
        return Ok(None);
    };
    let secret = Token::hash(cookie.value());
    sessions::current(state.database.pool(), secret, state.now().into()).await
}

impl OptionalFromRequestParts<State> for Session {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Option<Self>, Failure> {
        Ok(session_of(&parts.headers, state).await?)
    }
}

fn cookie(value: String) -> Cookie<'static> {
    Cookie::build((COOKIE, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}
