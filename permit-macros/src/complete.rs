//! Checks that the rows of a table name each user type, or each role, once and nothing else.

use syn::Path;

use crate::{
    error::{Errors, help, quoted, similar},
    model::{Name, Row, RowHead, path_text},
    parse::Cell,
};

/// The user types or the roles that a table has to answer for.
#[derive(Clone, Copy)]
pub(crate) struct Enumeration<'a> {
    pub(crate) path: &'a Path,
    pub(crate) all: &'a [Name],
}

/// The names without a row. A misspelt one is reported as unknown, not as missing.
pub(crate) fn missing<'a, C: Cell>(
    rows: &[Row<C>],
    of: Enumeration<'a>,
    errors: &mut Errors,
) -> Vec<&'a Name> {
    let mut stated: Vec<&Name> = Vec::new();
    let mut meant: Vec<&Name> = Vec::new();
    for row in rows {
        if let RowHead::Unreadable(names) = &row.head {
            let named = |one: &&Name| names.iter().any(|name| may_mean(name, one));
            meant.extend(of.all.iter().filter(named));
        }
        for name in row.names() {
            if stated.contains(&name) {
                let message = format!("{} `{name}` already has a row in this table", C::WORDS.one);
                errors.at(name, message);
                continue;
            }
            stated.push(name);
            // A row behind a `cfg` may be disabled with what it names: the expansion checks that.
            if !of.all.contains(name) && row.cfgs.is_empty() {
                meant.extend(unknown::<C>(name, of, errors));
            }
        }
    }
    let missing = |one: &&Name| !stated.contains(one) && !meant.contains(one);
    of.all.iter().filter(missing).collect()
}

/// Whether `written`, in a row that cannot be read, may mean the name: it, its beginning, or a misspelling.
fn may_mean(written: &Name, name: &Name) -> bool {
    let (written, name) = (written.text(), name.text());
    name.starts_with(written) || similar(written, [name]).is_some()
}

/// Reports a name that the enum does not have. Returns the one that was meant, so that it is not reported
/// again as missing.
fn unknown<'a, C: Cell>(name: &Name, of: Enumeration<'a>, errors: &mut Errors) -> Option<&'a Name> {
    let (one, many) = (C::WORDS.one, C::WORDS.many);
    let known: Vec<&str> = of.all.iter().map(Name::text).collect();
    let message = format!("`{}` has no {one} `{name}`", path_text(of.path));
    let Some(meant) = similar(name.text(), known.iter().copied()) else {
        let words = format!("its {many} are {}", quoted(&known));
        errors.at(name, help(message, words));
        return None;
    };
    let words = format!("a {one} with a similar name exists: `{meant}`");
    errors.at(name, help(message, words));
    of.all.iter().find(|one| one.text() == meant)
}

/// Reports each row that would stand for names that do not exist yet.
pub(crate) fn wildcards<C: Cell>(rows: &[Row<C>], missing: &[&Name], errors: &mut Errors) {
    for row in rows {
        if let RowHead::Wildcard(wildcard, _) = &row.head {
            errors.at(&wildcard.tokens, no_wildcard::<C>(&wildcard.text, missing));
        }
    }
}

fn no_wildcard<C: Cell>(written: &str, missing: &[&Name]) -> String {
    let (one, many) = (C::WORDS.one, C::WORDS.many);
    let message =
        format!("a table has no `{written}`: it would decide for {many} that do not exist yet");
    if missing.is_empty() {
        let words = format!("every {one} already has a row: remove this one");
        return help(message, words);
    }
    with_rows::<C>(&message, "write a row for each", missing)
}

/// Whether every row says which names it is for. What is in a wildcard, or in a row that names none, is not
/// reported again as missing.
pub(crate) fn all_named<C>(rows: &[Row<C>]) -> bool {
    rows.iter().all(|row| match &row.head {
        RowHead::Names(_) => true,
        RowHead::Wildcard(..) => false,
        RowHead::Unreadable(names) => !names.is_empty(),
    })
}

/// `message` with the rows to paste.
pub(crate) fn with_rows<C: Cell>(message: &str, first: &str, missing: &[&Name]) -> String {
    let nothing = C::WORDS.nothing;
    let rows = missing.iter().fold(String::new(), |rows, name| {
        format!("{rows}\n    {name} => {nothing},")
    });
    help(message, format_args!("{first}{rows}"))
}
