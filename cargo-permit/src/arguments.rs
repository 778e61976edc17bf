//! The commands and their arguments.

use cargo_metadata::camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand};

/// The commands of permit: fill the rows of a new user type, show what a catalogue allows.
#[derive(Parser)]
#[command(name = "cargo-permit", bin_name = "cargo permit", version, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Fill(Fill),
}

/// Write the missing rows of a user type into every table.
///
/// Write a new variant into the enum of user types, and run this command. It asks the compiler which
/// tables say nothing about the user type, and writes a row into each of them, in the style of that
/// table. It changes nothing else, and it writes either every row that the compiler names, or none.
///
/// The code is 0 if the package compiles then, 1 if the compiler reports other errors, and 2 if nothing
/// was written.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  cargo permit fill Moderator deny
  cargo permit fill Moderator \"allow if owner\" --dry-run")]
pub(crate) struct Fill {
    /// The user type, as the enum names it: `Moderator`
    pub(crate) user_type: String,

    /// Its rule: `deny`, `allow` or `allow if CONDITION`
    ///
    /// A condition has to be in scope of every table: `owner`, or a path such as
    /// `crate::permissions::in_region`.
    pub(crate) rule: String,

    /// Show the rows as a patch, and write nothing
    ///
    /// The compiler may name further rows when these are written, for example those of a test that depends on
    /// the library.
    #[arg(long)]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) package: Package,
}

/// Which package, and how cargo compiles it.
#[derive(Args, Clone)]
#[command(next_help_heading = "Package")]
pub(crate) struct Package {
    /// The package, if the workspace has several
    #[arg(short, long, value_name = "NAME")]
    pub(crate) package: Option<String>,

    /// The path of `Cargo.toml`
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<Utf8PathBuf>,

    /// The features, with commas between them
    #[arg(short = 'F', long, value_name = "FEATURES")]
    pub(crate) features: Vec<String>,

    /// All features
    #[arg(long)]
    pub(crate) all_features: bool,

    /// Without the default features
    #[arg(long)]
    pub(crate) no_default_features: bool,
}
