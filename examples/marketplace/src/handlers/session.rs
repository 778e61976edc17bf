//! Signing in and out. This is a demonstration: you choose one of the demonstration accounts.

use axum::{extract::State as Of, response::Redirect};
use axum_extra::extract::SignedCookieJar;
use maud::Markup;
use permit_axum::Who;
use serde::Deserialize;

use super::impersonation;
use crate::{
    database::accounts,
    domain::{AccountId, User},
    pages,
    web::{Failure, Fields, Session, State},
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

pub(super) async fn begin(
    Of(state): Of<State>,
    before: Option<Session>,
    jar: SignedCookieJar,
    Fields(form): Fields<LoginForm>,
) -> Result<(SignedCookieJar, Redirect), Failure> {
    let people = accounts::demonstration_accounts(state.database.pool()).await?;
    if people.iter().all(|one| one.id != form.account) {
        return Err(Failure::Conflict(
            "You cannot sign in as this person. Choose one from the list.",
        ));
    }
    impersonation::leave(&state, before).await?;
    let session = Session::of(form.account, state.now())?;
    Ok((session.begin(jar), Redirect::to("/")))
}

/// Needs only the session, because permit may refuse the caller.
pub(super) async fn end(
    Of(state): Of<State>,
    session: Option<Session>,
    jar: SignedCookieJar,
) -> Result<(SignedCookieJar, Redirect), Failure> {
    impersonation::leave(&state, session).await?;
    Ok((Session::end(jar), Redirect::to("/")))
}
