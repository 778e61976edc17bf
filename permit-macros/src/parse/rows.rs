//! The rows of a table.

use proc_macro2::TokenTree;
use quote::quote;
use syn::{
    Attribute, Error, Ident, Result, Token, ext::IdentExt, parse::ParseStream, token::Paren,
};

use super::{
    error_here,
    formula::{CONDITIONS, formula},
    skip_past_comma,
};
use crate::{
    error::{Errors, help, similar},
    model::{Row, RowHead, Rule},
};

/// Reads every row, and reports what cannot be read.
pub(crate) fn rows(input: ParseStream, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    while !input.is_empty() {
        let cfgs = errors.keep(cfgs(input)).unwrap_or_default();
        let head = head(input, errors);
        let head = errors.keep(head);
        let rule = head.is_some().then(|| {
            let rule = arrow(input).and_then(|()| rule(input));
            rule.and_then(|rule| end(input, &rule, errors).map(|()| rule))
        });
        let rule = rule.and_then(|rule| errors.keep(rule)).unwrap_or_else(|| {
            skip_past_comma(input);
            Rule::Broken
        });
        rows.push(Row {
            cfgs,
            head: head.unwrap_or(RowHead::Unreadable),
            rule,
        });
    }
    rows
}

fn cfgs(input: ParseStream) -> Result<Vec<Attribute>> {
    let cfgs = input.call(Attribute::parse_outer)?;
    match cfgs.iter().find(|one| !one.path().is_ident("cfg")) {
        Some(other) => {
            let message = "a row takes no attribute except `#[cfg(...)]`";
            Err(Error::new_spanned(other, message))
        }
        None => Ok(cfgs),
    }
}

/// `Seller | SellerPremium`
fn head(input: ParseStream, errors: &mut Errors) -> Result<RowHead> {
    if input.peek(Token![_]) {
        return Ok(RowHead::Wildcard(input.parse()?));
    }
    let mut user_types = vec![user_type(input, errors)?.into()];
    while input.parse::<Token![|]>().is_ok() {
        user_types.push(user_type(input, errors)?.into());
    }
    Ok(RowHead::UserTypes(user_types))
}

/// The name of a user type. A name with its enum in front is reported, and is read all the same.
fn user_type(input: ParseStream, errors: &mut Errors) -> Result<Ident> {
    if !input.peek(Ident::peek_any) || input.peek2(Paren) {
        return Err(error_here(
            input,
            help("a row begins with a user type", ROWS),
        ));
    }
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

fn arrow(input: ParseStream) -> Result<()> {
    match input.parse::<Token![=>]>() {
        Ok(_) => Ok(()),
        Err(_) => Err(error_here(
            input,
            help("`=>` and a rule are missing here", ROWS),
        )),
    }
}

fn rule(input: ParseStream) -> Result<Rule> {
    if input.is_empty() || input.peek(Token![,]) {
        return Err(error_here(input, help("a rule is missing here", RULES)));
    }
    let found: TokenTree = input.parse()?;
    let word = found.to_string();
    let conditional = input.peek(Token![if]);
    match word.as_str() {
        "allow" if input.parse::<Token![if]>().is_ok() => formula(input).map(Rule::AllowIf),
        "allow" => Ok(Rule::Allow),
        "deny" if conditional => Err(error_here(
            input,
            help(
                "`deny` takes no condition: permissions are positive",
                "write `allow if CONDITION`; the action is denied when the condition does not hold",
            ),
        )),
        "deny" => Ok(Rule::Deny),
        word => {
            let meant = similar(word, ["deny", "allow"]);
            let meant = meant.map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
            let message = format!("`{word}` is not a rule");
            Err(Error::new(
                found.span(),
                help(message, format_args!("{meant}{RULES}")),
            ))
        }
    }
}

const ROWS: &str =
    "a row is `UserType => deny`, `UserType => allow` or `UserType => allow if CONDITION`";
const RULES: &str = "a rule is `deny`, `allow` or `allow if CONDITION`";

/// A comma, or the end of the table. A row that begins without a comma is reported, and is read all
/// the same.
fn end(input: ParseStream, rule: &Rule, errors: &mut Errors) -> Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    let next: TokenTree = input.fork().parse()?;
    if begins_row(input) {
        let message = format!("a comma is missing before `{next}`");
        errors.span(next.span(), help(message, "each row ends with a comma"));
        return Ok(());
    }
    let message = format!("`{next}` does not belong to this rule");
    let words = match rule {
        Rule::AllowIf(_) => CONDITIONS,
        _ => RULES,
    };
    Err(Error::new(next.span(), help(message, words)))
}

fn begins_row(input: ParseStream) -> bool {
    let named = input.peek(Ident::peek_any) || input.peek(Token![_]);
    let goes_on = input.peek2(Token![=>]) || input.peek2(Token![|]) || input.peek2(Token![::]);
    named && goes_on || input.peek(Token![#])
}
