//! The code between HTTP and the handlers on actix-web: sessions, contexts, origins, failures.

use std::{fmt, future::Future, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpRequest, HttpResponse, Responder, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
    web::{Data, Path},
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use maud::Markup;
use permit::{Authorizer, Caller, Refused, refusal::Indeterminate};
use permit_actix::{Authenticate, Refusal};

use crate::{
    database::{accounts, items, orders},
    domain::{Account, AccountId, Item, ItemId, Order, OrderId, User},
    pages,
    web::{NoCaller, State, caller, may_change},
};

impl Authenticate<State> for User {
    type Error = Failure;

    fn authorizer(state: &State) -> &Authorizer<Self> {
        &state.authorizer
    }

    async fn authenticate(request: &HttpRequest, state: &State) -> Result<Caller<Self>, Failure> {
        Ok(caller(&headers(request.headers()), state).await?)
    }
}

/// The future of an extractor.
type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// Each context is an extractor that loads the row by the only id in the path.
macro_rules! contexts {
    ($($context:ident $id:ident $load:path;)*) => {
        $(
            impl FromRequest for $context {
                type Error = Failure;
                type Future = Extraction<Self>;

                fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                    let request = request.clone();
                    Box::pin(async move {
                        let id = Path::<$id>::extract(&request).await;
                        let id = id.map_err(|_| missing())?.into_inner();
                        let found = $load(state(&request)?.database.pool(), id).await?;
                        found.ok_or_else(missing)
                    })
                }
            }
        )*
    };
}

contexts! {
    Item ItemId items::load;
    Order OrderId orders::load;
    Account AccountId accounts::load;
}

fn state(request: &HttpRequest) -> Result<&State, Failure> {
    let missing = Failure::Failed(
        StatusCode::INTERNAL_SERVER_ERROR,
        "The application has no state.",
    );
    let state = request.app_data::<Data<State>>();
    state.map(|state| &***state).ok_or(missing)
}

/// Lets a request through if it changes nothing, comes from our own pages, or carries a token.
pub(super) async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method().is_safe() || may_change(&headers(request.headers())) {
        let answer = next.call(request).await?;
        return Ok(answer.map_into_boxed_body());
    }
    let words = "This form was not sent from one of our pages.";
    Ok(request.error_response(Failure::Failed(StatusCode::FORBIDDEN, words)))
}

/// The headers in the type that the rest of the marketplace reads. The two frameworks use two
/// versions of the crate that defines it.
fn headers(from: &header::HeaderMap) -> HeaderMap {
    let each = from.iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_ref()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
    });
    each.collect()
}

/// A page as an answer.
pub(super) struct Page(pub(super) Markup);

impl Responder for Page {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        page(StatusCode::OK, self.0)
    }
}

fn page(status: StatusCode, markup: Markup) -> HttpResponse {
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    HttpResponse::build(status)
        .insert_header(kind)
        .body(markup.into_string())
}

pub(super) fn see(path: impl Into<String>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path.into()))
        .finish()
}

/// The answer of a handler that cannot do what the request asks for.
#[derive(Debug)]
pub enum Failure {
    /// permit refused, and the refusal writes its own answer.
    Refused(Refusal),
    /// Something else failed; the text says what.
    Failed(StatusCode, &'static str),
    /// The database does not answer.
    Unavailable(sqlx::Error),
}

/// One renderer for what does not exist and for what the caller may not see.
pub(super) fn missing() -> Failure {
    Refusal::not_found().into()
}

pub(super) const UNREADABLE: Failure = Failure::Failed(
    StatusCode::UNPROCESSABLE_ENTITY,
    "Something in this form is missing or wrong.",
);

const BAD_TOKEN: Failure = Failure::Failed(
    StatusCode::UNAUTHORIZED,
    "This token is not valid, or it is no longer valid.",
);

pub(super) const NOT_ENOUGH_CREDIT: Failure =
    Failure::Failed(StatusCode::CONFLICT, "There is not enough credit.");

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Failed(_, words) => f.write_str(words),
            Self::Unavailable(_) => f.write_str("The marketplace cannot reach its data right now."),
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => refusal.status_code(),
            Self::Failed(status, _) => *status,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Refused(refusal) => return refusal.error_response(),
            Self::Failed(..) => {}
            Self::Unavailable(error) => tracing::error!(%error, "the database failed"),
        }
        let trouble = pages::trouble("This did not work", &self.to_string());
        page(self.status_code(), trouble)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Indeterminate> for Failure {
    fn from(indeterminate: Indeterminate) -> Self {
        Self::Refused(Refused::from(indeterminate).into())
    }
}

impl From<NoCaller> for Failure {
    fn from(none: NoCaller) -> Self {
        match none {
            NoCaller::BadToken => BAD_TOKEN,
            NoCaller::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}
