//! `hide Item by ViewItem;`: by which action a type of context is seen.

use syn::{
    Attribute, Error, Ident, Result, Token, Type, Visibility,
    ext::IdentExt,
    parse::ParseStream,
    token::{Brace, Paren},
};

use super::{arguments::without_pointer, error_here, operation::part};
use crate::{
    error::{Errors, help, similar},
    model::{Part, tokens_text},
};

/// A type of context, and the actions by which it is seen. All of them have to be allowed.
pub(crate) struct Hide {
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) context: Type,
    pub(crate) views: Vec<Part>,
}

/// Whether a `hide` begins here, and not an action that has this name.
pub(super) fn is_hide(input: ParseStream) -> bool {
    let ahead = input.fork();
    let is_word = ahead.parse::<Ident>().is_ok_and(|word| word == "hide");
    let unit = ahead.fork().parse::<Type>().is_ok_and(|one| is_unit(&one));
    let is_action = ahead.peek(Paren) && !unit
        || ahead.peek(Brace)
        || ahead.peek(Token![=])
        || ahead.peek(Token![;])
        || ahead.is_empty();
    is_word && !is_action
}

/// Whether a `hide` is meant here that is spelt otherwise: `hides Item by ViewItem;`.
pub(super) fn is_meant(input: ParseStream) -> bool {
    let ahead = input.fork();
    let word = ahead.call(Ident::parse_any);
    let is_word = word.is_ok_and(|word| similar(&word.to_string(), ["hide"]).is_some());
    is_word && ahead.parse::<Type>().is_ok() && ahead.parse::<Ident>().is_ok_and(|by| by == "by")
}

/// `hide Bundle by ViewItem(kept), ViewItem(added);`
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn hide(
    input: ParseStream,
    attributes: Vec<Attribute>,
    visibility: &Visibility,
    errors: &mut Errors,
) -> Result<Hide> {
    input.parse::<Ident>()?;
    if let Some(other) = attributes.iter().find(|one| !one.path().is_ident("cfg")) {
        let message = "a `hide` takes no attribute except `#[cfg(...)]`";
        return Err(Error::new_spanned(other, message));
    }
    if !matches!(visibility, Visibility::Inherited) {
        let message = "a `hide` has no visibility: it is for every action on the context";
        return Err(Error::new_spanned(visibility, message));
    }
    let Ok(context) = input.parse::<Type>() else {
        let message = "the type of the context that is hidden is missing here";
        let words = "write `hide Item by ViewItem;`";
        return Err(error_here(input, help(message, words)));
    };
    let context = without_pointer(context, errors);
    let written = tokens_text(&context);
    if is_unit(&context) {
        let message = "an action on `()` has no context that could be hidden";
        return Err(Error::new_spanned(context, message));
    }
    let by = input.parse::<Ident>();
    if !by.is_ok_and(|by| by == "by") {
        let message = format!("`hide` says by which action `{written}` is seen");
        let words = format!("write `hide {written} by ViewItem;`");
        return Err(Error::new_spanned(&context, help(message, words)));
    }
    let mut views = Vec::new();
    // A name, or a path that begins with a keyword.
    while input.peek(Ident::peek_any) || input.peek(Token![::]) {
        views.push(part(input)?);
        if input.parse::<Token![,]>().is_err() {
            break;
        }
    }
    if views.is_empty() {
        let message = format!("the action by which `{written}` is seen is missing here");
        let words = format!("write `hide {written} by ViewItem;`");
        return Err(error_here(input, help(message, words)));
    }
    if input.parse::<Token![;]>().is_err() {
        return Err(error_here(input, "a `hide` ends with `;`"));
    }
    Ok(Hide {
        cfgs: attributes,
        context,
        views,
    })
}

fn is_unit(context: &Type) -> bool {
    matches!(context, Type::Tuple(tuple) if tuple.elems.is_empty())
}
