//! The pages of refusals and of other failures. They keep the navigation and say who the caller is.

use maud::{Markup, html};
use permit_axum::RefusalView;

use super::{Frame, Place, forms, frame, reason, title};
use crate::domain::Identity;

/// The page of a failure that is not a refusal.
#[must_use]
pub fn trouble(frame: &Frame, title: &str, detail: &str, explained: Option<&str>) -> Markup {
    let content = message(title, &html! { p { (detail) } }, &back(), explained);
    frame.page(Place::Elsewhere, title, &content)
}

/// The same if the caller is not known.
#[must_use]
pub fn bare(title: &str, detail: &str) -> Markup {
    frame::bare(
        title,
        &message(title, &html! { p { (detail) } }, &back(), None),
    )
}

/// The page of a refusal: what was asked for, and the public reason. `explained` is more than the caller
/// may know, so only the demonstration has it.
#[must_use]
pub fn refusal(frame: &Frame, refusal: &RefusalView, explained: Option<&str>) -> Markup {
    let said = refusal.reason.as_deref().and_then(reason);
    // An operator wrote the message for the callers whom a block denies.
    let said = said.or(refusal.message());
    let (heading, detail) = match refusal.status {
        401 => (
            "Please sign in",
            said.unwrap_or("You need an account for this."),
        ),
        403 => ("Not allowed", said.unwrap_or(not_allowed(frame))),
        _ => (
            "Please try again",
            "This cannot be decided right now. Please try again.",
        ),
    };
    let what = html! {
        @if let Some(asked) = refusal.action.and_then(title) {
            p.asked { "You asked for: " strong { (asked) } }
        }
        p { (detail) }
    };
    let next = if refusal.asks_to_sign_in() {
        html! { p { a.button.primary href="/login" { "Sign in" } } }
    } else {
        back()
    };
    let content = message(heading, &what, &next, explained);
    frame.page(Place::Elsewhere, heading, &content)
}

fn not_allowed(frame: &Frame) -> &'static str {
    if frame.who.impersonation().is_some() {
        "You act as another user, to see what this user sees. What changes something you do in your own \
         name, or not at all."
    } else {
        "Your account may not do this."
    }
}

/// The page for a caller whom permit refuses whatever is asked for: a member of support whose impersonation
/// is no longer allowed. It needs the session alone.
#[must_use]
pub fn refused_caller(caller: Identity, refusal: &RefusalView) -> Markup {
    let said = refusal.reason.as_deref().and_then(reason);
    let next = html! {
        div.actions {
            (forms::press(caller, "/impersonation/end", "Stop acting as another user", "primary", None))
            (forms::press(caller, "/logout", "Sign out", "plain", None))
        }
    };
    let detail = said.unwrap_or("You may not act as this user.");
    let content = message("Not allowed", &html! { p { (detail) } }, &next, None);
    frame::bare("Not allowed", &content)
}

fn back() -> Markup {
    html! { p { a.button href="/" { "Back to the marketplace" } } }
}

/// One message, and what can be done next.
fn message(title: &str, what: &Markup, next: &Markup, explained: Option<&str>) -> Markup {
    html! {
        section.message {
            h1 { (title) }
            (what)
            (next)
        }
        @if let Some(explained) = explained {
            section.explained aria-labelledby="why" {
                h2 #why { "Why: shown only in this demonstration" }
                p {
                    "This is what " code { "Principal::explain" } " says. It names rules and conditions, and "
                    "may tell of what is hidden. With " code { "--production" } " the page ends above."
                }
                pre tabindex="0" { (explained) }
            }
        }
    }
}
