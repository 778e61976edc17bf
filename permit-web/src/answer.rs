//! How a refusal is answered: problem details (RFC 9457), or a page for a browser.

use core::fmt;
use std::sync::Arc;

use crate::{RefusalView, page};

/// How an application answers refusals. `Value` is the framework's type for the value of a header.
pub struct Refusals<Value> {
    page: Option<Arc<Page>>,
    challenge: Option<Value>,
}

type Page = dyn Fn(&RefusalView) -> String + Send + Sync;

impl<Value> Refusals<Value> {
    /// permit's own page, and a session as the way to sign in.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            page: None,
            challenge: None,
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
    pub fn challenge(mut self, challenge: Value) -> Self {
        self.challenge = Some(challenge);
        self
    }
}

impl<Value> Default for Refusals<Value> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Value: Clone> Clone for Refusals<Value> {
    fn clone(&self) -> Self {
        Self {
            page: self.page.clone(),
            challenge: self.challenge.clone(),
        }
    }
}

impl<Value: fmt::Debug> fmt::Debug for Refusals<Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusals")
            .field("page", &self.page.is_some())
            .field("challenge", &self.challenge)
            .finish()
    }
}

/// How the one who asks wants to be refused.
#[derive(Clone, Debug)]
pub struct Manner<Value> {
    html: bool,
    refusals: Refusals<Value>,
}

/// As a program: nobody has looked at what the caller accepts.
impl<Value> Default for Manner<Value> {
    fn default() -> Self {
        Self {
            html: false,
            refusals: Refusals::new(),
        }
    }
}

impl<Value> Manner<Value> {
    /// That of a request with these values of `Accept`, in an application that answers like this.
    pub fn of<'a>(accept: impl IntoIterator<Item = &'a str>, refusals: Refusals<Value>) -> Self {
        Self {
            html: accepts_html(accept),
            refusals,
        }
    }

    /// The answer. `header` makes a value out of a text.
    pub fn answer(
        self,
        view: &RefusalView,
        header: impl Fn(&'static str) -> Value,
    ) -> Answer<Value> {
        let Refusals { page, challenge } = self.refusals;
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
            // RFC 9110, section 15.5.2, asks for a challenge. No scheme is registered for
            // sessions, and those that are make a browser ask for a password by itself.
            let challenge = challenge.unwrap_or_else(|| header("Session"));
            headers.push(("www-authenticate", challenge));
        }
        Answer {
            status: view.status,
            headers,
            body,
        }
    }
}

/// An answer, to be put into the framework's own words.
#[derive(Clone, Debug)]
pub struct Answer<Value> {
    /// Its status.
    pub status: u16,
    /// The headers that it has, and no more than once, by their names in lower case.
    pub headers: Vec<(&'static str, Value)>,
    /// What is in it.
    pub body: String,
}

fn problem(view: &RefusalView) -> String {
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": view.title(),
        "status": view.status,
        "detail": view.detail(),
    });
    for (name, value) in [("action", view.action), ("reason", view.reason)] {
        if let (Some(value), Some(fields)) = (value, problem.as_object_mut()) {
            fields.insert(name.into(), value.into());
        }
    }
    problem.to_string()
}

/// Whether it is a browser that shows the answer to a person. Programs say `*/*`, or nothing.
fn accepts_html<'a>(accept: impl IntoIterator<Item = &'a str>) -> bool {
    accept
        .into_iter()
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

#[cfg(test)]
mod tests {
    use super::{Manner, Refusals, accepts_html};
    use crate::RefusalView;

    #[test]
    fn a_browser_says_that_it_takes_html_and_a_program_does_not() {
        for browser in [
            "text/html",
            "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "*/*, TEXT/HTML ; q=0.1",
        ] {
            assert!(accepts_html([browser]), "{browser}");
        }
        for program in ["", "*/*", "application/json", "text/html;q=0", "text/*"] {
            assert!(!accepts_html([program]), "{program}");
        }
        assert!(accepts_html(["application/json", "text/html"]));
    }

    #[test]
    fn only_a_401_challenges_and_the_application_says_how() {
        let challenge = |view: &RefusalView, refusals| {
            let answer = Manner::of([], refusals).answer(view, str::to_owned);
            let mut headers = answer.headers.into_iter();
            headers.find(|(name, _)| *name == "www-authenticate")
        };
        let (signed_out, not_found) = (RefusalView::signed_out(), RefusalView::not_found());
        let session = Some(("www-authenticate", "Session".to_owned()));
        assert_eq!(challenge(&signed_out, Refusals::new()), session);
        let bearer = Refusals::new().challenge("Bearer".to_owned());
        let said = Some(("www-authenticate", "Bearer".to_owned()));
        assert_eq!(challenge(&signed_out, bearer), said);
        assert_eq!(challenge(&not_found, Refusals::new()), None);
    }
}
