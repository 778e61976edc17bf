//! cargo: what it knows about the packages, and what the compiler says about them.

use std::{
    collections::BTreeSet,
    env,
    ffi::OsString,
    io::{BufRead, BufReader, IsTerminal as _, stderr},
    process::{Command, Stdio},
    thread,
};

use cargo_metadata::{
    CompilerMessage, Message, Metadata, MetadataCommand, PackageId,
    camino::{Utf8Path, Utf8PathBuf},
    diagnostic::DiagnosticLevel,
};

use crate::{arguments::Package, failure::Failure, progress::Progress};

/// The cargo that runs this command.
fn program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

impl Package {
    /// The arguments that state which features are on.
    fn features(&self) -> Vec<String> {
        let mut words = Vec::new();
        for features in &self.features {
            words.extend(["--features".to_owned(), features.clone()]);
        }
        if self.all_features {
            words.push("--all-features".to_owned());
        }
        if self.no_default_features {
            words.push("--no-default-features".to_owned());
        }
        words
    }

    /// What cargo knows about the workspace of the package.
    pub(crate) fn metadata(&self) -> Result<Metadata, Failure> {
        let mut command = MetadataCommand::new();
        command.cargo_path(program());
        if let Some(path) = &self.manifest_path {
            command.manifest_path(path);
        }
        let refused = |error| match error {
            cargo_metadata::Error::CargoMetadata { stderr } => {
                Failure::new(stderr.trim_start_matches("error: ").trim_end())
            }
            other => Failure::new(other.to_string()),
        };
        command.exec().map_err(refused)
    }
}

/// What a run of the compiler said.
pub(crate) struct Said {
    /// Each error with the package that has it.
    pub(crate) errors: Vec<CompilerMessage>,
    /// What cargo itself wrote, if it failed without an error of the compiler.
    pub(crate) broken: Option<String>,
    /// The programs that were built.
    pub(crate) programs: Vec<Utf8PathBuf>,
}

/// Compiles `package` by cargo's command `check` with all of its targets, in spite of errors in some of them.
pub(crate) fn check(package: &Package, metadata: &Metadata) -> Result<Said, Failure> {
    let mut command = Command::new(program());
    command.args(["check", "--all-targets", "--keep-going"]);
    if let Some(path) = &package.manifest_path {
        command.args(["--manifest-path", path.as_str()]);
    }
    if let Some(name) = &package.name {
        command.args(["--package", name]);
    }
    command.args(package.features());
    said(command, "checking", metadata)
}

/// Builds the package of `manifest` in `target`. `metadata` says about how many packages that are.
pub(crate) fn build(
    manifest: &Utf8Path,
    target: &Utf8Path,
    metadata: &Metadata,
) -> Result<Said, Failure> {
    let mut command = Command::new(program());
    command.args(["build", "--manifest-path", manifest.as_str()]);
    command.args(["--target-dir", target.as_str()]);
    said(command, "building", metadata)
}

/// Runs cargo, and collects what it says. On a terminal, a bar shows how far it is.
fn said(mut command: Command, doing: &'static str, metadata: &Metadata) -> Result<Said, Failure> {
    // The errors are shown on stderr.
    let format = if stderr().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    };
    let cannot = |error| Failure::new(format!("cargo cannot be run: {error}"));
    let mut child = command
        .arg(format)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(cannot)?;
    let progress = Progress::new(doing, metadata.packages.len());
    let wrote = child.stderr.take().map(|stderr| {
        let now = progress.now();
        thread::spawn(move || {
            let lines = BufReader::new(stderr).lines().map_while(Result::ok);
            lines.inspect(|line| now(line)).collect::<Vec<_>>()
        })
    });
    let mut said = Said {
        errors: Vec::new(),
        broken: None,
        programs: Vec::new(),
    };
    let mut done: BTreeSet<PackageId> = BTreeSet::new();
    if let Some(stdout) = child.stdout.take() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            match message.map_err(cannot)? {
                Message::CompilerMessage(one) if is_error(&one) => said.errors.push(one),
                Message::CompilerArtifact(artifact) => {
                    said.programs.extend(artifact.executable);
                    done.insert(artifact.package_id);
                    progress.done(done.len());
                }
                _ => {}
            }
        }
    }
    let status = child.wait().map_err(cannot)?;
    let wrote = wrote
        .and_then(|wrote| wrote.join().ok())
        .unwrap_or_default();
    if !status.success() && said.errors.is_empty() {
        said.broken = Some(wrote.join("\n"));
    }
    Ok(said)
}

/// An error at a place, not the line that counts the errors.
fn is_error(message: &CompilerMessage) -> bool {
    let level = message.message.level;
    let counts =
        message.message.spans.is_empty() && message.message.message.starts_with("aborting due to");
    matches!(level, DiagnosticLevel::Error | DiagnosticLevel::Ice) && !counts
}

/// Shows each error once, although several targets may have it. Returns their number.
pub(crate) fn show(errors: &[CompilerMessage]) -> usize {
    let mut shown = BTreeSet::new();
    for error in errors {
        let text = error.message.to_string();
        if !shown.contains(&text) {
            eprintln!("{text}");
            shown.insert(text);
        }
    }
    shown.len()
}
