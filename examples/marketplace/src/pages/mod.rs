//! The pages. They do not offer what a user may not do; the endpoints refuse it all the same.
//!
//! No script, and no style but the one from `style/`.

pub mod accounts;
pub mod desk;
mod forms;
mod frame;
pub mod items;
pub mod login;
pub mod orders;
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
    let (title, detail) = match refusal.status.as_u16() {
        403 => ("Not allowed", refusal.reason.and_then(reason)),
        _ => ("Please try again", None),
    };
    trouble(title, detail.unwrap_or("Your account may not do this."))
}
