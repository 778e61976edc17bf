//! The rule of a row: `deny`, `allow` or `allow if CONDITION`.

use proc_macro2::{Delimiter, TokenTree};
use syn::{
    Error, Ident, Result, Token,
    ext::IdentExt,
    parse::{ParseStream, discouraged::Speculative},
    token::Paren,
};

use super::{
    error_here,
    formula::{self, formula},
    heads,
    recovery::{begins_row, is_known},
};
use crate::{
    documentation,
    error::{Errors, help, similar},
    model::{Formula, Name, Rule},
};

const RULES: &str = "a rule is `deny`, `allow` or `allow if CONDITION`";

/// Reads a rule and the comma after it. `stated` are the user types of the row.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn rule(
    input: ParseStream,
    known: &[Name],
    stated: &[Name],
    errors: &mut Errors,
) -> Result<Rule> {
    if input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]) {
        return Err(error_here(input, help("a rule is missing here", RULES)));
    }
    if input.peek(Token![if]) {
        return Err(condition_first(input, known));
    }
    let (start, found) = (input.fork(), input.parse::<TokenTree>()?);
    let rule = match found.to_string().as_str() {
        "allow" if input.parse::<Token![if]>().is_ok() => Rule::AllowIf(formula(input, known)?),
        "allow" => Rule::Allow,
        "deny" => Rule::Deny,
        word => return Err(unknown(&found, word, &start)),
    };
    end(input, &rule, known, stated, errors)?;
    Ok(rule)
}

/// Why `found` is not a rule, which begins at `start`.
fn unknown(found: &TokenTree, word: &str, start: ParseStream) -> Error {
    let error = |message: &str, words: &str| Error::new(found.span(), help(message, words));
    let message = format!("`{word}` is not a rule");
    match found {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let within = documentation::text(group.stream());
            return error("a rule has no braces", &format!("write `{within}`"));
        }
        TokenTree::Ident(_) if word == "true" => return error(&message, "write `allow`"),
        TokenTree::Ident(_) if word == "false" => return error(&message, "write `deny`"),
        _ => {}
    }
    if let Some(meant) = similar(word, ["deny", "allow"]) {
        return error(&message, &format!("did you mean `{meant}`? {RULES}"));
    }
    // One word alone may mean another rule: `never`.
    let condition = condition(&start.fork());
    let condition = condition.filter(|text| is_own(text) || text.contains(['_', ':', ' ']));
    match condition {
        Some(condition) => error(&message, &format!("write `allow if {condition}`")),
        None => error(&message, RULES),
    }
}

/// A condition of permit's own.
fn is_own(text: &str) -> bool {
    text == "owner" || text == "granted"
}

/// `if owner { allow }`
fn condition_first(input: ParseStream, known: &[Name]) -> Error {
    let ahead = input.fork();
    let _ = ahead.parse::<Token![if]>();
    let condition = or_any(formula(&ahead, known).ok().map(|formula| formula.text()));
    let message = "a rule begins with `allow` or `deny`";
    error_here(
        input,
        help(message, format_args!("write `allow if {condition}`")),
    )
}

/// Reads a comma, or the end of the table. Another end of a row is reported, and is read all the same.
fn end(
    input: ParseStream,
    rule: &Rule,
    known: &[Name],
    stated: &[Name],
    errors: &mut Errors,
) -> Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if let Ok(comma) = input.parse::<Token![,]>() {
        if let Rule::AllowIf(before) = rule
            && let Some(after) = condition_of_the_row_before(input, known)
        {
            let both = Formula::All(vec![before.clone(), after]).text();
            let message = "conditions are joined with `&&` and `||`, not with a comma";
            let words = format!("write `{both}`, or `||` where one of them is enough");
            errors.at(comma, help(message, words));
        }
        return Ok(());
    }
    if let Ok(semicolon) = input.parse::<Token![;]>() {
        errors.at(
            semicolon,
            help("a row ends with a comma, not with `;`", "write `,`"),
        );
        return Ok(());
    }
    let next: TokenTree = input.fork().parse()?;
    if begins_row(input) {
        let message = format!("a comma is missing before `{next}`");
        errors.span(next.span(), help(message, "each row ends with a comma"));
        return Ok(());
    }
    Err(Error::new(
        next.span(),
        not_of_the_rule(input, &next, rule, stated),
    ))
}

/// `, in_region,` after a condition. It is read.
fn condition_of_the_row_before(input: ParseStream, known: &[Name]) -> Option<Formula> {
    let ahead = input.fork();
    let name = ahead.fork().call(Ident::parse_any).ok()?;
    // A user type begins with a capital letter, and may be the beginning of a row.
    let is_condition = name.to_string().starts_with(char::is_lowercase);
    let condition = formula(&ahead, known).ok()?;
    if !is_condition || is_known(input, known) || !ends(&ahead) {
        return None;
    }
    let _ = ahead.parse::<Token![,]>();
    input.advance_to(&ahead);
    Some(condition)
}

fn ends(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]) || begins_row(input)
}

/// Why `next` does not belong to `rule`, and what to write.
fn not_of_the_rule(input: ParseStream, next: &TokenTree, rule: &Rule, stated: &[Name]) -> String {
    let word = next.to_string();
    let names = heads::text(stated);
    let general = || format!("`{word}` does not belong to this rule");
    match (rule, word.as_str()) {
        (Rule::Deny, "if") => help(
            "`deny` takes no condition: permissions are positive",
            "write `allow if CONDITION`; the action is denied when the condition does not hold",
        ),
        (Rule::Deny, "unless") => help(
            "`deny` takes no condition: permissions are positive",
            format_args!(
                "write `{names} => allow if {}`",
                or_any(condition_after(input))
            ),
        ),
        (Rule::Allow | Rule::AllowIf(_), "unless") => help(
            "a rule has no `unless`: permissions are positive",
            "write `allow if CONDITION`, with a condition that holds when the action is allowed",
        ),
        (Rule::Allow | Rule::AllowIf(_), "else") => help(
            "a rule has no `else`: it denies when its condition does not hold",
            format_args!("write `{names} => {}`", rule.text()),
        ),
        (Rule::Allow, "when" | "where" | "only" | "for" | "provided" | "iff") => help(
            general(),
            format_args!("write `allow if {}`", or_any(condition_after(input))),
        ),
        (Rule::Allow, _) if input.peek(Paren) => help(
            "`if` is missing after `allow`",
            format_args!("write `allow if {}`", or_any(condition(&input.fork()))),
        ),
        (Rule::Allow, _) => match condition(&input.fork()) {
            Some(condition) => help(
                format!("`if` is missing before `{word}`"),
                format_args!("write `allow if {condition}`"),
            ),
            None => help(general(), RULES),
        },
        (Rule::AllowIf(_), _) => formula::not_of_the_condition(input, &word),
        _ => help(general(), RULES),
    }
}

/// The condition after the next word: `when owner`, `only if owner`.
fn condition_after(input: ParseStream) -> Option<String> {
    let ahead = input.fork();
    ahead.parse::<TokenTree>().ok()?;
    let _ = ahead.parse::<Token![if]>();
    condition(&ahead)
}

/// The condition that is the rest of the row.
fn condition(input: ParseStream) -> Option<String> {
    let condition = formula(input, &[]).ok()?;
    ends(input).then(|| condition.text())
}

fn or_any(condition: Option<String>) -> String {
    condition.unwrap_or_else(|| "CONDITION".to_owned())
}
