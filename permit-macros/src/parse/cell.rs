//! What a row says, and the words for it: of the table of user types, or of the table of roles.

use proc_macro2::TokenTree;
use syn::{Error, Result, Token, parse::ParseStream};

use super::{error_here, recovery::begins_row, rule};
use crate::{
    error::{Errors, help},
    model::{Hold, Name, Rule},
};

/// The words of one kind of table.
pub(crate) struct Words {
    /// What a row names.
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
    /// How a row is written.
    pub(crate) row: &'static str,
    /// What a row says that gives nothing.
    pub(crate) nothing: &'static str,
    /// The words behind an arrow.
    pub(crate) said: [&'static str; 2],
}

/// What a row says.
pub(crate) trait Cell: Sized {
    const WORDS: &'static Words;
    const BROKEN: Self;

    /// Reads it, and the comma after it. `stated` are the names of the row, and `known` those of the enum.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(
        input: ParseStream,
        known: &[Name],
        stated: &[Name],
        errors: &mut Errors,
    ) -> Result<Self>;
}

impl Cell for Rule {
    const WORDS: &'static Words = &Words {
        one: "user type",
        many: "user types",
        row: "a row is `UserType => deny`, `UserType => allow` or `UserType => allow if CONDITION`",
        nothing: "deny",
        said: ["deny", "allow"],
    };
    const BROKEN: Self = Self::Broken;

    fn read(
        input: ParseStream,
        known: &[Name],
        stated: &[Name],
        errors: &mut Errors,
    ) -> Result<Self> {
        rule::rule(input, known, stated, errors)
    }
}

const HOLDS: &str = "a role's row is `grant` or `withhold`";

impl Cell for Hold {
    const WORDS: &'static Words = &Words {
        one: "role",
        many: "roles",
        row: "a row is `Role => grant` or `Role => withhold`",
        nothing: "withhold",
        said: ["withhold", "grant"],
    };
    const BROKEN: Self = Self::Broken;

    fn read(input: ParseStream, _: &[Name], _: &[Name], errors: &mut Errors) -> Result<Self> {
        if input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]) {
            let message = "`grant` or `withhold` is missing here";
            return Err(error_here(input, help(message, HOLDS)));
        }
        let found: TokenTree = input.parse()?;
        let hold = match found.to_string().as_str() {
            "grant" => Self::Grant,
            "withhold" => Self::Withhold,
            word => {
                let message = format!("`{word}` is not a word for a role");
                return Err(Error::new(found.span(), help(message, HOLDS)));
            }
        };
        end(input, errors)?;
        Ok(hold)
    }
}

/// Reads a comma, or the end of the table. Another end of a row is reported, and a `;` is read all the same.
fn end(input: ParseStream, errors: &mut Errors) -> Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    if let Ok(semicolon) = input.parse::<Token![;]>() {
        let message = "a row ends with a comma, not with `;`";
        errors.at(semicolon, help(message, "write `,`"));
        return Ok(());
    }
    let next: TokenTree = input.fork().parse()?;
    if begins_row(input) {
        let message = format!("a comma is missing before `{next}`");
        errors.span(next.span(), help(message, "each row ends with a comma"));
        return Ok(());
    }
    let message = if next.to_string() == "if" {
        "a role's row has no condition: conditions stand in the rows of user types".to_owned()
    } else {
        format!("`{next}` does not belong to this row")
    };
    Err(Error::new(next.span(), help(message, HOLDS)))
}
