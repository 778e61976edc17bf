//! The arguments of an action.

use syn::{
    Error, Ident, LitStr, Path, Result, Token, ext::IdentExt, parenthesized, parse::ParseStream,
};

use super::{inside, skip_past_comma};
use crate::{
    error::{Errors, help, quoted, similar},
    model::{Arguments, path_text},
};

/// Where the arguments are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// In `#[action(…)]`.
    Attribute,
    /// After the name of an action in `permissions!`, whose head gives the rest.
    Inline,
}

/// Every argument: how it is written, and whether it is allowed after a name in a catalogue.
const ARGUMENTS: [(&str, &str, bool); 8] = [
    ("subject", "subject = User", false),
    ("user_type", "user_type = UserType", false),
    ("context", "context = Item", true),
    ("flag", "flag = \"...\"", true),
    ("name", "name = \"...\"", true),
    ("requires", "requires(one_condition, another)", true),
    ("never_impersonated", "never_impersonated", true),
    ("crate", "crate = path", false),
];

impl Syntax {
    fn words(self) -> Vec<&'static str> {
        let here = ARGUMENTS
            .iter()
            .filter(|one| self == Self::Attribute || one.2);
        here.map(|one| one.0).collect()
    }
}

/// Reads as many arguments as can be read into `arguments`.
pub(crate) fn arguments(
    input: ParseStream,
    syntax: Syntax,
    arguments: &mut Arguments,
    seen: &mut Vec<String>,
    errors: &mut Errors,
) {
    while !input.is_empty() {
        let read = argument(input, syntax, arguments, seen, errors);
        if errors.keep(read).is_none() {
            skip_past_comma(input);
        }
    }
}

fn argument(
    input: ParseStream,
    syntax: Syntax,
    arguments: &mut Arguments,
    seen: &mut Vec<String>,
    errors: &mut Errors,
) -> Result<()> {
    let word = input.call(Ident::parse_any)?;
    let name = word.to_string();
    if !syntax.words().contains(&name.as_str()) {
        return Err(Error::new(word.span(), unknown(&name, syntax)));
    }
    if seen.contains(&name) {
        return Err(Error::new(
            word.span(),
            format!("argument `{name}` is given twice"),
        ));
    }
    seen.push(name.clone());
    value(&name, input, arguments, errors).map_err(|error| {
        let written = ARGUMENTS.iter().find(|one| one.0 == name);
        let written = written.map_or("", |one| one.1);
        Error::new(error.span(), format!("`{name}` is written `{written}`"))
    })?;
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    Err(input.error("a comma is missing before this"))
}

fn value(
    name: &str,
    input: ParseStream,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> Result<()> {
    if name == "requires" {
        let paths;
        parenthesized!(paths in input);
        let required = inside(&paths, |paths| {
            paths.parse_terminated(Path::parse_mod_style, Token![,])
        })?;
        for path in required {
            let text = path_text(&path);
            if arguments
                .requires
                .iter()
                .any(|other| path_text(other) == text)
            {
                let message = format!("condition `{text}` is named twice");
                errors.at(&path, help(message, "remove one: each has to hold anyway"));
            } else {
                arguments.requires.push(path);
            }
        }
        return Ok(());
    }
    if name == "never_impersonated" {
        arguments.never_impersonated = true;
        return Ok(());
    }
    input.parse::<Token![=]>()?;
    match name {
        "subject" => arguments.subject = Some(input.parse()?),
        "user_type" => arguments.user_type = Some(input.call(Path::parse_mod_style)?),
        "context" => arguments.context = Some(input.parse()?),
        "crate" => arguments.krate = Some(input.call(Path::parse_mod_style)?),
        "flag" => arguments.flag = named(input.parse()?, "a flag", errors),
        _ => arguments.name = key(input.parse()?, errors),
    }
    Ok(())
}

/// A name that is not empty.
fn named(literal: LitStr, what: &str, errors: &mut Errors) -> Option<LitStr> {
    if literal.value().trim().is_empty() {
        let words = "name it, or leave the argument out";
        errors.at(&literal, help(format!("{what} needs a name"), words));
        return None;
    }
    Some(literal)
}

/// A key is used in databases and URLs, so it is plain.
fn key(literal: LitStr, errors: &mut Errors) -> Option<LitStr> {
    let literal = named(literal, "an action", errors)?;
    let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    if literal.value().chars().all(plain) {
        return Some(literal);
    }
    let message = format!("`{}` cannot be the key of an action", literal.value());
    errors.at(
        &literal,
        help(
            message,
            "a key contains only `a` to `z`, `0` to `9` and `_`",
        ),
    );
    None
}

fn unknown(name: &str, syntax: Syntax) -> String {
    let message = format!("unknown argument `{name}`");
    let elsewhere = syntax == Syntax::Inline && Syntax::Attribute.words().contains(&name);
    if elsewhere {
        return help(
            message,
            "the head of the catalogue gives this for every action",
        );
    }
    match similar(name, syntax.words()) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(
            message,
            format_args!("the arguments are {}", quoted(syntax.words())),
        ),
    }
}
