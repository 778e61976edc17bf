//! The frame of every page.

use maud::{DOCTYPE, Markup, html};
use permit::{Extent, Principal, acting::Impersonation};

use super::forms;
use crate::{
    domain::{Identity, Moment, User},
    permissions::{
        ChangeSettings, OpenSupportDesk, OperatePolicy, ViewMatrix, ViewOrder, items::PostItem,
    },
};

/// The caller that a page is made for, and the notice at the top of every page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The caller.
    pub who: Principal<User>,
    /// The notice from the settings.
    pub notice: String,
}

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of items.
    Items,
    /// The form for a new item.
    Sell,
    /// Orders.
    Orders,
    /// The caller's own account.
    Account,
    /// The support desk.
    Desk,
    /// What every user type may do.
    Permissions,
    /// What operators open and block.
    Operations,
    /// Settings.
    Settings,
    /// None of them.
    Elsewhere,
}

impl Frame {
    /// A form of this page.
    pub(super) fn form(&self, action: &str, class: &str, content: &Markup) -> Markup {
        forms::form(Identity::of(&self.who), action, class, content)
    }

    /// A button of this page that sends a form at once.
    pub(super) fn press(
        &self,
        action: &str,
        words: &str,
        kind: &str,
        says: Option<(&str, &str)>,
    ) -> Markup {
        forms::press(Identity::of(&self.who), action, words, kind, says)
    }

    /// A whole page.
    #[must_use]
    pub fn page(&self, place: Place, title: &str, content: &Markup) -> Markup {
        let suspended = self.who.subject().suspended;
        document(
            title,
            &html! {
                header.top {
                    a.brand href="/" { "Marketplace" }
                    (self.navigation(place))
                    (self.person())
                }
                @if let Some(impersonation) = self.who.impersonation() {
                    (self.acting(impersonation))
                }
                @if suspended || !self.notice.is_empty() {
                    section aria-label="Notices" {
                        @if !self.notice.is_empty() {
                            p.notice { (self.notice) }
                        }
                        @if suspended {
                            p.notice.bad {
                                "Your account is suspended. You can look around, but not do anything else."
                            }
                        }
                    }
                }
                main #content { (content) }
            },
        )
    }

    fn navigation(&self, here: Place) -> Markup {
        let who = &self.who;
        let own = who.subject().account;
        html! {
            nav aria-label="Main" {
                (entry("/", "Items", here == Place::Items))
                @if who.can(PostItem, &()) {
                    (entry("/items/new", "Sell", here == Place::Sell))
                }
                @if own.is_some() && self.sees_orders() {
                    (entry("/orders", "Orders", here == Place::Orders))
                }
                @if let Some(own) = own {
                    (entry(&format!("/accounts/{own}"), "Account", here == Place::Account))
                }
                @if who.can(OpenSupportDesk, &()) {
                    (entry("/support", "Support", here == Place::Desk))
                }
                @if who.can(ViewMatrix, &()) {
                    (entry("/permissions", "Permissions", here == Place::Permissions))
                }
                @if who.can(OperatePolicy, &()) {
                    (entry("/policy", "Operations", here == Place::Operations))
                }
                @if who.can(ChangeSettings, &()) {
                    (entry("/settings", "Settings", here == Place::Settings))
                }
            }
        }
    }

    /// Whether the list of orders may have any. Support that is suspended sees none.
    fn sees_orders(&self) -> bool {
        let scope = self.who.scope(ViewOrder);
        scope.is_ok_and(|scope| *scope.extent() != Extent::Nothing)
    }

    /// Who acts as whom, and the button that ends it.
    fn acting(&self, impersonation: &Impersonation<User>) -> Markup {
        let (actor, subject) = (impersonation.actor().subject(), self.who.subject());
        html! {
            section.acting aria-label="Acting as another user" {
                p {
                    strong { (actor.name) } " acts as " strong { (subject.name) }
                    " until " (Moment::from(impersonation.until())) "."
                }
                (self.press("/impersonation/end", &format!("Stop acting as {}", subject.name), "plain", None))
            }
        }
    }

    fn person(&self) -> Markup {
        let user = self.who.subject();
        html! {
            div.person {
                @if self.who.is_anonymous() {
                    a.button.primary href="/login" { "Sign in" }
                } @else {
                    span { (user.name) small {
                        @for one in user.user_types.iter() { (one.label()) " " }
                    } }
                    (self.press("/logout", "Sign out", "plain", None))
                }
            }
        }
    }
}

fn entry(target: &str, words: &str, here: bool) -> Markup {
    html! {
        a href=(target) aria-current=[here.then_some("page")] { (words) }
    }
}

/// A page that does not depend on the caller.
pub(super) fn bare(title: &str, content: &Markup) -> Markup {
    document(
        title,
        &html! {
            header.top { a.brand href="/" { "Marketplace" } }
            main #content { (content) }
        },
    )
}

fn document(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Marketplace" }
                link rel="icon" href="/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/style.css";
                script type="module" src="/script/page.js" {}
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                (body)
            }
        }
    }
}
