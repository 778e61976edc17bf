//! Third parties' applications that act for somebody.

use std::time::Duration;

use permit::Consent;
use serde::Deserialize;

use super::{AccountId, AppId, Mistakes, Moment, User};

/// An application that somebody has connected.
#[derive(Clone, Debug, permit::Columns, sqlx::FromRow)]
pub struct ConnectedApp {
    /// Which.
    pub id: AppId,
    /// For whom it acts.
    #[column(owner)]
    pub account: AccountId,
    /// What its user calls it.
    pub name: String,
    /// The keys of the actions that were consented to, between spaces.
    pub actions: String,
    /// Since when.
    pub connected_at: Moment,
    /// Until when.
    pub expires_at: Moment,
}

impl ConnectedApp {
    /// What its user has consented to.
    #[must_use]
    pub fn consent(&self) -> Consent {
        Consent::to(self.actions.split_ascii_whitespace()).until(self.expires_at.into())
    }
}

impl permit::Owned<User> for ConnectedApp {
    fn owner(&self) -> Option<&AccountId> {
        Some(&self.account)
    }
}

/// An application to be connected, as it was typed in.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct AppForm {
    /// What its user calls it.
    pub name: String,
    /// The scopes that it asks for, between spaces.
    pub scope: String,
    /// For how many days.
    pub days: String,
}

impl Default for AppForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            scope: String::new(),
            days: "30".into(),
        }
    }
}

impl AppForm {
    const NAME: usize = 60;
    const DAYS: u64 = 365;

    /// What it is called, and for how long it is connected. Whether it is `granted` anything is for
    /// whoever knows the scopes to say.
    ///
    /// # Errors
    ///
    /// What is wrong with the form.
    pub fn read(&self, granted: bool) -> Result<(&str, Duration), Mistakes> {
        let mut mistakes = Mistakes::default();
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > Self::NAME {
            let words = format!("enter a name of at most {} letters", Self::NAME);
            mistakes.note("name", words);
        }
        if !granted {
            mistakes.note("scope", "enter at least one of the scopes that there are");
        }
        let days = self.days.trim().parse().ok();
        let days = days.filter(|days| (1..=Self::DAYS).contains(days));
        if days.is_none() {
            let words = format!("enter a number of days from 1 to {}", Self::DAYS);
            mistakes.note("days", words);
        }
        match days {
            Some(days) if mistakes.is_empty() => Ok((name, Duration::from_hours(24 * days))),
            _ => Err(mistakes),
        }
    }
}
