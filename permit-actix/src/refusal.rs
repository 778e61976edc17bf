//! Refusals as answers of actix-web. What they say is in `permit-web`.

use core::fmt;

use actix_web::{
    HttpRequest, HttpResponse, Responder, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    web::Data,
};
use permit_runtime::Refused;
pub use permit_web::RefusalView;

/// How this application answers refusals. The application, a scope or a resource gets it as
/// `app_data`:
///
/// ```
/// use actix_web::http::header::HeaderValue;
/// use permit_actix::{App, RefusalStyle};
///
/// let style = RefusalStyle::new()
///     .page(|refusal| format!("<h1>{}</h1>", refusal.title()))
///     .json(HeaderValue::from_static("application/json"), |refusal| {
///         let error = serde_json::json!({ "code": refusal.status, "message": refusal.detail() });
///         serde_json::json!({ "error": error }).to_string()
///     });
/// let app = App::new().app_data(style);
/// ```
pub type RefusalStyle = permit_web::RefusalStyle<HeaderValue>;

/// The answer to a caller that is refused: the error of an extractor, and of a handler.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// [`told`](Self::told) is what it tells, and the response has the same [`RefusalView`] among its
/// extensions: a layer that knows more about the caller can write another body from it.
///
/// The extractors make it, and so does `?` from a [`permit::Refused`](Refused). It is answered in the
/// [`RefusalStyle`] of the application, in the format that the caller accepts; outside of a handler that
/// permit routes, as problem details if it was made by `?`.
#[derive(Debug)]
pub struct Refusal {
    view: RefusalView,
    /// `None` when it was made without the request.
    format: Option<RefusalFormat>,
}

impl Refusal {
    /// The answer for a context that does not exist: the same as for one that the caller may not know of.
    #[must_use]
    pub fn not_found() -> Self {
        Self::of(RefusalView::not_found())
    }

    const fn of(view: RefusalView) -> Self {
        Self { view, format: None }
    }

    pub(crate) const fn view(view: RefusalView, format: RefusalFormat) -> Self {
        let format = Some(format);
        Self { view, format }
    }

    /// What it tells.
    #[must_use]
    pub const fn told(&self) -> &RefusalView {
        &self.view
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
        let (view, title) = (&self.view, self.view.title());
        write!(f, "{} {title}: {}", view.status, view.detail())
    }
}

impl core::error::Error for Refusal {}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        // permit-web only gives numbers that are a status.
        StatusCode::from_u16(self.view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let RefusalFormat(format) = self.format.clone().unwrap_or_default();
        let answer = format.answer(&self.view, HeaderValue::from_str);
        let mut response = HttpResponse::new(self.status_code()).set_body(answer.body);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(self.view.clone());
        if self.format.is_none() {
            let unformatted = Unformatted(self.view.clone());
            response.extensions_mut().insert(unformatted);
        }
        response.map_into_boxed_body()
    }
}

/// In the extensions of an answer: the refusal that it is, made without the request.
struct Unformatted(RefusalView);

/// The output of a handler: a refusal in it is answered in the format that the caller accepts.
pub(crate) struct Formatted<Output>(pub(crate) Output);

impl<Output: Responder> Responder for Formatted<Output> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = self.0.respond_to(request).map_into_boxed_body();
        let unformatted = response.extensions_mut().remove();
        let Some(Unformatted(view)) = unformatted else {
            return response;
        };
        let formatted = Refusal::view(view, RefusalFormat::of(request)).error_response();
        // What the handler added stays, and so does its error, which middleware may look at.
        for (name, value) in formatted.headers() {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response.set_body(formatted.into_body())
    }
}

/// The format in which a caller wants a refusal. An application answers its other failures in the same
/// format, so that a caller gets either pages or JSON.
#[derive(Clone, Debug, Default)]
pub struct RefusalFormat(permit_web::RefusalFormat<HeaderValue>);

impl RefusalFormat {
    /// That of a request.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let accept = request.headers().get_all(header::ACCEPT);
        let accept = accept.filter_map(|value| value.to_str().ok());
        // Both forms, as of actix-web's own configurations.
        let shared = || {
            request
                .app_data::<Data<RefusalStyle>>()
                .map(|shared| &***shared)
        };
        let style = request.app_data::<RefusalStyle>().or_else(shared);
        let style = style.cloned().unwrap_or_default();
        Self(permit_web::RefusalFormat::of(accept, style))
    }

    /// Whether it is a page, and not problem details: whether the caller names `text/html` in `Accept`,
    /// and does not prefer JSON.
    #[must_use]
    pub const fn wants_html(&self) -> bool {
        self.0.wants_html()
    }
}
