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
    /// With permit's own page, and no challenge.
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
    ///
    /// RFC 9110 (section 15.5.2) asks for it, so name the scheme in which the application is sent its
    /// credentials. Without one there is none: no scheme stands for a session in a cookie.
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

    /// The answer. `header` makes a header's value from text, of which permit's own is always one.
    pub fn answer<E>(
        self,
        view: &RefusalView,
        header: impl Fn(&str) -> Result<Value, E>,
    ) -> HttpAnswer<Value> {
        let RefusalStyle { page, challenge } = self.style;
        let (kind, body) = match (self.html, page) {
            (true, Some(page)) => ("text/html; charset=utf-8", page(view)),
            (true, None) => ("text/html; charset=utf-8", page::page(view)),
            (false, _) => ("application/problem+json", problem(view)),
        };
        let insufficient = insufficient(view);
        let own = [
            ("content-type", Some(kind)),
            ("cache-control", Some("no-store")),
            ("vary", Some("accept")),
            ("www-authenticate", insufficient.as_deref()),
        ];
        let own = own.into_iter().filter_map(|(name, value)| {
            let value = header(value?).ok()?;
            Some((name, value))
        });
        let challenge = challenge.filter(|_| view.asks_to_sign_in());
        HttpAnswer {
            status: view.status,
            headers: own
                .chain(challenge.map(|value| ("www-authenticate", value)))
                .collect(),
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

/// What a token lacks (RFC 6750, section 3.1), for a caller that acts under a consent.
fn insufficient(view: &RefusalView) -> Option<String> {
    // What is not a scope there could end the quoted string.
    let is_scope = |letter: char| letter.is_ascii_graphic() && !matches!(letter, '"' | '\\');
    let scope = view.action.filter(|_| view.beyond_consent)?;
    let named = !scope.is_empty() && scope.chars().all(is_scope);
    let scope = if named {
        format!(", scope=\"{scope}\"")
    } else {
        String::new()
    };
    Some(format!("Bearer error=\"insufficient_scope\"{scope}"))
}

fn problem(view: &RefusalView) -> String {
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "status": view.status,
        "detail": view.detail(),
    });
    for (name, value) in [
        // RFC 9457, section 4.2.1: with this type, it is the phrase of the status.
        ("title", view.phrase()),
        ("action", view.action),
        ("reason", view.reason.as_deref()),
    ] {
        if let (Some(value), Some(fields)) = (value, problem.as_object_mut()) {
            fields.insert(name.into(), value.into());
        }
    }
    problem.to_string()
}

#[cfg(test)]
mod tests {
    use super::{RefusalFormat, RefusalStyle, problem};
    use crate::RefusalView;

    fn headers_of(view: &RefusalView, style: RefusalStyle<String>) -> Vec<String> {
        let value = |text: &str| Ok::<_, ()>(text.to_owned());
        let answer = RefusalFormat::of([], style).answer(view, value);
        let headers = answer.headers.into_iter();
        let challenges = headers.filter(|(name, _)| *name == "www-authenticate");
        challenges.map(|(_, value)| value).collect()
    }

    #[test]
    fn only_a_401_has_the_challenge_of_the_application_and_permit_invents_none() {
        let bearer = || RefusalStyle::new().challenge("Bearer".to_owned());
        let signed_out = RefusalView::signed_out();
        assert_eq!(headers_of(&signed_out, bearer()), ["Bearer"]);
        for (view, style) in [
            (&signed_out, RefusalStyle::new()),
            (&RefusalView::forbidden(), bearer()),
            (&RefusalView::not_found(), bearer()),
        ] {
            assert_eq!(headers_of(view, style), [""; 0], "{view:?}");
        }
    }

    #[test]
    fn the_challenge_of_a_token_that_is_not_enough_names_its_scope_and_nothing_that_is_no_scope() {
        let mut view = RefusalView::forbidden();
        view.beyond_consent = true;
        assert_eq!(headers_of(&view, RefusalStyle::new()), [""; 0]);
        for (action, challenge) in [
            (
                "edit_item",
                r#"Bearer error="insufficient_scope", scope="edit_item""#,
            ),
            (
                "items:write",
                r#"Bearer error="insufficient_scope", scope="items:write""#,
            ),
            ("", r#"Bearer error="insufficient_scope""#),
            (r#"a", realm="b"#, r#"Bearer error="insufficient_scope""#),
            ("a b", r#"Bearer error="insufficient_scope""#),
            (r"a\", r#"Bearer error="insufficient_scope""#),
            ("\u{e4}", r#"Bearer error="insufficient_scope""#),
            ("a\r\nb: c", r#"Bearer error="insufficient_scope""#),
        ] {
            view.action = Some(action);
            let bearer = RefusalStyle::new().challenge("Basic".to_owned());
            assert_eq!(headers_of(&view, bearer), [challenge], "{action}");
        }
    }

    #[test]
    fn a_problem_without_a_type_of_its_own_has_the_phrase_of_its_status_as_its_title() {
        let unavailable = || {
            let mut view = RefusalView::forbidden();
            view.status = 503;
            view
        };
        for (view, title) in [
            (RefusalView::signed_out(), Some("Unauthorized")),
            (RefusalView::forbidden(), Some("Forbidden")),
            (RefusalView::not_found(), Some("Not Found")),
            (unavailable(), Some("Service Unavailable")),
            (
                RefusalView {
                    status: 418,
                    ..unavailable()
                },
                None,
            ),
        ] {
            let problem: serde_json::Value = serde_json::from_str(&problem(&view)).unwrap();
            assert_eq!(problem["type"], "about:blank");
            assert_eq!(problem.get("title").and_then(|title| title.as_str()), title);
        }
    }
}
