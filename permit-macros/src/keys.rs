//! The keys of the actions that are declared in one catalogue: each is that of one action, and no old key is in use.
//! Actions that are declared elsewhere are compared when the catalogue is compiled.

use std::collections::HashMap;

use syn::ext::IdentExt as _;

use crate::{
    error::{Errors, help},
    expand,
    model::Action,
};

/// Whether no two inline actions have the same key, and no old key is that of an action or of two.
pub(crate) fn differ(actions: &[Action], errors: &mut Errors) -> bool {
    let mut seen: HashMap<String, &Action> = HashMap::new();
    let mut differ = true;
    for action in actions {
        let key = expand::key(action);
        // Two with the same name do not compile anyway, unless a `cfg` leaves only one.
        let other = seen.get(&key).filter(|other| other.ident != action.ident);
        if let Some(other) = other {
            let (one, other) = (&other.ident, &action.ident);
            let message = format!("actions `{one}` and `{other}` have the same key `{key}`");
            let words = format!("give one of them another: `{other}(name = \"...\")`");
            errors.at(other, help(message, words));
            differ = false;
        } else {
            seen.insert(key, action);
        }
    }
    old_differ(actions, &seen, errors) && differ
}

/// The same of old keys. Only rustc knows which actions behind a `cfg` exist.
fn old_differ(actions: &[Action], keys: &HashMap<String, &Action>, errors: &mut Errors) -> bool {
    let mut olds: HashMap<String, &Action> = HashMap::new();
    let mut differ = true;
    for action in actions.iter().filter(|one| one.cfgs.is_empty()) {
        for old in &action.arguments.was {
            let key = old.value();
            let now = keys.get(&key).filter(|now| now.cfgs.is_empty());
            let message = if let Some(now) = now {
                let name = now.ident.unraw();
                Some(format!("the old key `{key}` is the key of action `{name}`"))
            } else {
                let before = olds.insert(key.clone(), action);
                before.map(|before| {
                    let (one, other) = (before.ident.unraw(), action.ident.unraw());
                    format!("the old key `{key}` is that of action `{one}` and of action `{other}`")
                })
            };
            if let Some(message) = message {
                errors.at(old, message);
                differ = false;
            }
        }
    }
    differ
}
