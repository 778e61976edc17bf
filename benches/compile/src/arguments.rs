//! The command line.

use std::{env, ops::RangeInclusive, path::PathBuf};

use crate::failure::Failure;

pub(crate) const HELP: &str = "\
Compile time of a catalogue: permit, the same code by hand, a bare `match`, thiserror and serde.

  cargo run --release -- [OPTION]...

  --actions N      actions, error enums and structs in each crate (1000)
  --user-types N   user types, error variants and fields of each (20)
  --roles N        roles of the crate that has some (10)
  --rounds N       how often everything is compiled; the minimum counts (5); 0 only compares
                   the code by hand with that of the macros
  --only A,B       only the crates whose names contain A or B
  --permit PATH    use another checkout of permit
  --help           show this text";

/// The measurement that was asked for.
pub(crate) struct Arguments {
    pub(crate) actions: usize,
    pub(crate) user_types: usize,
    pub(crate) roles: usize,
    pub(crate) rounds: usize,
    /// Parts of names of crates; if empty, every crate.
    pub(crate) only: Vec<String>,
    pub(crate) permit: PathBuf,
}

impl Arguments {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn read() -> Result<Option<Self>, Failure> {
        let mut read = Self {
            actions: 1000,
            user_types: 20,
            roles: 10,
            rounds: 5,
            only: Vec::new(),
            permit: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."),
        };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            if word == "--help" {
                return Ok(None);
            }
            let value = words.next().ok_or(format!("`{word}` needs a value"))?;
            match word.as_str() {
                "--actions" => read.actions = number(&value, 1..=usize::MAX)?,
                // permit has one bit for each user type.
                "--user-types" => read.user_types = number(&value, 1..=64)?,
                // permit has one bit for each role.
                "--roles" => read.roles = number(&value, 1..=64)?,
                "--rounds" => read.rounds = number(&value, 0..=usize::MAX)?,
                "--only" => read.only = value.split(',').map(str::to_owned).collect(),
                "--permit" => read.permit = PathBuf::from(value),
                _ => return Err(format!("`{word}` is not an option; `--help` lists them").into()),
            }
        }
        read.permit = read.permit.canonicalize()?;
        Ok(Some(read))
    }

    /// Whether the crate of this name is measured.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }
}

fn number(text: &str, possible: RangeInclusive<usize>) -> Result<usize, Failure> {
    let (least, most) = (possible.start(), possible.end());
    match text.parse() {
        Ok(number) if possible.contains(&number) => Ok(number),
        _ => Err(format!("`{text}` is not a number from {least} to {most}").into()),
    }
}
