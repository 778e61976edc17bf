//! Sessions: a signed cookie that names an account, for some hours.
//!
//! The cookie is signed, so nobody makes one up; `HttpOnly`, so no script reads it; and
//! `SameSite=Lax`, so that it does not come along with a form on somebody else's page. It is not
//! `Secure`, because the demonstration is served over plain HTTP on the own machine.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::{extract::FromRequestParts, http::request::Parts};
use axum_extra::extract::{
    SignedCookieJar,
    cookie::{Cookie, SameSite},
};
use permit::Subject;

use super::{Failure, State};
use crate::{
    database::accounts,
    domain::{AccountId, User},
};

const COOKIE: &str = "session";
const LASTS: Duration = Duration::from_hours(8);

/// Who is signed in, until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    account: AccountId,
    /// In seconds since 1970.
    until: u64,
}

impl Session {
    /// One that begins now.
    #[must_use]
    pub fn of(account: AccountId) -> Self {
        Self {
            account,
            until: now().saturating_add(LASTS.as_secs()),
        }
    }

    /// Begins it.
    pub fn begin(self, jar: SignedCookieJar) -> SignedCookieJar {
        jar.add(cookie(format!("{}.{}", self.account, self.until)))
    }

    /// Ends whatever session there is.
    pub fn end(jar: SignedCookieJar) -> SignedCookieJar {
        jar.remove(cookie(String::new()))
    }

    /// The one that the request brings, if its signature is ours and its time is not over.
    fn from_jar(jar: &SignedCookieJar) -> Option<Self> {
        let cookie = jar.get(COOKIE)?;
        let (account, until) = cookie.value().split_once('.')?;
        let session = Self {
            account: AccountId(account.parse().ok()?),
            until: until.parse().ok()?,
        };
        (now() < session.until).then_some(session)
    }
}

fn cookie(value: String) -> Cookie<'static> {
    Cookie::build((COOKIE, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(u64::MAX, |since| since.as_secs())
}

/// Who asks. Without a session, or when the account is gone, that is nobody; a database that does
/// not answer is a failure, and never nobody.
impl FromRequestParts<State> for User {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Ok(jar) = <SignedCookieJar>::from_request_parts(parts, state).await;
        let user = Self::of_session(&jar, state).await;
        user.map_err(Failure::Unavailable)
    }
}

impl User {
    /// The one whose session is among the cookies.
    pub(crate) async fn of_session(jar: &SignedCookieJar, state: &State) -> sqlx::Result<Self> {
        let Some(session) = Session::from_jar(jar) else {
            return Ok(Self::anonymous());
        };
        let account = accounts::load(state.database.pool(), session.account).await?;
        Ok(account.map_or_else(Self::anonymous, Self::from))
    }
}
