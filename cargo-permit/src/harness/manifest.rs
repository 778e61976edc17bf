//! The manifest of the program: its dependencies are the library, and the permit that the library uses.

use std::{collections::BTreeSet, fs};

use cargo_metadata::{Metadata, Package, PackageId, camino::Utf8Path};
use toml::{Table, Value};

use crate::{arguments, failure::Failure};

/// All of it except the package itself.
pub(super) fn manifest(
    package: &Package,
    asked: &arguments::Package,
    metadata: &Metadata,
) -> Result<Table, Failure> {
    let mut library = dependency(&package.name);
    library.insert("path".to_owned(), path(folder(package)));
    library.insert(
        "default-features".to_owned(),
        Value::Boolean(!asked.no_default_features),
    );
    library.insert("features".to_owned(), features(package, asked));

    let permit = permit(package, metadata)?;
    let mut runtime = dependency(&permit.name);
    locate(&mut runtime, permit);
    runtime.insert("features".to_owned(), Value::Array(vec!["matrix".into()]));

    let mut manifest = Table::new();
    manifest.insert(
        "dependencies".to_owned(),
        table([("library", library.into()), ("permit", runtime.into())]),
    );
    // A workspace of its own, whatever is above the target directory.
    manifest.insert("workspace".to_owned(), Table::new().into());
    for inherited in ["patch", "profile"] {
        if let Some(value) = of_workspace(metadata, inherited)? {
            manifest.insert(inherited.to_owned(), value);
        }
    }
    Ok(manifest)
}

pub(super) fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    entries.collect::<Table>().into()
}

/// On a package that has another name in the program.
fn dependency(name: &str) -> Table {
    [("package".to_owned(), name.into())].into_iter().collect()
}

fn path(path: &Utf8Path) -> Value {
    path.as_str().into()
}

fn folder(package: &Package) -> &Utf8Path {
    package
        .manifest_path
        .parent()
        .unwrap_or(&package.manifest_path)
}

/// The features that the caller asked for, of this package.
fn features(package: &Package, asked: &arguments::Package) -> Value {
    let all = package
        .features
        .keys()
        .map(String::as_str)
        .filter(|_| asked.all_features);
    let named = asked.features.iter().flat_map(|one| one.split([',', ' ']));
    let named = named.filter(|one| !one.is_empty()).map(|one| {
        let own = one
            .strip_prefix(package.name.as_str())
            .and_then(|rest| rest.strip_prefix('/'));
        own.unwrap_or(one)
    });
    let features: BTreeSet<&str> = all.chain(named).collect();
    Value::Array(features.into_iter().map(Value::from).collect())
}

/// The permit that the package uses: its own dependency, or else that of a package that it uses.
fn permit<'a>(package: &Package, metadata: &'a Metadata) -> Result<&'a Package, Failure> {
    let nodes = metadata
        .resolve
        .as_ref()
        .map_or(&[][..], |resolve| &resolve.nodes);
    let uses = |id: &PackageId| {
        let node = nodes.iter().find(|node| node.id == *id);
        node.map_or(&[][..], |node| &node.dependencies)
    };
    let find = |id: &PackageId| metadata.packages.iter().find(|one| one.id == *id);
    let mut seen = BTreeSet::new();
    let mut near = vec![&package.id];
    // The nearest first.
    while !near.is_empty() {
        let packages = near.iter().filter_map(|id| find(id));
        if let Some(permit) = packages.into_iter().find(|one| *one.name == "permit-rs") {
            return Ok(permit);
        }
        let next: BTreeSet<&PackageId> = near.iter().flat_map(|id| uses(id)).collect();
        near = next.into_iter().filter(|id| seen.insert(*id)).collect();
    }
    let message = format!("`{}` does not use permit", package.name);
    Err(Failure::new(message).help("add it: cargo add permit-rs"))
}

/// Where a package comes from, as a dependency states it, so that it is the same package.
fn locate(dependency: &mut Table, package: &Package) {
    let exactly = Value::from(format!("={}", package.version));
    let Some(source) = &package.source else {
        dependency.insert("path".to_owned(), path(folder(package)));
        return;
    };
    let (kind, url) = source
        .repr
        .split_once('+')
        .unwrap_or(("registry", &source.repr));
    if kind == "git" {
        let url = url.split('#').next().unwrap_or(url);
        let (url, query) = url.split_once('?').unwrap_or((url, ""));
        dependency.insert("git".to_owned(), url.into());
        // `branch=main`, `tag=v1` or `rev=1234`.
        if let Some((key, value)) = query.split_once('=') {
            dependency.insert(key.to_owned(), value.into());
        }
        return;
    }
    dependency.insert("version".to_owned(), exactly);
    if !source.is_crates_io() {
        let index = if kind == "sparse" { &source.repr } else { url };
        dependency.insert("registry-index".to_owned(), index.into());
    }
}

/// A section that only the manifest at the root of a workspace has, with absolute paths.
fn of_workspace(metadata: &Metadata, section: &str) -> Result<Option<Value>, Failure> {
    let root = &metadata.workspace_root;
    let file = root.join("Cargo.toml");
    let text = fs::read_to_string(&file).map_err(|error| Failure::about(&file, error))?;
    let mut manifest: Table = text.parse().map_err(|error| Failure::about(&file, error))?;
    let mut section = manifest.remove(section);
    if let Some(section) = &mut section {
        absolute(section, root);
    }
    Ok(section)
}

fn absolute(value: &mut Value, root: &Utf8Path) {
    let Value::Table(table) = value else {
        return;
    };
    for (key, value) in table {
        match value {
            Value::String(path) if key == "path" => *path = root.join(&*path).into_string(),
            value => absolute(value, root),
        }
    }
}
