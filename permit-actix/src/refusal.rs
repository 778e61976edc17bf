//! Refusals, as actix-web answers them. What they say is in `permit-web`.

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

/// How this application answers refusals; given to it, a scope or a resource as `app_data`:
///
/// ```
/// use permit_actix::{App, Refusals};
///
/// let refusals = Refusals::new().page(|refusal| format!("<h1>{}</h1>", refusal.title()));
/// let app = App::new().app_data(refusals);
/// ```
pub type Refusals = permit_web::Refusals<HeaderValue>;

/// The answer to somebody who may not: an extractor's error, and a handler's.
///
/// It names the action and the public reason code of a condition that `says` one, never the rule.
/// Made by the extractors, and `From<permit::Refused>`; then it is always problem details, because
/// nobody has looked at what the caller accepts.
#[derive(Debug)]
pub struct Refusal {
    view: RefusalView,
    manner: Manner,
}

impl Refusal {
    pub(crate) const fn view(view: RefusalView, manner: Manner) -> Self {
        Self { view, manner }
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
        let (view, title) = (&self.view, self.view.title());
        write!(f, "{} {title}: {}", view.status, view.detail())
    }
}

impl core::error::Error for Refusal {}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        // A number that is no status could only be a mistake of ours.
        StatusCode::from_u16(self.view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let manner = self.manner.clone();
        let answer = manner.answer(&self.view, HeaderValue::from_static);
        let mut response = HttpResponse::new(self.status_code()).set_body(answer.body);
        for (name, value) in answer.headers {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
        response.map_into_boxed_body()
    }
}

/// How the one who asks wants to be refused.
pub(crate) type Manner = permit_web::Manner<HeaderValue>;

pub(crate) fn manner(request: &HttpRequest) -> Manner {
    let accept = request.headers().get_all(header::ACCEPT);
    let accept = accept.filter_map(|value| value.to_str().ok());
    // Both ways, as actix-web's own configurations are given.
    let shared = || {
        request
            .app_data::<Data<Refusals>>()
            .map(|shared| &***shared)
    };
    let refusals = request.app_data::<Refusals>().or_else(shared);
    Manner::of(accept, refusals.cloned().unwrap_or_default())
}

/// The error of a context's extractor that can say that the context does not exist.
///
/// An action with `on_denied = not_found` answers a denial with this, byte for byte as its loader
/// answers what is missing, so that nobody learns what exists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say that something does not exist",
    label = "an action with `on_denied = not_found` has a context with this error",
    note = "write `impl permit_actix::NotFound for {Self}`, and answer the same when the loader finds nothing"
)]
pub trait NotFound: Into<Error> {
    /// The error of the loader when it finds nothing.
    fn not_found() -> Self;
}
