//! The pages. They do not offer what a user may not do; the endpoints refuse it all the same.
//!
//! No style but the one from `style/`, and no script but those from `script/`, without which every
//! page works as well. `script/abilities.ts` and `script/abilities.js` are written by
//! `cargo run -p marketplace --example interface`, from the catalogue.

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

pub use self::{
    frame::{Frame, Place},
    reason::reason,
};

/// The style of every page.
pub const STYLE: &str = concat!(
    include_str!("style/frame.css"),
    include_str!("style/content.css"),
);

/// The scripts, by their names.
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

/// The picture beside the name of a page.
pub const ICON: &str = include_str!("icon.svg");

/// The page of a failure.
#[must_use]
pub fn trouble(title: &str, detail: &str) -> Markup {
    frame::bare(
        title,
        &html! {
            section.message {
                h1 { (title) }
                p { (detail) }
                p { a.button href="/" { "To the marketplace" } }
            }
        },
    )
}

/// The page of a refusal.
#[must_use]
pub fn refusal(refusal: &RefusalView) -> Markup {
    if refusal.status == 401 {
        let content = html! {
            section.message {
                h1 { "Please sign in" }
                p { "This is for people with an account." }
                p { a.button.primary href="/login" { "Sign in" } }
            }
        };
        return frame::bare("Please sign in", &content);
    }
    let (title, detail) = match refusal.status {
        403 => ("Not allowed", refusal.reason.and_then(reason)),
        _ => ("Please try again", None),
    };
    trouble(title, detail.unwrap_or("Your account may not do this."))
}
