//! What the body of a condition reads of the principal. A flag that the condition does not name is
//! never resolved, so it would be off in silence; and the rows of a table read user types, not its
//! conditions.
//!
//! Only calls that are written on the parameter are seen, also in the arguments of a macro.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{FnArg, LitStr, Pat, Type, ext::IdentExt};

use crate::{
    error::{Errors, help},
    function::Function,
    parse::condition::{Arguments, written},
};

/// Reports what `function` reads of its principal and must not.
pub(crate) fn check(function: &Function, arguments: &Arguments, errors: &mut Errors) {
    let inputs = &function.signature.inputs;
    // `(who)`, `(who, context)` or `(action, who, context)`.
    let who = inputs.iter().nth(usize::from(inputs.len() == 3));
    let (Some(FnArg::Typed(who)), Some(body)) = (who, &function.body) else {
        return;
    };
    if let Some(span) = arguments.flags_at
        && !is_principal(&who.ty)
        && !mentions(body.stream(), "flag")
    {
        let condition = function.signature.ident.unraw();
        let message = format!("condition `{condition}` does not ask for a flag");
        errors.span(span, help(message, of_a_flag(&arguments.flags)));
        return;
    }
    let Pat::Ident(name) = &*who.pat else {
        return;
    };
    let reading = Reading {
        condition: function.signature.ident.unraw().to_string(),
        who: &name.ident,
        is_principal: is_principal(&who.ty),
        flags: &arguments.flags,
    };
    reading.tokens(body.stream(), errors);
}

/// What a flag of a condition is for, and how an action is gated.
fn of_a_flag(flags: &[String]) -> String {
    let named: Vec<_> = flags.iter().map(|flag| written(flag)).collect();
    let first = flags.first().map_or("beta", String::as_str);
    format!(
        "`flags({})` only lets the function ask `who.flag({first:?})`: take `who: &Principal<User>`; to gate an action, write `flag = {first:?}` in its head",
        named.join(", "),
    )
}

/// Whether `word` is written anywhere in `tokens`: the principal may have another name.
fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether flags are asked of it: an application's subject may have a method `flag` of its own.
fn is_principal(who: &Type) -> bool {
    match who {
        Type::Reference(reference) => is_principal(&reference.elem),
        Type::Group(group) => is_principal(&group.elem),
        Type::Paren(paren) => is_principal(&paren.elem),
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == "Principal")
        }
        _ => false,
    }
}

struct Reading<'a> {
    condition: String,
    who: &'a Ident,
    is_principal: bool,
    flags: &'a [String],
}

impl Reading<'_> {
    fn tokens(&self, tokens: TokenStream, errors: &mut Errors) {
        let mut tokens = tokens.into_iter().peekable();
        let mut after_dot = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) if !after_dot && ident == *self.who => {
                    let mut direct = true;
                    // `.method(…)`, and each call on its result.
                    while let Some(TokenTree::Punct(_)) = tokens.next_if(is_dot) {
                        let Some(TokenTree::Ident(method)) = tokens.peek().cloned() else {
                            break;
                        };
                        tokens.next();
                        let Some(TokenTree::Group(given)) = tokens.next_if(is_call) else {
                            direct = false;
                            continue;
                        };
                        self.call(&method, given.stream(), direct, errors);
                        self.tokens(given.stream(), errors);
                        direct = false;
                    }
                    after_dot = false;
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), errors);
                    after_dot = false;
                }
                token => after_dot = is_dot(&token),
            }
        }
    }

    /// `who.method(given)`
    fn call(&self, method: &Ident, given: TokenStream, direct: bool, errors: &mut Errors) {
        if method == "user_types" && given.is_empty() {
            let message = "a condition does not read user types: that is what rows are for";
            let words = "give each user type its rule in the table";
            errors.span(method.span(), help(message, words));
        }
        if method != "flag" || !direct || !self.is_principal {
            return;
        }
        let Ok(flag) = syn::parse2::<LitStr>(given) else {
            return;
        };
        let name = flag.value();
        if self.flags.contains(&name) {
            return;
        }
        let message = format!(
            "condition `{}` reads flag `{name}` without naming it",
            self.condition
        );
        let flags = self.flags.iter().chain([&name]);
        let flags: Vec<_> = flags.map(|one| written(one)).collect();
        let words = format!("write `#[permit::condition(flags({}))]`", flags.join(", "));
        errors.at(flag, help(message, words));
    }
}

fn is_dot(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.')
}

fn is_call(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}
