//! `all_of(ModifyReport, CreateTask(target))`: what an operation has instead of a table.

use syn::{Error, Ident, Path, Result, Token, ext::IdentExt, parenthesized, parse::ParseStream};

use super::{error_here, inside};
use crate::{
    error::{Errors, help},
    model::{Part, path_text},
};

/// Whether an operation begins here.
pub(crate) fn is_operation(input: ParseStream) -> bool {
    let ahead = input.fork();
    ahead.parse::<Ident>().is_ok_and(|word| word == "all_of") && ahead.peek(syn::token::Paren)
}

/// The permissions that an operation needs, each once.
///
/// # Errors
///
/// When they cannot be read.
pub(crate) fn operation(input: ParseStream, errors: &mut Errors) -> Result<Vec<Part>> {
    let word: Ident = input.parse()?;
    let inner;
    parenthesized!(inner in input);
    let parts = inside(&inner, |inner| {
        let mut parts = Vec::new();
        while !inner.is_empty() {
            parts.push(part(inner)?);
            if !inner.is_empty() && inner.parse::<Token![,]>().is_err() {
                let message = "a comma is missing here";
                let words = "an operation names its actions with commas: `all_of(One, Another)`";
                return Err(error_here(inner, help(message, words)));
            }
        }
        Ok(parts)
    })?;
    let mut once: Vec<Part> = Vec::new();
    for part in parts {
        if once.iter().any(|other| other.text() == part.text()) {
            let message = format!("permission `{}` is named twice", part.text());
            errors.at(
                &part.action,
                help(message, "remove one: each is needed anyway"),
            );
        } else {
            once.push(part);
        }
    }
    if once.is_empty() {
        let words = "write `all_of(ModifyReport, ViewReport)`";
        errors.at(
            word,
            help("an operation names the permissions that it needs", words),
        );
    }
    Ok(once)
}

/// `CreateTask`, `CreateTask(target)` or `CreateTask(target.project)`
pub(super) fn part(input: ParseStream) -> Result<Part> {
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
        let message = "the path of an action is missing here";
        let words = "name an action by its type: `ViewItem`";
        return Err(error_here(input, help(message, words)));
    }
    let start = input.span();
    let action = input.call(Path::parse_mod_style).map_err(|_| {
        let words = "name an action by its type: `ViewItem`";
        Error::new(start, help("this is not the path of an action", words))
    })?;
    if let Some(key) = action
        .segments
        .last()
        .map(|last| last.ident.unraw().to_string())
        && key.starts_with(char::is_lowercase)
    {
        let message = format!("`{key}` is not the name of an action");
        let words = format!("name an action by its type: `{}`", type_of(&key));
        return Err(Error::new_spanned(action, help(message, words)));
    }
    let mut on = Vec::new();
    if input.peek(syn::token::Paren) {
        let inner;
        parenthesized!(inner in input);
        on = inside(&inner, |inner| fields(inner, &action))?;
    }
    Ok(Part { action, on })
}

/// `ViewItem` of the key `view_item`
fn type_of(key: &str) -> String {
    let words = key.split('_').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    words.collect()
}

fn fields(input: ParseStream, action: &Path) -> Result<Vec<Ident>> {
    let mut fields = Vec::new();
    loop {
        let Ok(field) = input.parse::<Ident>() else {
            let message = "the part of the context is missing here";
            let words = format!(
                "write `{}(field)`, a field of the context",
                path_text(action)
            );
            return Err(error_here(input, help(message, words)));
        };
        fields.push(field);
        if input.is_empty() {
            return Ok(fields);
        }
        if input.parse::<Token![.]>().is_err() {
            let message = "a part of the context is one of its fields: `task`, or `task.project`";
            return Err(Error::new(input.span(), message));
        }
    }
}
