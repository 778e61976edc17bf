//! The tables that the compiler names, because they say nothing about a user type or a role.

use std::collections::BTreeMap;

use cargo_metadata::{
    CompilerMessage, Metadata, Package,
    camino::{Utf8Path, Utf8PathBuf},
};

use super::kind::Kind;
use crate::failure::Failure;

/// An action without a row for the user type or the role, by the place of its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: Utf8PathBuf,
    /// The byte where its name begins.
    pub(crate) byte: usize,
}

/// What the compiler said of the action at a place.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) action: String,
    pub(crate) line: usize,
    /// The manifest of the package that it is in.
    pub(crate) manifest: Utf8PathBuf,
    /// The line of the source text, as the compiler read it.
    text: Option<String>,
}

impl Named {
    /// Whether `source` still is what the compiler read.
    pub(crate) fn is_in(&self, source: &str, byte: usize) -> bool {
        let name = source.get(byte..).unwrap_or_default();
        let line = self
            .line
            .checked_sub(1)
            .and_then(|line| source.lines().nth(line));
        name.trim_start_matches("r#").starts_with(&self.action)
            && self.text.as_deref().is_none_or(|text| line == Some(text))
    }
}

/// The tables among `errors` without a row for a name; each once, although several targets may
/// contain it. The other errors are left.
///
/// # Errors
///
/// If a table is not in a file of the workspace.
pub(crate) fn named(
    errors: Vec<CompilerMessage>,
    (kind, name): (Kind, &str),
    metadata: &Metadata,
) -> Result<(BTreeMap<Place, Named>, Vec<CompilerMessage>), Failure> {
    let mut tables = BTreeMap::new();
    let mut others = Vec::new();
    for error in errors {
        match kind.action(&error.message.message, name) {
            Some(action) => {
                let (place, named) = place(&error, action, metadata)?;
                tables.insert(place, named);
            }
            None => others.push(error),
        }
    }
    Ok((tables, others))
}

fn place(
    error: &CompilerMessage,
    action: &str,
    metadata: &Metadata,
) -> Result<(Place, Named), Failure> {
    let package = metadata.workspace_packages();
    let package = package.iter().find(|one| one.id == error.package_id);
    let span = error.message.spans.iter().find(|span| span.is_primary);
    let (Some(package), Some(span)) = (package, span) else {
        let message = format!("the table of `{action}` is in a package outside of this workspace");
        return Err(Failure::new(message).help("run the command in the workspace of that package"));
    };
    let file = metadata.workspace_root.join(&span.file_name);
    let found = file.canonicalize_utf8().ok();
    let file = found
        .filter(|found| !generated(found, package, metadata))
        .ok_or_else(|| {
            let message =
                format!("the table of `{action}` is in a file that is generated: `{file}`");
            Failure::new(message).help("write the row where the file is made from")
        })?;
    let text = span.text.first().map(|line| line.text.clone());
    let byte = usize::try_from(span.byte_start).unwrap_or(usize::MAX);
    let named = Named {
        action: action.to_owned(),
        line: span.line_start,
        manifest: package.manifest_path.clone(),
        text,
    };
    Ok((Place { file, byte }, named))
}

/// Whether a build script wrote the file: it is in the target directory, and the package is not.
fn generated(file: &Utf8Path, package: &Package, metadata: &Metadata) -> bool {
    let target = metadata.target_directory.canonicalize_utf8();
    let folder = package.manifest_path.canonicalize_utf8();
    let inside = |path: &Utf8Path| target.as_ref().is_ok_and(|target| path.starts_with(target));
    inside(file) && !folder.is_ok_and(|folder| inside(&folder))
}
