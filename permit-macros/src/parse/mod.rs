//! Reads the language, and continues after an error.

mod arguments;
mod attributes;
mod catalogue;
mod cell;
pub(crate) mod condition;
mod formula;
mod heads;
mod hide;
mod inline;
mod operation;
mod recovery;
mod rows;
mod rule;

pub(crate) use self::{
    arguments::{Syntax, arguments, pointed},
    catalogue::{Catalogue, Entry, Header, Listing, catalogue},
    cell::Cell,
    hide::Hide,
    inline::Inline,
    operation::{is_operation, operation},
    recovery::names,
    rows::rows,
};

use std::fmt::Display;

use proc_macro2::{Group, TokenTree};
use quote::quote;
use syn::{
    Attribute, Error, Generics, Path, Result, Token, Type,
    parse::{ParseStream, Parser},
};

use crate::{
    error::{Errors, help},
    model::tokens_text,
};

/// Skips past the next comma, so that the next part can be read.
fn skip_past_comma(input: ParseStream) {
    while !input.is_empty() {
        if input.parse::<Token![,]>().is_ok() {
            return;
        }
        // A token tree can always be read where there is one.
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// Reads the inside of a group, and skips the rest of it after an error: syn would report the rest
/// as a second error.
fn inside<T>(group: ParseStream, read: impl FnOnce(ParseStream) -> Result<T>) -> Result<T> {
    let result = read(group);
    while group.parse::<TokenTree>().is_ok() {}
    result
}

/// An error at the next token, or at the end of the group. There `ParseStream::error` would say
/// "unexpected end of input", and our message says what is missing.
fn error_here(input: ParseStream, message: impl Display) -> Error {
    Error::new(input.span(), message)
}

/// The attributes of a row or an entry.
fn outer_attributes(input: ParseStream) -> Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    while input.peek(Token![#]) {
        let mark: TokenTree = input.parse()?;
        let group: Option<Group> = input.parse().ok();
        // Each is read for itself: syn would report the rest of one that it cannot read once more.
        let read = Attribute::parse_outer.parse2(quote!(#mark #group));
        attributes.extend(read.map_err(|error| {
            let words = "an attribute is written `#[cfg(...)]`";
            Error::new(error.span(), help("this is not an attribute", words))
        })?);
    }
    Ok(attributes)
}

/// ` = path`, after `crate`.
///
/// # Errors
///
/// When something else is there.
pub(crate) fn krate(input: ParseStream) -> Result<Path> {
    let path = input
        .parse::<Token![=]>()
        .and_then(|_| input.call(Path::parse_mod_style));
    path.map_err(|error| Error::new(error.span(), "`crate` is written `crate = path`"))
}

/// The type of a subject. `&User` is reported, and read as `User`.
fn without_reference(subject: Type, errors: &mut Errors) -> Type {
    let Type::Reference(reference) = &subject else {
        return subject;
    };
    let behind = (*reference.elem).clone();
    let words = format!("write `{}`", tokens_text(&behind));
    errors.at(&subject, help("a subject is named without `&`", words));
    behind
}

/// Reports the parameters of an action that is one row of the matrix for each of them.
pub(crate) fn parameters(generics: &Generics, errors: &mut Errors) {
    let words = "write one action for each case, or use a field";
    let mut report = |parameter: &dyn quote::ToTokens, kind: &str| {
        let message = format!("an action has no {kind} parameters: it is one row of the matrix");
        errors.at(parameter, help(message, words));
    };
    for parameter in generics.type_params() {
        report(parameter, "type");
    }
    for parameter in generics.const_params() {
        report(parameter, "const");
    }
}
