//! Packages that the tests write, and what the command says about them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The checkout, whose packages the written ones depend on.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What a package declares besides its catalogue.
pub(crate) const SUBJECT: &str = r"
use permit::{Subject, UserTypes};

pub struct User { id: Option<u64>, kind: UserType }

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> { self.id.as_ref() }
    fn user_types(&self) -> UserTypes<UserType> { self.kind.into() }
    fn anonymous() -> Self { User { id: None, kind: UserType::Anonymous } }
}
";

/// A package in a folder of its own. Every package shares one target directory, so permit is compiled
/// once.
pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes the package `name` with these files, and nothing else. `manifest` is added to its
    /// `Cargo.toml`.
    pub(crate) fn new(name: &str, manifest: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let package = Self { folder };
        let start = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
             permit = {{ package = \"permit-rs\", path = \"{ROOT}\" }}\n\n[workspace]\n\n"
        );
        package.write("Cargo.toml", &(start + manifest));
        let lock = fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).unwrap();
        package.write("Cargo.lock", &lock);
        for (path, text) in files {
            package.write(path, text);
        }
        package
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        assert!(!path.starts_with('/'), "`{path}` is outside of the package");
        self.folder.join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces the one place where a file says `from`.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from} in {path}");
        self.write(path, &text.replace(from, to));
    }

    /// A command in this package, without a network.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("CARGO_NET_OFFLINE", "true")
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
            );
        command
    }

    /// Runs `cargo permit` as cargo runs it.
    pub(crate) fn permit(&self, arguments: &[&str]) -> Said {
        self.permit_with(arguments, &[])
    }

    /// The same with some variables of the environment.
    pub(crate) fn permit_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        let mut command = self.command(env!("CARGO_BIN_EXE_cargo-permit"));
        command
            .arg("permit")
            .args(arguments)
            .envs(environment.iter().copied());
        Said(command.output().unwrap())
    }

    /// Runs cargo, and returns what it wrote to stdout.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let said = Said(
            self.command(env!("CARGO"))
                .args(arguments)
                .output()
                .unwrap(),
        );
        assert_eq!(said.code(), 0, "{}", said.stderr());
        said.stdout()
    }
}

/// What a command said.
pub(crate) struct Said(Output);

impl Said {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Asserts the code, and that stderr contains each of `parts`.
    #[track_caller]
    pub(crate) fn assert(&self, code: i32, parts: &[&str]) {
        let (stdout, stderr) = (self.stdout(), self.stderr());
        assert_eq!(self.code(), code, "{stdout}\n{stderr}");
        for part in parts {
            assert!(stderr.contains(part), "{part} is missing in\n{stderr}");
        }
    }
}
