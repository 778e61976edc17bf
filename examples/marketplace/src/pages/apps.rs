//! Applications of third parties that act for somebody.

use maud::{Markup, html};
use permit::Permissions;

use super::{
    Frame, Place,
    forms::{Line, press, summary},
};
use crate::{
    database::apps::NewApp,
    domain::{Account, AppForm, ConnectedApp, Mistakes, Token, User},
    permissions::acting::scopes,
};

/// What an account is connected to, and the form for another.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Whose.
    pub account: &'a Account,
    /// Those that there are.
    pub apps: &'a [ConnectedApp],
    /// As it was typed in.
    pub form: &'a AppForm,
}

impl Page<'_> {
    /// It.
    #[must_use]
    pub fn show(&self, frame: &Frame, mistakes: &Mistakes) -> Markup {
        let now = frame.who.now().into();
        let content = html! {
            p.path { a href={ "/accounts/" (self.account.id) } { (self.account.name) } }
            h1 { "Connected applications" }
            @if self.apps.is_empty() {
                p.empty { "No application acts for you." }
            }
            @for app in self.apps {
                section.panel {
                    h2 { (app.name) }
                    dl {
                        dt { "Connected" } dd { (app.connected_at) }
                        dt { "Until" } dd {
                            (app.expires_at)
                            @if app.expires_at <= now { " " span.badge.bad { "Over" } }
                        }
                    }
                    p { "It may do this for you, as far as you may do it:" }
                    (descriptions(app.consent().actions()))
                    div.actions {
                        (press(&format!("/apps/{}/disconnection", app.id), "Disconnect", "danger", None))
                    }
                }
            }
            (self.connect(mistakes))
        };
        frame.page(Place::Account, "Connected applications", &content)
    }

    fn connect(&self, mistakes: &Mistakes) -> Markup {
        let name = Line {
            name: "name",
            label: "Name",
            value: &self.form.name,
            hint: "What you call the application",
            keyboard: "text",
        };
        let scope = Line {
            name: "scope",
            label: "Scopes",
            value: &self.form.scope,
            hint: "What the application asks for, with spaces between: items:read orders:read",
            keyboard: "text",
        };
        let days = Line {
            name: "days",
            label: "For how many days",
            value: &self.form.days,
            hint: "Then its token ends by itself",
            keyboard: "numeric",
        };
        html! {
            form.panel method="post" action={ "/accounts/" (self.account.id) "/apps" } {
                h2 { "Connect an application" }
                (summary(mistakes))
                (name.show(mistakes))
                (scope.show(mistakes))
                details {
                    summary { "The scopes that there are" }
                    @for (scope, keys) in scopes().iter() {
                        h3 { code { (scope) } }
                        (descriptions(keys.iter().copied()))
                    }
                }
                (days.show(mistakes))
                div.actions { button.primary type="submit" { "Connect" } }
            }
        }
    }
}

/// The token, once, and what was granted.
#[must_use]
pub fn connected(
    frame: &Frame,
    account: &Account,
    app: &NewApp<'_>,
    token: &Token,
    unknown: &[String],
) -> Markup {
    let content = html! {
        p.path { a href={ "/accounts/" (account.id) "/apps" } { "Connected applications" } }
        h1 { (app.name) " is connected" }
        section.panel {
            h2 { "Its token" }
            p { "Give it to the application now. It is shown this once, and nobody can look it up." }
            code.secret { (token.reveal()) }
        }
        @if !unknown.is_empty() {
            p.notice role="status" {
                "There are no such scopes, and they grant nothing: "
                @for (index, scope) in unknown.iter().enumerate() {
                    @if index > 0 { ", " }
                    code { (scope) }
                }
            }
        }
        section.panel {
            h2 { "What it may do for you" }
            (descriptions(app.consent.actions()))
            p { "Until " (app.expires_at) ", and never more than you may do yourself." }
        }
    };
    frame.page(Place::Account, "Connected", &content)
}

/// Actions, each in the first sentence of the catalogue. A key that it does not have any more
/// grants nothing.
fn descriptions<'k>(keys: impl Iterator<Item = &'k str>) -> Markup {
    let tables = keys.filter_map(|key| User::ACTIONS.iter().find(|table| table.key == key));
    let sentences = tables.filter_map(|table| table.description.split(". ").next());
    html! {
        ul { @for sentence in sentences { li { (sentence.trim_end_matches('.')) } } }
    }
}
