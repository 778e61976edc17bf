//! Refusals as answers of axum. What they say is in `permit-web`.

use core::fmt;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use permit_runtime::Refused;
pub use permit_web::RefusalView;

/// How this application answers refusals. The routes get it as an `axum::Extension`:
///
/// ```
/// use axum::{Extension, http::HeaderValue};
/// use permit_axum::{RefusalStyle, Router};
///
/// let style = RefusalStyle::new()
///     .page(|refusal| format!("<h1>{}</h1>", refusal.title()))
///     .json(HeaderValue::from_static("application/json"), |refusal| {
///         let error = serde_json::json!({ "code": refusal.status, "message": refusal.detail() });
///         serde_json::json!({ "error": error }).to_string()
///     });
/// // After the routes: a layer is around what is there already.
/// let router: Router = Router::new().layer(Extension(style));
/// ```
pub type RefusalStyle = permit_web::RefusalStyle<HeaderValue>;

/// The answer to a caller that is refused: the rejection of an extractor, and the error of a handler.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// [`told`](Self::told) is what it tells, and the response has the same [`RefusalView`] among its
/// extensions: a layer that knows more about the caller can write another body from it.
///
/// The extractors make it, and so does `?` from a [`permit::Refused`](Refused). It is answered in the
/// [`RefusalStyle`] of the application, in the format that the caller accepts; outside of a handler that
/// permit routes, as problem details if it was made by `?`.
#[derive(Debug)]
pub struct Refusal(Content);

#[derive(Debug)]
enum Content {
    /// permit refused.
    Refused {
        view: RefusalView,
        /// `None` when it was made without the request.
        format: Option<RefusalFormat>,
    },
    /// The application's own extractor did: an unavailable session store, a missing item.
    Ready(Box<Response>),
}

impl Refusal {
    /// The answer for a context that does not exist: the same as for one that the caller may not know of.
    #[must_use]
    pub fn not_found() -> Self {
        Self::of(RefusalView::not_found())
    }

    const fn of(view: RefusalView) -> Self {
        Self(Content::Refused { view, format: None })
    }

    pub(crate) fn view(view: RefusalView, format: RefusalFormat) -> Self {
        let format = Some(format);
        Self(Content::Refused { view, format })
    }

    pub(crate) fn answered(response: Response) -> Self {
        Self(Content::Ready(Box::new(response)))
    }

    /// What it tells. `None` if the application's own extractor made the answer.
    #[must_use]
    pub const fn told(&self) -> Option<&RefusalView> {
        match &self.0 {
            Content::Refused { view, .. } => Some(view),
            Content::Ready(_) => None,
        }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::of(RefusalView::of(&refused))
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
        let known = format.is_some();
        let RefusalFormat(format) = format.unwrap_or_default();
        let answer = format.answer(&view, HeaderValue::from_str);
        let mut response = answer.body.into_response();
        // permit-web only gives numbers that are a status.
        *response.status_mut() =
            StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(view.clone());
        if !known {
            response.extensions_mut().insert(Unformatted(view));
        }
        response
    }
}

/// In the extensions of an answer: the refusal that it is, made without the request.
#[derive(Clone)]
struct Unformatted(RefusalView);

/// What decides the format of a refusal that a handler makes without the request.
pub(crate) struct Asked {
    accept: Vec<HeaderValue>,
    style: Option<RefusalStyle>,
}

impl Asked {
    pub(crate) fn of(request: &Request) -> Self {
        let accept = request.headers().get_all(header::ACCEPT);
        Self {
            accept: accept.iter().cloned().collect(),
            style: request.extensions().get().cloned(),
        }
    }

    /// The answer of a handler, in the format that its caller accepts.
    pub(crate) fn formatted(self, mut response: Response) -> Response {
        let Some(Unformatted(view)) = response.extensions_mut().remove() else {
            return response;
        };
        let format = RefusalFormat::by(self.accept.iter(), self.style);
        let mut formatted = Refusal::view(view, format).into_response();
        // What the handler added stays.
        for (name, value) in response.headers() {
            let header = formatted.headers_mut().entry(name);
            header.or_insert_with(|| value.clone());
        }
        formatted
    }
}

/// The format in which a caller wants a refusal. An application answers its other failures in the same
/// format, so that a caller gets either pages or JSON.
#[derive(Clone, Debug, Default)]
pub struct RefusalFormat(permit_web::RefusalFormat<HeaderValue>);

impl RefusalFormat {
    /// That of a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let accept = parts.headers.get_all(header::ACCEPT).iter();
        Self::by(accept, parts.extensions.get().cloned())
    }

    fn by<'a>(accept: impl Iterator<Item = &'a HeaderValue>, style: Option<RefusalStyle>) -> Self {
        let accept = accept.filter_map(|value| value.to_str().ok());
        Self(permit_web::RefusalFormat::of(
            accept,
            style.unwrap_or_default(),
        ))
    }

    /// Whether it is a page, and not problem details: whether the caller names `text/html` in `Accept`,
    /// and does not prefer JSON.
    #[must_use]
    pub const fn wants_html(&self) -> bool {
        self.0.wants_html()
    }
}
