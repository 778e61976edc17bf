//! `owner && (in_region || on_call)`.

use proc_macro2::Span;
use syn::{
    Error, Lit, Path, Result, Token, parenthesized, parse::ParseStream, spanned::Spanned,
    token::Paren,
};

use crate::{error::help, model::Formula};

/// Reads conditions as far as they are joined.
///
/// # Errors
///
/// At the first word that does not belong there: a rule has at most one mistake.
pub(super) fn formula(input: ParseStream) -> Result<Formula> {
    let first = operand(input)?;
    let Some((joint, _)) = joint(input)? else {
        return Ok(first);
    };
    let mut parts = vec![first, operand(input)?];
    while let Some((next, span)) = self::joint(input)? {
        if next != joint {
            let message = "`&&` and `||` together need parentheses";
            let help = help(message, "write `(a && b) || c` or `a && (b || c)`");
            return Err(Error::new(span, help));
        }
        parts.push(operand(input)?);
    }
    Ok(match joint {
        Joint::And => Formula::All(parts),
        Joint::Or => Formula::Any(parts),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

fn joint(input: ParseStream) -> Result<Option<(Joint, Span)>> {
    if input.peek(Token![&&]) {
        let token: Token![&&] = input.parse()?;
        Ok(Some((Joint::And, token.span())))
    } else if input.peek(Token![||]) {
        let token: Token![||] = input.parse()?;
        Ok(Some((Joint::Or, token.span())))
    } else {
        Ok(None)
    }
}

fn operand(input: ParseStream) -> Result<Formula> {
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        let formula = formula(&inner)?;
        return if inner.is_empty() {
            Ok(formula)
        } else {
            Err(inner.error("expected `&&`, `||` or `)`"))
        };
    }
    if input.peek(Token![!]) {
        return Err(input.error(help(
            "a rule has no `!`: permissions are positive",
            "write a condition that holds when it is allowed",
        )));
    }
    if input.peek(Lit) {
        return Err(input.error(help(
            "a literal is no condition",
            "for always and never there are `allow` and `deny`",
        )));
    }
    if input.is_empty() {
        return Err(input.error(help(
            "`allow if` needs a condition",
            "write `allow if owner`, or name a function under `#[permit::condition]`",
        )));
    }
    input.call(Path::parse_mod_style).map(Formula::Condition)
}
