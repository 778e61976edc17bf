//! Items for sale.

use serde::Deserialize;

use super::{AccountId, Cents, ItemId, Mistakes, NotEnabled, User};

/// The status of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub enum Status {
    /// Only its seller and support can see it.
    Draft,
    /// Everyone can see it, and it can be bought.
    Listed,
    /// It has been bought.
    Sold,
}

/// The column stores its name in lower case.
impl permit::filter::FilterValue for Status {
    const KIND: permit::filter::ValueKind = permit::filter::ValueKind::Text;

    fn value(&self) -> permit::filter::Value {
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
    /// Its id.
    pub id: ItemId,
    /// The account of its seller.
    #[column(owner = User)]
    pub seller: AccountId,
    /// The seller's name.
    pub seller_name: String,
    /// The title, in one line.
    pub title: String,
    /// The description, in a few lines.
    pub description: String,
    /// The price.
    pub price: Cents,
    /// Its status.
    pub status: Status,
    /// Whether it is featured at the top of the list.
    pub featured: bool,
}

/// Two listings that are to be joined into one.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The listing that stays, for the price of both.
    pub kept: Item,
    /// The listing that becomes a part of the other, and is deleted.
    pub added: Item,
}

impl Bundle {
    /// The listing that stays, as it is afterwards. It obeys the limits of every listing.
    ///
    /// # Errors
    ///
    /// Returns an error if a listing cannot be like that.
    pub fn joined(&self) -> Result<ItemChanges, NotEnabled> {
        let Self { kept, added } = self;
        if kept.id == added.id {
            return Err(NotEnabled::BundleWithItself);
        }
        let title = format!("{} and {}", kept.title, added.title);
        let description = format!("{}\n{}", kept.description, added.description);
        if !ItemForm::is_title(&title) || !ItemForm::is_description(&description) {
            return Err(NotEnabled::BundleTooLong);
        }
        let price = kept.price.plus(added.price);
        Ok(ItemChanges {
            title,
            description,
            price: price.ok_or(NotEnabled::BundleTooDear)?,
            listed: kept.status == Status::Listed,
        })
    }
}

/// A listing, as entered in the form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ItemForm {
    /// The title, in one line.
    pub title: String,
    /// The description, in a few lines.
    pub description: String,
    /// The price.
    pub price: String,
    /// The checkbox. Browsers send it only when it is ticked.
    pub listed: Option<String>,
}

/// The valid content of an [`ItemForm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChanges {
    /// The title, in one line.
    pub title: String,
    /// The description, in a few lines.
    pub description: String,
    /// The price.
    pub price: Cents,
    /// Whether everyone can see it. Otherwise it is a draft.
    pub listed: bool,
}

/// The message for a wrong price.
pub const PRICE: &str = "enter a price above zero, such as 12.50";

impl ItemForm {
    const TITLE: usize = 80;
    const DESCRIPTION: usize = 2000;

    fn is_title(text: &str) -> bool {
        !text.is_empty() && text.chars().count() <= Self::TITLE
    }

    fn is_description(text: &str) -> bool {
        text.chars().count() <= Self::DESCRIPTION
    }

    /// The content of the form, if it is valid.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the form.
    pub fn read(&self) -> Result<ItemChanges, Mistakes> {
        let mut mistakes = Mistakes::default();
        let (title, description) = (self.title.trim(), self.description.trim());
        if !Self::is_title(title) {
            let words = format!("enter a title of at most {} characters", Self::TITLE);
            mistakes.note("title", words);
        }
        if !Self::is_description(description) {
            let words = format!("shorten this to at most {} characters", Self::DESCRIPTION);
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
