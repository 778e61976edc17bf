//! What the guard of a handler may name: one action by its path. A value of an action, or several
//! actions, are answered with what to write instead.

use quote::ToTokens;
use syn::{Error, Expr, Ident, Lit, Path, Result, Type};

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
    if let Some(action) = of_key(named).or_else(|| of_key_as_a_path(named)) {
        let words = format!("write `#[requires({action})]`");
        return Err(Error::new_spanned(written, help(BY_TYPE, words)));
    }
    if matches!(named, Expr::Path(_) | Expr::Macro(_)) {
        // An attribute before the path is no part of a type.
        if let Ok(action) = syn::parse2(named.to_token_stream()) {
            return Ok(action);
        }
    }
    Err(Error::new_spanned(written, message(named)))
}

pub(crate) const BY_TYPE: &str = "name the action by its type";

/// The action whose key is written: `"edit_item"`.
pub(crate) fn of_key(written: &Expr) -> Option<String> {
    match bare(written) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(key) if is_key(&key.value()) => Some(camel(&key.value())),
            _ => Some("EditItem".to_owned()),
        },
        _ => None,
    }
}

/// `edit_item`, `shop::edit_item`: where only a type may stand, this is a key.
fn of_key_as_a_path(written: &Expr) -> Option<String> {
    let Expr::Path(named) = written else {
        return None;
    };
    let mut path = named.path.clone();
    let last = path.segments.last_mut()?;
    let key = last.ident.to_string();
    if !last.arguments.is_none() || !is_key(&key) {
        return None;
    }
    last.ident = Ident::new(&camel(&key), last.ident.span());
    Some(path_text(&path))
}

fn is_key(text: &str) -> bool {
    let may_be = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    text.starts_with(|one: char| one.is_ascii_lowercase()) && text.chars().all(may_be)
}

/// `edit_item` as `EditItem`.
fn camel(key: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    key.split('_').map(capital).collect()
}

/// Whether a type is named, or a value of one is written: `EditItem`, `shop::EditItem { … }`. The name
/// of a constant is none.
pub(crate) fn is_type(written: &Expr) -> bool {
    let path = match bare(written) {
        Expr::Path(path) => &path.path,
        Expr::Struct(value) => &value.path,
        Expr::Call(call) => match bare(&call.func) {
            Expr::Path(path) => &path.path,
            _ => return false,
        },
        _ => return false,
    };
    path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        let is_constant = name.len() > 1 && !name.contains(|one: char| one.is_lowercase());
        name.starts_with(char::is_uppercase) && !is_constant
    })
}

/// Without parentheses, and without the invisible group of a `macro_rules` macro.
pub(crate) fn bare(mut written: &Expr) -> &Expr {
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
            Expr::Path(function) if call.args.iter().any(|one| matches!(one, Expr::Assign(_))) => {
                let message = "an action has its arguments where it is declared";
                let words = format!("write `#[requires({})]`", path_text(&function.path));
                help(message, words)
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
    help("a handler has one guard", operation(named))
}

/// What to write in place of several actions.
pub(crate) fn operation(named: &[String]) -> String {
    let actions = if named.is_empty() {
        "One, Another".to_owned()
    } else {
        named.join(", ")
    };
    format!("name an operation that needs each of them: `pub Both = all_of({actions});`")
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
