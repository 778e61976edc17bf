//! The contexts of actions, loaded by the id in the path.
//!
//! They answer [`Failure::NotFound`] when a row does not exist. Behind a guard permit answers that itself,
//! as it answers for a row that the caller may not see.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::{Failure, State};
use crate::{
    database::{accounts, apps, items, orders},
    domain::{Account, ConnectedApp, Item, Order},
};

/// The id in the path. Text that is not an id is not found.
#[derive(Clone, Copy, Debug)]
pub struct Segment<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Segment<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_| Failure::NotFound)
    }
}

impl FromRequestParts<State> for Item {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Segment(id) = Segment::from_request_parts(parts, state).await?;
        let found = items::load(state.database.pool(), id).await?;
        found.ok_or(Failure::NotFound)
    }
}

impl FromRequestParts<State> for Order {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Segment(id) = Segment::from_request_parts(parts, state).await?;
        let found = orders::load(state.database.pool(), id).await?;
        found.ok_or(Failure::NotFound)
    }
}

impl FromRequestParts<State> for ConnectedApp {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Segment(id) = Segment::from_request_parts(parts, state).await?;
        let found = apps::load(state.database.pool(), id).await?;
        found.ok_or(Failure::NotFound)
    }
}

impl FromRequestParts<State> for Account {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let Segment(id) = Segment::from_request_parts(parts, state).await?;
        let found = accounts::load(state.database.pool(), id).await?;
        found.ok_or(Failure::NotFound)
    }
}
