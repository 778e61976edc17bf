//! Checks which roles hold an action: `#[roles(…)]`, or `roles { … }` in a catalogue.

use syn::{Path, ext::IdentExt as _};

use crate::{
    complete::{self, Enumeration, with_rows},
    error::{Errors, help, quoted},
    model::{Action, Hold, Name, RoleList, RoleTable, Row, Rule},
    parse::Syntax,
    validate::is_granted,
};

/// Checks the rows of roles beside those of user types. `roles` are those of the enum, if it is known.
pub(crate) fn check(action: &Action, roles: Option<&RoleList>, errors: &mut Errors) {
    if let Some(required) = action
        .arguments
        .requires
        .iter()
        .find(|path| is_granted(path))
    {
        let message = "`granted` stands in a row, not in `requires`";
        let words =
            "write `allow if granted` in the row of each user type that roles may be given to";
        errors.at(required, help(message, words));
    }
    let granted = asked(action);
    match (&action.roles, granted) {
        (None, None) => {}
        (None, Some(granted)) => errors.at(granted, needs_roles(action, roles)),
        (Some(table), _) if action.parts.is_some() => {
            let name = action.ident.unraw();
            let message = format!("`{name}` is an operation, which no role holds");
            let words = "remove this: a role holds the actions that the operation names";
            errors.at(&table.place, help(message, words));
        }
        (Some(table), granted) => {
            let read = action.rows.is_some() && !action.rows().iter().any(may_say_granted);
            if granted.is_none() && read {
                errors.at(&table.place, never_given(action));
            }
            match roles {
                Some(roles) if roles.sound => completeness(action, table, roles, errors),
                Some(_) => {}
                None => errors.at(&table.place, help(NO_ROLES, IN_THE_HEAD)),
            }
        }
    }
}

const NO_ROLES: &str = "the head of the catalogue does not say `roles`";
const IN_THE_HEAD: &str = "write `<User: UserType, roles>` with your enum of roles in scope, or name it: `roles = path::Role`";

/// The first `granted` in a row.
fn asked(action: &Action) -> Option<&Path> {
    let conditions = action.rows().iter().flat_map(|row| row.rule.conditions());
    conditions.into_iter().find(|path| is_granted(path))
}

/// Whether the row could not be read, and may have said `granted`.
fn may_say_granted(row: &Row) -> bool {
    row.is_unreadable() || matches!(row.rule, Rule::Broken)
}

/// `granted` without rows of roles.
fn needs_roles(action: &Action, roles: Option<&RoleList>) -> String {
    let message = match action.syntax {
        Syntax::Attribute => "`granted` needs `#[roles(...)]`",
        Syntax::Inline => "`granted` needs `roles { ... }`",
    };
    match (action.syntax, roles) {
        (Syntax::Attribute, Some(roles)) => {
            let first =
                "below `#[permissions(...)]` write `#[roles(...)]`, with a row for each role";
            with_rows::<Hold>(message, first, &all(roles))
        }
        (Syntax::Inline, Some(roles)) => {
            let first = "behind the table write `roles { ... }`, with a row for each role";
            with_rows::<Hold>(message, first, &all(roles))
        }
        (Syntax::Attribute, None) => help(
            message,
            "import your enum of roles and write `#[roles(Role => withhold)]` with a row for each, or name the enum: `roles = path::Role`",
        ),
        (Syntax::Inline, None) => help(
            message,
            format_args!(
                "{IN_THE_HEAD}; then `roles {{ ... }}` behind the table, with a row for each role"
            ),
        ),
    }
}

fn all(roles: &RoleList) -> Vec<&Name> {
    roles.all.iter().collect()
}

fn never_given(action: &Action) -> String {
    let name = action.ident.unraw();
    let message = format!("`{name}` cannot be given by a role: no row of its table says `granted`");
    let words = match action.syntax {
        Syntax::Attribute => "write `allow if granted` in a row, or remove `#[roles(...)]`",
        Syntax::Inline => "write `allow if granted` in a row, or remove `roles { ... }`",
    };
    help(message, words)
}

fn completeness(action: &Action, table: &RoleTable, roles: &RoleList, errors: &mut Errors) {
    let of = Enumeration {
        path: &table.enumeration,
        all: &roles.all,
    };
    let missing = complete::missing(&table.rows, of, errors);
    complete::wildcards(&table.rows, &missing, errors);
    if missing.is_empty() || !complete::all_named(&table.rows) {
        return;
    }
    let (name, count) = (action.ident.unraw(), missing.len());
    let holds = if count == 1 { "holds" } else { "hold" };
    let message = format!(
        "`{name}` does not say what {count} of the {} roles {holds}: {}",
        roles.all.len(),
        quoted(&missing),
    );
    let first = "every role needs a row; to withhold, write";
    errors.at(&action.ident, with_rows::<Hold>(&message, first, &missing));
}

/// The roles that hold the action, one bit for each.
pub(crate) fn mask(table: &RoleTable, roles: &RoleList) -> u64 {
    let holds = |role: &Name| {
        let mut rows = table.rows.iter();
        let row = rows.find(|row| row.names().contains(role));
        row.is_some_and(|row| row.rule == Hold::Grant)
    };
    let each = roles.all.iter().rev();
    each.fold(0, |mask, role| mask << 1 | u64::from(holds(role)))
}
