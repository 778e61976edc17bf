//! The form of answers: their headers, and failures as a page or as problem details.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};

use crate::pages;

/// Everything comes from the marketplace itself, and scripts only from files, never from a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                      img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers of every answer, for browsers.
pub const HEADERS: [(&str, &str); 3] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
];

/// The `Cache-Control` of an answer that has none of its own: pages depend on the caller.
pub const PRIVATE: &str = "private, no-cache";

/// The content of a failure, until [`present`] writes it in the format that the caller accepts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trouble {
    pub(super) status: StatusCode,
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
}

const RELOADED: Trouble = Trouble {
    status: StatusCode::METHOD_NOT_ALLOWED,
    title: "There is no page here",
    detail: "This address does not support this request. If you reloaded a page, go back and send \
             its form again.",
};

/// Writes the bodies of failures, and the headers of all answers.
pub async fn present(request: Request, next: Next) -> Response {
    let html = accepts_html(request.headers());
    let mut response = next.run(request).await;
    let trouble = response.extensions_mut().remove::<Trouble>();
    // The router's own answer, when a browser reloads the target of a form.
    let reloaded = (response.status() == StatusCode::METHOD_NOT_ALLOWED).then_some(RELOADED);
    if let Some(trouble) = trouble.or(reloaded) {
        let (kind, body) = if html {
            let page = pages::trouble(trouble.title, trouble.detail);
            ("text/html; charset=utf-8", page.into_string())
        } else {
            let problem = serde_json::json!({
                "type": "about:blank",
                "title": trouble.title,
                "status": trouble.status.as_u16(),
                "detail": trouble.detail,
            });
            ("application/problem+json", problem.to_string())
        };
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

/// Whether the caller is a browser that shows the answer to a person. Programs accept `*/*`, or
/// send no `Accept` header.
fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .any(|media| media.trim().eq_ignore_ascii_case("text/html"))
}
