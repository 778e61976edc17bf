//! How a refusal is answered: problem details (RFC 9457), or a page for a browser.

use core::fmt;
use std::sync::Arc;

use crate::{RefusalView, accept::prefers_html, page};

/// How an application answers refusals. `Value` is the framework's type for the value of a header.
pub struct RefusalStyle<Value> {
    page: Option<Arc<Page>>,
    challenge: Option<Value>,
}

type Page = dyn Fn(&RefusalView) -> String + Send + Sync;

impl<Value> RefusalStyle<Value> {
    /// With permit's own page, and a session as the way to sign in.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            page: None,
            challenge: None,
        }
    }

    /// The page for a browser, as HTML.
    ///
    /// The texts of the refusal are not HTML: a page escapes `action`, `reason` and `detail()`, in which
    /// the application's own texts stand.
    #[must_use]
    pub fn page(mut self, page: impl Fn(&RefusalView) -> String + Send + Sync + 'static) -> Self {
        self.page = Some(Arc::new(page));
        self
    }

    /// The `WWW-Authenticate` of a 401, for example `Bearer`.
    #[must_use]
    pub fn challenge(mut self, challenge: Value) -> Self {
        self.challenge = Some(challenge);
        self
    }
}

impl<Value> Default for RefusalStyle<Value> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Value: Clone> Clone for RefusalStyle<Value> {
    fn clone(&self) -> Self {
        Self {
            page: self.page.clone(),
            challenge: self.challenge.clone(),
        }
    }
}

impl<Value: fmt::Debug> fmt::Debug for RefusalStyle<Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefusalStyle")
            .field("page", &self.page.is_some())
            .field("challenge", &self.challenge)
            .finish()
    }
}

/// The format in which a caller wants a refusal.
#[derive(Clone, Debug)]
pub struct RefusalFormat<Value> {
    html: bool,
    style: RefusalStyle<Value>,
}

/// For a program, if what the caller accepts is not known.
impl<Value> Default for RefusalFormat<Value> {
    fn default() -> Self {
        Self {
            html: false,
            style: RefusalStyle::new(),
        }
    }
}

impl<Value> RefusalFormat<Value> {
    /// That of a request with these values of `Accept`, in an application that answers in this style.
    pub fn of<'a>(accept: impl IntoIterator<Item = &'a str>, style: RefusalStyle<Value>) -> Self {
        Self {
            html: prefers_html(accept),
            style,
        }
    }

    /// The answer. `header` makes a header's value from text.
    pub fn answer(
        self,
        view: &RefusalView,
        header: impl Fn(&'static str) -> Value,
    ) -> HttpAnswer<Value> {
        let RefusalStyle { page, challenge } = self.style;
        let (kind, body) = match (self.html, page) {
            (true, Some(page)) => ("text/html; charset=utf-8", page(view)),
            (true, None) => ("text/html; charset=utf-8", page::page(view)),
            (false, _) => ("application/problem+json", problem(view)),
        };
        let mut headers = vec![
            ("content-type", header(kind)),
            ("cache-control", header("no-store")),
            ("vary", header("accept")),
        ];
        if view.asks_to_sign_in() {
            // RFC 9110, section 15.5.2, requires a challenge. No scheme is registered for sessions,
            // and the registered ones make a browser ask for a password.
            let challenge = challenge.unwrap_or_else(|| header("Session"));
            headers.push(("www-authenticate", challenge));
        }
        HttpAnswer {
            status: view.status,
            headers,
            body,
        }
    }
}

/// An answer, for the framework's own type of response.
#[derive(Clone, Debug)]
pub struct HttpAnswer<Value> {
    /// Its status.
    pub status: u16,
    /// Its headers, each once, by their names in lower case.
    pub headers: Vec<(&'static str, Value)>,
    /// Its body.
    pub body: String,
}

fn problem(view: &RefusalView) -> String {
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": view.title(),
        "status": view.status,
        "detail": view.detail(),
    });
    for (name, value) in [("action", view.action), ("reason", view.reason.as_deref())] {
        if let (Some(value), Some(fields)) = (value, problem.as_object_mut()) {
            fields.insert(name.into(), value.into());
        }
    }
    problem.to_string()
}

#[cfg(test)]
mod tests {
    use super::{RefusalFormat, RefusalStyle};
    use crate::RefusalView;

    #[test]
    fn only_a_401_has_a_challenge_and_the_application_chooses_it() {
        let challenge = |view: &RefusalView, refusals| {
            let answer = RefusalFormat::of([], refusals).answer(view, str::to_owned);
            let mut headers = answer.headers.into_iter();
            headers.find(|(name, _)| *name == "www-authenticate")
        };
        let (signed_out, not_found) = (RefusalView::signed_out(), RefusalView::not_found());
        let session = Some(("www-authenticate", "Session".to_owned()));
        assert_eq!(challenge(&signed_out, RefusalStyle::new()), session);
        let bearer = RefusalStyle::new().challenge("Bearer".to_owned());
        let said = Some(("www-authenticate", "Bearer".to_owned()));
        assert_eq!(challenge(&signed_out, bearer), said);
        assert_eq!(challenge(&not_found, RefusalStyle::new()), None);
    }
}
