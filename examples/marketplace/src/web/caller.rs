//! The caller of a request: a user's application by its token, a user by the session, or a member
//! of support who acts as a seller.
//!
//! Every request looks the caller up again. A disconnected token, an ended impersonation, and a
//! support role that was taken away therefore have an effect from the next request on.

use axum::{
    extract::FromRef,
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::{SignedCookieJar, cookie::Key};
use permit::{Authorizer, Caller, Subject};
use permit_axum::Authenticate;

use super::{Failure, Session, State};
use crate::{
    database::{accounts, apps, impersonations},
    domain::{Token, User},
    permissions::acting::ActAsSeller,
};

/// Without a session, or if its account no longer exists, the caller is anonymous. A database that
/// does not answer is a failure, and never an anonymous caller.
impl Authenticate<State> for User {
    type Rejection = Failure;

    fn authorizer(state: &State) -> &Authorizer<Self> {
        &state.authorizer
    }

    async fn authenticate(parts: &mut Parts, state: &State) -> Result<Caller<Self>, Failure> {
        Ok(caller(&parts.headers, state).await?)
    }
}

/// The caller who sends these headers. A request with a token acts for the token's user, or it
/// fails. A session beside the token is ignored.
///
/// # Errors
///
/// Returns an error if the token is not valid, or if the database does not answer.
pub async fn caller(headers: &HeaderMap, state: &State) -> Result<Caller<User>, NoCaller> {
    if headers.contains_key(header::AUTHORIZATION) {
        let token = token(headers).ok_or(NoCaller::BadToken)?;
        let caller = of_token(token, state).await?;
        return caller.ok_or(NoCaller::BadToken);
    }
    let jar = SignedCookieJar::from_headers(headers, Key::from_ref(state));
    Ok(of_session(&jar, state).await?)
}

async fn of_token(token: &str, state: &State) -> sqlx::Result<Option<Caller<User>>> {
    let pool = state.database.pool();
    let app = apps::by_token(pool, Token::hash(token), state.now().into()).await?;
    let Some(app) = app else { return Ok(None) };
    let account = accounts::load(pool, app.account).await?;
    Ok(account.map(|account| Caller::delegated(User::from(account), app.consent())))
}

async fn of_session(jar: &SignedCookieJar, state: &State) -> sqlx::Result<Caller<User>> {
    let pool = state.database.pool();
    let Some(session) = Session::from_jar(jar, state.now()) else {
        return Ok(User::anonymous().into());
    };
    let Some(account) = accounts::load(pool, session.account()).await? else {
        return Ok(User::anonymous().into());
    };
    let (user, id, now) = (User::from(account), session.id(), state.now().into());
    let begun = impersonations::current(pool, id, session.account(), now).await?;
    // An impersonation that has ended is not loaded, so the member of support acts for themselves.
    let Some(begun) = begun else {
        return Ok(user.into());
    };
    // An account that no longer exists cannot be acted as, and neither can an anonymous subject:
    // the caller is refused.
    let target = accounts::load(pool, begun.subject).await?;
    let target = target.map_or_else(User::anonymous, User::from);
    let until = begun.until.into();
    Ok(Caller::impersonating::<ActAsSeller>(user, target, until))
}

/// Why a request has no caller.
#[derive(Debug)]
pub enum NoCaller {
    /// The token is unknown, or it has expired.
    BadToken,
    /// The database does not answer.
    Unavailable(sqlx::Error),
}

impl From<sqlx::Error> for NoCaller {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl From<NoCaller> for Failure {
    fn from(none: NoCaller) -> Self {
        match none {
            NoCaller::BadToken => Self::BadToken,
            NoCaller::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

/// Whether the request carries a token, valid or not.
pub(super) fn brings_token(headers: &HeaderMap) -> bool {
    token(headers).is_some()
}

/// The token of the request, if there is exactly one.
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
