//! Everything that can go wrong in a handler, and what the caller is told.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use permit_axum::Refusal;
use sqlx::error::DatabaseError;

use super::presentation::Trouble;

/// The value that RFC 6750 defines.
const INVALID_TOKEN: HeaderValue = HeaderValue::from_static("Bearer error=\"invalid_token\"");

/// The answer of a handler that cannot do what the request asks for.
#[derive(Debug)]
pub enum Failure {
    /// permit refused, and the refusal writes its own answer.
    Refused(Refusal),
    /// The resource does not exist, or the caller may not know that it exists.
    NotFound,
    /// A token is unknown, or it has expired. The caller does not become anonymous.
    BadToken,
    /// A form came from another site, or from an unknown one.
    ForeignOrigin,
    /// The form cannot be read.
    Unreadable,
    /// The body is not the JSON that the document describes.
    NotAsDescribed,
    /// The caller may do it, but it cannot be done now; the text says why.
    Conflict(&'static str),
    /// The database does not answer.
    Unavailable(sqlx::Error),
    /// The system provides no random numbers.
    NoRandomness(getrandom::Error),
    /// The database reports an error that should never happen, which is a bug.
    Broken(sqlx::Error),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, title, detail) = match self {
            Self::Refused(refusal) => return refusal.into_response(),
            // One renderer for what does not exist and for what the caller may not see.
            Self::NotFound => return Refusal::not_found().into_response(),
            Self::BadToken => (
                StatusCode::UNAUTHORIZED,
                "Invalid token",
                "This token is not valid, or it is no longer valid. Connect the application again.",
            ),
            Self::ForeignOrigin => (
                StatusCode::FORBIDDEN,
                "Not from our pages",
                "This form was not sent from a page of the marketplace. Open the page and try again.",
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
            Self::Conflict(words) => (StatusCode::CONFLICT, "This did not work", words),
            Self::Unavailable(error) => {
                tracing::error!(%error, "the database failed");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Please try again",
                    "The marketplace cannot reach its data right now. Nothing was changed.",
                )
            }
            Self::NoRandomness(error) => {
                tracing::error!(%error, "the system provides no random numbers");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Please try again",
                    "The marketplace cannot do this right now. Nothing was changed.",
                )
            }
            Self::Broken(error) => {
                tracing::error!(%error, "the database reported an unexpected error");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Our mistake",
                    "Something went wrong on our side. Nothing was changed.",
                )
            }
        };
        let trouble = Trouble {
            status,
            title,
            detail,
        };
        // `present` writes the body: only it knows what the caller accepts.
        let mut response = (status, [(header::CACHE_CONTROL, "no-store")]).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let headers = response.headers_mut();
            headers.insert(header::WWW_AUTHENTICATE, INVALID_TOKEN);
        }
        response.extensions_mut().insert(trouble);
        response
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<permit::Refused> for Failure {
    fn from(refused: permit::Refused) -> Self {
        Self::Refused(refused.into())
    }
}

impl From<permit::refusal::Indeterminate> for Failure {
    fn from(indeterminate: permit::refusal::Indeterminate) -> Self {
        permit::Refused::from(indeterminate).into()
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::NoRandomness(error)
    }
}

impl From<sqlx::Error> for Failure {
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
