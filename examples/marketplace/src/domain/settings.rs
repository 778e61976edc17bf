//! What support tier three may change while the marketplace runs.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A feature flag, as the settings page shows it.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Its name, as the tables use it.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// Every flag that the tables name.
pub const FLAGS: [Flag; 3] = [
    Flag {
        name: "edit_listing_experiment",
        about: "Sellers change a price right on the page of the item",
    },
    Flag {
        name: "price_history_trial",
        about: "Trial: keep what similar items were sold for",
    },
    Flag {
        name: "price_advice_trial",
        about: "Trial: advise sellers on their price (needs the price history)",
    },
];

/// The settings in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What every page says at its top; empty for nothing.
    pub notice: String,
    /// By name, whether a flag is on.
    pub flags: BTreeMap<String, bool>,
}

/// The settings, as they were typed in. A flag is there when it is ticked.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SettingsForm {
    notice: String,
    #[serde(flatten)]
    ticked: BTreeMap<String, String>,
}

impl SettingsForm {
    /// The settings that they make: each flag there is, on or off.
    #[must_use]
    pub fn read(&self) -> Settings {
        let state = |flag: &Flag| (flag.name.to_owned(), self.ticked.contains_key(flag.name));
        Settings {
            notice: self.notice.trim().chars().take(200).collect(),
            flags: FLAGS.iter().map(state).collect(),
        }
    }
}
