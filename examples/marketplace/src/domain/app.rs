//! Third-party applications that act for users.

use std::time::Duration;

use permit::Consent;
use serde::Deserialize;

use super::{AccountId, AppId, Mistakes, Moment, User};

/// An application that a user has connected.
#[derive(Clone, Debug, permit::Columns, sqlx::FromRow)]
pub struct ConnectedApp {
    /// Its id.
    pub id: AppId,
    /// The account of the user that it acts for.
    #[column(owner = User)]
    pub account: AccountId,
    /// The name that its user gives it.
    pub name: String,
    /// The keys of the actions that its user consented to, separated by spaces.
    pub actions: String,
    /// When it was connected.
    pub connected_at: Moment,
    /// When it expires.
    pub expires_at: Moment,
}

impl ConnectedApp {
    /// What its user has consented to.
    #[must_use]
    pub fn consent(&self) -> Consent {
        Consent::to(self.actions.split_ascii_whitespace()).until(self.expires_at.into())
    }
}

/// An application to be connected, as entered in the form.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct AppForm {
    /// The name that its user gives it.
    pub name: String,
    /// The scopes that it asks for, separated by spaces.
    pub scope: String,
    /// The number of days until it expires.
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

    /// The name of the application, and how long it stays connected. The form does not know the
    /// scopes, so `granted` says whether they grant any action.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the form.
    pub fn read(&self, granted: bool) -> Result<(&str, Duration), Mistakes> {
        let mut mistakes = Mistakes::default();
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > Self::NAME {
            let words = format!("enter a name of at most {} characters", Self::NAME);
            mistakes.note("name", words);
        }
        if !granted {
            mistakes.note("scope", "enter at least one of the scopes listed below");
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
