//! The links between the pages of a list.

use maud::{Markup, html};

use crate::domain::Listing;

/// Where the pages of a list are.
pub(super) struct Paging<'a> {
    /// What is counted: `items`.
    pub(super) rows: &'a str,
    /// The path up to the number of a page: `/?page=`.
    pub(super) at: &'a str,
}

impl Paging<'_> {
    /// The number of rows and the links to other pages, if there is more than one page.
    pub(super) fn show<T>(&self, listing: &Listing<T>) -> Markup {
        let Listing {
            page, pages, total, ..
        } = *listing;
        let link = |page: u32, relation: &str, words: &str| {
            let (at, about) = (format!("{}{page}", self.at), format!("{words} page"));
            html! { a.button rel=(relation) href=(at) aria-label=(about) { (words) } }
        };
        html! {
            @if pages > 1 {
                nav.paging aria-label={ "Pages of " (self.rows) } {
                    @if page > 1 { (link(page - 1, "prev", "Previous")) }
                    span { "Page " (page) " of " (pages) ", " (total) " " (self.rows) " in all" }
                    @if page < pages { (link(page + 1, "next", "Next")) }
                }
            }
        }
    }
}
