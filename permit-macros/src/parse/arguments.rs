//! What may be said of an action beside its table.

use syn::{Ident, LitStr, Path, Token, ext::IdentExt, parenthesized, parse::ParseStream};

use super::skip_past_comma;
use crate::{
    error::{Errors, help, quoted, similar},
    model::Arguments,
};

/// Where arguments stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In `#[action(…)]`.
    Attribute,
    /// Behind the name of an action in `permissions!`, whose head has said the rest.
    Inline,
}

impl Place {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Attribute => &[
                "subject",
                "user_type",
                "context",
                "flag",
                "name",
                "requires",
                "on_denied",
                "crate",
            ],
            Self::Inline => &["context", "flag", "name", "requires", "on_denied"],
        }
    }
}

/// Reads as many arguments as can be read into `arguments`.
pub(crate) fn arguments(
    input: ParseStream,
    place: Place,
    arguments: &mut Arguments,
    seen: &mut Vec<String>,
    errors: &mut Errors,
) {
    while !input.is_empty() {
        let Some(word) = errors.keep(input.call(Ident::parse_any)) else {
            skip_past_comma(input);
            continue;
        };
        let name = word.to_string();
        if !place.words().contains(&name.as_str()) {
            errors.at(&word, unknown(&name, place));
            skip_past_comma(input);
            continue;
        }
        if seen.contains(&name) {
            errors.at(&word, format!("`{name}` is said twice"));
            skip_past_comma(input);
            continue;
        }
        seen.push(name.clone());
        let read = value(&name, input, arguments, errors).and_then(|()| comma(input));
        if errors.keep(read).is_none() {
            skip_past_comma(input);
        }
    }
}

fn comma(input: ParseStream) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

fn value(
    name: &str,
    input: ParseStream,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> syn::Result<()> {
    if name == "requires" {
        let paths;
        parenthesized!(paths in input);
        let required = paths.parse_terminated(Path::parse_mod_style, Token![,])?;
        arguments.requires = required.into_iter().collect();
        return Ok(());
    }
    input.parse::<Token![=]>()?;
    match name {
        "subject" => arguments.subject = Some(input.parse()?),
        "user_type" => arguments.user_type = Some(input.call(Path::parse_mod_style)?),
        "context" => arguments.context = Some(input.parse()?),
        "crate" => arguments.krate = Some(input.call(Path::parse_mod_style)?),
        "flag" => arguments.flag = named(input.parse()?, "a flag", errors),
        "name" => arguments.name = key(input.parse()?, errors),
        _ => {
            let answer: Ident = input.call(Ident::parse_any)?;
            arguments.on_denied_not_found = answer == "not_found";
            if !arguments.on_denied_not_found {
                errors.at(&answer, "`on_denied` is `not_found`, or is left out");
            }
        }
    }
    Ok(())
}

/// A name that is not empty.
fn named(literal: LitStr, what: &str, errors: &mut Errors) -> Option<LitStr> {
    if literal.value().trim().is_empty() {
        errors.at(&literal, format!("{what} needs a name"));
        return None;
    }
    Some(literal)
}

/// A key is what databases and URLs hold, so it is plain.
fn key(literal: LitStr, errors: &mut Errors) -> Option<LitStr> {
    let literal = named(literal, "an action", errors)?;
    let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    if literal.value().chars().all(plain) {
        return Some(literal);
    }
    let message = format!("`{}` cannot be the key of an action", literal.value());
    errors.at(
        &literal,
        help(message, "a key has only `a` to `z`, `0` to `9` and `_`"),
    );
    None
}

fn unknown(name: &str, place: Place) -> String {
    let message = format!("`{name}` is no argument of an action");
    let elsewhere = place == Place::Inline && Place::Attribute.words().contains(&name);
    if elsewhere {
        return help(
            message,
            "in a catalogue its head says this, for all actions",
        );
    }
    match similar(name, place.words().iter().copied()) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(
            message,
            format_args!("the arguments are {}", quoted(place.words())),
        ),
    }
}
