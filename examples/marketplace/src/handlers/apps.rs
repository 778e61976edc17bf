//! Third-party applications that act for users.

use axum::{
    extract::{Query, State as Of, rejection::QueryRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use permit_axum::Allowed;

use crate::{
    database::apps::{self, NewApp},
    domain::{AppForm, Mistakes, Moment, Token},
    pages,
    permissions::acting::{DisconnectApp, ManageApps, Requested},
    web::{Failure, Fields, State},
};

/// An application may link its user here, with what it asks for in the query.
pub(super) async fn list(
    Allowed(permit): Allowed<ManageApps>,
    Of(state): Of<State>,
    form: Result<Query<AppForm>, QueryRejection>,
) -> Result<Markup, Failure> {
    let apps = apps::list(state.database.pool(), &permit).await?;
    let frame = state.frame(permit.principal());
    let form = form.map(|Query(form)| form).unwrap_or_default();
    let page = pages::apps::Page {
        account: permit.context(),
        apps: &apps,
        form: &form,
    };
    Ok(page.show(&frame, &Mistakes::default()))
}

pub(super) async fn connect(
    Allowed(permit): Allowed<ManageApps>,
    Of(state): Of<State>,
    Fields(form): Fields<AppForm>,
) -> Result<Response, Failure> {
    let frame = state.frame(permit.principal());
    let requested = Requested::read(&form.scope);
    let (name, lasts) = match form.read(!requested.is_empty()) {
        Ok(read) => read,
        Err(mistakes) => {
            let apps = apps::list(state.database.pool(), &permit).await?;
            let page = pages::apps::Page {
                account: permit.context(),
                apps: &apps,
                form: &form,
            };
            let page = page.show(&frame, &mistakes);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let token = Token::generate()?;
    let app = NewApp {
        name,
        token: Token::hash(token.reveal()),
        consent: &requested.consent,
        expires_at: Moment::from(permit.principal().now()).after(lasts),
    };
    let mut write = state.database.write().await?;
    apps::connect(&mut write, &permit, &app).await?;
    write.commit().await?;
    let page = pages::apps::connected(&frame, permit.context(), &app, &token, &requested.unknown);
    // This page is the only one that ever contains the token.
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, headers, page).into_response())
}

pub(super) async fn disconnect(
    Allowed(permit): Allowed<DisconnectApp>,
    Of(state): Of<State>,
) -> Result<Redirect, Failure> {
    let mut write = state.database.write().await?;
    apps::disconnect(&mut write, &permit).await?;
    write.commit().await?;
    let account = permit.context().account;
    Ok(Redirect::to(&format!("/accounts/{account}/apps")))
}
