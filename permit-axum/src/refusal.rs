//! Refusals, as axum answers them. What they say is in `permit-web`.

use core::fmt;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use permit_runtime::Refused;
pub use permit_web::RefusalView;

/// How this application answers refusals; given to the routes as an `axum::Extension`:
///
/// ```
/// use axum::Extension;
/// use permit_axum::{Refusals, Router};
///
/// let refusals = Refusals::new().page(|refusal| format!("<h1>{}</h1>", refusal.title()));
/// let router: Router = Router::new().layer(Extension(refusals));
/// ```
pub type Refusals = permit_web::Refusals<HeaderValue>;

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
            Answer::Refused { view, .. } => {
                write!(f, "{} {}: {}", view.status, view.title(), view.detail())
            }
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
        let answer = manner.0.answer(&view, HeaderValue::from_static);
        let mut response = answer.body.into_response();
        // A number that is no status could only be a mistake of ours.
        *response.status_mut() =
            StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// How the one who asks wants to be refused.
#[derive(Clone, Debug, Default)]
pub struct Manner(permit_web::Manner<HeaderValue>);

impl Manner {
    pub(crate) fn of(parts: &Parts) -> Self {
        let accept = parts.headers.get_all(header::ACCEPT).iter();
        let accept = accept.filter_map(|value| value.to_str().ok());
        let refusals: Option<&Refusals> = parts.extensions.get();
        let refusals = refusals.cloned().unwrap_or_default();
        Self(permit_web::Manner::of(accept, refusals))
    }
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
