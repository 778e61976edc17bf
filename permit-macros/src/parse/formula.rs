//! `owner && (in_region || on_call)`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Error, Ident, Lit, Path, Result, Token, ext::IdentExt, parenthesized, parse::ParseStream,
    token::Paren,
};

use super::inside;
use crate::{
    error::help,
    model::{Formula, path_text},
};

/// Reads conditions and the operators that join them.
///
/// # Errors
///
/// At the first unexpected token: a rule has at most one error.
pub(super) fn formula(input: ParseStream) -> Result<Formula> {
    let first = operand(input)?;
    let Some(joint) = Joint::read(input) else {
        return Ok(first);
    };
    let mut parts = vec![first, operand(input)?];
    while let Some(next) = Joint::read(input) {
        let part = operand(input)?;
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

fn operand(input: ParseStream) -> Result<Formula> {
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        return inside(&inner, |inner| {
            let formula = formula(inner)?;
            if inner.is_empty() {
                return Ok(formula);
            }
            Err(inner.error(help("expected `&&`, `||` or `)`", CONDITIONS)))
        });
    }
    if input.peek(Token![!]) {
        return Err(input.error(help(
            "a rule has no `!`: permissions are positive",
            "write a condition that holds when the action is allowed",
        )));
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
    let path = input.call(Path::parse_mod_style)?;
    if input.peek(Paren) {
        let name = path_text(&path);
        let message = format!("condition `{name}` is named in a table, not called");
        let words = format!("write `{name}`");
        return Err(Error::new_spanned(path, help(message, words)));
    }
    Ok(Formula::Condition(path))
}

/// What may follow `if`.
pub(super) const CONDITIONS: &str = "a condition is `owner` or the path of a function under `#[permit::condition]`; join conditions with `&&` and `||`";
