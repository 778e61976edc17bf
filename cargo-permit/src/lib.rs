//! The commands of permit. The program `cargo-permit` calls [`run`], so `cargo permit fill` works where
//! cargo finds it.
//!
//! Every command reads the package under the current directory, or the one that `--manifest-path` and
//! `--package` name.

mod arguments;
mod cargo;
mod failure;
mod files;
mod fill;
mod harness;
mod matrix;
mod progress;
mod subject;
mod worktree;

use std::{
    ffi::{OsStr, OsString},
    process::ExitCode,
};

use clap::Parser as _;

use crate::{
    arguments::{Arguments, Command},
    failure::Failure,
};

/// How a command ended, unless it failed.
enum Ending {
    /// Nothing is left to do.
    Done,
    /// The command did what it could, and something is left: errors of the compiler, a difference.
    Left,
}

/// Runs the command that `arguments` state, and reports on stdout and stderr. The first argument is the name of
/// the program.
///
/// The code is 0 if all is well, 1 if something is left (the help of each command says what) and 2 if
/// the command failed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // cargo names the subcommand in front of its arguments.
    let named = |(index, word): &(usize, OsString)| *index == 1 && word == OsStr::new("permit");
    let words = arguments.into_iter().enumerate();
    let words = words.filter(|one| !named(one)).map(|(_, word)| word);
    match ended(Arguments::parse_from(words)) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Left) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn ended(arguments: Arguments) -> Result<Ending, Failure> {
    match arguments.command {
        Command::Fill(fill) => fill::run(&fill),
        Command::Matrix(asked) => matrix::print(&asked),
        Command::Diff(asked) => matrix::diff(&asked),
        Command::Lint(asked) => matrix::lint(&asked),
    }
}
