//! Checks that a table is complete, and names only what exists.

use syn::{Path, ext::IdentExt};

use crate::{
    cells::{self, MAX_CONDITIONS},
    error::{Errors, help, quoted, similar},
    model::{Action, Name, Row, RowHead, UserTypes, path_text},
    parse::Syntax,
};

/// A checked table. It is complete if no error was reported.
pub(crate) struct Checked {
    /// The distinct conditions, in the order of their bits. `owner` comes first.
    pub(crate) conditions: Vec<Path>,
    /// The conditions that it requires beside its table.
    pub(crate) requirements: Vec<Path>,
    /// In the order of the enum.
    pub(crate) cells: Vec<u64>,
}

/// The maximum number of conditions that an action may require beside its table.
const MAX_REQUIREMENTS: usize = 32;

/// Checks the whole table and reports every error in it.
pub(crate) fn check(action: &Action, user_types: &UserTypes, errors: &mut Errors) -> Checked {
    let rows = action.rows();
    if user_types.sound {
        completeness(action, rows, user_types, errors);
        anonymous_owner(rows, user_types, errors);
    }
    let on = rows.iter().filter(|row| row.is_on(user_types));
    let mut conditions = conditions(action, on, errors);
    let mut requirements = action.arguments.requires.clone();
    if !action.has_context() {
        let every = rows.iter().flat_map(|row| row.rule.conditions());
        let owner = every.chain(&requirements).find(|path| is_owner(path));
        if let Some(owner) = owner.filter(|_| !rows.iter().any(Row::states_context)) {
            errors.at(owner, owner_of_nothing(action));
        }
        // Without them, rustc does not say that `()` has no owner.
        conditions.retain(|path| !is_owner(path));
        requirements.retain(|path| !is_owner(path));
    }
    if let Some(beyond) = action.arguments.requires.get(MAX_REQUIREMENTS) {
        errors.at(
            beyond,
            format!("an action requires at most {MAX_REQUIREMENTS} conditions"),
        );
    }
    let cell = |user_type: &Name| {
        rows.iter()
            .find(|row| row.user_types().contains(user_type))
            .map_or(0, |row| cells::cell(&row.rule, &conditions))
    };
    let cells = user_types.all.iter().map(cell).collect();
    Checked {
        conditions,
        requirements,
        cells,
    }
}

fn owner_of_nothing(action: &Action) -> String {
    let name = action.ident.unraw();
    let message = format!("`{name}` has no context, so nothing has an owner");
    let words = match action.syntax {
        Syntax::Attribute => "write `#[action(context = Item)]`".to_owned(),
        Syntax::Inline => format!("write `{name}(context = Item)`"),
    };
    help(message, words + ", with the type that it is done to")
}

/// Whether `path` is the built-in condition. A path of more than one segment names a function.
pub(crate) fn is_owner(path: &Path) -> bool {
    path.is_ident("owner")
}

fn completeness(action: &Action, rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    let missing = missing(action, rows, user_types, errors);
    if action.parts.is_some() {
        return;
    }
    if action.rows.is_none() {
        errors.at(&action.ident, no_table(action, &missing));
        return;
    }
    for row in rows {
        if let RowHead::Wildcard(wildcard, _) = &row.head {
            errors.at(&wildcard.tokens, no_wildcard(&wildcard.text, &missing));
        }
    }
    // The user types of a wildcard, or of a row that names none, are not reported again.
    let all_named = rows.iter().all(|row| match &row.head {
        RowHead::UserTypes(_) => true,
        RowHead::Wildcard(..) => false,
        RowHead::Unreadable(names) => !names.is_empty(),
    });
    if all_named && !missing.is_empty() {
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

/// The user types without a row. A misspelt one is reported as unknown, not as missing.
fn missing<'a>(
    action: &Action,
    rows: &[Row],
    user_types: &'a UserTypes,
    errors: &mut Errors,
) -> Vec<&'a Name> {
    let mut stated: Vec<&Name> = Vec::new();
    let mut meant: Vec<&Name> = Vec::new();
    for row in rows {
        if let RowHead::Unreadable(names) = &row.head {
            let named = |one: &&Name| names.iter().any(|name| may_mean(name, one));
            meant.extend(user_types.all.iter().filter(named));
        }
        for user_type in row.user_types() {
            if stated.contains(&user_type) {
                let message = format!("user type `{user_type}` already has a row in this table");
                errors.at(user_type, message);
                continue;
            }
            stated.push(user_type);
            // A row behind a `cfg` may be disabled with its user type: the expansion checks that.
            if !user_types.all.contains(user_type) && row.cfgs.is_empty() {
                meant.extend(unknown(action, user_type, user_types, errors));
            }
        }
    }
    let missing = |one: &&Name| !stated.contains(one) && !meant.contains(one);
    user_types.all.iter().filter(missing).collect()
}

/// Whether `written`, in a row that cannot be read, may mean the user type: its name, its beginning,
/// or a misspelling.
fn may_mean(written: &Name, user_type: &Name) -> bool {
    let (written, name) = (written.text(), user_type.text());
    name.starts_with(written) || similar(written, [name]).is_some()
}

fn no_table(action: &Action, missing: &[&Name]) -> String {
    let message = format!("action `{}` has no table", action.ident.unraw());
    let first = match action.syntax {
        Syntax::Attribute => {
            "below `#[action(...)]` write `#[permissions(...)]` with a row for each user type"
        }
        Syntax::Inline => {
            "write `{ ... }` with a row for each user type; list an action that is declared elsewhere with `use`"
        }
    };
    with_rows(&message, first, missing)
}

fn no_wildcard(written: &str, missing: &[&Name]) -> String {
    let message =
        format!("a table has no `{written}`: it would decide for user types that do not exist yet");
    if missing.is_empty() {
        let words = "every user type already has a row: remove this one";
        return help(message, words);
    }
    with_rows(&message, "write a row for each", missing)
}

/// Reports a name that the enum does not have. Returns the user type that was meant, so that it is
/// not reported again as missing.
fn unknown<'a>(
    action: &Action,
    name: &Name,
    user_types: &'a UserTypes,
    errors: &mut Errors,
) -> Option<&'a Name> {
    let known: Vec<&str> = user_types.all.iter().map(Name::text).collect();
    let enumeration = path_text(&action.user_type);
    let message = format!("`{enumeration}` has no user type `{name}`");
    let Some(meant) = similar(name.text(), known.iter().copied()) else {
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
    user_types.all.iter().find(|one| one.text() == meant)
}

fn with_rows(message: &str, first: &str, missing: &[&Name]) -> String {
    let rows = missing.iter().fold(String::new(), |rows, user_type| {
        rows + "\n    " + user_type.text() + " => deny,"
    });
    help(message, format_args!("{first}{rows}"))
}

fn anonymous_owner(rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    let Some(anonymous) = &user_types.anonymous else {
        return;
    };
    for row in rows {
        if !row.user_types().contains(anonymous) {
            continue;
        }
        let conditions = row.rule.conditions().into_iter();
        let Some(owner) = conditions.into_iter().find(|path| is_owner(path)) else {
            continue;
        };
        let message =
            format!("`owner` can never hold for `{anonymous}`: an anonymous caller has no id");
        let rule = row.rule.without(is_owner);
        let mut words = format!("write `{anonymous} => {rule}`");
        let others = row.user_types().iter().filter(|name| *name != anonymous);
        let others: Vec<_> = others.map(Name::text).collect();
        if !others.is_empty() {
            let others = others.join(" | ");
            words = format!("{words}, and `{others} => {}`", row.rule.text());
        }
        errors.at(owner, help(message, words));
    }
}

fn conditions<'a>(
    action: &Action,
    rows: impl Iterator<Item = &'a Row>,
    errors: &mut Errors,
) -> Vec<Path> {
    let mut distinct: Vec<Path> = Vec::new();
    for path in rows.flat_map(|row| row.rule.conditions()) {
        if cells::position(&distinct, path).is_some() {
            continue;
        }
        if distinct.len() == MAX_CONDITIONS {
            let message = format!(
                "a table has at most {MAX_CONDITIONS} conditions, and this is one more in the table of `{}`",
                action.ident.unraw(),
            );
            let words = "combine two of them in one function, or move a condition that every row needs to `requires(...)`";
            errors.at(path, help(message, words));
        } else if is_owner(path) {
            distinct.insert(0, path.clone());
        } else {
            distinct.push(path.clone());
        }
    }
    distinct
}
