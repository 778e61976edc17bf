//! The settings that support, tier three, may change while the marketplace runs.

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
        about: "Sellers can change a price on the page of the item",
    },
    Flag {
        name: "price_history_trial",
        about: "Trial: keep the prices that similar items were sold for",
    },
    Flag {
        name: "price_advice_trial",
        about: "Trial: give sellers advice on prices (needs the price history trial)",
    },
];

/// The settings in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The notice at the top of every page. Empty for no notice.
    pub notice: String,
    /// Whether each flag is on, by its name.
    pub flags: BTreeMap<String, bool>,
}

/// The settings, as entered in the form. Browsers send a flag only when it is ticked.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SettingsForm {
    notice: String,
    #[serde(flatten)]
    ticked: BTreeMap<String, String>,
}

impl SettingsForm {
    /// The settings of the form, with every flag on or off.
    #[must_use]
    pub fn read(&self) -> Settings {
        let state = |flag: &Flag| (flag.name.to_owned(), self.ticked.contains_key(flag.name));
        Settings {
            notice: self.notice.trim().chars().take(200).collect(),
            flags: FLAGS.iter().map(state).collect(),
        }
    }
}
