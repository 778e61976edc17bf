//! Why a command failed, in the form of a message of the compiler.

use std::fmt;

use cargo_metadata::camino::Utf8Path;

/// What went wrong, and what helps.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// With the words that help.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// `path` could not be read or written.
    pub(crate) fn about(path: &Utf8Path, error: impl fmt::Display) -> Self {
        Self::new(format!("`{path}`: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        let help = self.help.iter().flat_map(|help| help.lines());
        for (index, line) in help.enumerate() {
            let before = if index == 0 { "help:" } else { "     " };
            write!(f, "\n{before} {line}")?;
        }
        Ok(())
    }
}
