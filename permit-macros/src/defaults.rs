//! The user types whose subjects hold a role by default, as the catalogue knows both enums.

use crate::{
    error::{Errors, help, quoted, similar},
    model::{Enums, Name},
};

/// For each role, the user types, one bit for each.
pub(crate) fn defaults(enums: Enums, errors: &mut Errors) -> Vec<u64> {
    let Some(roles) = enums.roles.filter(|roles| roles.sound) else {
        return Vec::new();
    };
    let mask = |names: &Vec<Name>| {
        let bits = names.iter().map(|name| bit(name, enums, errors));
        bits.fold(0, |mask, bit| mask | bit)
    };
    roles.defaults.iter().map(mask).collect()
}

fn bit(name: &Name, enums: Enums, errors: &mut Errors) -> u64 {
    let user_types = enums.user_types;
    if !user_types.sound {
        return 0;
    }
    if user_types.anonymous.as_ref() == Some(name) {
        let message = format!("no role is held by `{name}`: an unknown caller has no grants");
        errors.at(name, help(message, "remove it"));
    } else if user_types.internal.contains(name) {
        let message =
            format!("no role is held by `{name}`: a job of the application's own has no grants");
        errors.at(name, help(message, "remove it"));
    } else if let Some(index) = user_types.all.iter().position(|one| one == name) {
        return 1 << index;
    } else {
        let known = user_types.all.iter().map(Name::text);
        let words = match similar(name.text(), known.clone()) {
            Some(meant) => format!("a user type with a similar name exists: `{meant}`"),
            None => format!("the user types are {}", quoted(known)),
        };
        let message = format!("there is no user type `{name}`");
        errors.at(name, help(message, words));
    }
    0
}
