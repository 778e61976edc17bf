//! What is for sale.

use serde::Deserialize;

use super::{AccountId, Cents, ItemId, Mistakes, User};

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub enum Status {
    /// Only its seller and support know of it.
    Draft,
    /// Everybody sees it, and it can be bought.
    Listed,
    /// Somebody has bought it.
    Sold,
}

/// In its column it is its name in small letters.
impl permit::FilterValue for Status {
    fn value(&self) -> permit::Value {
        let name = match self {
            Self::Draft => "draft",
            Self::Listed => "listed",
            Self::Sold => "sold",
        };
        name.value()
    }
}

/// A listing.
#[derive(Clone, Debug, permit::Columns, sqlx::FromRow)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Whose.
    #[column(owner)]
    pub seller: AccountId,
    /// The seller's name.
    pub seller_name: String,
    /// In a line.
    pub title: String,
    /// In a few.
    pub description: String,
    /// What it costs.
    pub price: Cents,
    /// How far it has come.
    pub status: Status,
    /// Whether it stands at the top of the list.
    pub featured: bool,
}

impl permit::Owned<User> for Item {
    fn owner(&self) -> Option<&AccountId> {
        Some(&self.seller)
    }
}

/// Two listings of which one is to be made.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What stays, for the price of both.
    pub kept: Item,
    /// What goes with it, and is no listing of its own any more.
    pub added: Item,
}

/// A listing, as it was typed in.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ItemForm {
    /// In a line.
    pub title: String,
    /// In a few.
    pub description: String,
    /// What it costs.
    pub price: String,
    /// The checkbox: there when it is ticked.
    pub listed: Option<String>,
}

/// What a seller says about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChanges {
    /// In a line.
    pub title: String,
    /// In a few.
    pub description: String,
    /// What it costs.
    pub price: Cents,
    /// For everybody to see, or still a draft.
    pub listed: bool,
}

/// How to mend a price.
pub const PRICE: &str = "enter a price above zero, such as 12.50";

impl ItemForm {
    const TITLE: usize = 80;
    const DESCRIPTION: usize = 2000;

    /// The changes, if they can be made.
    ///
    /// # Errors
    ///
    /// What is wrong with the form.
    pub fn read(&self) -> Result<ItemChanges, Mistakes> {
        let mut mistakes = Mistakes::default();
        let (title, description) = (self.title.trim(), self.description.trim());
        if title.is_empty() || title.chars().count() > Self::TITLE {
            let words = format!("enter a title of at most {} letters", Self::TITLE);
            mistakes.note("title", words);
        }
        if description.chars().count() > Self::DESCRIPTION {
            let words = format!("shorten this to at most {} letters", Self::DESCRIPTION);
            mistakes.note("description", words);
        }
        let price = Cents::parse(&self.price);
        if price.is_none() {
            mistakes.note("price", PRICE);
        }
        match price {
            Some(price) if mistakes.is_empty() => Ok(ItemChanges {
                title: title.into(),
                description: description.into(),
                price,
                listed: self.listed.is_some(),
            }),
            _ => Err(mistakes),
        }
    }
}

impl From<&Item> for ItemForm {
    fn from(item: &Item) -> Self {
        Self {
            title: item.title.clone(),
            description: item.description.clone(),
            price: item.price.plain(),
            listed: (item.status != Status::Draft).then(|| "yes".into()),
        }
    }
}
