//! What a refusal tells its caller: no more than a caller may know.

use permit_runtime::Refused;

const UNAUTHORIZED: u16 = 401;
const FORBIDDEN: u16 = 403;
const NOT_FOUND: u16 = 404;
const SERVICE_UNAVAILABLE: u16 = 503;

/// What a refusal tells.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalView {
    /// 401 when nobody is known, 403 when somebody is, 404 when the action hides what it is about,
    /// 503 when it cannot be decided.
    pub status: u16,
    /// The key of the action that was refused; `None` when that would tell what is hidden.
    pub action: Option<&'static str>,
    /// The public reason code of a condition that `says` one.
    pub reason: Option<&'static str>,
}

impl RefusalView {
    /// That of a refusal.
    #[must_use]
    pub fn of(refused: &Refused) -> Self {
        let (status, reason) = match refused {
            Refused::Denied(reason) if reason.is_anonymous() => (UNAUTHORIZED, reason.code()),
            Refused::Denied(reason) => (FORBIDDEN, reason.code()),
            // A refusal of a kind that is new to this crate is no consent, and no verdict either.
            _ => (SERVICE_UNAVAILABLE, None),
        };
        Self {
            status,
            action: Some(refused.action()),
            reason,
        }
    }

    /// Nobody is known, whatever was asked.
    #[must_use]
    pub const fn signed_out() -> Self {
        Self::silent(UNAUTHORIZED)
    }

    /// There is nothing, or nothing that the caller may know of.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::silent(NOT_FOUND)
    }

    const fn silent(status: u16) -> Self {
        Self {
            status,
            action: None,
            reason: None,
        }
    }

    /// Whether signing in may help.
    #[must_use]
    pub const fn asks_to_sign_in(&self) -> bool {
        self.status == UNAUTHORIZED
    }

    /// The phrase of the status: `Forbidden`.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self.status {
            UNAUTHORIZED => "Unauthorized",
            FORBIDDEN => "Forbidden",
            NOT_FOUND => "Not Found",
            SERVICE_UNAVAILABLE => "Service Unavailable",
            _ => "Refused",
        }
    }

    /// A sentence for people.
    #[must_use]
    pub fn detail(&self) -> String {
        let what = match self.status {
            UNAUTHORIZED => "sign in to do this",
            FORBIDDEN => "you may not do this",
            NOT_FOUND => "there is nothing here",
            _ => "this cannot be decided now",
        };
        match self.reason {
            Some(reason) => format!("{what}: {reason}"),
            None => what.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FORBIDDEN, RefusalView, SERVICE_UNAVAILABLE};

    #[test]
    fn each_status_has_its_phrase_and_its_sentence() {
        let told = [
            RefusalView::signed_out(),
            RefusalView::silent(FORBIDDEN),
            RefusalView::not_found(),
            RefusalView::silent(SERVICE_UNAVAILABLE),
        ];
        let told = told.map(|view| (view.status, view.title(), view.detail()));
        let expected = [
            (401, "Unauthorized", "sign in to do this"),
            (403, "Forbidden", "you may not do this"),
            (404, "Not Found", "there is nothing here"),
            (503, "Service Unavailable", "this cannot be decided now"),
        ];
        assert_eq!(
            told,
            expected.map(|(status, title, detail)| (status, title, detail.to_owned()))
        );
    }
}
