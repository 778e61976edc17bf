//! The pages. They do not offer what the caller may not do, and the endpoints refuse it as well.
//!
//! The only style is the one in `style/`, and the only scripts are those in `script/`. Every page
//! also works without scripts. `cargo run -p marketplace --example interface` generates
//! `script/abilities.ts` and `script/abilities.js` from the catalogue.

pub mod accounts;
pub mod apps;
pub mod desk;
pub mod failures;
mod forms;
mod frame;
pub mod items;
pub mod login;
pub mod matrix;
pub mod orders;
mod paging;
pub mod policy;
mod reason;
pub mod settings;

use permit::Permissions;

use crate::domain::User;

pub use self::{
    frame::{Frame, Place},
    reason::reason,
};

/// The style of every page.
pub const STYLE: &str = concat!(
    include_str!("style/frame.css"),
    include_str!("style/content.css"),
    include_str!("style/matrix.css"),
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

/// What an action is, for people: the first sentence of its description in the catalogue. A key that the
/// catalogue does not have is no action.
#[must_use]
pub fn title(key: &str) -> Option<&'static str> {
    let table = User::ACTIONS.iter().find(|table| table.key() == key)?;
    let sentence = table.description().split(". ").next()?;
    Some(sentence.trim_end_matches('.'))
}
