//! Everything that can go wrong in a handler, and what the caller is told.

use std::fmt;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::Markup;
use permit_axum::Refusal;
use sqlx::error::DatabaseError;

use super::presentation::{Instead, Trouble};
use crate::{database::Undone, domain::NotEnabled};

/// The value that RFC 6750 defines.
pub const INVALID_TOKEN: &str = "Bearer error=\"invalid_token\"";

/// The answer of a handler that cannot do what the request asks for. `R` is the refusal of the web
/// framework.
#[derive(Debug)]
pub enum Failure<R = Refusal> {
    /// permit refused, and the refusal writes its own answer.
    Refused(R),
    /// permit refused, and a browser gets this page, which offers what is possible instead.
    RefusedWith(R, Markup),
    /// The resource does not exist, or the caller may not know that it exists.
    NotFound,
    /// A token is unknown, or it has expired. The caller does not become anonymous.
    BadToken,
    /// The request is for a host that is not ours.
    OtherHost,
    /// A form came from another site, or from an unknown one.
    ForeignOrigin,
    /// A form came from a page that was made for another caller.
    OtherCaller,
    /// The body did not arrive in time.
    TooSlow,
    /// The body is too large.
    TooLarge,
    /// The form cannot be read.
    Unreadable,
    /// The body is not the JSON that the document describes.
    NotAsDescribed,
    /// The caller is allowed to do it, but the state of the marketplace does not enable it now.
    NotEnabled(NotEnabled),
    /// The database does not answer.
    Unavailable(sqlx::Error),
    /// The system provides no random numbers.
    NoRandomness(getrandom::Error),
    /// The database reports an error that should never happen, which is a bug.
    Broken(sqlx::Error),
}

impl<R> Failure<R> {
    /// The status, and what the caller is told, unless it is a refusal, which says that by itself.
    #[must_use]
    pub const fn trouble(&self) -> Trouble {
        let (status, title, detail) = match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "Not found",
                "This page does not exist, or you may not see it.",
            ),
            Self::BadToken => (
                StatusCode::UNAUTHORIZED,
                "Invalid token",
                "This token is not valid, or it is no longer valid. Connect the application again.",
            ),
            Self::OtherHost => (
                StatusCode::MISDIRECTED_REQUEST,
                "Not our address",
                "The marketplace does not answer under this name. Use the address that it prints when \
                 it starts, or name this one with `--host`.",
            ),
            Self::ForeignOrigin => (
                StatusCode::FORBIDDEN,
                "Not from our pages",
                "This form was not sent from a page of the marketplace. Open the page and try again.",
            ),
            Self::OtherCaller => (
                StatusCode::CONFLICT,
                "This page was made for another user",
                "Since you opened it, another user signed in, or support began or stopped acting as \
                 another user. Nothing was done. Open the page again and see whether it still says \
                 what you expect.",
            ),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "Too slow",
                "The request did not arrive in time. Nothing was changed. Please try again.",
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "Too large",
                "This is more than the marketplace accepts at once.",
            ),
            Self::Unreadable => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Incomplete form",
                "Something is missing from this form. Go back, reload the page and try again.",
            ),
            Self::NotAsDescribed => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Not as described",
                "Send JSON as the document at /openapi.json describes it.",
            ),
            Self::NotEnabled(not) => {
                let told = Trouble::new(StatusCode::CONFLICT, "This did not work", not.words());
                return told.because(not.code());
            }
            Self::Unavailable(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Please try again",
                "The marketplace cannot reach its data right now. Nothing was changed.",
            ),
            Self::NoRandomness(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Please try again",
                "The marketplace cannot do this right now. Nothing was changed.",
            ),
            Self::Refused(_) | Self::RefusedWith(..) | Self::Broken(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Our mistake",
                "Something went wrong on our side. Nothing was changed.",
            ),
        };
        Trouble::new(status, title, detail)
    }

    /// Writes what operators have to know to the log. The caller is not told.
    pub fn log(&self) {
        match self {
            Self::Unavailable(error) => tracing::error!(%error, "the database failed"),
            Self::Broken(error) => {
                tracing::error!(%error, "the database reported an unexpected error");
            }
            Self::NoRandomness(error) => {
                tracing::error!(%error, "the system provides no random numbers");
            }
            _ => {}
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.log();
        match self {
            Self::Refused(refusal) => refusal.into_response(),
            Self::RefusedWith(refusal, page) => {
                let mut response = refusal.into_response();
                response.extensions_mut().insert(Instead(page));
                response
            }
            other => other.trouble().into_response(),
        }
    }
}

/// [`answer`](super::answer) writes the body: only it knows what the caller accepts.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")]).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static(INVALID_TOKEN);
            let headers = response.headers_mut();
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl<R: fmt::Display> fmt::Display for Failure<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) | Self::RefusedWith(refusal, _) => refusal.fmt(f),
            other => f.write_str(other.trouble().detail),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<R: From<permit::Refused>> From<permit::Refused> for Failure<R> {
    fn from(refused: permit::Refused) -> Self {
        Self::Refused(refused.into())
    }
}

impl<R: From<permit::Refused>> From<permit::refusal::Indeterminate> for Failure<R> {
    fn from(indeterminate: permit::refusal::Indeterminate) -> Self {
        permit::Refused::from(indeterminate).into()
    }
}

impl<R> From<getrandom::Error> for Failure<R> {
    fn from(error: getrandom::Error) -> Self {
        Self::NoRandomness(error)
    }
}

impl<R> From<NotEnabled> for Failure<R> {
    fn from(not: NotEnabled) -> Self {
        Self::NotEnabled(not)
    }
}

impl<R> From<Undone> for Failure<R> {
    fn from(undone: Undone) -> Self {
        match undone {
            Undone::NotEnabled(not) => not.into(),
            Undone::Database(error) => error.into(),
        }
    }
}

impl<R> From<sqlx::Error> for Failure<R> {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code);
        // SQLITE_BUSY: another connection has been writing for too long.
        let busy = code.is_some_and(|code| code == "5");
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                Self::Unavailable(error)
            }
            _ if busy => Self::Unavailable(error),
            _ => Self::Broken(error),
        }
    }
}
