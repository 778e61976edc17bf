//! `cargo permit fill`: the rows of a user type, or of a role, that the compiler names as missing.
//!
//! The compiler knows which tables are compiled, which user types and roles exist and which rows are disabled by a
//! `cfg`. So the command asks the compiler for the tables. It asks again after the rows are written, until
//! the compiler names no more, because a target that does not compile hides those that depend on it.

mod changes;
mod declared;
mod kind;
mod named;
mod paste;
mod rule;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{CompilerMessage, Metadata, camino::Utf8PathBuf};

use self::{changes::changes, kind::Kind, named::named, rule::rule};
use crate::{
    Ending,
    arguments::Fill,
    cargo::{Said, check, show},
    failure::Failure,
    files::{self, Change},
};

/// Runs the command.
pub(crate) fn run(fill: &Fill) -> Result<Ending, Failure> {
    let (kind, rule) = rule(&fill.rule)?;
    let metadata = fill.package.metadata()?;
    let mut written = Written::default();
    match rounds(fill, (kind, &rule), &metadata, &mut written) {
        Ok(others) => Ok(report(fill, &metadata, &written, &others)),
        Err(failure) => {
            if !fill.dry_run {
                files::restore(written.changes.values())?;
            }
            Err(failure)
        }
    }
}

/// What was written so far.
#[derive(Default)]
struct Written {
    /// Each file, from what it was before the command.
    changes: BTreeMap<Utf8PathBuf, Change>,
    rows: usize,
}

impl Written {
    fn add(&mut self, change: Change) {
        match self.changes.get_mut(&change.path) {
            Some(first) => first.becomes = change.becomes,
            None => {
                self.changes.insert(change.path.clone(), change);
            }
        }
    }
}

/// Fills until the compiler names nothing more. Returns the other errors that it reports then.
fn rounds(
    fill: &Fill,
    (kind, rule): (Kind, &str),
    metadata: &Metadata,
    written: &mut Written,
) -> Result<Vec<CompilerMessage>, Failure> {
    loop {
        let Said { errors, broken, .. } = check(&fill.package, metadata)?;
        if let Some(broken) = broken {
            let message = "cargo cannot check the package";
            return Err(Failure::new(message).help(broken));
        }
        let (tables, others) = named(errors, (kind, &fill.variant), metadata)?;
        if tables.is_empty() {
            return if written.rows == 0 {
                Err(nothing(fill, kind, metadata, &others))
            } else {
                Ok(others)
            };
        }
        let changes = changes(&tables, (kind, &fill.variant), rule)?;
        if !fill.dry_run {
            files::write(&changes)?;
        }
        written.rows += tables.len();
        for change in changes {
            written.add(change);
        }
        if fill.dry_run {
            return Ok(others);
        }
    }
}

/// Why there is nothing to fill.
fn nothing(fill: &Fill, kind: Kind, metadata: &Metadata, others: &[CompilerMessage]) -> Failure {
    let (name, one, many) = (&fill.variant, kind.one(), kind.many());
    if !others.is_empty() {
        show(others);
        let message = format!("the compiler names no table without a row for `{name}`");
        return Failure::new(message).help("correct its other errors first, which are shown above");
    }
    let members = metadata.workspace_packages().into_iter();
    let chosen = |package: &str| {
        fill.package
            .name
            .as_deref()
            .is_none_or(|one| one == package)
    };
    let members = members.filter(|one| chosen(&one.name));
    let folders = members.filter_map(|one| one.manifest_path.parent());
    let declared: Vec<_> = folders
        .flat_map(|folder| declared::declared(folder, kind))
        .collect();
    if declared.iter().any(|one| one.name == *name) {
        let message = format!("nothing is missing: every table has a row for `{name}`");
        return Failure::new(message);
    }
    let message = format!("there is no {one} `{name}`");
    let names: BTreeSet<&str> = declared.iter().map(|one| one.name.as_str()).collect();
    let distance = |one: &&&str| strsim::damerau_levenshtein(name, one);
    let similar = names.iter().min_by_key(distance);
    match similar {
        Some(meant) if distance(&meant) <= name.len().max(meant.len()) / 3 => {
            Failure::new(message).help(format!("a {one} with a similar name exists: `{meant}`"))
        }
        Some(_) => {
            let names: Vec<_> = names.iter().map(|one| format!("`{one}`")).collect();
            let help = format!(
                "write it into the enum first; the {many} are {}",
                names.join(", ")
            );
            Failure::new(message).help(help)
        }
        None => {
            let derive = kind.derive();
            let help = format!("an enum with `#[derive(permit::{derive})]` lists the {many}");
            Failure::new(message).help(help)
        }
    }
}

fn report(
    fill: &Fill,
    metadata: &Metadata,
    written: &Written,
    others: &[CompilerMessage],
) -> Ending {
    let root = &metadata.workspace_root;
    let root = &root.canonicalize_utf8().unwrap_or_else(|_| root.clone());
    let counted = |count, one| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let rows = counted(written.rows, "row");
    let files = counted(written.changes.len(), "file");
    let name = &fill.variant;
    if fill.dry_run {
        for change in written.changes.values() {
            print!("{}", change.patch(root));
        }
        eprintln!("{rows} for `{name}` in {files}; nothing was written");
    } else {
        println!("wrote {rows} for `{name}` into {files}:");
        for path in written.changes.keys() {
            println!("    {}", path.strip_prefix(root).unwrap_or(path));
        }
    }
    if others.is_empty() {
        return Ending::Done;
    }
    let errors = counted(show(others), "other error");
    eprintln!("error: the compiler reports {errors}");
    Ending::Left
}
