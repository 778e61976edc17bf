//! Signing in and out. This is a demonstration: you choose one of the demonstration accounts.

use axum::{extract::State as Of, response::Redirect};
use axum_extra::extract::CookieJar;
use maud::Markup;
use permit_axum::Who;
use serde::Deserialize;

use crate::{
    database::{Write, accounts, sessions},
    domain::{AccountId, NotEnabled, User},
    pages,
    web::{Failure, Fields, Session, State, session},
};

pub(super) async fn choose(Who(who): Who<User>, Of(state): Of<State>) -> Result<Markup, Failure> {
    let people = accounts::demonstration_accounts(state.database.pool()).await?;
    Ok(pages::login::show(&state.frame(&who), &people))
}

/// The account to sign in with.
#[derive(Deserialize)]
pub(super) struct LoginForm {
    account: AccountId,
}

/// A session that was there before ends: a browser has one session.
pub(super) async fn begin(
    Of(state): Of<State>,
    before: Option<Session>,
    jar: CookieJar,
    Fields(form): Fields<LoginForm>,
) -> Result<(CookieJar, Redirect), Failure> {
    let people = accounts::demonstration_accounts(state.database.pool()).await?;
    if people.iter().all(|one| one.id != form.account) {
        return Err(NotEnabled::CannotSignIn.into());
    }
    let mut write = state.database.write().await?;
    leave(&mut write, &state, before).await?;
    let jar = session::begin(&mut write, form.account, state.now().into(), jar).await?;
    write.commit().await?;
    Ok((jar, Redirect::to("/")))
}

/// Needs only the session, because permit may refuse the caller.
pub(super) async fn end(
    Of(state): Of<State>,
    session: Option<Session>,
    jar: CookieJar,
) -> Result<(CookieJar, Redirect), Failure> {
    let mut write = state.database.write().await?;
    leave(&mut write, &state, session).await?;
    write.commit().await?;
    Ok((session::forget(jar), Redirect::to("/")))
}

/// Needs only the session, like [`end`]. It ends those of the account that signed in: of the member of
/// support, and not of the user whom support acts as.
pub(super) async fn end_everywhere(
    Of(state): Of<State>,
    session: Option<Session>,
    jar: CookieJar,
) -> Result<(CookieJar, Redirect), Failure> {
    let mut write = state.database.write().await?;
    if let Some(session) = session {
        sessions::end_all(&mut write, session.account, state.now().into()).await?;
    }
    write.commit().await?;
    Ok((session::forget(jar), Redirect::to("/")))
}

/// Ends `session`, if there is one.
async fn leave(write: &mut Write, state: &State, session: Option<Session>) -> sqlx::Result<()> {
    let Some(session) = session else {
        return Ok(());
    };
    if sessions::end(write, session.id, state.now().into()).await? {
        super::impersonation::log_end(session.account);
    }
    Ok(())
}
