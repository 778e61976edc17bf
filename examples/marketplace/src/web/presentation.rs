//! The form of answers: their headers, and failures as a page or as problem details.
//!
//! A failure says what went wrong. Its body is written here, where it is known what the caller accepts and
//! who the caller is, so that the page of a failure has the navigation of every other page.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode},
};
use maud::Markup;
use permit::Principal;
use permit_axum::{Refusal, RefusalView, RouteInfo};

use super::{
    Failure, State,
    caller::{caller, identity},
    explanation::explanation,
};
use crate::{domain::User, pages::failures};

/// Everything comes from the marketplace itself, and scripts only from files, never from a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                      img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers of every answer, for browsers.
pub const HEADERS: [(&str, &str); 3] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
];

/// The `Cache-Control` of an answer that has none of its own: pages depend on the caller.
pub const PRIVATE: &str = "private, no-cache";

/// What a failure tells, until [`Presenter::body`] writes it in the format that the caller accepts.
#[derive(Clone, Copy, Debug)]
pub struct Trouble {
    /// The status of the answer.
    pub status: StatusCode,
    /// The title of the page.
    pub title: &'static str,
    /// The text for people.
    pub detail: &'static str,
    /// The code for programs, if there is one.
    pub reason: Option<&'static str>,
}

impl Trouble {
    /// One without a code.
    #[must_use]
    pub const fn new(status: StatusCode, title: &'static str, detail: &'static str) -> Self {
        Self {
            status,
            title,
            detail,
            reason: None,
        }
    }

    /// The same with a code for programs.
    #[must_use]
    pub const fn because(self, reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    /// Problem details (RFC 9457). They have no type of their own, so their title is the phrase of the
    /// status.
    fn problem(&self) -> String {
        let mut problem = serde_json::json!({
            "type": "about:blank",
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        let phrase = self.status.canonical_reason();
        for (name, value) in [("title", phrase), ("reason", self.reason)] {
            if let (Some(value), Some(fields)) = (value, problem.as_object_mut()) {
                fields.insert(name.into(), value.into());
            }
        }
        problem.to_string()
    }
}

/// The router's own answer, when a browser reloads the target of a form.
pub const RELOADED: Trouble = Trouble::new(
    StatusCode::METHOD_NOT_ALLOWED,
    "There is no page here",
    "This address does not support this request. If you reloaded a page, go back and send its form \
     again.",
);

/// The page that a browser gets instead of a refusal.
#[derive(Clone, Debug)]
pub struct Instead(pub Markup);

/// What an answer without a body tells.
#[derive(Clone, Debug)]
pub enum Told {
    /// permit refused.
    Refusal(RefusalView),
    /// permit refused, and there is another page.
    Instead(Markup),
    /// Something else failed.
    Trouble(Trouble),
}

impl Told {
    /// What does not exist and what the caller may not see have one renderer.
    #[must_use]
    pub fn refusal(view: RefusalView) -> Self {
        if view.is_not_found() {
            Self::Trouble(Failure::<Refusal>::NotFound.trouble())
        } else {
            Self::Refusal(view)
        }
    }
}

/// A request, as far as the answer to a failure depends on it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whether the answer is a page.
    pub html: bool,
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, if it was read.
    pub body: Bytes,
}

/// Writes the bodies of failures.
#[derive(Clone)]
pub struct Presenter {
    /// The state of the application.
    pub state: State,
    /// The routes of the application, and what guards them.
    pub routes: std::sync::Arc<[RouteInfo]>,
}

impl Presenter {
    /// One for an application with these routes.
    #[must_use]
    pub fn new(state: State, routes: &[RouteInfo]) -> Self {
        Self {
            state,
            routes: routes.into(),
        }
    }

    /// The type and the body of the answer; `None` if the refusal has written it already.
    pub async fn body(&self, asked: &Asked, told: Told) -> Option<(&'static str, String)> {
        if !asked.html {
            return match told {
                Told::Trouble(trouble) => Some(("application/problem+json", trouble.problem())),
                Told::Refusal(_) | Told::Instead(_) => None,
            };
        }
        let page = match told {
            Told::Instead(page) => page,
            Told::Refusal(view) => self.refusal(asked, &view).await,
            Told::Trouble(trouble) => self.trouble(asked, &trouble).await,
        };
        Some(("text/html; charset=utf-8", page.into_string()))
    }

    async fn refusal(&self, asked: &Asked, view: &RefusalView) -> Markup {
        let Some(who) = self.principal(asked).await else {
            let identity = identity(&asked.headers, &self.state).await;
            return failures::refused_caller(identity.unwrap_or_default(), view);
        };
        let explained = self.explained(asked, &who).await;
        let frame = self.state.frame(&who);
        failures::refusal(&frame, view, explained.as_deref())
    }

    async fn trouble(&self, asked: &Asked, trouble: &Trouble) -> Markup {
        let Trouble { title, detail, .. } = *trouble;
        let Some(who) = self.principal(asked).await else {
            return failures::bare(title, detail);
        };
        // Only what does not exist may be something that is hidden.
        let explained = match trouble.status {
            StatusCode::NOT_FOUND => self.explained(asked, &who).await,
            _ => None,
        };
        let frame = self.state.frame(&who);
        failures::trouble(&frame, title, detail, explained.as_deref())
    }

    /// Why permit refuses the request, in the demonstration only.
    async fn explained(&self, asked: &Asked, who: &Principal<User>) -> Option<String> {
        if self.state.mode.explains() {
            explanation(&self.state, &self.routes, who, asked).await
        } else {
            None
        }
    }

    /// The caller, unless it cannot be known, or permit refuses it.
    async fn principal(&self, asked: &Asked) -> Option<Principal<User>> {
        let caller = caller(&asked.headers, &self.state, None).await.ok()?;
        self.state.authorizer.admit(caller).await.ok()
    }
}
