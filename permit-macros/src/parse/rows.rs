//! The rows of a table.

use quote::{ToTokens, quote};
use syn::{
    Attribute, Error, Ident, Result, Token, ext::IdentExt, parse::ParseStream, token::Paren,
};

use super::{
    cell::{Cell, Words},
    error_here, heads, outer_attributes,
    recovery::skip_to_row,
};
use crate::{
    error::{Errors, help},
    model::{Name, Row, RowHead, Wildcard},
};

/// Reads every row, and reports what cannot be read. `known` are the names of the enum: with them,
/// reading goes on at the next row after a mistake.
pub(crate) fn rows<C: Cell>(
    input: ParseStream,
    known: &[Name],
    errors: &mut Errors,
) -> Vec<Row<C>> {
    let mut rows = Vec::new();
    while !input.is_empty() {
        if let Some(argument) = heads::argument(input, errors) {
            rows.push(Row::unreadable(vec![argument], C::BROKEN));
            continue;
        }
        let cfgs = errors.keep(cfgs(input)).unwrap_or_default();
        let mut stated = Vec::new();
        let head = head(input, known, &mut stated, (C::WORDS, errors));
        let head =
            head.and_then(|head| heads::arrow(input, &stated, C::WORDS, errors).map(|()| head));
        let Some(head) = errors.keep(head) else {
            stated.extend(skip_to_row(input, known));
            rows.push(Row::unreadable(stated, C::BROKEN));
            continue;
        };
        let rule = C::read(input, known, &stated, errors);
        let rule = errors.keep(rule);
        let skipped = rule.is_none().then(|| skip_to_row(input, known));
        rows.push(Row {
            cfgs,
            head,
            rule: rule.unwrap_or(C::BROKEN),
        });
        let skipped = skipped.filter(|names| !names.is_empty());
        rows.extend(skipped.map(|names| Row::unreadable(names, C::BROKEN)));
    }
    rows
}

fn cfgs(input: ParseStream) -> Result<Vec<Attribute>> {
    let cfgs = outer_attributes(input)?;
    match cfgs.iter().find(|one| !one.path().is_ident("cfg")) {
        Some(other) => {
            let message = "a row takes no attribute except `#[cfg(...)]`";
            Err(Error::new_spanned(other, message))
        }
        None => Ok(cfgs),
    }
}

/// `Seller | SellerPremium`. The names are added to `stated`, also if the row cannot be read.
fn head(
    input: ParseStream,
    known: &[Name],
    stated: &mut Vec<Name>,
    (words, errors): (&Words, &mut Errors),
) -> Result<RowHead> {
    let mut wildcard = None;
    loop {
        if let Some(found) = catch_all(input, known) {
            wildcard = wildcard.or(Some(found));
        } else if let Some(names) = heads::grouped(input, words, errors) {
            stated.extend(names);
        } else {
            stated.push(name(input, words, errors)?.into());
        }
        if !heads::joined(input, known, stated, (words, errors)) {
            break;
        }
    }
    let names = stated.clone();
    Ok(match wildcard {
        Some(wildcard) => RowHead::Wildcard(wildcard, names),
        None => RowHead::Names(names),
    })
}

/// The words for every other user type or role, beside `_`, `..` and `*`.
const CATCH_ALL: [&str; 8] = [
    "all",
    "default",
    "else",
    "everyone",
    "other",
    "others",
    "otherwise",
    "rest",
];

/// What would stand for every other name. It is reported later, with the rows to write instead.
fn catch_all(input: ParseStream, known: &[Name]) -> Option<Wildcard> {
    let wildcard = |tokens: &dyn ToTokens, text: &str| Wildcard {
        tokens: tokens.to_token_stream(),
        text: text.to_owned(),
    };
    if let Ok(dots) = input.parse::<Token![..]>() {
        return Some(wildcard(&dots, ".."));
    }
    if let Ok(star) = input.parse::<Token![*]>() {
        return Some(wildcard(&star, "*"));
    }
    let ahead = input.fork();
    let word = ahead.call(Ident::parse_any).ok()?;
    let text = word.to_string();
    let ends = ahead.peek(Token![=>]) || ahead.peek(Token![|]);
    let stands_for_others = text == "_" || ends && CATCH_ALL.contains(&text.as_str());
    if !stands_for_others || known.iter().any(|one| one.text() == text) {
        return None;
    }
    input.call(Ident::parse_any).ok()?;
    Some(wildcard(&word, &text))
}

/// The name of a user type or a role. A name with its enum in front is reported, and is read all the same.
fn name(input: ParseStream, words: &Words, errors: &mut Errors) -> Result<Ident> {
    let Words { one, row, .. } = words;
    if !input.peek(Ident::peek_any) || input.peek2(Paren) {
        return Err(error_here(
            input,
            help(format_args!("a row begins with a {one}"), row),
        ));
    }
    let mut ident = input.call(Ident::parse_any)?;
    if input.peek(Token![::]) {
        let mut path = quote!(#ident);
        while let Ok(colons) = input.parse::<Token![::]>() {
            let Ok(next) = input.call(Ident::parse_any) else {
                let message = format!("the name of a {one} is missing here");
                return Err(error_here(input, help(message, row)));
            };
            ident = next;
            path.extend(quote!(#colons #ident));
        }
        let message = format!("a row names its {one} without the enum");
        errors.at(path, help(message, format_args!("write `{ident}`")));
    }
    Ok(ident)
}
