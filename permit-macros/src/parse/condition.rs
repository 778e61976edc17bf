//! The arguments of a condition: `#[condition(flags(beta_a), says = "archived", filter)]`.

use proc_macro2::TokenStream;
use syn::{
    Error, Ident, LitStr, Path, Result, Token,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream, Parser},
};

use super::{inside, skip_past_comma};
use crate::error::{Errors, help, similar};

#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) flags: Vec<String>,
    pub(crate) says: Option<LitStr>,
    pub(crate) filter: bool,
    pub(crate) krate: Option<Path>,
}

impl Arguments {
    /// Reads as many as can be read.
    pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let read = |input: ParseStream| {
            while !input.is_empty() {
                if errors.keep(arguments.one(input)).is_none() {
                    skip_past_comma(input);
                }
            }
            Ok(())
        };
        let read = read.parse2(tokens);
        errors.keep(read);
        arguments
    }

    fn one(&mut self, input: ParseStream) -> Result<()> {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "flags" => {
                let names;
                parenthesized!(names in input);
                let names = inside(&names, |names| {
                    names.parse_terminated(Flag::parse, Token![,])
                })?;
                self.flags = names.into_iter().map(|flag| flag.0).collect();
            }
            "says" => {
                input.parse::<Token![=]>()?;
                let code: LitStr = input.parse()?;
                if code.value().trim().is_empty() {
                    return Err(Error::new_spanned(code, "a reason code must not be empty"));
                }
                self.says = Some(code);
            }
            "filter" => self.filter = true,
            "crate" => {
                input.parse::<Token![=]>()?;
                self.krate = Some(input.call(Path::parse_mod_style)?);
            }
            other => return Err(Error::new(word.span(), unknown(other))),
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(())
    }
}

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    match similar(word, ["flags", "says", "filter", "crate"]) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(
            message,
            "the arguments are `flags(...)`, `says = \"...\"`, `filter` and `crate = path`",
        ),
    }
}

/// A flag, as an identifier or in quotes: some names are not identifiers.
struct Flag(String);

impl Parse for Flag {
    fn parse(input: ParseStream) -> Result<Self> {
        let (name, span) = if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            (literal.value(), literal.span())
        } else {
            let ident = input.call(Ident::parse_any)?;
            (ident.unraw().to_string(), ident.span())
        };
        if name.trim().is_empty() {
            return Err(Error::new(span, "a flag needs a name"));
        }
        Ok(Self(name))
    }
}
