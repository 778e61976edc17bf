//! What a refusal tells its caller: nothing that the caller may not know.

use std::sync::Arc;

use permit_runtime::{
    Refused,
    acting::NotAdmitted,
    policy::Block,
    refusal::{Cause, Denial},
};

const UNAUTHORIZED: u16 = 401;
const FORBIDDEN: u16 = 403;
const NOT_FOUND: u16 = 404;
const SERVICE_UNAVAILABLE: u16 = 503;

/// What a refusal tells.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalView {
    /// 401 for an anonymous caller, 403 for a known one (also for one without a user type), 404 when the
    /// caller may not know of the context, 503 when it cannot be decided now.
    pub status: u16,
    /// The key of the action that was refused; `None` when that would tell of a hidden context.
    pub action: Option<&'static str>,
    /// The public reason code of a condition that `says` one.
    pub reason: Option<Box<str>>,
    /// The block of the policy that denied, whose message is for the caller.
    pub block: Option<Arc<Block>>,
    /// Whether an impersonation was refused, and not what the caller asked for. Every request of the
    /// caller is then refused, so a page offers to end the impersonation.
    pub impersonation: bool,
    /// Whether the caller acts under a consent that does not cover the action, or not at the place of
    /// the context. A token with this consent is not enough; another may be.
    pub beyond_consent: bool,
}

impl RefusalView {
    /// That of a refusal.
    #[must_use]
    pub fn of(refused: &Refused) -> Self {
        match refused {
            Refused::Denied(denial) if denial.is_hidden() => Self::not_found(),
            Refused::Denied(denial) => Self {
                action: refused.action(),
                reason: denial.code().map(Box::from),
                block: denial.block().cloned(),
                beyond_consent: is_beyond_consent(denial),
                ..Self::silent(if denial.is_anonymous() {
                    UNAUTHORIZED
                } else {
                    FORBIDDEN
                })
            },
            // Neither is consent: it cannot be decided now, and a kind that is new to this crate.
            Refused::Indeterminate(_) | _ => Self {
                action: refused.action(),
                ..Self::silent(SERVICE_UNAVAILABLE)
            },
        }
    }

    /// That of a caller without a principal: it may not impersonate the subject. It is never
    /// [`not_found`](Self::not_found), because the caller did not ask for the subject in this request.
    #[must_use]
    pub fn not_admitted(not: &NotAdmitted) -> Self {
        let view = match not {
            NotAdmitted::Refused(refused) => Self::of(refused),
            _ => Self::forbidden(),
        };
        let view = if view.is_not_found() {
            Self::forbidden()
        } else {
            view
        };
        Self {
            impersonation: true,
            beyond_consent: false,
            ..view
        }
    }

    /// The caller is anonymous, and only known callers are answered.
    #[must_use]
    pub const fn signed_out() -> Self {
        Self::silent(UNAUTHORIZED)
    }

    /// The caller may not, whatever the action is.
    #[must_use]
    pub const fn forbidden() -> Self {
        Self::silent(FORBIDDEN)
    }

    /// The context does not exist, or the caller may not know that it does.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::silent(NOT_FOUND)
    }

    const fn silent(status: u16) -> Self {
        Self {
            status,
            action: None,
            reason: None,
            block: None,
            impersonation: false,
            beyond_consent: false,
        }
    }

    /// Whether it is a denial that the caller is told, and not something that cannot be decided now or
    /// that is answered as [`not_found`](Self::not_found).
    #[must_use]
    pub const fn is_denial(&self) -> bool {
        matches!(self.status, UNAUTHORIZED | FORBIDDEN)
    }

    /// Whether it says that there is nothing, which is the same for a context that does not exist and
    /// for one that the caller may not know of.
    #[must_use]
    pub const fn is_not_found(&self) -> bool {
        self.status == NOT_FOUND
    }

    /// Whether signing in may help.
    #[must_use]
    pub const fn asks_to_sign_in(&self) -> bool {
        self.status == UNAUTHORIZED
    }

    /// The phrase of the status: `Forbidden`.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self.phrase() {
            Some(phrase) => phrase,
            None => "Refused",
        }
    }

    /// The same, unless the status is none of permit's.
    pub(crate) const fn phrase(&self) -> Option<&'static str> {
        match self.status {
            UNAUTHORIZED => Some("Unauthorized"),
            FORBIDDEN => Some("Forbidden"),
            NOT_FOUND => Some("Not Found"),
            SERVICE_UNAVAILABLE => Some("Service Unavailable"),
            _ => None,
        }
    }

    /// The message of a block: an operator wrote it for the callers whom the block denies.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.block.as_deref().and_then(Block::told)
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
        match self.reason.as_deref().or(self.message()) {
            Some(public) => format!("{what}: {public}"),
            None => what.to_owned(),
        }
    }
}

/// An ended consent is not among them: that is a matter of the token, which has ended as well.
fn is_beyond_consent(denial: &Denial) -> bool {
    let causes = matches!(
        denial.cause(),
        Cause::NotConsented | Cause::PlaceNotConsented
    );
    causes && !denial.is_anonymous()
}

#[cfg(test)]
mod tests {
    use super::{RefusalView, SERVICE_UNAVAILABLE};

    #[test]
    fn each_status_has_its_phrase_and_its_sentence() {
        let told = [
            RefusalView::signed_out(),
            RefusalView::forbidden(),
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
