//! The layer around every handler: what a request has to pass, and the form of its answer.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State as Of},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use permit_axum::{RefusalFormat, RefusalView};
use tokio::time::timeout;

use super::{
    Failure, State,
    gate::{MOST_BYTES, at_own_host, may_change},
    presentation::{Asked, HEADERS, Instead, PRIVATE, Presenter, RELOADED, Told, Trouble},
};

/// Answers a request: passes it on, writes the body of a failure, and adds the headers of all answers.
pub async fn answer(Of(presenter): Of<Presenter>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut asked = Asked {
        html: RefusalFormat::of(&parts).wants_html(),
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        headers: parts.headers.clone(),
        body: Bytes::new(),
    };
    let request = Request::from_parts(parts, body);
    let mut response = match admitted(&presenter.state, request, &mut asked).await {
        Ok(request) => next.run(request).await,
        Err(failure) => failure.into_response(),
    };
    if let Some(told) = told(&mut response)
        && let Some((kind, body)) = presenter.body(&asked, told).await
    {
        *response.body_mut() = Body::from(body);
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
    }
    response
}

/// The request with its whole body, if it passes the gate.
async fn admitted(state: &State, request: Request, asked: &mut Asked) -> Result<Request, Failure> {
    at_own_host(state, request.headers(), request.uri().authority())?;
    if request.method().is_safe() {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    let read = timeout(state.limits.body, to_bytes(body, MOST_BYTES)).await;
    let body = read.map_err(|_| Failure::TooSlow)?;
    let body = body.map_err(|_| Failure::TooLarge)?;
    if let Some(made_for) = may_change(state, &parts.headers, &body).await? {
        // It is compared again where the caller is authenticated.
        parts.extensions.insert(made_for);
    }
    asked.body = body.clone();
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// What the answer tells, if its body is still to be written.
fn told(response: &mut Response) -> Option<Told> {
    let status = response.status();
    let extensions = response.extensions_mut();
    if let Some(Instead(page)) = extensions.remove() {
        return Some(Told::Instead(page));
    }
    if let Some(view) = extensions.remove::<RefusalView>() {
        return Some(Told::refusal(view));
    }
    let trouble = extensions.remove::<Trouble>();
    let reloaded = (status == RELOADED.status).then_some(RELOADED);
    trouble.or(reloaded).map(Told::Trouble)
}
