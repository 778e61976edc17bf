//! Sessions: a signed cookie that names an account, for some hours.
//!
//! The cookie is signed, so that it cannot be forged; `HttpOnly`, so that scripts cannot read it;
//! and `SameSite=Lax`, so that browsers do not send it with a form of another site. It is not
//! `Secure`, because the demonstration is served over plain HTTP on your own machine. The database
//! refers to a session by its id.

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

/// Who is signed in, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    account: AccountId,
    until: Moment,
    id: String,
}

impl Session {
    /// A session that begins now.
    ///
    /// # Errors
    ///
    /// Returns an error if the system provides no random numbers.
    pub fn of(account: AccountId, now: SystemTime) -> Result<Self, getrandom::Error> {
        Ok(Self {
            account,
            until: Moment::from(now).after(LASTS),
            id: random_text::<16>()?,
        })
    }

    /// The account that is signed in.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The id, which no other session has.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Begins the session: adds its cookie to `jar`.
    pub fn begin(&self, jar: SignedCookieJar) -> SignedCookieJar {
        let Self { account, until, id } = self;
        jar.add(cookie(format!("{account}.{}.{id}", until.seconds())))
    }

    /// Ends the session, if there is one: removes its cookie from `jar`.
    pub fn end(jar: SignedCookieJar) -> SignedCookieJar {
        jar.remove(cookie(String::new()))
    }

    /// The session of the request, if its signature is valid and it has not expired.
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
