//! Sources of flags that need no service: a map in memory, and the environment of the process.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    sync::{PoisonError, RwLock},
};

use crate::principal::FlagSource;

/// Flags in memory: for tests, and for switches that the application sets itself.
///
/// ```
/// # use permit_runtime::flags::InMemoryFlags;
/// let flags = InMemoryFlags::new().with("refunds_v2", true);
/// flags.set("new_search", false);
/// ```
#[derive(Debug, Default)]
pub struct InMemoryFlags {
    flags: RwLock<BTreeMap<String, bool>>,
}

impl InMemoryFlags {
    /// Without flags: each is unknown, and therefore off.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            flags: RwLock::new(BTreeMap::new()),
        }
    }

    /// Adds a flag, on or off.
    #[must_use]
    pub fn with(self, flag: impl Into<String>, on: bool) -> Self {
        self.set(flag, on);
        self
    }

    /// Switches a flag. A principal that was made before does not change.
    pub fn set(&self, flag: impl Into<String>, on: bool) {
        let mut flags = self.flags.write().unwrap_or_else(PoisonError::into_inner);
        flags.insert(flag.into(), on);
    }
}

impl<S> FlagSource<S> for InMemoryFlags {
    fn is_on(&self, flag: &str, _: &S) -> Option<bool> {
        let flags = self.flags.read().unwrap_or_else(PoisonError::into_inner);
        flags.get(flag).copied()
    }
}

/// Flags from environment variables, read once when the process starts.
///
/// With the prefix `FLAG_` the flag `refunds_v2` is the variable `FLAG_REFUNDS_V2`: in capitals,
/// and with `_` for each character that is not a letter or a digit. `1`, `true` and `on` are on;
/// `0`, `false` and `off` are off; any other value is unknown, and therefore off.
///
/// `new-search` and `new_search` are one variable. If a catalogue names both, neither is read: both
/// are unknown, and therefore off. [`Authorizer::ambiguous_flags`](crate::Authorizer::ambiguous_flags)
/// lists such flags, for a check when the process starts.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentFlags {
    /// By the part of the variable's name behind the prefix.
    flags: BTreeMap<String, bool>,
}

impl EnvironmentFlags {
    /// Reads the variables that begin with `prefix`.
    #[must_use]
    pub fn read(prefix: &str) -> Self {
        // A variable that is not text is not a flag.
        let variables = env::vars_os();
        let variables = variables.filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Self::of(prefix, variables)
    }

    /// As [`read`](Self::read), from these variables.
    pub fn of(prefix: &str, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let variables = variables.into_iter();
        let flags = variables.filter_map(|(name, value)| {
            let name = name.strip_prefix(prefix)?.to_owned();
            match value.to_ascii_lowercase().as_str() {
                "1" | "true" | "on" => Some((name, true)),
                "0" | "false" | "off" => Some((name, false)),
                _ => None,
            }
        });
        Self {
            flags: flags.collect(),
        }
    }
}

impl<S> FlagSource<S> for EnvironmentFlags {
    fn is_on(&self, flag: &str, _: &S) -> Option<bool> {
        self.flags.get(&variable(flag)).copied()
    }

    fn ambiguous(&self, flags: &[&'static str]) -> Vec<&'static str> {
        let mut by_variable: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for flag in flags {
            by_variable.entry(variable(flag)).or_default().insert(flag);
        }
        let shared = by_variable.into_values().filter(|flags| flags.len() > 1);
        shared.flatten().collect()
    }
}

/// The part of the name of the flag's variable that is behind the prefix.
fn variable(flag: &str) -> String {
    let characters = flag.chars().map(|one| {
        if one.is_ascii_alphanumeric() {
            one.to_ascii_uppercase()
        } else {
            '_'
        }
    });
    characters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(source: &impl FlagSource<()>, flag: &str) -> Option<bool> {
        source.is_on(flag, &())
    }

    #[test]
    fn a_flag_that_is_not_set_is_unknown() {
        let flags = InMemoryFlags::new().with("on", true).with("off", false);
        assert_eq!(
            ["on", "off", "other"].map(|flag| ask(&flags, flag)),
            [Some(true), Some(false), None]
        );
        flags.set("off", true);
        assert_eq!(ask(&flags, "off"), Some(true));
    }

    #[test]
    fn a_shared_source_answers_what_it_would_alone() {
        let flags = InMemoryFlags::new().with("on", true).with("off", false);
        let shared = std::sync::Arc::new(flags);
        assert_eq!(
            ["on", "off", "other"].map(|flag| ask(&shared, flag)),
            [Some(true), Some(false), None]
        );
    }

    /// In a process of its own, because all tests share the variables of this one.
    #[test]
    fn the_variables_of_the_process_are_read() {
        const VARIABLE: &str = "PERMIT_TEST_FLAG_READ";
        if env::var_os(VARIABLE).is_some() {
            let flags = EnvironmentFlags::read("PERMIT_TEST_FLAG_");
            assert_eq!(ask(&flags, "read"), Some(true));
            assert_eq!(ask(&flags, "unread"), None);
            return;
        }
        let itself = std::process::Command::new(env::current_exe().unwrap())
            .args([
                "--exact",
                "principal::flags::sources::tests::the_variables_of_the_process_are_read",
            ])
            .env(VARIABLE, "on")
            .output()
            .unwrap();
        let told = String::from_utf8(itself.stdout).unwrap();
        assert!(itself.status.success(), "{told}");
        assert!(told.contains("1 passed"), "{told}");
    }

    #[test]
    fn a_variable_is_on_only_when_it_says_so() {
        let variables = [
            ("FLAG_REFUNDS_V2", "TRUE"),
            ("FLAG_NEW_SEARCH", "1"),
            ("FLAG_OLD", "off"),
            ("FLAG_EMPTY", ""),
            ("FLAG_YES", "yes"),
            ("REFUNDS", "on"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let flags = EnvironmentFlags::of("FLAG_", variables);
        let asked = [
            "refunds_v2",
            "new-search",
            "old",
            "empty",
            "yes",
            "refunds",
            "absent",
        ];
        let answers = asked.map(|flag| ask(&flags, flag));
        assert_eq!(
            answers,
            [Some(true), Some(true), Some(false), None, None, None, None]
        );
    }

    #[test]
    fn flags_of_one_variable_are_ambiguous() {
        let ambiguous = |flags: &[&'static str]| {
            let source = EnvironmentFlags::default();
            FlagSource::<()>::ambiguous(&source, flags)
        };
        assert_eq!(
            ambiguous(&["a_b", "other", "a-b", "a.b", "A_B", "é", "ab", "ö", "other"]),
            ["A_B", "a-b", "a.b", "a_b", "é", "ö"]
        );
        assert!(ambiguous(&["a_b", "ab", "a_b"]).is_empty());
    }
}
