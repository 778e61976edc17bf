//! What every user type may do.

use maud::{Markup, html};
use permit::{
    Could, UserType as _,
    matrix::{Cell, Matrix, MatrixAction},
};

use super::{Frame, Place};
use crate::domain::UserType;

/// Every action with the rule of each user type. On a phone each action is a list.
#[must_use]
pub fn show(frame: &Frame, matrix: &Matrix) -> Markup {
    let content = html! {
        h1 { "Permissions" }
        p { "What each account type may do. Flags and what an action requires are part of each rule." }
        div.scroll.matrix tabindex="0" role="region" aria-label="Permissions" {
            table role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { "Action" }
                    @for one in UserType::ALL {
                        th scope="col" role="columnheader" { (one.label()) }
                    }
                } }
                tbody role="rowgroup" { @for action in &matrix.actions { (row(action)) } }
            }
        }
    };
    frame.page(Place::Permissions, "Permissions", &content)
}

fn row(action: &MatrixAction) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                code { (action.key) }
                p { (action.description) }
            }
            @for (user_type, cell) in UserType::ALL.iter().zip(&action.cells) {
                td role="cell" data-of=(user_type.label()) { (rule(cell)) }
            }
        }
    }
}

fn rule(cell: &Cell) -> Markup {
    match cell.conditions() {
        Some(conditions) => html! { span { "if " code { (conditions) } } },
        None if cell.could() == Could::Always => html! { span.badge.good { "always" } },
        None => html! { span.quiet { "never" } },
    }
}
