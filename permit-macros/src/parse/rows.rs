//! The lines of a table.

use proc_macro2::TokenTree;
use quote::quote;
use syn::{Attribute, Error, Ident, Result, Token, ext::IdentExt, parse::ParseStream};

use super::{formula::formula, skip_past_comma};
use crate::{
    error::{Errors, help, similar},
    model::{Row, RowHead, Rule},
};

/// Reads every row that can be read, and reports each that cannot.
pub(crate) fn rows(input: ParseStream, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    while !input.is_empty() {
        match head(input, errors) {
            Ok((cfgs, subjects)) => {
                let rule = rule(input).and_then(|rule| end(input).map(|()| rule));
                let rule = errors.keep(rule).unwrap_or_else(|| {
                    skip_past_comma(input);
                    Rule::Broken
                });
                rows.push(Row {
                    cfgs,
                    subjects,
                    rule,
                });
            }
            Err(error) => {
                errors.push(error);
                skip_past_comma(input);
            }
        }
    }
    rows
}

/// `#[cfg(…)] Seller | SellerPremium =>`
fn head(input: ParseStream, errors: &mut Errors) -> Result<(Vec<Attribute>, RowHead)> {
    let cfgs = input.call(Attribute::parse_outer)?;
    if let Some(other) = cfgs.iter().find(|one| !one.path().is_ident("cfg")) {
        let message = "a row takes no attribute but `#[cfg(...)]`";
        return Err(Error::new_spanned(other, message));
    }
    let head = if input.peek(Token![_]) {
        RowHead::Wildcard(input.parse()?)
    } else {
        let mut user_types = vec![user_type(input, errors)?];
        while input.parse::<Token![|]>().is_ok() {
            user_types.push(user_type(input, errors)?);
        }
        RowHead::UserTypes(user_types)
    };
    if input.parse::<Token![=>]>().is_err() {
        return Err(input.error(help(
            "expected `=>` and a rule",
            "a row is `UserType => deny`, `=> allow` or `=> allow if CONDITION`",
        )));
    }
    Ok((cfgs, head))
}

/// The name of a user type. One with its enum in front is reported, and counts as said.
fn user_type(input: ParseStream, errors: &mut Errors) -> Result<Ident> {
    let mut ident = input.call(Ident::parse_any)?;
    if input.peek(Token![::]) {
        let mut path = quote!(#ident);
        while let Ok(colons) = input.parse::<Token![::]>() {
            ident = input.call(Ident::parse_any)?;
            path.extend(quote!(#colons #ident));
        }
        let message = "a row names its user type without the enum";
        errors.at(path, help(message, format_args!("write `{ident}`")));
    }
    Ok(ident)
}

fn rule(input: ParseStream) -> Result<Rule> {
    if input.is_empty() || input.peek(Token![,]) {
        return Err(input.error(help("a rule is missing here", RULES)));
    }
    let found: TokenTree = input.parse()?;
    match found.to_string().as_str() {
        "deny" => Ok(Rule::Deny),
        "allow" if input.parse::<Token![if]>().is_ok() => formula(input).map(Rule::AllowIf),
        "allow" => Ok(Rule::Allow),
        word => Err(Error::new(
            found.span(),
            match similar(word, ["deny", "allow"]) {
                Some(meant) => help(
                    format_args!("`{word}` is no rule"),
                    format_args!("did you mean `{meant}`? {RULES}"),
                ),
                None => help(format_args!("`{word}` is no rule"), RULES),
            },
        )),
    }
}

const RULES: &str = "a rule is `deny`, `allow` or `allow if CONDITION`";

/// A comma, or the end of the table.
fn end(input: ParseStream) -> Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    let next: TokenTree = input.fork().parse()?;
    Err(Error::new(
        next.span(),
        help(
            format_args!("`{next}` does not belong to this rule"),
            format_args!("{RULES}, and ends with a comma"),
        ),
    ))
}
