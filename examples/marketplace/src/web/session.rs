//! Sessions: a signed cookie that names an account, for some hours.
//!
//! The cookie is signed, so nobody makes one up; `HttpOnly`, so no script reads it; and
//! `SameSite=Lax`, so that it does not come along with a form on somebody else's page. It is not
//! `Secure`, because the demonstration is served over plain HTTP on the own machine. Its id is what
//! the database keeps things about a session by.

use std::{
    convert::Infallible,
    time::{Duration, SystemTime},
};

use axum::{
    extract::{FromRef, OptionalFromRequestParts},
    http::request::Parts,
};
use axum_extra::extract::{
    SignedCookieJar,
    cookie::{Cookie, Key, SameSite},
};

use super::State;
use crate::domain::{AccountId, Moment, random_text};

const COOKIE: &str = "session";
const LASTS: Duration = Duration::from_hours(8);

/// Who is signed in, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    account: AccountId,
    until: Moment,
    id: String,
}

impl Session {
    /// One that begins now.
    ///
    /// # Errors
    ///
    /// When the system gives no random numbers.
    pub fn of(account: AccountId, now: SystemTime) -> Result<Self, getrandom::Error> {
        Ok(Self {
            account,
            until: Moment::from(now).after(LASTS),
            id: random_text::<16>()?,
        })
    }

    /// Whose it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Tells it from every other session.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Begins it.
    pub fn begin(&self, jar: SignedCookieJar) -> SignedCookieJar {
        let Self { account, until, id } = self;
        jar.add(cookie(format!("{account}.{}.{id}", until.seconds())))
    }

    /// Ends whatever session there is.
    pub fn end(jar: SignedCookieJar) -> SignedCookieJar {
        jar.remove(cookie(String::new()))
    }

    /// The one that the request brings, if its signature is ours and its time is not over.
    pub(super) fn from_jar(jar: &SignedCookieJar, now: SystemTime) -> Option<Self> {
        let cookie = jar.get(COOKIE)?;
        let mut parts = cookie.value().splitn(3, '.');
        let session = Self {
            account: AccountId(parts.next()?.parse().ok()?),
            until: Moment::of(parts.next()?.parse().ok()?),
            id: parts.next().filter(|id| !id.is_empty())?.to_owned(),
        };
        (Moment::from(now) < session.until).then_some(session)
    }
}

impl OptionalFromRequestParts<State> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &State,
    ) -> Result<Option<Self>, Infallible> {
        let jar = SignedCookieJar::from_headers(&parts.headers, Key::from_ref(state));
        Ok(Self::from_jar(&jar, state.now()))
    }
}

fn cookie(value: String) -> Cookie<'static> {
    Cookie::build((COOKIE, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}
