//! Settings.

use maud::{Markup, html};

use super::{
    Frame, Place,
    forms::{Line, tick},
};
use crate::domain::{FLAGS, Mistakes, Settings};

/// The notice, and the feature flags.
#[must_use]
pub fn show(frame: &Frame, settings: &Settings) -> Markup {
    let notice = Line {
        name: "notice",
        label: "Notice",
        value: &settings.notice,
        hint: "Every page shows it at the top. Leave it empty for no notice.",
        keyboard: "text",
    };
    let form = html! {
        (notice.show(&Mistakes::default()))
        fieldset {
            legend { "Experiments" }
            @for flag in FLAGS {
                (tick(flag.name, flag.about, settings.flags.get(flag.name) == Some(&true)))
            }
        }
        div.actions { button.primary type="submit" { "Save" } }
    };
    let content = html! {
        h1 { "Settings" }
        (frame.form("/settings", "panel", &form))
    };
    frame.page(Place::Settings, "Settings", &content)
}
