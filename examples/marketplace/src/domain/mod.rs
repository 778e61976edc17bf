//! What the marketplace is about: people, what they sell, and what they pay. No database, no web.

mod account;
mod app;
mod id;
mod item;
mod listing;
mod moment;
mod money;
mod order;
mod settings;
mod token;
mod user;

pub use self::{
    account::{Account, TransferForm},
    app::{AppForm, ConnectedApp},
    id::{AccountId, AppId, ItemId, OrderId},
    item::{Bundle, Item, ItemChanges, ItemForm, PRICE, Status},
    listing::{Listing, PAGE_SIZE},
    moment::Moment,
    money::Cents,
    order::Order,
    settings::{FLAGS, Flag, Settings, SettingsForm},
    token::{Token, TokenHash, random_text},
    user::{User, UserType},
};

/// What is wrong with a form: the name of each field, and the words that mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<(&'static str, String)>);

impl Mistakes {
    /// Notes one.
    pub fn note(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push((field, words.into()));
    }

    /// What is wrong with `field`.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, words)| words.as_str())
    }

    /// Each, by the name of its field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, words)| (*field, words.as_str()))
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Only this one.
    #[must_use]
    pub fn only(field: &'static str, words: impl Into<String>) -> Self {
        Self(vec![(field, words.into())])
    }
}
