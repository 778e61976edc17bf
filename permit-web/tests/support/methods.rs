//! The public functions of a framework, read from its source, and those that a table of permit's
//! documentation names.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use std::{collections::BTreeSet, fs, path::PathBuf, process::Command};

use serde_json::Value;

/// The folder of the source of `package`, in the version that is compiled here.
pub(super) fn source_of(package: &str) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    let cargo = cargo.args(["metadata", "--format-version=1", "--offline"]);
    // A package for another platform need not be here.
    let cargo = cargo.args(["--filter-platform", &host()]);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let mut named = packages.iter().filter(|one| one["name"] == package);
    let manifest = named.next().unwrap()["manifest_path"].as_str().unwrap();
    assert_eq!(named.next(), None, "there are two versions of {package}");
    PathBuf::from(manifest).with_file_name("src")
}

/// The platform of this machine, as rustc names it.
fn host() -> String {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let printed = String::from_utf8(rustc.stdout).unwrap();
    let host = printed.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// The names of the public functions in a file, from the line that begins with `from`.
pub(super) fn functions(file: PathBuf, from: &str) -> BTreeSet<String> {
    let source = fs::read_to_string(file).unwrap();
    let lines = source.lines().skip_while(|line| !line.starts_with(from));
    let named = lines.take_while(|line| !line.starts_with("mod tests"));
    named.filter_map(named_in).map(String::from).collect()
}

/// The function that a line begins, or the one that it has a macro write.
fn named_in(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let after = line.strip_prefix("pub fn ").or_else(|| {
        let (called, arguments) = line.split_once("!(")?;
        let writing = ["_fn", "_route", "route_shortcut"];
        let writes = writing.iter().any(|end| called.ends_with(end));
        writes.then_some(arguments)
    })?;
    let end = after.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let name = after.get(..end?)?;
    (!name.is_empty()).then_some(name)
}

/// The names in the first column of a table.
pub(super) fn tabled(documentation: &str) -> BTreeSet<String> {
    let rows = documentation.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let code = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let names = code.filter_map(|code| code.rsplit("::").next());
    names.map(String::from).collect()
}
