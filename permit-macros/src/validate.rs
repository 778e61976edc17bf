//! Checks that a table is complete, and names only what exists.

use syn::{Path, ext::IdentExt};

use crate::{
    cells::{self, MAX_CONDITIONS},
    complete::{self, Enumeration, with_rows},
    error::{Errors, help, quoted},
    held,
    model::{Action, Enums, Name, Row, Rule, UserTypes, path_text},
    parse::Syntax,
};

/// A checked table. It is complete if no error was reported.
pub(crate) struct Checked {
    /// The distinct conditions, in the order of their bits. `owner` comes first, then `granted`.
    pub(crate) conditions: Vec<Path>,
    /// The conditions that it requires beside its table.
    pub(crate) requirements: Vec<Path>,
    /// In the order of the enum.
    pub(crate) cells: Vec<u64>,
    /// The roles that hold it, one bit for each; `None` if it cannot be given.
    pub(crate) held: Option<u64>,
}

/// The maximum number of conditions that an action may require beside its table.
const MAX_REQUIREMENTS: usize = 32;

/// Checks the whole table and reports every error in it.
pub(crate) fn check(action: &Action, enums: Enums, errors: &mut Errors) -> Checked {
    let Enums { user_types, roles } = enums;
    let rows = action.rows();
    if user_types.sound {
        completeness(action, rows, user_types, errors);
        never_held(rows, user_types, errors);
    }
    held::check(action, roles, errors);
    let on = rows.iter().filter(|row| row.is_on(&user_types.all));
    let mut conditions = conditions(action, on, errors);
    let mut requirements = action.arguments.requires.clone();
    requirements.retain(|path| !is_granted(path));
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
            .find(|row| row.names().contains(user_type))
            .map_or(0, |row| cells::cell(&row.rule, &conditions))
    };
    let cells = user_types.all.iter().map(cell).collect();
    let held = action.roles.as_ref().zip(roles);
    Checked {
        conditions,
        requirements,
        cells,
        held: held.map(|(table, roles)| held::mask(table, roles)),
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

/// Whether `path` is the built-in condition on what the caller was granted.
pub(crate) fn is_granted(path: &Path) -> bool {
    path.is_ident("granted")
}

fn completeness(action: &Action, rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    let of = Enumeration {
        path: &action.user_type,
        all: &user_types.all,
    };
    let missing = complete::missing(rows, of, errors);
    if action.parts.is_some() {
        return;
    }
    if action.rows.is_none() {
        errors.at(&action.ident, no_table(action, &missing));
        return;
    }
    complete::wildcards(rows, &missing, errors);
    if complete::all_named(rows) && !missing.is_empty() {
        let message = format!(
            "the table of `{}` does not say what {} of the {} user types may do: {}",
            action.ident.unraw(),
            missing.len(),
            user_types.all.len(),
            quoted(&missing),
        );
        let first = "every user type needs a row; to deny, write";
        errors.at(&action.ident, with_rows::<Rule>(&message, first, &missing));
    }
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
    with_rows::<Rule>(&message, first, missing)
}

/// Reports conditions that can never hold: an anonymous caller owns nothing, and is granted nothing, as a job
/// of the application's own.
fn never_held(rows: &[Row], user_types: &UserTypes, errors: &mut Errors) {
    for row in rows {
        let anonymous = user_types.anonymous.iter();
        for name in anonymous.filter(|name| row.names().contains(name)) {
            let of_caller = |path: &Path| is_owner(path) || is_granted(path);
            let owner = "an anonymous caller has no id";
            never(row, name, (is_owner, owner), of_caller, errors);
            let granted = "an unknown caller has no grants";
            never(row, name, (is_granted, granted), of_caller, errors);
        }
        let internal = user_types.internal.iter();
        for name in internal.filter(|name| row.names().contains(name)) {
            let granted = "a job of the application's own has no grants";
            never(row, name, (is_granted, granted), is_granted, errors);
        }
    }
}

/// Reports the condition that `is` finds in the row, with the row to write instead: the rule without what
/// `cannot` hold.
fn never(
    row: &Row,
    name: &Name,
    (is, why): (fn(&Path) -> bool, &str),
    cannot: fn(&Path) -> bool,
    errors: &mut Errors,
) {
    let conditions = row.rule.conditions();
    let Some(condition) = conditions.into_iter().find(|path| is(path)) else {
        return;
    };
    let text = path_text(condition);
    let message = format!("`{text}` can never hold for `{name}`: {why}");
    let mut words = format!("write `{name} => {}`", row.rule.without(cannot));
    let others = row.names().iter().filter(|other| *other != name);
    let others: Vec<_> = others.map(Name::text).collect();
    if !others.is_empty() {
        let others = others.join(" | ");
        words = format!("{words}, and `{others} => {}`", row.rule.text());
    }
    errors.at(condition, help(message, words));
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
        } else if is_granted(path) {
            // Behind `owner`, which costs less.
            let owner = distinct.first().is_some_and(is_owner);
            distinct.insert(usize::from(owner), path.clone());
        } else {
            distinct.push(path.clone());
        }
    }
    distinct
}
