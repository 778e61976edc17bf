//! The workspace in which the crates and their dependencies are compiled and timed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use nix::sys::{
    resource::{UsageWho, getrusage},
    time::TimeValLike,
};

use crate::{arguments::Arguments, failure::Failure, sources::Source};

/// The environment variable with the file to which [`stand_in`] writes the times of a compilation.
const TIMES: &str = "PERMIT_COMPILE_TIMES";

/// The compiler's flag to print the code after macro expansion. Stable compilers need
/// `RUSTC_BOOTSTRAP` for it.
const EXPANDED: &str = "-Zunpretty=expanded";

/// The task of cargo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    Check,
    Build,
}

impl Task {
    pub(crate) const ALL: [Self; 2] = [Self::Check, Self::Build];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }
}

/// The time of one run of the compiler, in seconds.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    /// User and system time of all threads.
    pub(crate) processor: f64,
    pub(crate) wall: f64,
}

/// A generated workspace.
pub(crate) struct Workshop {
    directory: PathBuf,
    times: PathBuf,
}

impl Workshop {
    /// Writes a package for each of `sources`, in a directory beside this program.
    pub(crate) fn open(sources: &[&Source], arguments: &Arguments) -> Result<Self, Failure> {
        let program = env::current_exe()?;
        let target = program.ancestors().nth(2).ok_or("no target directory")?;
        let directory = target.join("permit-compile");
        let names: Vec<_> = sources.iter().map(|one| one.name).collect();
        fs::create_dir_all(&directory)?;
        fs::write(
            directory.join("Cargo.toml"),
            format!("[workspace]\nmembers = {names:?}\nresolver = \"3\"\n"),
        )?;
        for source in sources {
            let (name, dependency) = (source.name, (source.dependency)(arguments));
            let package = directory.join(name);
            fs::create_dir_all(package.join("src"))?;
            fs::write(
                package.join("Cargo.toml"),
                format!(
                    "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                     [dependencies]\n{dependency}\n"
                ),
            )?;
            fs::write(package.join("src/lib.rs"), "")?;
        }
        let times = directory.join("times");
        Ok(Self { directory, times })
    }

    /// Puts a package's source in place.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let file = self.directory.join(name).join("src/lib.rs");
        Ok(fs::write(file, text)?)
    }

    /// Removes what cargo built for a package, but not for its dependencies.
    pub(crate) fn clean(&self, name: &str) -> Result<(), Failure> {
        let mut cargo = self.cargo("clean", name)?;
        finish(&mut cargo).map(drop)
    }

    /// Compiles a package.
    pub(crate) fn compile(&self, task: Task, name: &str) -> Result<Taken, Failure> {
        fs::write(&self.times, "")?;
        finish(&mut self.cargo(task.name(), name)?)?;
        let times = fs::read_to_string(&self.times)?;
        let mut lines = times.lines();
        let line = lines.next().ok_or("the compiler did not run")?;
        if lines.next().is_some() {
            return Err("the compiler ran more than once".into());
        }
        let (processor, wall) = line.split_once(' ').ok_or("no times")?;
        Ok(Taken {
            processor: processor.parse()?,
            wall: wall.parse()?,
        })
    }

    /// A package's code after macro expansion.
    pub(crate) fn expanded(&self, name: &str) -> Result<String, Failure> {
        let mut cargo = self.cargo("rustc", name)?;
        finish(cargo.args(["--lib", "--", EXPANDED]))
    }

    /// The versions of the named packages.
    pub(crate) fn versions(&self, packages: &[&str]) -> Result<String, Failure> {
        let lock = fs::read_to_string(self.directory.join("Cargo.lock"))?;
        let versions = packages.iter().filter_map(|package| {
            let entry = format!("name = \"{package}\"\nversion = \"");
            let version = lock.split(&entry).nth(1)?.split('"').next()?;
            Some(format!("{package} {version}"))
        });
        Ok(versions.collect::<Vec<_>>().join(", "))
    }

    fn cargo(&self, command: &str, name: &str) -> Result<Command, Failure> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo
            .args([command, "--quiet", "--package", name])
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", self.directory.join("target"))
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
            .env(TIMES, &self.times)
            // With these, the times would not be those of cargo's defaults.
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null());
        Ok(cargo)
    }
}

/// Runs a command to its end and returns what it printed.
fn finish(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// If cargo started this program instead of the compiler, runs the compiler and returns its exit
/// code.
pub(crate) fn stand_in() -> Option<Result<i32, Failure>> {
    let times = env::var_os(TIMES)?;
    Some(timed(Path::new(&times)))
}

fn timed(times: &Path) -> Result<i32, Failure> {
    let mut arguments = env::args_os().skip(1);
    let mut compiler = Command::new(arguments.next().ok_or("no compiler")?);
    let arguments: Vec<_> = arguments.collect();
    if arguments.iter().any(|one| one == EXPANDED) {
        compiler.env("RUSTC_BOOTSTRAP", "1");
    }
    // Cargo also runs the compiler to ask for its version and its abilities.
    let is_compilation = arguments
        .iter()
        .any(|one| Path::new(one).ends_with("src/lib.rs"));
    let started = Instant::now();
    let status = compiler.args(arguments).status()?;
    let wall = started.elapsed().as_secs_f64();
    if is_compilation {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
        let microseconds = (usage.user_time() + usage.system_time()).num_microseconds();
        let processor = Duration::from_micros(microseconds.try_into()?);
        fs::write(times, format!("{} {wall}\n", processor.as_secs_f64()))?;
    }
    Ok(status.code().unwrap_or(1))
}
