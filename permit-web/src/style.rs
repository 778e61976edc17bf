//! How a refusal is answered: problem details (RFC 9457), or a page for a browser. An application may
//! write either by itself.

use core::fmt;
use std::sync::Arc;

use crate::{RefusalView, accept::prefers_html, page};

/// How an application answers refusals. `Value` is the framework's type for the value of a header.
pub struct RefusalStyle<Value> {
    page: Option<Arc<Renderer>>,
    json: Option<Arc<Envelope<Value>>>,
    challenge: Option<Value>,
}

type Renderer = dyn Fn(&RefusalView) -> String + Send + Sync;

/// How the application answers programs.
struct Envelope<Value> {
    content_type: Value,
    body: Box<Renderer>,
}

impl<Value> RefusalStyle<Value> {
    /// With permit's own page and problem details, and no challenge.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            page: None,
            json: None,
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

    /// The body for a program, in the application's own envelope, and its `Content-Type`: for example
    /// `application/json`, or `application/problem+json` for problem details with a `type` of the
    /// application.
    ///
    /// The status and the other headers stay as they are. Write the texts of the refusal with a
    /// serializer: `reason` may contain every character.
    #[must_use]
    pub fn json(
        mut self,
        content_type: Value,
        body: impl Fn(&RefusalView) -> String + Send + Sync + 'static,
    ) -> Self {
        self.json = Some(Arc::new(Envelope {
            content_type,
            body: Box::new(body),
        }));
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
            json: self.json.clone(),
            challenge: self.challenge.clone(),
        }
    }
}

impl<Value: fmt::Debug> fmt::Debug for RefusalStyle<Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefusalStyle")
            .field("page", &self.page.is_some())
            .field("json", &self.json.as_ref().map(|json| &json.content_type))
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

impl<Value: Clone> RefusalFormat<Value> {
    /// That of a request with these values of `Accept`, in an application that answers in this style.
    pub fn of<'a>(accept: impl IntoIterator<Item = &'a str>, style: RefusalStyle<Value>) -> Self {
        Self {
            html: prefers_html(accept),
            style,
        }
    }

    /// Whether it is a page, and not problem details: whether the caller names `text/html`, and does not
    /// prefer JSON (RFC 9110, section 12.5.1). For other failures than refusals, which an application
    /// answers in the same format.
    #[must_use]
    pub const fn wants_html(&self) -> bool {
        self.html
    }

    /// The answer. `header` makes a header's value from text, of which permit's own is always one.
    pub fn answer<E>(
        self,
        view: &RefusalView,
        header: impl Fn(&str) -> Result<Value, E>,
    ) -> HttpAnswer<Value> {
        let RefusalStyle {
            page,
            json,
            challenge,
        } = self.style;
        let (kind, own_kind, body) = match (self.html, page, json) {
            (true, Some(page), _) => (Some("text/html; charset=utf-8"), None, page(view)),
            (true, None, _) => (Some("text/html; charset=utf-8"), None, page::page(view)),
            (false, _, Some(json)) => (None, Some(json.content_type.clone()), (json.body)(view)),
            (false, _, None) => (Some("application/problem+json"), None, problem(view)),
        };
        let insufficient = insufficient(view);
        let own = [
            ("content-type", kind),
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
                .chain(own_kind.map(|value| ("content-type", value)))
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
    fn an_application_answers_programs_in_its_own_envelope_and_browsers_with_its_page() {
        let style = || {
            RefusalStyle::new().page(|_| "<h1>no</h1>".to_owned()).json(
                "application/vnd.shop+json".to_owned(),
                |view| {
                    serde_json::json!({ "error": { "code": view.reason, "status": view.status } })
                        .to_string()
                },
            )
        };
        let mut view = RefusalView::forbidden();
        view.reason = Some("a \"quote\"".into());
        let answer = |accept, style| {
            let value = |text: &str| Ok::<_, ()>(text.to_owned());
            let answer = RefusalFormat::of([accept], style).answer(&view, value);
            let headers = answer.headers.into_iter();
            let kinds = headers.filter(|(name, _)| *name == "content-type");
            let kinds: Vec<_> = kinds.map(|(_, value)| value).collect();
            (answer.status, kinds.join(" and "), answer.body)
        };
        let envelope = r#"{"error":{"code":"a \"quote\"","status":403}}"#;
        for accept in [
            "*/*",
            "application/json",
            "text/html;q=0.1, application/json",
        ] {
            let kind = "application/vnd.shop+json".to_owned();
            assert_eq!(answer(accept, style()), (403, kind, envelope.to_owned()));
        }
        let page = (
            403,
            "text/html; charset=utf-8".to_owned(),
            "<h1>no</h1>".to_owned(),
        );
        assert_eq!(answer("text/html", style()), page);
        let own = RefusalStyle::new().json("application/json".to_owned(), |_| "{}".to_owned());
        assert!(answer("text/html", own).2.contains("<h1>Forbidden</h1>"));
        let (_, kind, body) = answer("*/*", RefusalStyle::new());
        assert_eq!(kind, "application/problem+json");
        assert_eq!(body, problem(&view));
    }

    #[test]
    fn the_format_says_whether_the_caller_wants_a_page() {
        for (accept, html) in [
            (&["text/html"][..], true),
            (&["text/html;q=0.1, application/json"], false),
            (&["*/*"], false),
            (&[], false),
        ] {
            let format = RefusalFormat::<String>::of(accept.iter().copied(), RefusalStyle::new());
            assert_eq!(format.wants_html(), html, "{accept:?}");
        }
        assert!(!RefusalFormat::<String>::default().wants_html());
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
