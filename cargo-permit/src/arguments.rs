//! The commands and their arguments.

use cargo_metadata::camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};
use permit_runtime::matrix::Lint;

/// The commands of permit: fill the rows of a new user type or role, show what a catalogue allows.
#[derive(Parser)]
#[command(name = "cargo-permit", bin_name = "cargo permit", version, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Fill(Fill),
    Matrix(Matrix),
    Diff(Diff),
    Lint(Lints),
}

/// Write the missing rows of a user type, or of a role, into every table.
///
/// Write a new variant into the enum of user types or of roles, and run this command. It asks the compiler which
/// tables say nothing about it, and writes a row into each of them, in the style of that
/// table. It changes nothing else, and it writes either every row that the compiler names, or none.
///
/// The code is 0 if the package compiles then, 1 if the compiler reports other errors, and 2 if nothing
/// was written.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  cargo permit fill Moderator deny
  cargo permit fill Moderator \"allow if owner\" --dry-run
  cargo permit fill Auditor withhold")]
pub(crate) struct Fill {
    /// The user type or the role, as the enum names it: `Moderator`
    #[arg(value_name = "NAME")]
    pub(crate) variant: String,

    /// Its rule: `deny`, `allow` or `allow if CONDITION`, and for a role `withhold` or `grant`
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

/// Show what each user type may do.
///
/// Builds a small program in the target directory that depends on the library of the package, and prints
/// the matrix of its catalogue: the rules of the code, with conditions, requirements and flags.
///
/// The code is 0 if the matrix was printed, and 2 if not.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  cargo permit matrix > permissions.md
  cargo permit matrix --user-type Seller --format tsv
  cargo permit matrix --action edit_item")]
pub(crate) struct Matrix {
    /// The form in which it is printed
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    pub(crate) format: Format,

    /// By user type instead of by action
    #[arg(long)]
    pub(crate) by_user_type: bool,

    /// Only this user type: `Seller`
    #[arg(long, value_name = "NAME")]
    pub(crate) user_type: Option<String>,

    /// Only this action, by its key or its name: `edit_item`
    #[arg(long, value_name = "KEY")]
    pub(crate) action: Option<String>,

    /// Only the actions of this module, and of those in it
    #[arg(long, value_name = "PATH")]
    pub(crate) module: Option<String>,

    /// The subject, if the library has several: `path::to::User`
    #[arg(long, value_name = "PATH")]
    pub(crate) subject: Option<String>,

    #[command(flatten)]
    pub(crate) package: Package,
}

/// The forms of a matrix.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Markdown,
    Tsv,
    Json,
    Html,
}

/// Show what the tables allow since a revision, or no longer allow.
///
/// Checks out the revision below the target directory, builds it there, and prints the difference to the
/// package as it is now, in words: what is allowed since comes first. Changes that are not committed are
/// part of it.
///
/// The code is 0 if both were read, and 2 if not. With `--exit-code` it is 1 if they differ.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  cargo permit diff main
  cargo permit diff v1.2.0 --exit-code")]
pub(crate) struct Diff {
    /// A revision of git: a branch, a tag, a commit
    #[arg(value_name = "REV")]
    pub(crate) revision: String,

    /// End with the code 1 if there is a difference
    #[arg(long)]
    pub(crate) exit_code: bool,

    /// The subject, if the library has several: `path::to::User`
    #[arg(long, value_name = "PATH")]
    pub(crate) subject: Option<String>,

    #[command(flatten)]
    pub(crate) package: Package,
}

/// Show what looks like a mistake in the tables.
///
/// The lints are those of `permit::matrix`, which the tests of an application can call with exceptions for
/// single actions. Each has a name and a level: allow, warn or deny.
///
/// The code is 0 if nothing was found that is denied, 1 if something was, and 2 if the package cannot be
/// read.
#[derive(Args)]
#[command(after_long_help = lints())]
pub(crate) struct Lints {
    /// Lints that are not shown, with commas between them
    #[arg(short = 'A', long, value_name = "LINTS", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,

    /// Lints that are shown
    #[arg(short = 'W', long, value_name = "LINTS", value_delimiter = ',')]
    pub(crate) warn: Vec<String>,

    /// Lints that end the command with the code 1
    #[arg(short = 'D', long, value_name = "LINTS", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// The subject, if the library has several: `path::to::User`
    #[arg(long, value_name = "PATH")]
    pub(crate) subject: Option<String>,

    #[command(flatten)]
    pub(crate) package: Package,
}

/// Which package, and how cargo compiles it.
#[derive(Args, Clone)]
#[command(next_help_heading = "Package")]
pub(crate) struct Package {
    /// The package, if the workspace has several
    #[arg(short = 'p', long = "package", value_name = "NAME")]
    pub(crate) name: Option<String>,

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

/// The lints with their levels, and examples.
fn lints() -> String {
    let lints = Lint::ALL.iter().fold(String::new(), |lints, lint| {
        let level = lint.level().to_string();
        lints + &format!("\n  {level:6}{lint}")
    });
    format!(
        "Lints, with the level that each has unless you say another:{lints}\n\nExamples:\n  \
         cargo permit lint\n  cargo permit lint --deny open_to_anonymous --allow equal_tables"
    )
}
