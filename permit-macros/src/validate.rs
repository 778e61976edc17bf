//! What a table has to be: complete, and about what exists.

use syn::{Ident, Path, ext::IdentExt};

use crate::{
    cells::{self, MAX_CONDITIONS},
    error::{Errors, help, quoted, similar},
    model::{Action, Row, RowHead, Rule, UserTypes},
};

/// A table that was looked at: complete if nothing was reported.
pub(crate) struct Checked {
    /// The distinct conditions, in the order of their bits. `owner` comes first.
    pub(crate) conditions: Vec<Path>,
    /// In the order of the enum.
    pub(crate) cells: Vec<u64>,
}

/// The most conditions that an action may require beside its table.
const MAX_REQUIREMENTS: usize = 32;

/// Looks at the whole table and reports everything that is wrong with it.
pub(crate) fn check(action: &Action, user_types: &UserTypes, errors: &mut Errors) -> Checked {
    let rows = action.rows.as_deref().unwrap_or_default();
    completeness(action, rows, user_types, errors);
    anonymous_owner(rows, user_types, errors);
    let conditions = conditions(action, rows, errors);
    if let Some(beyond) = action.arguments.requires.get(MAX_REQUIREMENTS) {
        errors.at(
            beyond,
            format!("an action requires at most {MAX_REQUIREMENTS} conditions"),
        );
    }
    let cell = |user_type: &Ident| {
        rows.iter()
            .find(|row| row.user_types().contains(user_type))
            .map_or(0, |row| cells::cell(&row.rule, &conditions))
    };
    let cells = user_types.all.iter().map(cell).collect();
    Checked { conditions, cells }
}

/// Whether `path` is the built-in condition. A path of more than one word names a function.
pub(crate) fn is_owner(path: &Path) -> bool {
    path.is_ident("owner")
}

fn completeness(action: &Action, rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    let mut stated: Vec<Ident> = Vec::new();
    for row in rows {
        for user_type in row.user_types() {
            if stated.contains(user_type) {
                let message = format!("user type `{user_type}` already has a row in this table");
                errors.at(user_type, message);
            } else if user_types.all.contains(user_type) {
                stated.push(user_type.clone());
            } else if row.cfgs.is_empty() {
                stated.extend(unknown(action, user_type, user_types, errors));
            }
            // A row behind a `cfg` may be off together with its user type: rustc knows.
        }
    }
    let missing: Vec<_> = user_types
        .all
        .iter()
        .filter(|user_type| !stated.contains(user_type))
        .collect();
    let wildcards = rows.iter().filter_map(|row| match &row.subjects {
        RowHead::Wildcard(token) => Some(token),
        RowHead::UserTypes(_) => None,
    });
    let mut refused_wildcard = false;
    for wildcard in wildcards {
        refused_wildcard = true;
        let message = "a table has no `_`: it would decide for user types that do not exist yet";
        errors.at(
            wildcard,
            with_rows(message, "write a row for each", &missing),
        );
    }
    if action.rows.is_none() {
        let message = format!("action `{}` has no table", action.ident.unraw());
        let first =
            "below `#[action(...)]` write `#[permissions(...)]` with a row for each user type";
        errors.at(&action.ident, with_rows(&message, first, &missing));
    } else if !missing.is_empty() && !refused_wildcard {
        let message = format!(
            "the table of `{}` does not say what {} of the {} user types may do: {}",
            action.ident.unraw(),
            missing.len(),
            user_types.all.len(),
            quoted(&missing),
        );
        let first = "every user type needs a row; to deny, write";
        errors.at(&action.ident, with_rows(&message, first, &missing));
    }
}

/// Reports a name that the enum does not have. Returns the user type that was meant, so that it is
/// not reported again as missing.
fn unknown(
    action: &Action,
    name: &Ident,
    user_types: &UserTypes,
    errors: &mut Errors,
) -> Option<Ident> {
    let known: Vec<String> = user_types.all.iter().map(ToString::to_string).collect();
    let enumeration = crate::model::path_text(&action.user_type);
    let message = format!("`{enumeration}` has no user type `{name}`");
    let Some(meant) = similar(&name.to_string(), known.iter().map(String::as_str)) else {
        let help = help(
            message,
            format_args!("its user types are {}", quoted(&known)),
        );
        errors.at(name, help);
        return None;
    };
    errors.at(
        name,
        help(
            message,
            format_args!("a user type with a similar name exists: `{meant}`"),
        ),
    );
    user_types.all.iter().find(|one| *one == meant).cloned()
}

fn with_rows(message: &str, first: &str, missing: &[&Ident]) -> String {
    if missing.is_empty() {
        return help(
            message,
            "every user type has its row already: remove this one",
        );
    }
    let rows = missing.iter().fold(String::new(), |rows, user_type| {
        rows + "\n    " + &user_type.to_string() + " => deny,"
    });
    help(message, format_args!("{first}{rows}"))
}

fn anonymous_owner(rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    let anonymous = &user_types.anonymous;
    for row in rows
        .iter()
        .filter(|row| row.user_types().contains(anonymous))
    {
        let Rule::AllowIf(formula) = &row.rule else {
            continue;
        };
        for path in formula
            .conditions()
            .into_iter()
            .filter(|path| is_owner(path))
        {
            let message = format!("`owner` can never hold for `{anonymous}`: nobody is known");
            errors.at(
                path,
                help(message, format_args!("write `{anonymous} => deny`")),
            );
        }
    }
}

fn conditions(action: &Action, rows: &[Row], errors: &mut Errors) -> Vec<Path> {
    let mut distinct: Vec<Path> = Vec::new();
    let written = rows.iter().flat_map(|row| match &row.rule {
        Rule::AllowIf(formula) => formula.conditions(),
        _ => Vec::new(),
    });
    for path in written {
        if cells::position(&distinct, path).is_some() {
            continue;
        }
        if distinct.len() == MAX_CONDITIONS {
            let message = format!(
                "a table has at most {MAX_CONDITIONS} conditions, and this is one more in the table of `{}`",
                action.ident.unraw(),
            );
            let words = "join two of them in one function, or move one that holds for every row to `requires(...)`";
            errors.at(path, help(message, words));
        } else if is_owner(path) {
            distinct.insert(0, path.clone());
        } else {
            distinct.push(path.clone());
        }
    }
    distinct
}
