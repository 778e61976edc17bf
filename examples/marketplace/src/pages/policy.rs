//! What operators open and block, on one page that also works without scripts.

use maud::{Markup, html};
use permit_live::{Held, Kind, Status};

use super::{
    Frame, Place,
    forms::{self, Line},
};
use crate::{
    domain::{Mistakes, Moment},
    policy::{EVERY, Ending, PolicyForm, actions, user_types},
};

/// What is opened and blocked, and the forms that change it.
#[must_use]
pub fn show(frame: &Frame, status: &Status, form: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let content = html! {
        h1 { "Operations" }
        p {
            "What is blocked or opened here counts for everyone within about a second, in every process of "
            "the marketplace. A block always wins. Every change is in the history, with its reason."
        }
        (wrong(form, mistakes))
        h2 { "In force beside the code" }
        @if status.entries.is_empty() {
            p.quiet { "Nothing is blocked or opened: the code alone decides." }
        }
        @for entry in &status.entries { (held(frame, status, entry)) }
        h2 { "Block" }
        p.quiet { "Deny something at once: to everyone, or to some." }
        (frame.form("/policy", "panel", &block(status, form, mistakes)))
        h2 { "Open" }
        p.quiet { "Allow more than the code does. What an action requires stays required." }
        (frame.form("/policy", "panel", &open(status, form, mistakes)))
        h2 { "Processes" }
        ul { @for process in &status.processes {
            li {
                (process.name) " " (process.version) " obeys change " (process.applied) " of "
                (status.revision) ", seen " (Moment::from(process.seen))
                @if let Some(alarm) = &process.alarm { " " span.badge.bad { (alarm) } }
            }
        } }
    };
    frame.page(Place::Operations, "Operations", &content)
}

/// The notice above the forms. The small forms that lift something have no fields to mark.
fn wrong(form: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let marked =
        matches!(form.change.as_str(), "block" | "open") && mistakes.of("conflict").is_none();
    html! {
        @if marked {
            (forms::summary(mistakes))
        } @else {
            @for (_, words) in mistakes.iter() { p.notice.bad role="alert" { (words) } }
        }
    }
}

/// A block or an open, and the form that lifts it.
fn held(frame: &Frame, status: &Status, entry: &Held) -> Markup {
    let (change, words) = match entry.kind {
        Kind::Block => ("unblock", "Lift the block"),
        Kind::Open => ("close", "Close again"),
    };
    let reason = format!("reason-{change}-{}", entry.name.replace(['/', '*'], "-"));
    let lift = html! {
        (carried(status, change))
        input type="hidden" name="target" value=(entry.name);
        div.field {
            label for=(reason) { "Why" }
            input id=(reason) name="reason" required autocomplete="off";
        }
        div.actions { button type="submit" { (words) } }
    };
    html! {
        section.panel aria-label={ (entry.kind.word()) " " (entry.name) } {
            p {
                @match entry.kind {
                    Kind::Block => span.badge.bad { "blocked" },
                    Kind::Open => span.badge { "open beyond the code" },
                }
                " " code { (entry.name) } " "
                @match entry.until {
                    Some(end) => { "until " (Moment::from(end)) }
                    None => "until it is lifted",
                }
                " – " (entry.standing)
            }
            @if let Some(rule) = &entry.rule {
                p { code { (rule) } ", where the code says " code { (entry.over.as_deref().unwrap_or_default()) } }
            }
            @if let Some(message) = &entry.message { p { "Callers are told: " q { (message) } } }
            p.quiet { "By " (entry.actor) ", " (Moment::from(entry.at)) ": " (entry.reason) }
            (frame.form("/policy", "", &lift))
        }
    }
}

fn block(status: &Status, form: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let (form, mistakes) = own(form, mistakes, "block");
    let message = Line {
        name: "message",
        label: "Message",
        value: &form.message,
        hint: "Callers are told this. Leave it empty to tell them nothing.",
        keyboard: "text",
    };
    html! {
        (carried(status, "block"))
        input type="hidden" name="request" value=(form.request);
        (choice("action", "block", "Action", actions(), Some("Every action"), &form.action))
        (choice("user_type", "block", "Account type", user_types(), Some("Every account type"), &form.user_type))
        (forms::about("action", "All of one of them, or one cell.", mistakes.of("action")))
        (message.show(&mistakes))
        (ends("block", &form, &mistakes))
        (why("block", &form, &mistakes))
        div.actions { button.primary type="submit" { "Block" } }
    }
}

fn open(status: &Status, form: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let (form, mistakes) = own(form, mistakes, "open");
    let rule = Line {
        name: "rule",
        label: "Rule",
        value: if form.rule.is_empty() {
            "allow"
        } else {
            &form.rule
        },
        hint: "The whole rule: allow, or allow if conditions of the action, as in: allow if owner",
        keyboard: "text",
    };
    html! {
        (carried(status, "open"))
        (choice("action", "open", "Action", actions(), None, &form.action))
        (choice("user_type", "open", "Account type", user_types(), None, &form.user_type))
        (forms::about("open-action", "One cell.", mistakes.of("action")))
        (rule.show(&mistakes))
        (ends("open", &form, &mistakes))
        (why("open", &form, &mistakes))
        div.actions { button.primary type="submit" { "Open" } }
    }
}

/// What was sent with this form, or an empty one.
fn own(form: &PolicyForm, mistakes: &Mistakes, change: &str) -> (PolicyForm, Mistakes) {
    if form.change == change {
        (form.clone(), mistakes.clone())
    } else {
        let empty = PolicyForm {
            request: form.request.clone(),
            ..PolicyForm::default()
        };
        (empty, Mistakes::default())
    }
}

/// What every form of the page sends.
fn carried(status: &Status, change: &str) -> Markup {
    html! {
        input type="hidden" name="change" value=(change);
        input type="hidden" name="seen" value=(status.revision);
    }
}

fn choice<'a>(
    name: &str,
    form: &str,
    label: &str,
    all: impl Iterator<Item = (&'a str, &'a str)>,
    every: Option<&str>,
    chosen: &str,
) -> Markup {
    let id = format!("{form}-{name}");
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                @if let Some(every) = every {
                    option value=(EVERY) selected[chosen == EVERY] { (every) }
                }
                @for (value, words) in all {
                    option value=(value) selected[chosen == value] { (words) " (" (value) ")" }
                }
            }
        }
    }
}

fn ends(form: &str, sent: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let id = format!("{form}-ends");
    html! {
        div.field {
            label for=(id) { "Ends" }
            select id=(id) name="ends" {
                @for one in Ending::ALL {
                    option value=(one.key) selected[sent.ends == one.key] { (one.label) }
                }
            }
            (forms::about(&id, "To the second.", mistakes.of("ends")))
        }
    }
}

fn why(form: &str, sent: &PolicyForm, mistakes: &Mistakes) -> Markup {
    let (id, wrong) = (format!("{form}-reason"), mistakes.of("reason"));
    html! {
        div.field {
            label for=(id) { "Why" }
            input id=(id) name="reason" value=(sent.reason) autocomplete="off" required
                aria-invalid=[wrong.map(|_| "true")] aria-describedby={ (id) "-about" };
            (forms::about(&id, "The history shows it.", wrong))
        }
    }
}
