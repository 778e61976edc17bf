//! Items.

use maud::{Markup, html};
use permit::Could;

use super::{
    Frame, Place,
    forms::{Line, lines, summary, tick},
    paging::Paging,
    reason,
};
use crate::{
    domain::{Cents, Item, ItemForm, Listing, Mistakes, Status},
    permissions::items::{
        AdvisePrice, BundleItems, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem, RepriceItem,
    },
};

/// A page of the items that the caller may see.
#[must_use]
pub fn list(frame: &Frame, items: &Listing<Item>) -> Markup {
    let may_post = frame.who.can(PostItem, &());
    let paging = Paging {
        rows: "items",
        at: "/?page=",
    };
    let content = html! {
        div.heading {
            h1 { "For sale" }
            @if may_post { a.button.primary href="/items/new" { "Sell something" } }
        }
        @if items.rows.is_empty() {
            section.empty {
                p { "There is nothing here yet." }
                @if may_post { p { a href="/items/new" { "Be the first to sell something." } } }
            }
        } @else {
            ul.cards {
                @for item in &items.rows {
                    li data-abilities=(abilities(frame, item)) { (card(item)) }
                }
            }
            (paging.show(items))
        }
    };
    frame.page(Place::Items, "For sale", &content)
}

/// What the script of the page reads, to add links to the card. A page offers nothing that cannot be
/// decided.
fn abilities(frame: &Frame, item: &Item) -> String {
    let abilities = frame.who.abilities_on(item).unwrap_or_default();
    abilities.join(" ")
}

fn card(item: &Item) -> Markup {
    html! {
        a.card href={ "/items/" (item.id) } {
            (picture(item))
            span.words {
                strong { (item.title) }
                span.price { (item.price) }
                small { (item.seller_name) }
                span.badges { (badges(item)) }
            }
        }
    }
}

/// A placeholder for a photograph.
fn picture(item: &Item) -> Markup {
    let hue = item.id.0.rem_euclid(6);
    html! {
        span.picture.{ "hue-" (hue) } aria-hidden="true" {
            (item.title.chars().next().unwrap_or('·'))
        }
    }
}

fn badges(item: &Item) -> Markup {
    html! {
        @if item.featured { span.badge.good { "Featured" } }
        @match item.status {
            Status::Draft => span.badge { "Draft" },
            Status::Sold => span.badge.bad { "Sold" },
            Status::Listed => {},
        }
    }
}

/// One item, with what the caller may do to it.
#[must_use]
pub fn show(frame: &Frame, item: &Item, mistakes: &Mistakes) -> Markup {
    noted(frame, item, mistakes, None)
}

/// The item after a purchase at a price that has changed, with the offer to buy it at the new one.
#[must_use]
pub fn price_changed(frame: &Frame, item: &Item) -> Markup {
    let notice = html! {
        p.notice.bad role="alert" {
            (reason("price_changed").unwrap_or_default()) " It is now " strong { (item.price) } "."
        }
    };
    noted(frame, item, &Mistakes::default(), Some(&notice))
}

fn noted(frame: &Frame, item: &Item, mistakes: &Mistakes, notice: Option<&Markup>) -> Markup {
    let content = html! {
        p.path { a href="/" { "All items" } }
        @if let Some(notice) = notice { (notice) }
        article.item {
            (picture(item))
            div {
                h1 { (item.title) }
                p.badges { (badges(item)) }
                p.price { (item.price) }
                p { "Item number " (item.id) ", sold by " strong { (item.seller_name) } }
                p.prose { (item.description) }
                (actions(frame, item, mistakes))
            }
        }
    };
    frame.page(Place::Items, &item.title, &content)
}

fn actions(frame: &Frame, item: &Item, mistakes: &Mistakes) -> Markup {
    let (who, at) = (&frame.who, format!("/items/{}", item.id));
    let visitor = who.is_anonymous();
    let together = Line {
        name: "with",
        label: "Bundle with item number",
        value: "",
        hint: "That item becomes a part of this listing",
        keyboard: "numeric",
    };
    html! {
        div.actions {
            @if who.can(BuyItem::offered(item), item) {
                // The form says the price that this page shows.
                (frame.press(&format!("{at}/buy"), &format!("Buy for {}", item.price), "primary",
                    Some(("price", &item.price.plain()))))
            } @else if visitor && item.status == Status::Listed {
                a.button.primary href="/login" { "Sign in to buy" }
            }
            @if who.can(EditItem, item) { a.button href={ (at) "/edit" } { "Edit" } }
            @if who.can(FeatureItem, item) {
                @let (words, value) = if item.featured {
                    ("Stop featuring", "no")
                } else {
                    ("Feature", "yes")
                };
                (frame.press(&format!("{at}/feature"), words, "plain", Some(("featured", value))))
            }
            @if who.can(AdvisePrice, item) { a.button href={ (at) "/advice" } { "Price advice" } }
            @if who.can(DeleteItem, item) {
                a.button.danger href={ (at) "/delete" } { "Delete" }
            }
        }
        @if who.can(EditItem, item) && who.could(BundleItems) > Could::Never {
            (frame.form(&format!("{at}/bundle"), "inline", &html! {
                (together.show(mistakes))
                button type="submit" { "Bundle" }
            }))
        }
        @if who.can(RepriceItem, item) {
            (frame.form(&format!("{at}/price"), "inline", &html! {
                (price(&item.price.plain(), "New price", mistakes))
                button type="submit" { "Change price" }
            }))
        }
    }
}

fn price(value: &str, label: &str, mistakes: &Mistakes) -> Markup {
    let line = Line {
        name: "price",
        label,
        value,
        hint: "In euros, such as 12.50",
        keyboard: "decimal",
    };
    line.show(mistakes)
}

/// The form for a new item, or for a change of `item`.
#[must_use]
pub fn form(frame: &Frame, item: Option<&Item>, form: &ItemForm, mistakes: &Mistakes) -> Markup {
    let (title, action, back, place) = match item {
        None => (
            "Sell something",
            "/items".to_owned(),
            "/".to_owned(),
            Place::Sell,
        ),
        Some(item) => {
            let at = format!("/items/{}", item.id);
            ("Edit the item", format!("{at}/edit"), at, Place::Items)
        }
    };
    let heading = Line {
        name: "title",
        label: "Title",
        value: &form.title,
        hint: "What it is, in one line",
        keyboard: "text",
    };
    let fields = html! {
        (heading.show(mistakes))
        (lines("description", "Description", &form.description,
            "Its condition, its size, why you sell it", mistakes))
        (price(&form.price, "Price", mistakes))
        (tick("listed", "Everyone can see it (otherwise it is a draft)", form.listed.is_some()))
        div.actions {
            button.primary type="submit" { "Save" }
            a.button href=(back) { "Cancel" }
        }
    };
    let content = html! {
        h1 { (title) }
        (summary(mistakes))
        (frame.form(&action, "panel", &fields))
    };
    frame.page(place, title, &content)
}

/// Asks for confirmation.
#[must_use]
pub fn deletion(frame: &Frame, item: &Item) -> Markup {
    let at = format!("/items/{}", item.id);
    let content = html! {
        section.message {
            h1 { "Delete “" (item.title) "”?" }
            p { "This cannot be undone." }
            div.actions {
                (frame.press(&format!("{at}/delete"), "Delete it", "danger", None))
                a.button href=(at) { "Keep it" }
            }
        }
    };
    frame.page(Place::Items, "Delete the item", &content)
}

/// What was paid for items of a similar price.
#[must_use]
pub fn advice(frame: &Frame, item: &Item, paid: &[Cents]) -> Markup {
    let content = html! {
        p.path { a href={ "/items/" (item.id) } { (item.title) } }
        h1 { "Price advice" }
        p { "You ask for " strong { (item.price) } "." }
        @if paid.is_empty() {
            p.empty { "No similar items have been sold yet." }
        } @else {
            section.panel {
                h2 { "What was paid for items of a similar price" }
                ul { @for amount in paid { li { (amount) } } }
            }
        }
    };
    frame.page(Place::Items, "Price advice", &content)
}
