//! The code between HTTP and the handlers on actix-web: sessions, contexts, origins, failures.

use std::{future::Future, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpMessage as _, HttpRequest, HttpResponse, Responder, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
    web::{Bytes, Data, Path},
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, uri::Authority};
use maud::Markup;
use permit::{Authorizer, Caller};
use permit_actix::{Authenticate, Refusal, RefusalFormat, RefusalView};
use tokio::time::timeout;

use crate::{
    database::{accounts, items, orders},
    domain::{Account, AccountId, Item, ItemId, Order, OrderId, User},
    web::{
        self, Asked, INVALID_TOKEN, Instead, MOST_BYTES, Presenter, RELOADED, State, Told, Trouble,
        at_own_host, caller, may_change,
    },
};

/// The answer of a handler that cannot do what the request asks for.
pub(super) type Failure = web::Failure<Refusal>;

impl Authenticate<State> for User {
    type Error = Failure;

    fn authorizer(state: &State) -> &Authorizer<Self> {
        &state.authorizer
    }

    async fn authenticate(request: &HttpRequest, state: &State) -> Result<Caller<Self>, Failure> {
        let made_for = request.extensions().get().copied();
        let headers = headers(request.headers());
        Ok(caller(&headers, state, made_for.as_ref()).await?)
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
                        let id = id.map_err(|_| Failure::NotFound)?.into_inner();
                        let state = request.app_data::<Data<State>>();
                        let state = state.ok_or_else(no_state)?;
                        let found = $load(state.database.pool(), id).await?;
                        found.ok_or(Failure::NotFound)
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

fn no_state() -> Failure {
    sqlx::Error::Configuration("the application has no state".into()).into()
}

/// Answers a request: passes it on, and writes the body of a failure.
pub(super) async fn answer(
    presenter: Data<Presenter>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut asked = Asked {
        html: RefusalFormat::of(request.request()).wants_html(),
        method: request.method().to_string(),
        path: request.path().to_owned(),
        headers: headers(request.headers()),
        body: Bytes::new(),
    };
    let mut response = match admitted(&presenter.state, &mut request, &mut asked).await {
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
        Err(failure) => request.error_response(failure),
    };
    if let Some(told) = told(response.response_mut())
        && let Some((kind, body)) = presenter.body(&asked, told).await
    {
        response = response.map_body(|_, _| BoxBody::new(body));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
        headers.insert(header::VARY, header::HeaderValue::from_static("accept"));
    }
    Ok(response)
}

/// Reads the whole body of a request that may change something, if it passes the gate.
async fn admitted(
    state: &State,
    request: &mut ServiceRequest,
    asked: &mut Asked,
) -> Result<(), Failure> {
    let authority = request.request().uri().authority();
    let authority = authority.map(|one| one.as_str().parse::<Authority>());
    let authority = authority.transpose().map_err(|_| Failure::OtherHost)?;
    at_own_host(state, &asked.headers, authority.as_ref())?;
    if request.method().is_safe() {
        return Ok(());
    }
    let read = timeout(state.limits.body, request.extract::<Bytes>()).await;
    let body = read.map_err(|_| Failure::TooSlow)?;
    let body = body.map_err(|_| Failure::TooLarge)?;
    if body.len() > MOST_BYTES {
        return Err(Failure::TooLarge);
    }
    if let Some(made_for) = may_change(state, &asked.headers, &body).await? {
        // It is compared again where the caller is authenticated.
        request.extensions_mut().insert(made_for);
    }
    asked.body = body.clone();
    request.set_payload(Payload::from(body));
    Ok(())
}

/// What the answer tells, if its body is still to be written.
fn told(response: &mut HttpResponse) -> Option<Told> {
    let status = response.status();
    let mut extensions = response.extensions_mut();
    if let Some(Instead(page)) = extensions.remove() {
        return Some(Told::Instead(page));
    }
    if let Some(view) = extensions.remove::<RefusalView>() {
        return Some(Told::refusal(view));
    }
    let trouble = extensions.remove::<Trouble>();
    let reloaded = (status == StatusCode::METHOD_NOT_ALLOWED).then_some(RELOADED);
    trouble.or(reloaded).map(Told::Trouble)
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

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) | Self::RefusedWith(refusal, _) => refusal.status_code(),
            other => StatusCode::from_u16(other.trouble().status.as_u16())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// [`answer`] writes the body.
    fn error_response(&self) -> HttpResponse {
        self.log();
        match self {
            Self::Refused(refusal) => refusal.error_response(),
            Self::RefusedWith(refusal, page) => {
                let mut response = refusal.error_response();
                response.extensions_mut().insert(Instead(page.clone()));
                response
            }
            other => {
                let mut response = HttpResponse::build(self.status_code());
                response.insert_header((header::CACHE_CONTROL, "no-store"));
                if self.status_code() == StatusCode::UNAUTHORIZED {
                    response.insert_header((header::WWW_AUTHENTICATE, INVALID_TOKEN));
                }
                let mut response = response.finish();
                response.extensions_mut().insert(other.trouble());
                response
            }
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
