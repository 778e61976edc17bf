//! The support desk.

use maud::{Markup, html};

use super::{Frame, Place, orders, paging::Paging};
use crate::domain::{Account, Listing, Order};

/// The accounts of the marketplace, and the orders.
#[must_use]
pub fn show(frame: &Frame, accounts: &Listing<Account>, orders: &Listing<Order>) -> Markup {
    let paging = Paging {
        rows: "accounts",
        at: &format!("/support?orders={}&accounts=", orders.page),
    };
    let content = html! {
        h1 { "Support desk" }
        h2 { "Accounts" }
        div.scroll tabindex="0" role="region" aria-label="Accounts" {
            table {
                thead { tr {
                    th scope="col" { "Name" }
                    th.aside scope="col" { "Account type" }
                    th.number scope="col" { "Credit" }
                    th scope="col" { "Status" }
                } }
                tbody { @for account in &accounts.rows { tr {
                    td { a href={ "/accounts/" (account.id) } { (account.name) } }
                    td.aside { (account.user_type.label()) }
                    td.number { (account.balance) }
                    td {
                        @if account.suspended {
                            span.badge.bad { "Suspended" }
                        } @else {
                            span.badge.good { "Active" }
                        }
                    }
                } } }
            }
        }
        (paging.show(accounts))
        h2 { "Orders" }
        (orders::table(orders, &format!("/support?accounts={}&orders=", accounts.page)))
    };
    frame.page(Place::Desk, "Support desk", &content)
}
