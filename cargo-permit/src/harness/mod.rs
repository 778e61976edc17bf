//! A generated program that depends on a library and prints its matrix.
//!
//! The matrix is made by the tables that the compiler compiled, so it has to be printed by a program that
//! contains them. The program uses the permit of the library, by the same lock file, and is built in the
//! same target directory.

mod manifest;

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    process::Command,
};

use cargo_metadata::{
    CompilerMessage, Metadata, Package, PackageId,
    camino::{Utf8Path, Utf8PathBuf},
};
use permit_runtime::matrix::Matrix;

use crate::{
    arguments, cargo,
    failure::Failure,
    subject::{library, subject},
};

/// How the name of its package begins.
const NAME: &str = "cargo-permit-harness";

/// The program that prints the matrix of one package.
struct Program {
    manifest: String,
    main: String,
    /// The name of its package. No other program has it, so commands that run at the same time do not read
    /// one another's.
    name: String,
}

/// The matrix of a package. The program is built in `target`.
///
/// # Errors
///
/// If the package has no library with a catalogue, or does not compile.
pub(crate) fn matrix(
    asked: &arguments::Package,
    said: Option<&str>,
    metadata: &Metadata,
    target: &Utf8Path,
) -> Result<Matrix, Failure> {
    let package = package(asked, metadata)?;
    let library = library(package)?.name.replace('-', "_");
    let subject = subject(package, said)?;
    let program = Program::of(package, &subject, asked, metadata)?;
    let folder = target.join("permit").join(&program.name);
    program.write(&folder, metadata)?;
    let said = cargo::build(&folder.join("Cargo.toml"), target, metadata)?;
    if let Some(broken) = said.broken {
        let message = format!(
            "cargo cannot build the program that reads the catalogue of `{}`",
            package.name
        );
        return Err(Failure::new(message).help(broken));
    }
    if !said.errors.is_empty() {
        let subject = format!("{library}::{subject}");
        return Err(not_compiled(&said.errors, &subject));
    }
    let built = said.programs.first();
    printed(built.ok_or_else(|| Failure::new("cargo built no program"))?)
}

/// The package whose catalogue is read.
///
/// # Errors
///
/// If there is none of that name, or it is not certain which one.
pub(crate) fn package<'a>(
    asked: &arguments::Package,
    metadata: &'a Metadata,
) -> Result<&'a Package, Failure> {
    let members = metadata.workspace_packages();
    let names = || {
        let names: Vec<_> = members
            .iter()
            .map(|one| format!("`{}`", one.name))
            .collect();
        format!("name one with --package: {}", names.join(", "))
    };
    match &asked.name {
        Some(name) => {
            let named = members.iter().copied().find(|one| *one.name == *name);
            named.ok_or_else(|| Failure::new(format!("there is no package `{name}`")).help(names()))
        }
        None => match (metadata.root_package(), members.as_slice()) {
            (Some(root), _) => Ok(root),
            (None, [only]) => Ok(only),
            (None, _) => Err(Failure::new("the workspace has several packages").help(names())),
        },
    }
}

impl Program {
    fn of(
        package: &Package,
        subject: &str,
        asked: &arguments::Package,
        metadata: &Metadata,
    ) -> Result<Self, Failure> {
        let mut manifest = manifest::manifest(package, asked, metadata)?;
        let main = format!(
            "fn main() {{\n    let matrix = permit::matrix::Matrix::of::<library::{subject}>();\n    \
             println!(\"{{}}\", matrix.json());\n}}\n"
        );
        let mut hasher = DefaultHasher::new();
        (manifest.to_string(), &main).hash(&mut hasher);
        let name = format!("{NAME}-{:016x}", hasher.finish());
        let own = [
            ("name", name.as_str().into()),
            ("edition", "2024".into()),
            ("publish", false.into()),
        ];
        manifest.insert("package".to_owned(), manifest::table(own));
        Ok(Self {
            manifest: manifest.to_string(),
            main,
            name,
        })
    }

    /// Writes its sources, and the lock file of the library.
    fn write(&self, folder: &Utf8Path, metadata: &Metadata) -> Result<(), Failure> {
        let sources = folder.join("src");
        fs::create_dir_all(&sources).map_err(|error| Failure::about(&sources, error))?;
        let lock = metadata.workspace_root.join("Cargo.lock");
        fs::copy(&lock, folder.join("Cargo.lock")).map_err(|error| Failure::about(&lock, error))?;
        for (path, text) in [
            (folder.join("Cargo.toml"), &self.manifest),
            (sources.join("main.rs"), &self.main),
        ] {
            // A file that is the same is not written, so that cargo does not compile it again.
            if !fs::read_to_string(&path).is_ok_and(|now| now == *text) {
                fs::write(&path, text).map_err(|error| Failure::about(&path, error))?;
            }
        }
        Ok(())
    }
}

/// Shows the errors, and says whose they are.
fn not_compiled(errors: &[CompilerMessage], subject: &str) -> Failure {
    cargo::show(errors);
    let own = |id: &PackageId| id.repr.contains(NAME);
    if errors.iter().all(|error| own(&error.package_id)) {
        let message = format!("`{subject}` is not a public type with a catalogue");
        return Failure::new(message).help("say another path: --subject path::to::User");
    }
    let targets: BTreeSet<String> = errors
        .iter()
        .filter(|error| !own(&error.package_id))
        .map(|error| format!("`{}`", error.target.name))
        .collect();
    let targets: Vec<String> = targets.into_iter().collect();
    let many = if targets.len() == 1 { "does" } else { "do" };
    Failure::new(format!("{} {many} not compile", targets.join(", ")))
}

/// Runs the program, and reads the matrix that it prints.
fn printed(program: &Utf8PathBuf) -> Result<Matrix, Failure> {
    let output = Command::new(program)
        .output()
        .map_err(|error| Failure::about(program, error))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let message = "the program that prints the matrix failed";
        return Err(Failure::new(message).help(String::from_utf8_lossy(&output.stderr)));
    }
    Matrix::from_json(&printed).map_err(|error| {
        let message = format!("the matrix cannot be read: {error}");
        Failure::new(message).help("use a `cargo-permit` of the same version as permit")
    })
}
