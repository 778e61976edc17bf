//! Who asks, and for whom they act: somebody's application by its token, somebody by their session,
//! a member of support as a seller.
//!
//! Each is found out anew for every request, so that a token that is disconnected, an impersonation
//! that is ended, and a member of support who is one no longer, count from the next request on.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::{SignedCookieJar, cookie::Key};
use permit::{Principal, Subject};
use permit_axum::Acting;

use super::{Failure, Session, State};
use crate::{
    database::{accounts, apps, impersonations},
    domain::{Moment, Token, User},
    permissions::acting::ActAsSeller,
};

/// Who asks.
#[derive(Debug)]
pub struct Caller {
    /// The one who is signed in, or whose application it is.
    pub subject: User,
    /// What the guards make of their principal.
    pub acting: Option<Acting<User>>,
}

impl Caller {
    /// The one who sends these headers. Whoever brings a token is the token's user or nobody at all,
    /// whatever session there is.
    ///
    /// # Errors
    ///
    /// When the token stands for nobody, or the database does not answer.
    pub async fn of(headers: &HeaderMap, state: &State) -> Result<Self, NoCaller> {
        if headers.contains_key(header::AUTHORIZATION) {
            let token = token(headers).ok_or(NoCaller::BadToken)?;
            let caller = Self::of_token(token, state).await?;
            return caller.ok_or(NoCaller::BadToken);
        }
        let jar = SignedCookieJar::from_headers(headers, Key::from_ref(state));
        Ok(Self::of_session(&jar, state).await?)
    }

    async fn of_token(token: &str, state: &State) -> sqlx::Result<Option<Self>> {
        let pool = state.database.pool();
        let app = apps::by_token(pool, Token::hash(token), state.now().into()).await?;
        let Some(app) = app else { return Ok(None) };
        let account = accounts::load(pool, app.account).await?;
        let consent = app.consent();
        Ok(account.map(|account| Self {
            subject: account.into(),
            acting: Some(Acting::new(move |who: Principal<User>| {
                who.delegated(consent.clone())
            })),
        }))
    }

    async fn of_session(jar: &SignedCookieJar, state: &State) -> sqlx::Result<Self> {
        let pool = state.database.pool();
        let nobody = || Self::themselves(User::anonymous());
        let Some(session) = Session::from_jar(jar, state.now()) else {
            return Ok(nobody());
        };
        let Some(account) = accounts::load(pool, session.account()).await? else {
            return Ok(nobody());
        };
        let (id, actor, now) = (session.id(), session.account(), state.now().into());
        let mut caller = Self::themselves(account.into());
        if let Some(begun) = impersonations::current(pool, id, actor, now).await? {
            let target = accounts::load(pool, begun.subject).await?;
            caller.acting = target.map(|target| as_seller(target.into(), begun.until));
        }
        Ok(caller)
    }

    const fn themselves(subject: User) -> Self {
        Self {
            subject,
            acting: None,
        }
    }
}

/// Why nobody can be said to ask.
#[derive(Debug)]
pub enum NoCaller {
    /// The token is none of ours, or its time is over.
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

/// The member of support as the seller. Who may not act as them any more is themselves.
fn as_seller(target: User, until: Moment) -> Acting<User> {
    Acting::new(move |support: Principal<User>| {
        let permit = support.check(ActAsSeller, target.clone()).ok();
        let seller = permit.and_then(|permit| support.impersonate(permit, until.into()).ok());
        seller.unwrap_or(support)
    })
}

/// Whether the request brings a token, be it one of ours or not.
pub(super) fn brings_token(headers: &HeaderMap) -> bool {
    token(headers).is_some()
}

/// The one token that the request brings.
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// Who asks. Without a session, or when the account is gone, that is nobody; a database that does
/// not answer is a failure, and never nobody.
impl FromRequestParts<State> for User {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let caller = Caller::of(&parts.headers, state).await?;
        if let Some(acting) = caller.acting {
            parts.extensions.insert(acting);
        }
        Ok(caller.subject)
    }
}
