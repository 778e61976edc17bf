//! What is written in other languages between the user types of a row and its rule: `A, B`, `A & B`,
//! `(A | B)`, `A if owner =>`, `A -> deny`. Each is reported with the row to write, and read all the
//! same.

use proc_macro2::{Delimiter, Group, Punct, TokenStream, TokenTree};
use syn::{
    Error, Ident, Result, Token,
    ext::IdentExt,
    parse::{ParseStream, discouraged::Speculative},
    token::Paren,
};

use super::{
    Syntax,
    cell::Words,
    error_here,
    formula::formula,
    recovery::{begins_row, is_known},
    skip_past_comma,
};
use crate::{
    error::{Errors, help, similar},
    model::Name,
};

/// The names as a row has them.
pub(super) fn text(stated: &[Name]) -> String {
    let names: Vec<_> = stated.iter().map(Name::text).collect();
    names.join(" | ")
}

/// `(Seller | Support)`: its names, if there is nothing else in it.
pub(super) fn grouped(input: ParseStream, words: &Words, errors: &mut Errors) -> Option<Vec<Name>> {
    let ahead = input.fork();
    let group: Group = ahead.parse().ok()?;
    if group.delimiter() == Delimiter::None || ahead.peek(Token![:]) {
        return None;
    }
    let mut names = Vec::new();
    for token in group.stream() {
        match token {
            TokenTree::Ident(ident) => names.push(Name::from(ident)),
            TokenTree::Punct(mark) if ['|', ','].contains(&mark.as_char()) => {}
            _ => return None,
        }
    }
    if names.is_empty() {
        return None;
    }
    input.parse::<Group>().ok()?;
    let written = format!("write `{} => ...`", text(&names));
    let message = format!("the {} of a row stand without parentheses", words.many);
    errors.span(group.span(), help(message, written));
    Some(names)
}

/// `context = Item,` in a table: it is reported, and skipped.
pub(super) fn argument(input: ParseStream, errors: &mut Errors) -> Option<Name> {
    let ahead = input.fork();
    let word = ahead.call(Ident::parse_any).ok()?;
    let text = word.to_string();
    let is_argument = Syntax::Attribute.words().contains(&text.as_str());
    let given = ahead.peek(Token![=]) && !ahead.peek(Token![=>]) || ahead.peek(Paren);
    if !is_argument || !given {
        return None;
    }
    let message = format!("the argument `{text}` does not belong into a table");
    let words = "arguments stand before it: `EditItem(context = Item) { ... }`";
    errors.at(&word, help(message, words));
    skip_past_comma(input);
    Some(word.into())
}

/// `allow = [Seller, Support]`: a rule before its user types.
fn rule_first(input: ParseStream, stated: &[Name], words: &Words) -> Option<String> {
    let rule = stated.last()?;
    if !words.said.contains(&rule.text()) {
        return None;
    }
    let ahead = input.fork();
    while ahead.parse::<Punct>().is_ok() {}
    let group: Group = ahead.parse().ok()?;
    let names = group.stream().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(Name::from(ident)),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let written = format!("write `{} => {rule}`", text(&names));
    let message = format!("a row begins with its {}", words.many);
    Some(help(message, written))
}

/// Reads what joins two names. Anything but `|` is reported where another name of the same row follows.
pub(super) fn joined(
    input: ParseStream,
    known: &[Name],
    stated: &[Name],
    (words, errors): (&Words, &mut Errors),
) -> bool {
    let ahead = input.fork();
    let Some(joint) = joint(&ahead) else {
        return false;
    };
    if joint.text == "|" {
        return input.parse::<Token![|]>().is_ok();
    }
    let next = ahead.fork().call(Ident::parse_any);
    // A row without a rule may end with a comma too: `Sel, Shopper => deny`.
    let is_comma = joint.text == ",";
    let whole = stated.last().is_some_and(|one| known.contains(one)) && is_known(&ahead, known);
    let on_one_line = input.span().start().line == ahead.span().start().line;
    let goes_on = goes_on(&ahead) && (!is_comma || whole && on_one_line);
    let (Ok(next), Some(last), true) = (next, stated.last(), goes_on) else {
        return false;
    };
    let written = format!("write `{last} | {next}`");
    let message = format!("{} are joined with `|`", words.many);
    errors.at(joint.tokens, help(message, written));
    input.advance_to(&ahead);
    true
}

/// Whether the rest of a row is here: names that something joins, and `=>`.
fn goes_on(input: ParseStream) -> bool {
    let ahead = input.fork();
    while !begins_row(&ahead) {
        if ahead.call(Ident::parse_any).is_err() || joint(&ahead).is_none() {
            return false;
        }
    }
    true
}

/// What may be written between two names.
struct Joint {
    tokens: TokenStream,
    text: String,
}

const JOINTS: [&str; 8] = ["|", ",", "||", "&", "&&", "+", "or", "and"];

fn joint(input: ParseStream) -> Option<Joint> {
    let count = if input.peek(Token![||]) || input.peek(Token![&&]) {
        2
    } else {
        1
    };
    let tokens = (0..count).map(|_| input.parse::<TokenTree>());
    let tokens: TokenStream = tokens.collect::<Result<_>>().ok()?;
    let text = tokens.to_string();
    JOINTS
        .contains(&text.as_str())
        .then_some(Joint { tokens, text })
}

/// Reads `=>`.
///
/// # Errors
///
/// When neither that nor another beginning of a rule is here.
pub(super) fn arrow(
    input: ParseStream,
    stated: &[Name],
    words: &Words,
    errors: &mut Errors,
) -> Result<()> {
    if input.parse::<Token![=>]>().is_ok() {
        return Ok(());
    }
    if guarded(input, stated, words, errors) || other_arrow(input, stated, words, errors) {
        return Ok(());
    }
    if let (Some(message), Some(rule)) = (rule_first(input, stated, words), stated.last()) {
        return Err(Error::new(rule.span(), message));
    }
    let [nothing, something] = words.said;
    let what = if nothing == "deny" {
        "a rule".to_owned()
    } else {
        format!("`{something}` or `{nothing}`")
    };
    match stated.last() {
        Some(last) if begins_row(input) => {
            let message = format!("`=>` and {what} are missing after `{last}`");
            Err(Error::new(last.span(), help(message, words.row)))
        }
        _ => {
            let message = format!("`=>` and {what} are missing here");
            Err(error_here(input, help(message, words.row)))
        }
    }
}

/// `Seller if owner => allow`
fn guarded(input: ParseStream, stated: &[Name], words: &Words, errors: &mut Errors) -> bool {
    let ahead = input.fork();
    let Ok(word) = ahead.call(Ident::parse_any) else {
        return false;
    };
    let text = word.to_string();
    if !["if", "when", "where", "unless"].contains(&text.as_str()) {
        return false;
    }
    let condition = formula(&ahead, &[]);
    if condition.is_err() || ahead.parse::<Token![=>]>().is_err() {
        return false;
    }
    let allows = ahead.fork().call(Ident::parse_any);
    let [_, something] = words.said;
    let allows = text != "unless" && allows.is_ok_and(|rule| rule == something);
    // With conditions at both places there is no one rule to propose: it could allow more.
    let is_whole = allows && condition_behind(&ahead.fork()).is_none();
    let condition = condition.ok().filter(|_| is_whole);
    let condition = condition.map_or_else(|| "CONDITION".to_owned(), |formula| formula.text());
    let (message, written) = if something == "allow" {
        let message = format!("`{text}` does not belong here: a condition follows `allow if`");
        let written = format!("write `{} => allow if {condition}`", self::text(stated));
        (message, written)
    } else {
        let message = format!("`{text}` does not belong here: a role's row has no condition");
        (
            message,
            "conditions stand in the rows of user types".to_owned(),
        )
    };
    errors.at(word, help(message, written));
    input.advance_to(&ahead);
    true
}

/// The condition behind the word of a rule. A help that left it out would propose to allow more.
fn condition_behind(input: ParseStream) -> Option<String> {
    input.call(Ident::parse_any).ok()?;
    input.parse::<Token![if]>().ok()?;
    let condition = formula(input, &[]);
    Some(condition.map_or_else(|_| "CONDITION".to_owned(), |formula| formula.text()))
}

/// `Seller -> deny`, `Seller: deny` or `Seller deny`
fn other_arrow(input: ParseStream, stated: &[Name], words: &Words, errors: &mut Errors) -> bool {
    let ahead = input.fork();
    let mut marks = TokenStream::new();
    while let Ok(mark) = ahead.parse::<Punct>() {
        if !['-', '=', '>', '<', ':', '~'].contains(&mark.as_char()) {
            return false;
        }
        marks.extend([TokenTree::from(mark)]);
    }
    let Ok(rule) = ahead.fork().call(Ident::parse_any) else {
        return false;
    };
    let rule = rule.to_string();
    let Some(meant) = similar(&rule, words.said) else {
        return false;
    };
    let written = match condition_behind(&ahead.fork()) {
        Some(condition) => format!("write `{} => {meant} if {condition}`", text(stated)),
        None => format!("write `{} => {meant}`", text(stated)),
    };
    if marks.is_empty() {
        errors.push(error_here(
            input,
            help(format!("`=>` is missing before `{rule}`"), written),
        ));
    } else {
        let arrow = marks.to_string();
        let message = format!("a row is written with `=>`, not with `{arrow}`");
        errors.at(marks, help(message, written));
    }
    input.advance_to(&ahead);
    true
}
