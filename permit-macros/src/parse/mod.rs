//! Reads the language, and continues after an error.

mod arguments;
mod catalogue;
pub(crate) mod condition;
mod formula;
mod hide;
mod operation;
mod rows;

pub(crate) use self::{
    arguments::{Syntax, arguments},
    catalogue::{Catalogue, Entry, Header, Inline, Listing, catalogue},
    hide::Hide,
    operation::{is_operation, operation},
    rows::rows,
};

use std::fmt::Display;

use proc_macro2::TokenTree;
use syn::{Error, Result, Token, parse::ParseStream};

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
