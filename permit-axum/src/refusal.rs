//! How a refusal is answered: problem details (RFC 9457), or a page for a browser.

use core::fmt;
use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use permit_runtime::Refused;

use crate::page;

/// The answer to somebody who may not: an extractor's rejection, and a handler's error.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// Made by the extractors, and `From<permit::Refused>`; then it is always problem details, because
/// nobody has looked at what the caller accepts.
#[derive(Debug)]
pub struct Refusal(Answer);

#[derive(Debug)]
enum Answer {
    /// permit refused.
    Refused { view: RefusalView, manner: Manner },
    /// The application's own extractor did: a session store that is away, an item that is missing.
    Ready(Box<Response>),
}

impl Refusal {
    pub(crate) fn view(view: RefusalView, manner: Manner) -> Self {
        Self(Answer::Refused { view, manner })
    }

    pub(crate) fn answered(response: Response) -> Self {
        Self(Answer::Ready(Box::new(response)))
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::view(RefusalView::of(&refused), Manner::default())
    }
}

/// For logs: no more than the caller is told.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Answer::Refused { view, .. } => write!(f, "{}: {}", view.status, view.detail()),
            Answer::Ready(response) => write!(f, "{}", response.status()),
        }
    }
}

impl core::error::Error for Refusal {}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (view, manner) = match self.0 {
            Answer::Ready(response) => return *response,
            Answer::Refused { view, manner } => (view, manner),
        };
        let mut response = match (manner.html, &manner.refusals.page) {
            (true, Some(page)) => Html(page(&view)).into_response(),
            (true, None) => Html(page::page(&view)).into_response(),
            (false, _) => problem(&view),
        };
        *response.status_mut() = view.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
        if view.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, manner.refusals.challenge);
        }
        response
    }
}

const PROBLEM: (HeaderName, HeaderValue) = (
    header::CONTENT_TYPE,
    HeaderValue::from_static("application/problem+json"),
);

fn problem(view: &RefusalView) -> Response {
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": view.title(),
        "status": view.status.as_u16(),
        "detail": view.detail(),
    });
    for (name, value) in [("action", view.action), ("reason", view.reason)] {
        if let (Some(value), Some(fields)) = (value, problem.as_object_mut()) {
            fields.insert(name.into(), value.into());
        }
    }
    ([PROBLEM], problem.to_string()).into_response()
}

/// What a refusal tells.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct RefusalView {
    /// 401 when nobody is known, 403 when somebody is, 404 when the action hides what it is about.
    pub status: StatusCode,
    /// The key of the action that was refused; `None` when that would tell what is hidden.
    pub action: Option<&'static str>,
    /// The public reason code of a condition that `says` one.
    pub reason: Option<&'static str>,
}

impl RefusalView {
    pub(crate) fn of(refused: &Refused) -> Self {
        let (status, reason) = match refused {
            Refused::Denied(reason) if reason.is_anonymous() => {
                (StatusCode::UNAUTHORIZED, reason.code())
            }
            Refused::Denied(reason) => (StatusCode::FORBIDDEN, reason.code()),
            // A refusal of a kind that is new to this crate is no consent, and no verdict either.
            _ => (StatusCode::SERVICE_UNAVAILABLE, None),
        };
        Self {
            status,
            action: Some(refused.action()),
            reason,
        }
    }

    /// Nobody is known, whatever was asked.
    pub(crate) const fn signed_out() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            action: None,
            reason: None,
        }
    }

    pub(crate) const fn not_found() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            action: None,
            reason: None,
        }
    }

    /// The phrase of the status: `Forbidden`.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Refused")
    }

    /// A sentence for people.
    #[must_use]
    pub fn detail(&self) -> String {
        let what = match self.status {
            StatusCode::UNAUTHORIZED => "sign in to do this",
            StatusCode::FORBIDDEN => "you may not do this",
            StatusCode::NOT_FOUND => "there is nothing here",
            _ => "this cannot be decided now",
        };
        match self.reason {
            Some(reason) => format!("{what}: {reason}"),
            None => what.to_owned(),
        }
    }
}

/// How this application answers refusals; given to the routes as an `axum::Extension`:
///
/// ```
/// use axum::Extension;
/// use permit_axum::{Refusals, Router};
///
/// let refusals = Refusals::new().page(|refusal| format!("<h1>{}</h1>", refusal.title()));
/// let router: Router = Router::new().layer(Extension(refusals));
/// ```
#[derive(Clone)]
pub struct Refusals {
    page: Option<Arc<Page>>,
    challenge: HeaderValue,
}

type Page = dyn Fn(&RefusalView) -> String + Send + Sync;

impl Refusals {
    /// permit's own page, and a session as the way to sign in.
    #[must_use]
    pub fn new() -> Self {
        Self {
            page: None,
            // RFC 9110, section 15.5.2, asks for a challenge. No scheme is registered for
            // sessions, and those that are make a browser ask for a password by itself.
            challenge: HeaderValue::from_static("Session"),
        }
    }

    /// The page for a browser, as HTML. What it prints of the refusal needs no escaping.
    #[must_use]
    pub fn page(mut self, page: impl Fn(&RefusalView) -> String + Send + Sync + 'static) -> Self {
        self.page = Some(Arc::new(page));
        self
    }

    /// The `WWW-Authenticate` of a 401, for example `Bearer`.
    #[must_use]
    pub fn challenge(mut self, challenge: HeaderValue) -> Self {
        self.challenge = challenge;
        self
    }
}

impl Default for Refusals {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusals")
            .field("page", &self.page.is_some())
            .field("challenge", &self.challenge)
            .finish()
    }
}

/// How the one who asks wants to be refused.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    html: bool,
    refusals: Refusals,
}

impl Manner {
    pub(crate) fn of(parts: &Parts) -> Self {
        Self {
            html: accepts_html(&parts.headers),
            refusals: parts.extensions.get().cloned().unwrap_or_default(),
        }
    }
}

/// Whether it is a browser that shows the answer to a person. Programs say `*/*`, or nothing.
fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').map(str::trim))
        .any(|mut range| {
            range
                .next()
                .is_some_and(|media| media.eq_ignore_ascii_case("text/html"))
                && range
                    .all(|parameter| !matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

/// The rejection of a context's extractor that can say that the context does not exist.
///
/// An action with `on_denied = not_found` answers a denial with this, byte for byte as its loader
/// answers what is missing, so that nobody learns what exists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say that something does not exist",
    label = "an action with `on_denied = not_found` has a context with this rejection",
    note = "write `impl permit_axum::NotFound for {Self}`, and answer the same when the loader finds nothing"
)]
pub trait NotFound: IntoResponse {
    /// The rejection of the loader when it finds nothing.
    fn not_found() -> Self;
}
