//! The files with one more row in each table that the compiler named.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    str::FromStr as _,
};

use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::TokenStream;

use super::{
    declared,
    kind::Kind,
    named::{Named, Place},
    paste::{Insertion, New, paste},
    table::{Table, tables},
};
use crate::{failure::Failure, files::Change};

/// Writes a row with `rule` into each of `named`, in memory.
///
/// # Errors
///
/// If one of them cannot be written. The message names all of these.
pub(super) fn changes(
    named: &BTreeMap<Place, Named>,
    (kind, name): (Kind, &str),
    rule: &str,
) -> Result<Vec<Change>, Failure> {
    let mut files: BTreeMap<&Utf8Path, Vec<(usize, &Named)>> = BTreeMap::new();
    for (place, named) in named {
        let places = files.entry(&place.file).or_default();
        places.push((place.byte, named));
    }
    let mut cfgs = Cfgs {
        kind,
        of: BTreeMap::new(),
    };
    let mut changes = Vec::new();
    let mut refused = Vec::new();
    for (path, places) in files {
        let was = fs::read_to_string(path).map_err(|error| Failure::about(path, error))?;
        let tokens = TokenStream::from_str(&was).map_err(|error| Failure::about(path, error))?;
        let mut insertions = Vec::new();
        for (byte, named) in places {
            if !named.is_in(&was, byte) {
                let message = format!("`{path}` has changed meanwhile");
                return Err(Failure::new(message).help("run the command again"));
            }
            let new = New {
                name,
                rule,
                cfgs: cfgs.of(&named.manifest, name)?,
            };
            match chosen(tables(tokens.clone(), byte, kind), name) {
                Ok(table) => insertions.extend(paste(&was, &table, &new)),
                Err(why) => {
                    refused.push(format!(
                        "`{}` at {path}:{}: {why}",
                        named.action, named.line
                    ));
                }
            }
        }
        changes.push(Change {
            becomes: inserted(&was, insertions),
            path: path.to_owned(),
            was,
        });
    }
    if refused.is_empty() {
        return Ok(changes);
    }
    let rows = refused
        .iter()
        .fold(String::new(), |rows, row| rows + "\n" + row);
    let message = format!("not every row can be written, so none is{rows}");
    Err(Failure::new(message).help("write these rows by hand, and run the command again"))
}

/// The table in which the row is missing.
fn chosen(tables: Vec<Table>, name: &str) -> Result<Table, &'static str> {
    let written = !tables.is_empty();
    let mut without = tables.into_iter().filter(|table| !table.names(name));
    match (without.next(), without.next()) {
        (Some(table), None) => Ok(table),
        (Some(_), Some(_)) => Err("it has several tables, behind `cfg_attr`"),
        (None, _) if written => Err("it has a row, which a `cfg` disables"),
        (None, _) => Err("a macro writes its table, which is not here"),
    }
}

fn inserted(source: &str, mut insertions: Vec<Insertion>) -> String {
    insertions.sort_by_key(|(place, _)| *place);
    let mut becomes = String::new();
    let mut done = 0;
    for (place, text) in insertions {
        becomes += source.get(done..place).unwrap_or_default();
        becomes += &text;
        done = place;
    }
    becomes + source.get(done..).unwrap_or_default()
}

/// What a user type or a role is behind, by the manifest of its package. Its rows have to be behind the same.
struct Cfgs {
    kind: Kind,
    of: BTreeMap<Utf8PathBuf, Vec<String>>,
}

impl Cfgs {
    fn of(&mut self, manifest: &Utf8Path, name: &str) -> Result<&[String], Failure> {
        if !self.of.contains_key(manifest) {
            let folder = manifest.parent().unwrap_or(manifest);
            let declared = declared::declared(folder, self.kind).into_iter();
            let declared: Vec<_> = declared.filter(|one| one.name == name).collect();
            let distinct: BTreeSet<_> = declared.iter().map(|one| &one.cfgs).collect();
            if distinct.len() > 1 {
                let places: Vec<_> = declared.iter().map(|one| one.place.as_str()).collect();
                let message = format!("`{name}` is behind different `cfg`s");
                let help = format!("write its rows by hand; it is in {}", places.join(", "));
                return Err(Failure::new(message).help(help));
            }
            let cfgs = distinct.into_iter().next().cloned().unwrap_or_default();
            self.of.insert(manifest.to_owned(), cfgs);
        }
        Ok(self.of.get(manifest).map_or(&[], Vec::as_slice))
    }
}

#[cfg(test)]
mod tests;
