//! Support acts as a seller, to see what the seller sees.

use std::time::Duration;

use axum::{extract::State as Of, response::Redirect};
use permit_axum::Ask;

use crate::{
    database::{accounts, impersonations},
    domain::{AccountId, Moment, NotEnabled, User},
    permissions::acting::ActAsSeller,
    web::{Failure, Segment, Session, State},
};

/// How long an impersonation lasts, unless it is ended earlier.
const LASTS: Duration = Duration::from_mins(30);

pub(super) async fn begin(
    ask: Ask<ActAsSeller>,
    Of(state): Of<State>,
    session: Option<Session>,
    Segment(id): Segment<AccountId>,
) -> Result<Redirect, Failure> {
    let mut write = state.database.write().await?;
    let target = accounts::load(&mut *write, id).await?;
    let target = User::from(target.ok_or(Failure::NotFound)?);
    let permit = ask.check(ActAsSeller, target)?;
    let session = session.ok_or(NotEnabled::NeedsSession)?;
    let until = Moment::from(state.now()).after(LASTS);
    impersonations::begin(&mut write, &permit, session.id, until).await?;
    let support = ask.principal();
    // Every request does the same. An impersonation that would fail there does not begin.
    let begun = support.load_impersonated(permit, until.into()).await;
    begun.map_err(|error| {
        tracing::warn!(%error, "an impersonation was not begun");
        NotEnabled::CannotActAs
    })?;
    write.commit().await?;
    let (actor, subject) = (session.account, id);
    tracing::info!(target: "marketplace::impersonation", %actor, %subject, %until, "begun");
    Ok(Redirect::to("/"))
}

/// Needs only the session, because the caller may be a member of support whose impersonation permit
/// refuses. Without an impersonation, nothing changes.
pub(super) async fn end(
    Of(state): Of<State>,
    session: Option<Session>,
) -> Result<Redirect, Failure> {
    if let Some(session) = session {
        let mut write = state.database.write().await?;
        let ended = impersonations::end(&mut write, session.id, state.now().into()).await?;
        write.commit().await?;
        if ended {
            log_end(session.account);
        }
    }
    Ok(Redirect::to("/"))
}

/// Writes to the log that `actor` no longer acts as another user.
pub(super) fn log_end(actor: AccountId) {
    tracing::info!(target: "marketplace::impersonation", %actor, "ended");
}
