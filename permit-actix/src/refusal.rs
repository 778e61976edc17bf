//! Refusals as answers of actix-web. What they say is in `permit-web`.

use core::fmt;

use actix_web::{
    Error, HttpRequest, HttpResponse, ResponseError,
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
/// use permit_actix::{App, RefusalStyle};
///
/// let style = RefusalStyle::new().page(|refusal| format!("<h1>{}</h1>", refusal.title()));
/// let app = App::new().app_data(style);
/// ```
pub type RefusalStyle = permit_web::RefusalStyle<HeaderValue>;

/// The answer to a caller that is refused: the error of an extractor, and of a handler.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// The extractors make it. Made `From<permit::Refused>`, it is always problem details, because then
/// it is not known what the caller accepts.
#[derive(Debug)]
pub struct Refusal {
    view: RefusalView,
    format: RefusalFormat,
}

impl Refusal {
    pub(crate) const fn view(view: RefusalView, format: RefusalFormat) -> Self {
        Self { view, format }
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
        let RefusalFormat(format) = self.format.clone();
        let answer = format.answer(&self.view, HeaderValue::from_str);
        let mut response = HttpResponse::new(self.status_code()).set_body(answer.body);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response.map_into_boxed_body()
    }
}

/// The format in which a caller wants a refusal.
#[derive(Clone, Debug, Default)]
pub struct RefusalFormat(permit_web::RefusalFormat<HeaderValue>);

impl RefusalFormat {
    pub(crate) fn of(request: &HttpRequest) -> Self {
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
}

/// The error of a context's extractor that can say that the context does not exist.
///
/// An action with `on_denied = not_found` answers a denial with it: byte for byte the answer of its
/// loader for a missing context, so a caller cannot learn what exists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say that something does not exist",
    label = "an action with `on_denied = not_found` has a context with this error",
    note = "write `impl permit_actix::NotFound for {Self}`, and answer the same when the loader finds nothing"
)]
pub trait NotFound: Into<Error> {
    /// The error of the loader when it finds nothing.
    fn not_found() -> Self;
}
