//! Orders.

use maud::{Markup, html};

use super::{Frame, Place, paging::Paging};
use crate::{
    domain::{Listing, Order},
    permissions::RefundOrder,
};

/// A page of the orders that the caller may see.
#[must_use]
pub fn list(frame: &Frame, orders: &Listing<Order>) -> Markup {
    let content = html! {
        h1 { "Orders" }
        (table(orders, "/orders?page="))
    };
    frame.page(Place::Orders, "Orders", &content)
}

/// A table of orders, or a note that there are none. `at` is the path up to the number of a page.
pub(super) fn table(orders: &Listing<Order>, at: &str) -> Markup {
    let paging = Paging { rows: "orders", at };
    html! {
        @if orders.rows.is_empty() {
            section.empty {
                p { "There are no orders yet." }
                p { a href="/" { "See what is for sale." } }
            }
        } @else {
            div.scroll tabindex="0" role="region" aria-label="Orders" {
                table {
                    thead { tr {
                        th scope="col" { "Order" }
                        th scope="col" { "Item" }
                        th.aside scope="col" { "Buyer" }
                        th.aside scope="col" { "Seller" }
                        th.number scope="col" { "Amount" }
                        th scope="col" { "Status" }
                    } }
                    tbody { @for order in &orders.rows { tr {
                        td { a href={ "/orders/" (order.id) } { "No. " (order.id) } }
                        td { (order.title) }
                        td.aside { (order.buyer_name) }
                        td.aside { (order.seller_name) }
                        td.number { (order.amount) }
                        td { (state(order)) }
                    } } }
                }
            }
            (paging.show(orders))
        }
    }
}

fn state(order: &Order) -> Markup {
    html! {
        @if order.refunded { span.badge { "Refunded" } } @else { span.badge.good { "Paid" } }
    }
}

/// One order, with what the caller may do to it.
#[must_use]
pub fn show(frame: &Frame, order: &Order) -> Markup {
    let title = format!("Order no. {}", order.id);
    let content = html! {
        p.path { a href="/orders" { "All orders" } }
        div.heading { h1 { (title) } (state(order)) }
        section.panel {
            dl {
                dt { "Item" } dd { (order.title) }
                dt { "Amount" } dd { (order.amount) }
                dt { "Buyer" } dd { (order.buyer_name) }
                dt { "Seller" } dd { (order.seller_name) }
                dt { "Placed" } dd { (order.placed_at) " UTC" }
            }
            @if frame.who.can(RefundOrder, order) {
                div.actions {
                    (frame.press(&format!("/orders/{}/refund", order.id),
                        &format!("Refund {}", order.amount), "danger", None))
                }
            }
        }
    };
    frame.page(Place::Orders, &title, &content)
}
