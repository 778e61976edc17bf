//! Third-party applications that act for users.

use maud::{Markup, html};

use super::{
    Frame, Place,
    forms::{Line, summary},
    title,
};
use crate::{
    database::apps::NewApp,
    domain::{Account, AppForm, ConnectedApp, Mistakes, Token},
    permissions::acting::scopes,
};

/// The connected applications of an account, and the form to connect another.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The account.
    pub account: &'a Account,
    /// Its connected applications.
    pub apps: &'a [ConnectedApp],
    /// The form, as it was entered.
    pub form: &'a AppForm,
}

impl Page<'_> {
    /// The whole page.
    #[must_use]
    pub fn show(&self, frame: &Frame, mistakes: &Mistakes) -> Markup {
        let now = frame.who.now().into();
        let content = html! {
            p.path { a href={ "/accounts/" (self.account.id) } { (self.account.name) } }
            h1 { "Connected applications" }
            @if self.apps.is_empty() {
                p.empty { "No application is connected." }
            }
            @for app in self.apps {
                section.panel {
                    h2 { (app.name) }
                    dl {
                        dt { "Connected" } dd { (app.connected_at) }
                        dt { "Expires" } dd {
                            (app.expires_at)
                            @if app.expires_at <= now { " " span.badge.bad { "Expired" } }
                        }
                    }
                    p { "It may do this for you, but only if you may do it yourself:" }
                    (descriptions(app.consent().actions()))
                    div.actions {
                        (frame.press(&format!("/apps/{}/disconnection", app.id), "Disconnect", "danger", None))
                    }
                }
            }
            (self.connect(frame, mistakes))
        };
        frame.page(Place::Account, "Connected applications", &content)
    }

    fn connect(&self, frame: &Frame, mistakes: &Mistakes) -> Markup {
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
            hint: "What the application asks for, separated by spaces: items:read orders:read",
            keyboard: "text",
        };
        let days = Line {
            name: "days",
            label: "Number of days",
            value: &self.form.days,
            hint: "Its token expires after this time",
            keyboard: "numeric",
        };
        let content = html! {
            h2 { "Connect an application" }
            (summary(mistakes))
            (name.show(mistakes))
            (scope.show(mistakes))
            details {
                summary { "Available scopes" }
                @for (scope, keys) in scopes().iter() {
                    h3 { code { (scope) } }
                    (descriptions(keys.iter().copied()))
                }
            }
            (days.show(mistakes))
            div.actions { button.primary type="submit" { "Connect" } }
        };
        let action = format!("/accounts/{}/apps", self.account.id);
        frame.form(&action, "panel", &content)
    }
}

/// Shows the token, once, and what was granted.
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
            p { "Give it to the application now. It is shown once and cannot be looked up later." }
            code.secret { (token.reveal()) }
        }
        @if !unknown.is_empty() {
            p.notice role="status" {
                "These scopes do not exist and grant nothing: "
                @for (index, scope) in unknown.iter().enumerate() {
                    @if index > 0 { ", " }
                    code { (scope) }
                }
            }
        }
        section.panel {
            h2 { "What it may do for you" }
            (descriptions(app.consent.actions()))
            p { "It may do this until " (app.expires_at) ", and only if you may do it yourself." }
        }
    };
    frame.page(Place::Account, "Connected", &content)
}

/// What the actions are. A key that the catalogue no longer has grants nothing, and is left out.
fn descriptions<'k>(keys: impl Iterator<Item = &'k str>) -> Markup {
    html! {
        ul { @for title in keys.filter_map(title) { li { (title) } } }
    }
}
