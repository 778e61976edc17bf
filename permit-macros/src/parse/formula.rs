//! `owner && (in_region || on_call)`.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Error, Ident, Lit, LitBool, Path, Result, Token,
    ext::IdentExt,
    parenthesized,
    parse::ParseStream,
    token::{Brace, Bracket, Paren},
};

use super::inside;
use crate::{
    error::help,
    model::{Formula, Name, path_text},
};

/// Reads conditions and the operators that join them.
///
/// # Errors
///
/// At the first unexpected token: a rule has at most one error.
pub(super) fn formula(input: ParseStream, known: &[Name]) -> Result<Formula> {
    let first = operand(input, known)?;
    let Some(joint) = Joint::read(input) else {
        return Ok(first);
    };
    let mut parts = vec![first, operand(input, known)?];
    while let Some(next) = Joint::read(input) {
        let part = operand(input, known)?;
        if next.all != joint.all {
            return Err(mixed(&joint, parts, &next, part));
        }
        parts.push(part);
    }
    Ok(joint.formula(parts))
}

/// What joins two conditions.
struct Joint {
    /// `&&`, else `||`.
    all: bool,
    token: TokenStream,
}

impl Joint {
    fn read(input: ParseStream) -> Option<Self> {
        if let Ok(token) = input.parse::<Token![&&]>() {
            let token = token.to_token_stream();
            return Some(Self { all: true, token });
        }
        let token = input.parse::<Token![||]>().ok()?.to_token_stream();
        Some(Self { all: false, token })
    }

    fn formula(&self, parts: Vec<Formula>) -> Formula {
        if self.all {
            Formula::All(parts)
        } else {
            Formula::Any(parts)
        }
    }
}

/// The error of `a && b || c`, with both readings to paste.
fn mixed(joint: &Joint, mut parts: Vec<Formula>, next: &Joint, part: Formula) -> Error {
    let left = next.formula(vec![joint.formula(parts.clone()), part.clone()]);
    let nearest = parts.pop().into_iter().chain([part]).collect();
    parts.push(next.formula(nearest));
    let right = joint.formula(parts);
    let words = format!("write `{}` or `{}`", left.text(), right.text());
    let message = "`&&` and `||` together need parentheses";
    Error::new_spanned(&next.token, help(message, words))
}

fn operand(input: ParseStream, known: &[Name]) -> Result<Formula> {
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        return inside(&inner, |inner| {
            let formula = formula(inner, known)?;
            if inner.is_empty() {
                return Ok(formula);
            }
            let word = inner.fork().parse::<TokenTree>()?.to_string();
            Err(inner.error(not_of_the_condition(inner, &word)))
        });
    }
    if let Some(negation) = negation(input) {
        let message = format!("a rule has no `{negation}`: permissions are positive");
        let words = "write a condition that holds when the action is allowed";
        return Err(input.error(help(message, words)));
    }
    if is_code(input) {
        return Err(input.error(help(NAMED, WRITTEN)));
    }
    if input.peek(Lit) {
        return Err(input.error(help(
            "a literal is not a condition",
            "write `allow` for always, `deny` for never",
        )));
    }
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
        let message = "a condition is missing here";
        return Err(super::error_here(input, help(message, CONDITIONS)));
    }
    let path = input.call(condition_path)?;
    function(&path, known)?;
    if input.peek(Paren) {
        let name = path_text(&path);
        let message = format!("condition `{name}` is named in a table, not called");
        let words = format!("write `{name}`");
        return Err(Error::new_spanned(path, help(message, words)));
    }
    Ok(Formula::Condition(path))
}

/// The path of a condition, which ends before anything that a path cannot have.
pub(super) fn condition_path(input: ParseStream) -> Result<Path> {
    let start = input.span();
    let path = input.call(Path::parse_mod_style);
    if input.peek(Token![::]) && input.peek3(Token![<]) || input.peek(Token![<]) && path.is_err() {
        let message = "a condition is named without type arguments";
        return Err(super::error_here(input, help(message, WRITTEN)));
    }
    path.map_err(|_| {
        Error::new(
            start,
            help("this is not the path of a condition", CONDITIONS),
        )
    })
}

/// Refuses what cannot be a function, as its name shows: a function of a type, a constant, a user
/// type.
pub(super) fn function(path: &Path, known: &[Name]) -> Result<()> {
    let names = path
        .segments
        .iter()
        .map(|one| one.ident.unraw().to_string());
    let names: Vec<_> = names.collect();
    let (of_a_type, is_constant) = match names.as_slice() {
        [.., of, last] => (of.starts_with(char::is_uppercase), is_constant(last)),
        [last] => (false, is_constant(last)),
        [] => (false, false),
    };
    if let Some(name) = path
        .get_ident()
        .filter(|name| known.iter().any(|one| *name == one.text()))
    {
        let message = format!("`{name}` is a user type, and a rule names conditions");
        let words = format!("give `{name}` a row of its own");
        return Err(Error::new_spanned(path, help(message, words)));
    }
    if !of_a_type && !is_constant {
        return Ok(());
    }
    let message = format!("`{}` is not a condition", path_text(path));
    let words =
        "a condition is a free function under `#[permit::condition]`: write one, and name it here";
    Err(Error::new_spanned(path, help(message, words)))
}

/// `FRESH`
fn is_constant(name: &str) -> bool {
    let letters = name.chars().filter(|one| one.is_alphabetic());
    name.len() > 1 && letters.clone().count() > 1 && letters.into_iter().all(char::is_uppercase)
}

/// `!owner`, `not owner` or `not(owner)`
fn negation(input: ParseStream) -> Option<&'static str> {
    if input.peek(Token![!]) {
        return Some("!");
    }
    let ahead = input.fork();
    let is_not = ahead.call(Ident::parse_any).is_ok_and(|word| word == "not");
    let negates = ahead.peek(Paren) || ahead.peek(Ident::peek_any) || ahead.peek(Token![!]);
    // `not && owner` and `not or owner` name a condition.
    let joins = ahead.call(Ident::parse_any);
    let joins = joins.is_ok_and(|word| word == "or" || word == "and");
    (is_not && negates && !joins).then_some("not")
}

/// Whether Rust code begins here: a closure or a block.
fn is_code(input: ParseStream) -> bool {
    let closure = input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move]);
    closure || input.peek(Brace) || input.peek(Bracket) || input.peek(Token![async])
}

/// Why `word`, which is next, does not continue a condition, and what to write.
pub(super) fn not_of_the_condition(input: ParseStream, word: &str) -> String {
    let message = format!("`{word}` does not belong to this rule");
    let calls = input.peek(Token![.]) || input.peek(Token![?]) || input.peek(Token![as]);
    let compares = ["=", "!", "<", ">", "+", "-", "*", "/", "%", "^"].contains(&word);
    if input.peek(Token![==]) && input.peek3(LitBool) || input.peek(Token![!=]) {
        let message = "a condition is compared with nothing: it holds or not";
        return help(message, "write its name alone");
    }
    if calls || compares {
        return help(NAMED, WRITTEN);
    }
    match word {
        "and" | "&" => help(
            message,
            "conditions are joined with `&&` and `||`: write `&&`",
        ),
        "or" | "|" => help(
            message,
            "conditions are joined with `&&` and `||`: write `||`",
        ),
        _ if input.peek(Ident) => help(
            format!("`&&` or `||` is missing before `{word}`"),
            CONDITIONS,
        ),
        _ => help(message, CONDITIONS),
    }
}

const NAMED: &str = "a condition is named here, and written as a function";
const WRITTEN: &str = "write a function under `#[permit::condition]`, and its name here";

/// What may follow `if`.
const CONDITIONS: &str = "a condition is `owner` or the path of a function under `#[permit::condition]`; join conditions with `&&` and `||`";
