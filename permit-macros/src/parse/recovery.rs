//! Where reading goes on after a mistake in a row: at the next row, so that no later row is reported
//! as missing.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Attribute, Ident, Meta, Token, ext::IdentExt, parse::ParseStream};

use crate::model::Name;

/// Whether a row begins here: `Seller | SellerPremium =>`, with or without the enum in front.
pub(super) fn begins_row(input: ParseStream) -> bool {
    let ahead = input.fork();
    if ahead.call(Attribute::parse_outer).is_err() {
        return false;
    }
    loop {
        if ahead.call(Ident::parse_any).is_err() {
            return false;
        }
        while ahead.parse::<Token![::]>().is_ok() && ahead.call(Ident::parse_any).is_ok() {}
        if ahead.peek(Token![=>]) {
            return true;
        }
        if ahead.parse::<Token![|]>().is_err() {
            return false;
        }
    }
}

/// Skips to where a row begins, or where one is meant: a user type after a comma. Returns the names
/// that were skipped.
pub(super) fn skip_to_row(input: ParseStream, known: &[Name]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut after_end = false;
    while !(input.is_empty() || begins_row(input) || after_end && is_known(input, known)) {
        let Ok(token) = input.parse::<TokenTree>() else {
            break;
        };
        after_end =
            matches!(&token, TokenTree::Punct(mark) if [',', ';'].contains(&mark.as_char()));
        named(token, &mut names);
    }
    names
}

/// The names in an attribute: those of a table that is not read.
pub(crate) fn names(table: &Meta) -> Vec<Name> {
    let mut names = Vec::new();
    for token in table.to_token_stream() {
        named(token, &mut names);
    }
    names
}

/// Whether a user type of the enum is here.
pub(super) fn is_known(input: ParseStream, known: &[Name]) -> bool {
    let word = input.fork().call(Ident::parse_any);
    word.is_ok_and(|word| known.iter().any(|one| word == one.text()))
}

/// Adds each name in `token`.
fn named(token: TokenTree, names: &mut Vec<Name>) {
    match token {
        TokenTree::Ident(ident) => names.push(ident.into()),
        TokenTree::Group(group) => {
            for token in group.stream() {
                named(token, names);
            }
        }
        TokenTree::Punct(_) | TokenTree::Literal(_) => {}
    }
}
