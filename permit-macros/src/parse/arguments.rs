//! The arguments of an action.

use syn::{
    Error, GenericArgument, Ident, LitStr, Path, PathArguments, Result, Token, Type,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream},
    parse_quote,
};

use super::{error_here, formula::function, inside, skip_past_comma, without_reference};
use crate::{
    error::{Errors, help, quoted, similar},
    model::{Arguments, path_text, tokens_text},
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
const ARGUMENTS: [(&str, &str, bool); 11] = [
    ("subject", "subject = User", false),
    ("user_type", "user_type = UserType", false),
    ("roles", "roles = Role", false),
    ("context", "context = Item", true),
    ("flag", "flag = \"...\"", true),
    ("name", "name = \"...\"", true),
    ("requires", "requires(one_condition, another)", true),
    ("never_impersonated", "never_impersonated", true),
    ("fixed", "fixed", true),
    ("was", "was = \"...\"", true),
    ("crate", "crate = path", false),
];

impl Syntax {
    pub(super) fn words(self) -> Vec<&'static str> {
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
    let Ok(word) = input.call(Ident::parse_any) else {
        let message = "an argument is missing here";
        return Err(error_here(input, help(message, all(syntax))));
    };
    let name = word.to_string();
    if !syntax.words().contains(&name.as_str()) {
        let meant = unnamed(&word, input, syntax, arguments);
        let message = meant.map_or_else(
            || unknown(&name, syntax),
            |words| help(format!("unknown argument `{name}`"), words),
        );
        return Err(Error::new(word.span(), message));
    }
    // What was renamed twice has two old keys.
    if name != "was" && seen.contains(&name) {
        let message = format!("argument `{name}` is given twice");
        if name == "flag" {
            let words = "an action has one flag; for a second, write `requires(another)` with a condition that declares it: `#[permit::condition(flags(beta))]`";
            return Err(Error::new(word.span(), help(message, words)));
        }
        if name == "context" {
            let words = "an action is done to one context: write a struct that holds both, or an operation: `= all_of(One, Another)`";
            return Err(Error::new(word.span(), help(message, words)));
        }
        return Err(Error::new(word.span(), message));
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
    if ["never_impersonated", "fixed"].contains(&name.as_str()) && !input.peek(Ident::peek_any) {
        return Err(input.error(format!("`{name}` takes no value")));
    }
    Err(input.error("a comma is missing before this"))
}

/// `#[action(User)]` or `EditItem(Item)`: what is meant is known, so it causes no other error.
fn unnamed(
    word: &Ident,
    input: ParseStream,
    syntax: Syntax,
    arguments: &mut Arguments,
) -> Option<String> {
    let alone = input.is_empty() || input.peek(Token![,]);
    if !alone || !word.to_string().starts_with(char::is_uppercase) {
        return None;
    }
    let meant = parse_quote!(#word);
    if syntax == Syntax::Attribute && arguments.subject.is_none() {
        arguments.subject = Some(meant);
        return Some(format!("write `subject = {word}`"));
    }
    arguments.context.get_or_insert(meant);
    Some(format!(
        "write `context = {word}` for what the action is done to"
    ))
}

/// The value of an argument. One in quotes is reported, and read all the same.
fn quoted_or<T: Parse>(
    name: &str,
    input: ParseStream,
    parser: fn(ParseStream) -> Result<T>,
    errors: &mut Errors,
) -> Result<T> {
    if !input.peek(LitStr) {
        return parser(input);
    }
    let text: LitStr = input.parse()?;
    let value = text.parse()?;
    let words = format!("write `{name} = {}`", text.value());
    let message = format!("`{name}` is a path, and not a text");
    errors.at(text, help(message, words));
    Ok(value)
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
            if let Err(error) = function(&path, &[]) {
                errors.push(error);
            } else if arguments
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
    if name == "fixed" {
        arguments.fixed = true;
        return Ok(());
    }
    input.parse::<Token![=]>()?;
    match name {
        "subject" => {
            let subject = quoted_or(name, input, Type::parse, errors)?;
            arguments.subject = Some(without_reference(subject, errors));
        }
        "user_type" => {
            let path = quoted_or(name, input, Path::parse_mod_style, errors)?;
            arguments.user_type = Some(path);
        }
        "roles" => {
            let path = quoted_or(name, input, Path::parse_mod_style, errors)?;
            arguments.roles = Some(path);
        }
        "context" => {
            let context = quoted_or(name, input, Type::parse, errors)?;
            arguments.context = Some(without_pointer(context, errors));
        }
        "crate" => arguments.krate = Some(input.call(Path::parse_mod_style)?),
        "flag" => arguments.flag = named(input.parse()?, "a flag", errors),
        "was" => {
            let old = key(input.parse()?, errors);
            let again = |old: &LitStr| arguments.was.iter().any(|one| one.value() == old.value());
            if let Some(old) = old.as_ref().filter(|old| again(old)) {
                let message = format!("the old key `{}` is given twice", old.value());
                errors.at(old, message);
            } else {
                arguments.was.extend(old);
            }
        }
        _ => arguments.name = key(input.parse()?, errors),
    }
    Ok(())
}

/// The type of a context. `&Item` and `Arc<Item>` are reported, and read as `Item`.
pub(super) fn without_pointer(context: Type, errors: &mut Errors) -> Type {
    let behind = match &context {
        Type::Reference(reference) => Some(&*reference.elem),
        Type::Path(path) => pointed(&path.path),
        _ => None,
    };
    let Some(behind) = behind.cloned() else {
        return context;
    };
    let message = format!(
        "`{}` is not what an action is done to",
        tokens_text(&context)
    );
    let written = tokens_text(&behind);
    let words = format!("write `{written}`: a check takes references, boxes and `Arc`s as well");
    errors.at(context, help(message, words));
    behind
}

/// `Item` of `Arc<Item>`
pub(crate) fn pointed(path: &Path) -> Option<&Type> {
    let last = path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let is_pointer = ["Arc", "Box", "Rc"].iter().any(|one| last.ident == one);
    match arguments.args.first() {
        Some(GenericArgument::Type(behind)) if is_pointer => Some(behind),
        _ => None,
    }
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

fn all(syntax: Syntax) -> String {
    format!("the arguments are {}", quoted(syntax.words()))
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
        None => help(message, all(syntax)),
    }
}
