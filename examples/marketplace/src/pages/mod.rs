//! The pages. They do not offer what the caller may not do, and the endpoints refuse it as well.
//!
//! The only style is the one in `style/`, and the only scripts are those in `script/`. Every page
//! also works without scripts. `cargo run -p marketplace --example interface` generates
//! `script/abilities.ts` and `script/abilities.js` from the catalogue.

pub mod accounts;
pub mod apps;
pub mod desk;
mod forms;
mod frame;
pub mod items;
pub mod login;
pub mod orders;
mod paging;
mod reason;
pub mod settings;

use maud::{Markup, html};
use permit_axum::RefusalView;

use self::forms::press;

pub use self::{
    frame::{Frame, Place},
    reason::reason,
};

/// The style of every page.
pub const STYLE: &str = concat!(
    include_str!("style/frame.css"),
    include_str!("style/content.css"),
);

/// The scripts, by name.
pub const SCRIPTS: [(&str, &str); 3] = [
    ("abilities.js", include_str!("script/abilities.js")),
    ("offers.js", include_str!("script/offers.js")),
    ("page.js", include_str!("script/page.js")),
];

/// The script with this name.
#[must_use]
pub fn script(file: &str) -> Option<&'static str> {
    let mut scripts = SCRIPTS.into_iter();
    scripts
        .find(|(name, _)| *name == file)
        .map(|(_, script)| script)
}

/// The icon of every page.
pub const ICON: &str = include_str!("icon.svg");

/// The page of a failure.
#[must_use]
pub fn trouble(title: &str, detail: &str) -> Markup {
    let back = html! { a.button href="/" { "Back to the marketplace" } };
    message(title, detail, &html! { p { (back) } })
}

/// The page of a refusal.
#[must_use]
pub fn refusal(refusal: &RefusalView) -> Markup {
    let said = refusal.reason.as_deref().and_then(reason);
    match refusal.status {
        401 => {
            let sign_in = html! { a.button.primary href="/login" { "Sign in" } };
            message(
                "Please sign in",
                "You need an account for this.",
                &html! { p { (sign_in) } },
            )
        }
        403 if refusal.impersonation => {
            let detail = said.unwrap_or("You may not act as this user.");
            message("Not allowed", detail, &ways_out())
        }
        403 => trouble(
            "Not allowed",
            said.unwrap_or("Your account may not do this."),
        ),
        404 => trouble(
            "Not found",
            "This page does not exist, or you may not see it.",
        ),
        _ => trouble(
            "Please try again",
            "This cannot be decided right now. Please try again.",
        ),
    }
}

/// The buttons for a caller whose impersonation is refused, and with it every request. They need the
/// session alone.
fn ways_out() -> Markup {
    html! {
        div.actions {
            (press("/impersonation/end", "Stop acting as another user", "primary", None))
            (press("/logout", "Sign out", "plain", None))
        }
    }
}

/// A page with one message, and what can be done next.
fn message(title: &str, detail: &str, next: &Markup) -> Markup {
    frame::bare(
        title,
        &html! {
            section.message {
                h1 { (title) }
                p { (detail) }
                (next)
            }
        },
    )
}
