//! Files that are changed together, or not at all.

use std::{
    fs,
    io::{self, Write as _},
};

use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use similar::TextDiff;
use tempfile::NamedTempFile;

use crate::failure::Failure;

/// A file, as it is and as it will be.
pub(crate) struct Change {
    pub(crate) path: Utf8PathBuf,
    pub(crate) was: String,
    pub(crate) becomes: String,
}

impl Change {
    /// The unified diff, with the path below `root`.
    pub(crate) fn patch(&self, root: &Utf8Path) -> String {
        let path = self.path.strip_prefix(root).unwrap_or(&self.path);
        TextDiff::from_lines(&self.was, &self.becomes)
            .unified_diff()
            .header(&format!("a/{path}"), &format!("b/{path}"))
            .to_string()
    }
}

/// Writes every change, or none: a failure restores what was written before it.
///
/// # Errors
///
/// If a file is not what the change was made from, or cannot be written.
pub(crate) fn write(changes: &[Change]) -> Result<(), Failure> {
    let prepare = |change: &Change| {
        let now = fs::read_to_string(&change.path);
        let now = now.map_err(|error| Failure::about(&change.path, error))?;
        if now != change.was {
            let message = format!("`{}` has changed meanwhile", change.path);
            let help = "nothing was written; run the command again";
            return Err(Failure::new(message).help(help));
        }
        prepared(change).map_err(|error| Failure::about(&change.path, error))
    };
    let prepared = changes.iter().map(prepare).collect::<Result<Vec<_>, _>>()?;
    for (index, (change, file)) in changes.iter().zip(prepared).enumerate() {
        if let Err(error) = file.persist(&change.path) {
            restore(changes.iter().take(index))?;
            return Err(Failure::about(&change.path, error.error));
        }
    }
    Ok(())
}

/// Takes the changes back, except in a file that something else has written since.
///
/// # Errors
///
/// If a file cannot be restored.
pub(crate) fn restore<'a>(changes: impl Iterator<Item = &'a Change>) -> Result<(), Failure> {
    for change in changes {
        let now = fs::read_to_string(&change.path);
        if now.is_ok_and(|now| now == change.becomes) {
            let back = Change {
                path: change.path.clone(),
                was: change.becomes.clone(),
                becomes: change.was.clone(),
            };
            let restored = prepared(&back).and_then(|file| Ok(file.persist(&back.path)?));
            restored.map_err(|error| Failure::about(&back.path, error))?;
        }
    }
    Ok(())
}

/// The new text in a file beside the old one, which takes its place at once.
fn prepared(change: &Change) -> io::Result<NamedTempFile> {
    let folder = change.path.parent().unwrap_or(Utf8Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(change.becomes.as_bytes())?;
    file.as_file()
        .set_permissions(fs::metadata(&change.path)?.permissions())?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
    use tempfile::TempDir;

    use super::{Change, restore, write};

    /// Two files that say `old`, and the changes to `new`.
    fn changes(folder: &TempDir) -> [Change; 2] {
        ["one", "two"].map(|name| {
            let path: Utf8PathBuf = Utf8Path::from_path(folder.path()).unwrap().join(name);
            fs::write(&path, "old").unwrap();
            let (was, becomes) = ("old".to_owned(), "new".to_owned());
            Change { path, was, becomes }
        })
    }

    fn texts(changes: &[Change]) -> Vec<String> {
        let read = |change: &Change| fs::read_to_string(&change.path).unwrap();
        changes.iter().map(read).collect()
    }

    #[test]
    fn if_one_file_has_changed_meanwhile_no_file_is_written() {
        let folder = TempDir::new().unwrap();
        let changes = changes(&folder);
        fs::write(&changes[1].path, "other").unwrap();
        let said = write(&changes).unwrap_err().to_string();
        assert!(said.contains("two` has changed meanwhile"), "{said}");
        assert_eq!(texts(&changes), ["old", "other"]);
        fs::write(&changes[1].path, "old").unwrap();
        write(&changes).unwrap();
        assert_eq!(texts(&changes), ["new", "new"]);
        // The files that were prepared are gone.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_changed_since_is_not_taken_back() {
        let folder = TempDir::new().unwrap();
        let changes = changes(&folder);
        write(&changes).unwrap();
        fs::write(&changes[0].path, "newer").unwrap();
        restore(changes.iter()).unwrap();
        assert_eq!(texts(&changes), ["newer", "old"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = TempDir::new().unwrap();
        let changes = changes(&folder);
        fs::set_permissions(&changes[0].path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&changes).unwrap();
        let mode = fs::metadata(&changes[0].path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
