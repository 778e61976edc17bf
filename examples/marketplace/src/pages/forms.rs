//! The parts that forms are made of.

use maud::{Markup, html};

use crate::domain::{Identity, Mistakes};

/// A text field of one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) name: &'static str,
    pub(super) label: &'a str,
    pub(super) value: &'a str,
    pub(super) hint: &'a str,
    /// Which keyboard a phone shows: `text`, `numeric` or `decimal`.
    pub(super) keyboard: &'static str,
}

impl Line<'_> {
    pub(super) fn show(&self, mistakes: &Mistakes) -> Markup {
        let wrong = mistakes.of(self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                input id=(self.name) name=(self.name) value=(self.value) autocomplete="off"
                    inputmode=(self.keyboard)
                    aria-invalid=[wrong.map(|_| "true")]
                    aria-describedby={ (self.name) "-about" };
                (about(self.name, self.hint, wrong))
            }
        }
    }
}

/// A text field of several lines.
pub(super) fn lines(
    name: &'static str,
    label: &str,
    value: &str,
    hint: &str,
    mistakes: &Mistakes,
) -> Markup {
    let wrong = mistakes.of(name);
    html! {
        div.field {
            label for=(name) { (label) }
            textarea id=(name) name=(name) rows="5"
                aria-invalid=[wrong.map(|_| "true")]
                aria-describedby={ (name) "-about" } { (value) }
            (about(name, hint, wrong))
        }
    }
}

/// A checkbox.
pub(super) fn tick(name: &str, label: &str, ticked: bool) -> Markup {
    html! {
        div.tick {
            input type="checkbox" id=(name) name=(name) value="yes" checked[ticked];
            label for=(name) { (label) }
        }
    }
}

/// The text below a field: how to fill it in, or what is wrong with it.
pub(super) fn about(name: &str, hint: &str, wrong: Option<&str>) -> Markup {
    html! {
        p.about id={ (name) "-about" } .wrong[wrong.is_some()] {
            @match wrong {
                Some(words) => { strong { "Please fix this: " } (words) }
                None => (hint),
            }
        }
    }
}

/// A form. Every form is written here, so that each says for whom it was made: see [`Identity`].
pub(super) fn form(made_for: Identity, action: &str, class: &str, content: &Markup) -> Markup {
    html! {
        form method="post" action=(action) class=[Some(class).filter(|class| !class.is_empty())] {
            input type="hidden" name=(Identity::FIELD) value=(made_for);
            (content)
        }
    }
}

/// A button that sends a form at once.
pub(super) fn press(
    made_for: Identity,
    action: &str,
    words: &str,
    kind: &str,
    says: Option<(&str, &str)>,
) -> Markup {
    let content = html! {
        @if let Some((name, value)) = says {
            input type="hidden" name=(name) value=(value);
        }
        button.(kind) type="submit" { (words) }
    };
    form(made_for, action, "", &content)
}

/// The notice at the top of a form that was not accepted.
pub(super) fn summary(mistakes: &Mistakes) -> Markup {
    html! {
        @if !mistakes.is_empty() {
            p.notice.bad role="alert" { "This was not saved. Please check the marked fields." }
        }
    }
}
