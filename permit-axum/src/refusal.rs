//! Refusals as answers of axum. What they say is in `permit-web`.

use core::fmt;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use permit_runtime::Refused;
pub use permit_web::RefusalView;

/// How this application answers refusals. The routes get it as an `axum::Extension`:
///
/// ```
/// use axum::Extension;
/// use permit_axum::{RefusalStyle, Router};
///
/// let style = RefusalStyle::new().page(|refusal| format!("<h1>{}</h1>", refusal.title()));
/// let router: Router = Router::new().layer(Extension(style));
/// ```
pub type RefusalStyle = permit_web::RefusalStyle<HeaderValue>;

/// The answer to a caller that is refused: the rejection of an extractor, and the error of a handler.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// The extractors make it. Made `From<permit::Refused>`, it is always problem details, because then it
/// is not known what the caller accepts.
#[derive(Debug)]
pub struct Refusal(Content);

#[derive(Debug)]
enum Content {
    /// permit refused.
    Refused {
        view: RefusalView,
        format: RefusalFormat,
    },
    /// The application's own extractor did: an unavailable session store, a missing item.
    Ready(Box<Response>),
}

impl Refusal {
    pub(crate) fn view(view: RefusalView, format: RefusalFormat) -> Self {
        Self(Content::Refused { view, format })
    }

    pub(crate) fn answered(response: Response) -> Self {
        Self(Content::Ready(Box::new(response)))
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::view(RefusalView::of(&refused), RefusalFormat::default())
    }
}

/// For logs: only what the caller is told.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Refused { view, .. } => {
                write!(f, "{} {}: {}", view.status, view.title(), view.detail())
            }
            Content::Ready(response) => write!(f, "{}", response.status()),
        }
    }
}

impl core::error::Error for Refusal {}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (view, format) = match self.0 {
            Content::Ready(response) => return *response,
            Content::Refused { view, format } => (view, format),
        };
        let answer = format.0.answer(&view, HeaderValue::from_str);
        let mut response = answer.body.into_response();
        // permit-web only gives numbers that are a status.
        *response.status_mut() =
            StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// The format in which a caller wants a refusal.
#[derive(Clone, Debug, Default)]
pub struct RefusalFormat(permit_web::RefusalFormat<HeaderValue>);

impl RefusalFormat {
    pub(crate) fn of(parts: &Parts) -> Self {
        let accept = parts.headers.get_all(header::ACCEPT).iter();
        let accept = accept.filter_map(|value| value.to_str().ok());
        let style: Option<&RefusalStyle> = parts.extensions.get();
        let style = style.cloned().unwrap_or_default();
        Self(permit_web::RefusalFormat::of(accept, style))
    }
}

/// The rejection of a context's extractor that can say that the context does not exist.
///
/// An action with `on_denied = not_found` answers a denial with it: byte for byte the answer of its
/// loader for a missing context, so a caller cannot learn what exists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say that something does not exist",
    label = "an action with `on_denied = not_found` has a context with this rejection",
    note = "write `impl permit_axum::NotFound for {Self}`, and answer the same when the loader finds nothing"
)]
pub trait NotFound: IntoResponse {
    /// The rejection of the loader when it finds nothing.
    fn not_found() -> Self;
}
