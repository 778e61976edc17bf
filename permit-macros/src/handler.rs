//! What the guard of a handler may name: one action by its path. A value of an action, or several
//! actions, are answered with what to write instead.

use quote::ToTokens;
use syn::{Error, Expr, Path, Result, Type};

use crate::{
    error::help,
    model::{path_text, tokens_text},
};

/// The type of the action that a handler's guard names.
///
/// # Errors
///
/// When it is not the path of one action.
pub(crate) fn action(written: &Expr) -> Result<Type> {
    let named = bare(written);
    if matches!(named, Expr::Path(_) | Expr::Macro(_)) {
        // An attribute before the path is no part of a type.
        if let Ok(action) = syn::parse2(named.to_token_stream()) {
            return Ok(action);
        }
    }
    Err(Error::new_spanned(written, message(named)))
}

/// Without parentheses, and without the invisible group of a `macro_rules` macro.
fn bare(mut written: &Expr) -> &Expr {
    loop {
        written = match written {
            Expr::Group(inner) => &inner.expr,
            Expr::Paren(inner) => &inner.expr,
            other => return other,
        }
    }
}

fn message(written: &Expr) -> String {
    match written {
        Expr::Lit(_) => help(
            "name the action by its type",
            "write `#[requires(EditItem)]`",
        ),
        Expr::Unary(unary) => {
            let message = "a guard has no `!`: permissions are positive";
            help(message, format_args!("write `{}`", text(&unary.expr)))
        }
        Expr::Struct(value) if !value.fields.is_empty() || value.rest.is_some() => {
            has_fields(&path_text(&value.path))
        }
        Expr::Struct(value) => is_value(&path_text(&value.path)),
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(function) if is_list(&function.path) => {
                one_guard(&call.args.iter().map(text).collect::<Vec<_>>())
            }
            Expr::Path(function) => made(&function.path, !call.args.is_empty()),
            _ => not_an_action(),
        },
        Expr::Binary(_) | Expr::Array(_) | Expr::Tuple(_) => {
            let mut named = Vec::new();
            operands(written, &mut named);
            one_guard(&named)
        }
        _ => not_an_action(),
    }
}

/// `all_of(…)`: a function, and not the constructor of an action.
fn is_list(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| {
        last.ident == "all_of" || last.ident == "any_of" || last.ident == "one_of"
    })
}

/// `A()`, `A(5)`, `A::new()`.
fn made(function: &Path, with_values: bool) -> String {
    let is_type = |name: &str| name.starts_with(char::is_uppercase);
    let names: Vec<_> = function.segments.iter().collect();
    let last = names
        .iter()
        .rposition(|one| is_type(&one.ident.to_string()));
    let Some(last) = last else {
        return not_an_action();
    };
    let mut action = function.clone();
    action.segments = names.into_iter().take(last + 1).cloned().collect();
    let action = path_text(&action);
    if with_values {
        return has_fields(&action);
    }
    is_value(&action)
}

fn has_fields(action: &str) -> String {
    let message = format!("`{action}` has fields, so a handler's guard cannot know its value");
    let words = format!(
        "take `Ask<{action}>` as the first parameter and call `.check(...)`, without `#[requires]`"
    );
    help(message, words)
}

fn is_value(action: &str) -> String {
    let message = "a handler's guard names an action, and this is a value of it";
    help(message, format_args!("write `#[requires({action})]`"))
}

fn one_guard(named: &[String]) -> String {
    let actions = if named.is_empty() {
        "One, Another".to_owned()
    } else {
        named.join(", ")
    };
    let words =
        format!("name an operation that needs each of them: `pub Both = all_of({actions});`");
    help("a handler has one guard", words)
}

fn not_an_action() -> String {
    let message = "this is not the name of an action";
    help(message, "write `#[requires(EditItem)]`")
}

/// The operands of `A || B`, `A && B`, `A | B` and lists, in the order of writing.
fn operands(written: &Expr, named: &mut Vec<String>) {
    match bare(written) {
        Expr::Binary(binary) => {
            operands(&binary.left, named);
            operands(&binary.right, named);
        }
        Expr::Array(list) => list.elems.iter().for_each(|one| operands(one, named)),
        Expr::Tuple(list) => list.elems.iter().for_each(|one| operands(one, named)),
        one => named.push(text(one)),
    }
}

fn text(written: &impl ToTokens) -> String {
    tokens_text(written)
}
