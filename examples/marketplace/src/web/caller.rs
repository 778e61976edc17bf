//! The caller of a request: a user's application by its token, a user by the session, or a member
//! of support who acts as a seller.
//!
//! Every request looks the caller up again. A disconnected token, an ended impersonation, and a
//! support role that was taken away therefore have an effect from the next request on.

use axum::http::{HeaderMap, header, request::Parts};
use permit::{Authorizer, Caller, Subject};
use permit_axum::Authenticate;

use super::{Failure, State, session::session_of};
use crate::{
    database::{
        accounts, apps,
        impersonations::{self, Impersonated},
    },
    domain::{Account, Identity, Token, User},
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
        let made_for = parts.extensions.get();
        Ok(caller(&parts.headers, state, made_for).await?)
    }
}

/// The caller who sends these headers. A request with a token acts for the token's user, or it
/// fails. A session beside the token is ignored.
///
/// The gate has compared the caller with `made_for`, the identity for which the request was made. It is
/// compared again, with what was read here: between the two, an impersonation may have begun or ended.
///
/// # Errors
///
/// Returns an error if the token is not valid, if the request was made for another caller, or if the
/// database does not answer.
pub async fn caller(
    headers: &HeaderMap,
    state: &State,
    made_for: Option<&Identity>,
) -> Result<Caller<User>, NoCaller> {
    if headers.contains_key(header::AUTHORIZATION) {
        let token = token(headers).ok_or(NoCaller::BadToken)?;
        let caller = of_token(token, state).await?;
        return caller.ok_or(NoCaller::BadToken);
    }
    let signed_in = signed_in(headers, state).await?;
    let identity = signed_in.as_ref().map(SignedIn::identity);
    if made_for.is_some_and(|made_for| *made_for != identity.unwrap_or_default()) {
        return Err(NoCaller::MadeForAnother);
    }
    Ok(of_session(signed_in, state).await?)
}

async fn of_token(token: &str, state: &State) -> sqlx::Result<Option<Caller<User>>> {
    let pool = state.database.pool();
    let app = apps::by_token(pool, Token::hash(token), state.now().into()).await?;
    let Some(app) = app else { return Ok(None) };
    let account = accounts::load(pool, app.account).await?;
    Ok(account.map(|account| Caller::delegated(User::from(account), app.consent())))
}

async fn of_session(signed_in: Option<SignedIn>, state: &State) -> sqlx::Result<Caller<User>> {
    let Some(SignedIn { account, begun }) = signed_in else {
        return Ok(User::anonymous().into());
    };
    let user = User::from(account);
    // An impersonation that has ended is not loaded, so the member of support acts for themselves.
    let Some(begun) = begun else {
        return Ok(user.into());
    };
    // An account that no longer exists cannot be acted as, and neither can an anonymous subject:
    // the caller is refused.
    let target = accounts::load(state.database.pool(), begun.subject).await?;
    let target = target.map_or_else(User::anonymous, User::from);
    let until = begun.until.into();
    Ok(Caller::impersonating::<ActAsSeller>(user, target, until))
}

/// Who is signed in.
struct SignedIn {
    account: Account,
    /// The impersonation that the account has begun in this session.
    begun: Option<Impersonated>,
}

impl SignedIn {
    fn identity(&self) -> Identity {
        let own = Some(self.account.id);
        match &self.begun {
            None => Identity {
                subject: own,
                actor: None,
            },
            Some(begun) => Identity {
                subject: Some(begun.subject),
                actor: own,
            },
        }
    }
}

async fn signed_in(headers: &HeaderMap, state: &State) -> sqlx::Result<Option<SignedIn>> {
    let pool = state.database.pool();
    let Some(session) = session_of(headers, state).await? else {
        return Ok(None);
    };
    let Some(account) = accounts::load(pool, session.account).await? else {
        return Ok(None);
    };
    let now = state.now().into();
    let begun = impersonations::current(pool, session.id, session.account, now).await?;
    Ok(Some(SignedIn { account, begun }))
}

/// The identity of the caller who sends these headers with a session. permit is not asked, so it is known
/// also when permit refuses the caller.
///
/// # Errors
///
/// Returns an error if the database fails.
pub(super) async fn identity(headers: &HeaderMap, state: &State) -> sqlx::Result<Identity> {
    let signed_in = signed_in(headers, state).await?;
    Ok(signed_in
        .as_ref()
        .map(SignedIn::identity)
        .unwrap_or_default())
}

/// Why a request has no caller.
#[derive(Debug)]
pub enum NoCaller {
    /// The token is unknown, or it has expired.
    BadToken,
    /// The request was made for another caller.
    MadeForAnother,
    /// The database does not answer.
    Unavailable(sqlx::Error),
}

impl From<sqlx::Error> for NoCaller {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl<R> From<NoCaller> for Failure<R> {
    fn from(none: NoCaller) -> Self {
        match none {
            NoCaller::BadToken => Self::BadToken,
            NoCaller::MadeForAnother => Self::OtherCaller,
            NoCaller::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

/// Whether the request carries a token that is valid. A token that is not valid is a failure.
pub(super) async fn brings_token(headers: &HeaderMap, state: &State) -> Result<bool, NoCaller> {
    let Some(token) = token(headers) else {
        return Ok(false);
    };
    match of_token(token, state).await? {
        Some(_) => Ok(true),
        None => Err(NoCaller::BadToken),
    }
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
