//! `cargo permit matrix`, `cargo permit diff` and `cargo permit lint`: what a catalogue allows.

use std::collections::BTreeSet;

use permit_runtime::matrix::{self, Level, Lint};

use crate::{
    Ending,
    arguments::{Diff, Format, Lints, Matrix, Package},
    failure::Failure,
    harness,
    worktree::Worktree,
};

/// Prints the matrix.
pub(crate) fn print(asked: &Matrix) -> Result<Ending, Failure> {
    let matrix = read(&asked.package, asked.subject.as_deref())?;
    let mut view = matrix.view();
    if asked.by_user_type {
        view = view.by_user_type();
    }
    if let Some(module) = &asked.module {
        view = view.module(module);
        if view.is_empty() {
            let modules = matrix.actions.iter().map(|one| one.module.as_str());
            return Err(unknown("module", module, modules));
        }
    }
    if let Some(said) = &asked.action {
        let mut actions = matrix.actions.iter();
        let action = actions.find(|one| one.key == *said || one.name == *said);
        let keys = matrix.actions.iter().map(|one| one.key.as_str());
        let action = action.ok_or_else(|| unknown("action", said, keys))?;
        view = view.action(&action.key);
        if view.is_empty() {
            let message = format!("`{}` is in another module: `{}`", action.key, action.module);
            return Err(Failure::new(message));
        }
    }
    if let Some(said) = &asked.user_type {
        let mut names = matrix.user_types.iter().map(|one| one.name.as_str());
        if !names.any(|name| name == said) {
            let names = matrix.user_types.iter().map(|one| one.name.as_str());
            return Err(unknown("user type", said, names));
        }
        view = view.user_type(said);
    }
    print!(
        "{}",
        match asked.format {
            Format::Markdown => view.markdown(),
            Format::Tsv => view.tsv(),
            Format::Json => view.json(),
            Format::Html => view.html(),
        }
    );
    Ok(Ending::Done)
}

/// The matrix of a package as it is now.
fn read(package: &Package, subject: Option<&str>) -> Result<matrix::Matrix, Failure> {
    let metadata = package.metadata()?;
    harness::matrix(package, subject, &metadata, &metadata.target_directory)
}

/// `said` is none of `names`.
fn unknown<'a>(kind: &str, said: &str, names: impl Iterator<Item = &'a str>) -> Failure {
    let names: BTreeSet<&str> = names.collect();
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("there is no {kind} `{said}`");
    Failure::new(message).help(format!("write one of {}", names.join(", ")))
}

/// Prints the difference to a revision.
pub(crate) fn diff(asked: &Diff) -> Result<Ending, Failure> {
    let metadata = asked.package.metadata()?;
    let said = asked.subject.as_deref();
    let target = &metadata.target_directory;
    let old = {
        let worktree = Worktree::of(&asked.revision, &metadata)?;
        let now = &harness::package(&asked.package, &metadata)?.manifest_path;
        let manifest = worktree.then(now)?;
        if !manifest.exists() {
            let message = format!("`{}` has no package at `{now}`", asked.revision);
            return Err(Failure::new(message).help("it was moved here or added since"));
        }
        let package = Package {
            manifest_path: Some(manifest),
            name: None,
            ..asked.package.clone()
        };
        harness::matrix(&package, said, &package.metadata()?, target)?
    };
    let new = harness::matrix(&asked.package, said, &metadata, target)?;
    let changes = matrix::Matrix::diff(&old, &new);
    if changes.is_empty() {
        eprintln!("no difference to `{}`", asked.revision);
        return Ok(Ending::Done);
    }
    print!("{changes}");
    Ok(if asked.exit_code {
        Ending::Left
    } else {
        Ending::Done
    })
}

/// Prints what is suspicious in the tables.
pub(crate) fn lint(asked: &Lints) -> Result<Ending, Failure> {
    let matrix = read(&asked.package, asked.subject.as_deref())?;
    let mut lints = matrix.lint();
    for (level, names) in [
        (Level::Allow, &asked.allow),
        (Level::Warn, &asked.warn),
        (Level::Deny, &asked.deny),
    ] {
        for name in names {
            let names = Lint::ALL.iter().map(|lint| lint.name());
            let lint: Lint = name.parse().map_err(|_| unknown("lint", name, names))?;
            lints = lints.level(lint, level);
        }
    }
    let findings = lints.findings();
    for finding in &findings {
        println!("{finding}");
    }
    let denied = findings.iter().any(|finding| finding.level == Level::Deny);
    Ok(if denied { Ending::Left } else { Ending::Done })
}
