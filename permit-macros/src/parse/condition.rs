//! The arguments of a condition: `#[condition(flags(beta_a), says = "archived", filter)]`.

use proc_macro2::{Span, TokenStream};
use syn::{
    Error, Ident, LitStr, Path, Result, Token,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream, Parser},
};

use super::{inside, krate, skip_past_comma};
use crate::error::{Errors, help, similar};

#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) flags: Vec<String>,
    /// Where it says `flags`.
    pub(crate) flags_at: Option<Span>,
    pub(crate) says: Option<LitStr>,
    pub(crate) filter: bool,
    pub(crate) krate: Option<Path>,
}

/// Every argument, and how it is written.
const ARGUMENTS: [(&str, &str); 4] = [
    ("flags", "flags(one_flag, another)"),
    ("says", "says = \"...\""),
    ("filter", "filter"),
    ("crate", "crate = path"),
];

impl Arguments {
    /// Reads as many as can be read.
    pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let mut seen = Vec::new();
        let read = |input: ParseStream| {
            while !input.is_empty() {
                let read = arguments.one(input, &mut seen);
                if errors.keep(read).is_none() {
                    skip_past_comma(input);
                }
            }
            Ok(())
        };
        let read = read.parse2(tokens);
        errors.keep(read);
        arguments
    }

    fn one(&mut self, input: ParseStream, seen: &mut Vec<String>) -> Result<()> {
        let Ok(word) = input.call(Ident::parse_any) else {
            return Err(input.error(help("an argument is missing here", all())));
        };
        let name = word.to_string();
        let Some((_, written)) = ARGUMENTS.iter().find(|one| one.0 == name) else {
            return Err(Error::new(word.span(), unknown(&name)));
        };
        if seen.contains(&name) {
            let message = format!("argument `{name}` is given twice");
            return Err(Error::new(word.span(), message));
        }
        seen.push(name.clone());
        let given = input.fork();
        self.value(&word, input).map_err(|error| match error {
            Mistake::Form(span) => {
                let message = format!("`{name}` is written `{written}`");
                Error::new(
                    span,
                    meant(&name, &given).map_or(message.clone(), |words| help(message, words)),
                )
            }
            Mistake::Said(error) => error,
        })?;
        if input.is_empty() || input.parse::<Token![,]>().is_ok() {
            return Ok(());
        }
        if name == "filter" && !input.peek(Ident::peek_any) {
            return Err(input.error("`filter` takes no value"));
        }
        Err(input.error("a comma is missing before this"))
    }

    fn value(&mut self, word: &Ident, input: ParseStream) -> core::result::Result<(), Mistake> {
        match word.to_string().as_str() {
            "flags" => {
                self.flags_at = Some(word.span());
                for Flag(flag, span) in flags(input)? {
                    if flag.trim().is_empty() {
                        return Err(Mistake::Said(Error::new(span, "a flag needs a name")));
                    }
                    if self.flags.contains(&flag) {
                        let message = format!("flag `{flag}` is named twice");
                        return Err(Mistake::Said(Error::new(span, message)));
                    }
                    self.flags.push(flag);
                }
            }
            "says" => {
                input.parse::<Token![=]>()?;
                let code: LitStr = input.parse()?;
                if code.value().trim().is_empty() {
                    let message = "a reason code must not be empty";
                    return Err(Mistake::Said(Error::new_spanned(code, message)));
                }
                self.says = Some(code);
            }
            "filter" => self.filter = true,
            _ => self.krate = Some(krate(input)?),
        }
        Ok(())
    }
}

/// Why an argument cannot be read: its form, or what is reported as it is.
enum Mistake {
    Form(Span),
    Said(Error),
}

impl From<Error> for Mistake {
    fn from(error: Error) -> Self {
        Self::Form(error.span())
    }
}

/// `(one_flag, "another-flag")`
fn flags(input: ParseStream) -> Result<Vec<Flag>> {
    let names;
    parenthesized!(names in input);
    let names = inside(&names, |names| {
        names.parse_terminated(Flag::parse, Token![,])
    })?;
    Ok(names.into_iter().collect())
}

/// What to write in place of a value that is given in another form.
fn meant(name: &str, given: ParseStream) -> Option<String> {
    let _ = given.parse::<Token![=]>();
    let flag = Flag::parse(given).ok()?;
    match name {
        "flags" => Some(format!("write `flags({})`", flag.written())),
        "says" => Some(format!("write `says = \"{}\"`", flag.0)),
        _ => None,
    }
}

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    let words = ARGUMENTS.iter().map(|one| one.0);
    match similar(word, words) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(message, all()),
    }
}

fn all() -> &'static str {
    "the arguments are `flags(...)`, `says = \"...\"`, `filter` and `crate = path`"
}

/// A flag, as an identifier or in quotes: some names are not identifiers.
struct Flag(String, Span);

impl Flag {
    fn written(&self) -> String {
        written(&self.0)
    }
}

impl Parse for Flag {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            return Ok(Self(literal.value(), literal.span()));
        }
        let ident = input.call(Ident::parse_any)?;
        Ok(Self(ident.unraw().to_string(), ident.span()))
    }
}

/// A flag as an argument: some names are not identifiers.
pub(crate) fn written(flag: &str) -> String {
    if syn::parse_str::<Ident>(flag).is_ok() {
        return flag.to_owned();
    }
    format!("{flag:?}")
}
