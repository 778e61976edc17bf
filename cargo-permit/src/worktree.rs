//! A revision of the repository in a folder of its own, for as long as it is needed.

use std::{fs, path::Path, process::Command};

use cargo_metadata::{
    Metadata,
    camino::{Utf8Path, Utf8PathBuf},
};

use crate::failure::Failure;

/// A worktree of git, which is removed when this value is dropped.
pub(crate) struct Worktree {
    repository: Utf8PathBuf,
    /// Where the revision is.
    root: Utf8PathBuf,
    /// The folder that holds the worktree and what is linked beside it.
    scratch: Utf8PathBuf,
}

impl Worktree {
    /// Checks out `revision` of the repository of `metadata`, below its target directory.
    ///
    /// # Errors
    ///
    /// If there is no repository, or no such revision.
    pub(crate) fn of(revision: &str, metadata: &Metadata) -> Result<Self, Failure> {
        let workspace = canonical(&metadata.workspace_root)?;
        let repository = git(&workspace, &["rev-parse", "--show-toplevel"])
            .map_err(|error| Failure::new("the package is in no git repository").help(error))?;
        let repository = canonical(Utf8Path::new(&repository))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git(
            &repository,
            &["rev-parse", "--verify", "--end-of-options", &commit],
        );
        let commit = commit.map_err(|error| {
            Failure::new(format!("there is no revision `{revision}`")).help(error)
        })?;
        let scratch = metadata
            .target_directory
            .join("permit/worktrees")
            .join(commit.as_str());
        let root = mirrored(&scratch, &repository);
        let worktree = Self {
            repository,
            root,
            scratch,
        };
        // What a run left behind that was killed.
        worktree.remove();
        worktree.link(metadata)?;
        let add = [
            "worktree",
            "add",
            "--detach",
            "--force",
            worktree.root.as_str(),
            &commit,
        ];
        git(&worktree.repository, &add).map_err(|error| {
            Failure::new(format!("`{revision}` cannot be checked out")).help(error)
        })?;
        // A library often keeps its lock file out of the repository.
        let now = workspace.join("Cargo.lock");
        let then = worktree.then(&now)?;
        if !then.exists() && then.parent().is_some_and(Utf8Path::exists) {
            fs::copy(&now, &then).map_err(|error| Failure::about(&now, error))?;
        }
        Ok(worktree)
    }

    /// Where a file of the repository is in this revision.
    ///
    /// # Errors
    ///
    /// If it is outside of the repository.
    pub(crate) fn then(&self, file: &Utf8Path) -> Result<Utf8PathBuf, Failure> {
        let folder = canonical(file.parent().unwrap_or(file))?;
        let folder = folder.strip_prefix(&self.repository).map_err(|_| {
            Failure::new(format!(
                "`{file}` is not in the repository `{}`",
                self.repository
            ))
        })?;
        Ok(self
            .root
            .join(folder)
            .join(file.file_name().unwrap_or_default()))
    }

    /// Links the packages outside of the repository to where a relative path finds them: the worktree has
    /// the same path below `scratch` as the repository has below the root of the file system.
    fn link(&self, metadata: &Metadata) -> Result<(), Failure> {
        let parent = self.root.parent().unwrap_or(&self.scratch);
        fs::create_dir_all(parent).map_err(|error| Failure::about(parent, error))?;
        for package in metadata.packages.iter().filter(|one| one.source.is_none()) {
            let Ok(manifest) = canonical(&package.manifest_path) else {
                continue;
            };
            if manifest.starts_with(&self.repository) {
                continue;
            }
            // The highest folder that does not contain the repository too: a package may inherit from a
            // workspace above it.
            let outside = manifest
                .ancestors()
                .filter(|one| !self.repository.starts_with(one));
            if let Some(outside) = outside.last() {
                self.linked(outside)?;
            }
            // A package that contains the repository is linked piece by piece.
            if let Some(folder) = manifest.parent()
                && self.repository.starts_with(folder)
            {
                let entries = folder.read_dir_utf8();
                for entry in entries.map_err(|error| Failure::about(folder, error))? {
                    let entry = entry.map_err(|error| Failure::about(folder, error))?;
                    if !self.repository.starts_with(entry.path()) {
                        self.linked(entry.path())?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Links `outside` to its place below `scratch`, once.
    fn linked(&self, outside: &Utf8Path) -> Result<(), Failure> {
        let link = mirrored(&self.scratch, outside);
        if link.as_std_path().symlink_metadata().is_err() {
            symlink(outside.as_std_path(), link.as_std_path())
                .map_err(|error| Failure::about(&link, error))?;
        }
        Ok(())
    }

    /// Failures are left to the next run: what the caller asked for is done.
    fn remove(&self) {
        let remove = [
            "worktree",
            "remove",
            "--force",
            "--force",
            self.root.as_str(),
        ];
        let _ = git(&self.repository, &remove);
        let _ = fs::remove_dir_all(&self.scratch);
        let _ = git(&self.repository, &["worktree", "prune"]);
    }
}

impl Drop for Worktree {
    fn drop(&mut self) {
        self.remove();
    }
}

/// `/home/ada/shop` as `SCRATCH/home/ada/shop`.
fn mirrored(scratch: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    use cargo_metadata::camino::Utf8Component::Normal;

    let names = path.components().filter(|one| matches!(one, Normal(_)));
    names.fold(scratch.to_owned(), |path, name| path.join(name))
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    if to.is_dir() {
        std::os::windows::fs::symlink_dir(to, link)
    } else {
        std::os::windows::fs::symlink_file(to, link)
    }
}

fn canonical(path: &Utf8Path) -> Result<Utf8PathBuf, Failure> {
    path.canonicalize_utf8()
        .map_err(|error| Failure::about(path, error))
}

/// Which repository git works on, where a hook of git runs this command.
const OF_A_HOOK: [&str; 5] = [
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
];

/// Runs git in `folder`, without the hooks of the repository. Returns what it prints, or its error.
fn git(folder: &Utf8Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    for variable in OF_A_HOOK {
        command.env_remove(variable);
    }
    command.arg("-C").arg(folder);
    command
        .args(["-c", "core.hooksPath=/dev/null"])
        .args(arguments);
    let output = command.output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr)
        .trim_end()
        .to_owned())
}
