//! An answer of a handler that did not do what its parameters are for: an `Ask` that it never checked, a
//! `Scoped` that it put into no query.

use core::fmt;

use permit_runtime::adapter::Duty;

/// The first status that tells the caller of a failure. A redirect is below it: it says that all is well.
const FAILURES: u16 = 400;

/// What an application does with an answer below 400 whose handler dropped an `Ask` or a `Scoped` that it
/// never used. Each such answer is an event of `tracing` as well, at level `ERROR`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnchecked {
    /// The answer stays as it is.
    Log,
    /// A 500 replaces it, which tells the caller nothing.
    Fail,
    /// A 500 replaces it, which names the handler and the action: for development and tests.
    Explain,
}

/// [`Explain`](Self::Explain) in a build with debug assertions, [`Log`](Self::Log) in any other.
impl Default for OnUnchecked {
    fn default() -> Self {
        if cfg!(debug_assertions) {
            Self::Explain
        } else {
            Self::Log
        }
    }
}

impl OnUnchecked {
    /// The text of the 500 that replaces the answer, if one does.
    #[must_use]
    pub fn replaces(self, unchecked: &Unchecked) -> Option<String> {
        match self {
            Self::Log => None,
            Self::Fail => Some("Internal Server Error\n".to_owned()),
            Self::Explain => Some(format!("{unchecked}\n")),
        }
    }
}

/// A handler that answered without doing its duties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The name of the handler, as a listing of the routes shows it.
    pub handler: String,
    /// Where it is routed, if that is known: `src/web.rs:17`.
    pub place: Option<String>,
    /// The method of the request.
    pub method: String,
    /// The path of the route.
    pub path: String,
    /// The status with which it answered.
    pub status: u16,
    /// What it did not do.
    pub duties: Vec<Duty>,
}

impl Unchecked {
    /// Whether an answer with this status is one. An answer that tells of a failure needs no check, and
    /// without a duty that was dropped undone there was nothing to do.
    #[must_use]
    pub const fn is(status: u16, duties: &[Duty]) -> bool {
        status < FAILURES && !duties.is_empty()
    }

    /// Sends an event of `tracing` for each duty, with the target `permit::unchecked`, at level `ERROR`.
    pub fn report(&self) {
        for duty in &self.duties {
            tracing::error!(
                target: "permit::unchecked",
                action = duty.action(),
                guard = match duty {
                    Duty::Check(_) => "asks",
                    Duty::List(_) => "lists",
                },
                handler = self.handler,
                method = self.method,
                path = self.path,
                place = self.place,
                status = self.status,
                "{}", Undone(*duty)
            );
        }
    }
}

/// For logs and for developers.
impl fmt::Display for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: handler `{}`",
            self.method, self.path, self.handler
        )?;
        if let Some(place) = &self.place {
            write!(f, " ({place})")?;
        }
        write!(f, " answered {}", self.status)?;
        for duty in &self.duties {
            write!(f, "\n  {}", Undone(*duty))?;
        }
        Ok(())
    }
}

/// What a handler did not do, and what to write.
struct Undone(Duty);

impl fmt::Display for Undone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (undone, instead) = match self.0 {
            Duty::Check(_) => ("never checks it", "ask.nothing_to_check(\"why\")"),
            Duty::List(_) => (
                "puts its scope into no query",
                "scope.nothing_to_list(\"why\")",
            ),
        };
        write!(
            f,
            "it {} and {undone}; if that is right, say `{instead}`",
            self.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Duty, OnUnchecked, Unchecked};

    fn unchecked() -> Unchecked {
        Unchecked {
            handler: "shop::edit".to_owned(),
            place: Some("src/shop.rs:7".to_owned()),
            method: "POST".to_owned(),
            path: "/items/{id}".to_owned(),
            status: 303,
            duties: vec![Duty::Check("edit_item"), Duty::List("view_item")],
        }
    }

    #[test]
    fn an_answer_below_400_needs_the_check_and_any_other_does_not() {
        let duties = [Duty::Check("edit_item")];
        for status in [101, 200, 204, 303, 399] {
            assert!(Unchecked::is(status, &duties), "{status}");
            assert!(!Unchecked::is(status, &[]), "{status}");
        }
        for status in [400, 404, 409, 422, 500, 503] {
            assert!(!Unchecked::is(status, &duties), "{status}");
        }
    }

    #[test]
    fn the_caller_is_told_the_handler_only_where_the_application_says_so() {
        let unchecked = unchecked();
        assert_eq!(OnUnchecked::Log.replaces(&unchecked), None);
        let failed = OnUnchecked::Fail.replaces(&unchecked);
        assert_eq!(failed.as_deref(), Some("Internal Server Error\n"));
        let explained = OnUnchecked::Explain.replaces(&unchecked);
        assert_eq!(
            explained.as_deref(),
            Some(
                "POST /items/{id}: handler `shop::edit` (src/shop.rs:7) answered 303\n  \
                 it asks `edit_item` and never checks it; if that is right, say `ask.nothing_to_check(\"why\")`\n  \
                 it lists `view_item` and puts its scope into no query; if that is right, say `scope.nothing_to_list(\"why\")`\n"
            )
        );
    }

    #[test]
    fn without_a_setting_a_build_with_debug_assertions_explains_and_any_other_logs() {
        let expected = if cfg!(debug_assertions) {
            OnUnchecked::Explain
        } else {
            OnUnchecked::Log
        };
        assert_eq!(OnUnchecked::default(), expected);
    }
}
