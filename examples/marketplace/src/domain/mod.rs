//! The domain of the marketplace: people, what they sell, and what they pay. It has no queries and
//! no web code.

mod account;
mod app;
mod enabled;
mod id;
mod identity;
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
    enabled::NotEnabled,
    id::{AccountId, AppId, ItemId, OrderId, SessionId},
    identity::Identity,
    item::{Bundle, Item, ItemChanges, ItemForm, PRICE, Status},
    listing::{Listing, PAGE_SIZE},
    moment::Moment,
    money::Cents,
    order::Order,
    settings::{FLAGS, Flag, Settings, SettingsForm},
    token::{Token, TokenHash},
    user::{User, UserType},
};

/// What is wrong with a form: the name of each wrong field, and a message that says how to fix it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<(&'static str, String)>);

impl Mistakes {
    /// Adds a mistake.
    pub fn note(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push((field, words.into()));
    }

    /// The message for `field`, if it is wrong.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, words)| words.as_str())
    }

    /// The name and the message of each wrong field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, words)| (*field, words.as_str()))
    }

    /// Whether there are no mistakes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A single mistake.
    #[must_use]
    pub fn only(field: &'static str, words: impl Into<String>) -> Self {
        Self(vec![(field, words.into())])
    }
}
