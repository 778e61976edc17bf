//! The login page of the demonstration.

use maud::{Markup, html};

use super::{Frame, Place};
use crate::domain::Account;

/// Offers one person of each user type.
#[must_use]
pub fn show(frame: &Frame, people: &[Account]) -> Markup {
    let content = html! {
        h1 { "Who are you today?" }
        p { "This is a demonstration without passwords. Choose a person to see what they may do." }
        ul.people {
            @for person in people {
                li {
                    (frame.form("/login", "", &html! {
                        input type="hidden" name="account" value=(person.id);
                        button type="submit" {
                            strong { (person.user_type.label()) }
                            span { (person.name) }
                        }
                    }))
                }
            }
            li { a.button href="/" {
                strong { "Visitor" }
                span { "Look around without signing in" }
            } }
        }
    };
    frame.page(Place::Elsewhere, "Sign in", &content)
}
