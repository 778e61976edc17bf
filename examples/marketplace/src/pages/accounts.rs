//! Accounts.

use maud::{Markup, html};

use super::{
    Frame, Place,
    forms::{Line, summary},
};
use crate::{
    domain::{Account, Mistakes, TransferForm, User},
    permissions::{
        SuspendUser, TransferFunds,
        acting::{ActAsSeller, ManageApps},
    },
};

/// One account, with what the caller may do to it.
#[must_use]
pub fn show(frame: &Frame, account: &Account, form: &TransferForm, mistakes: &Mistakes) -> Markup {
    let own = frame.who.subject().account == Some(account.id);
    let content = html! {
        div.heading {
            h1 { (account.name) }
            @if account.suspended { span.badge.bad { "Suspended" } }
        }
        section.panel {
            dl {
                dt { "Account number" } dd { (account.id) }
                dt { "Account type" } dd { (account.user_type.label()) }
                dt { "Credit" } dd { (account.balance) }
                dt { "Transfer limit" } dd { (account.transfer_limit) }
            }
            (actions(frame, account, own && frame.who.impersonation().is_none()))
        }
        @if frame.who.can(TransferFunds::least(), account) { (transfer(frame, form, account, mistakes)) }
    };
    let place = if own { Place::Account } else { Place::Desk };
    frame.page(place, &account.name, &content)
}

fn actions(frame: &Frame, account: &Account, own: bool) -> Markup {
    let (who, at) = (&frame.who, format!("/accounts/{}", account.id));
    html! {
        div.actions {
            @if who.can(ManageApps, account) {
                a.button href={ (at) "/apps" } { "Connected applications" }
            }
            @if who.can(ActAsSeller, &User::from(account.clone())) {
                (frame.press(&format!("{at}/impersonation"), "Act as this seller", "plain", None))
            }
            @if who.can(SuspendUser, account) {
                @let (words, kind, value) = if account.suspended {
                    ("Lift the suspension", "plain", "no")
                } else {
                    ("Suspend this account", "danger", "yes")
                };
                (frame.press(&format!("{at}/suspension"), words, kind, Some(("suspended", value))))
            }
            @if own {
                (frame.press("/logout/everywhere", "Sign out everywhere", "plain", None))
            }
        }
    }
}

fn transfer(frame: &Frame, form: &TransferForm, account: &Account, mistakes: &Mistakes) -> Markup {
    let amount = Line {
        name: "amount",
        label: "Amount",
        value: &form.amount,
        hint: "In euros, such as 12.50",
        keyboard: "decimal",
    };
    let payee = Line {
        name: "payee",
        label: "To account number",
        value: &form.payee,
        hint: "The recipient finds this number on their account page",
        keyboard: "numeric",
    };
    let content = html! {
        h2 { "Transfer credit" }
        (summary(mistakes))
        (amount.show(mistakes))
        (payee.show(mistakes))
        div.actions { button.primary type="submit" { "Transfer" } }
    };
    frame.form(
        &format!("/accounts/{}/transfer", account.id),
        "panel",
        &content,
    )
}
