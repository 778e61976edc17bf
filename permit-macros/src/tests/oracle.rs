//! What holds for every input. The fuzz targets and the replay of their corpus check it: no entry
//! point panics or loses its input, and the output is code, or says what is wrong and where.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{File, ImplItem, Item, TraitItem, parse::Parser};

use super::samples::{self, called_back};
use crate::{action, columns, condition, permissions, requires, user_type};

/// Passes `input` to every entry point, in each place where a user may write it.
pub(crate) fn judge(input: &TokenStream) {
    items("UserType", input, |input| user_type::derive(input.clone()));
    items("Columns", input, |input| columns::derive(input.clone()));
    items("columns!", input, |input| columns::declare(input.clone()));
    items("Action", input, action::derive);
    items("permissions!", input, permissions::declare);
    items("expand_action!", input, |input| {
        action::expand(called_back(input))
    });
    items("expand_permissions!", input, |input| {
        permissions::expand(called_back(input))
    });
    // Only our own macro calls these. What it hands on is always complete, but they must not panic
    // either.
    kept(input, &action::expand(input.clone()));
    kept(input, &permissions::expand(input.clone()));

    let (function, method) = (placed(&samples::function()), placed(&samples::method()));
    item("condition(…)", input, |input| {
        condition::declare(input.clone(), &function)
    });
    item("requires(…)", input, |input| {
        requires::function(input.clone(), &method)
    });
    item("permit_axum::requires(…)", input, |input| {
        requires::handler(input.clone(), &method)
    });
    item("permit_actix::requires(…)", input, |input| {
        requires::actix_handler(input.clone(), &method)
    });
    for (entry, output) in [
        ("condition", condition::declare(TokenStream::new(), input)),
        (
            "condition(filter)",
            condition::declare(placed(&quote!(filter)), input),
        ),
        (
            "requires",
            requires::function(placed(&quote!(Edit, who)), input),
        ),
        (
            "permit_axum::requires",
            requires::handler(placed(&quote!(Edit)), input),
        ),
    ] {
        // rustc passes to an attribute only what it has read as an item.
        if !input.is_empty() && is_item(input) {
            told(entry, input, &output, is_item(&output));
        } else {
            kept(input, &output);
        }
    }
}

/// `tokens`, each with a place in a text.
fn placed(tokens: &TokenStream) -> TokenStream {
    tokens.to_string().parse().unwrap_or_default()
}

/// Checks an `entry` whose output has to be items.
fn items(entry: &str, input: &TokenStream, expand: impl Fn(&TokenStream) -> TokenStream) {
    compiled(entry, input, expand, is_file);
}

/// Checks an `entry` whose output replaces the item below it.
fn item(entry: &str, input: &TokenStream, expand: impl Fn(&TokenStream) -> TokenStream) {
    compiled(entry, input, expand, is_item);
}

fn compiled(
    entry: &str,
    input: &TokenStream,
    expand: impl Fn(&TokenStream) -> TokenStream,
    is_code: fn(&TokenStream) -> bool,
) {
    let output = expand(input);
    kept(input, &output);
    if says_where(&output) {
        told(entry, input, &output, is_code(&output));
    } else {
        // An error at the end of the input is reported at all of the call. With one more token, it
        // has to be reported at that token.
        let longer = with_an_end(input);
        let output = expand(&longer);
        told(entry, &longer, &output, is_code(&output));
    }
}

/// `input` and a token that no input may continue with.
fn with_an_end(input: &TokenStream) -> TokenStream {
    let end: TokenStream = "$".parse().unwrap_or_default();
    input.clone().into_iter().chain(end).collect()
}

/// The output is never empty.
fn kept(input: &TokenStream, output: &TokenStream) {
    let lost = output.is_empty() && !input.is_empty();
    assert!(!lost, "no output for: {input}");
}

/// The output is code, or says what is wrong and where.
fn told(entry: &str, input: &TokenStream, output: &TokenStream, is_code: bool) {
    assert!(
        is_code || !errors(output).is_empty(),
        "{entry} makes no code and no error\nfor: {input}\nbut: {output}",
    );
    assert!(
        says_where(output),
        "{entry} does not say where\nfor: {input}\nbut: {output}",
    );
}

/// Whether there is no error, or one at a place in the user's text. The macros' own tokens have no
/// such place.
fn says_where(output: &TokenStream) -> bool {
    let errors = errors(output);
    errors.is_empty() || errors.iter().any(|span| span.source_text().is_some())
}

/// The place of each `compile_error` in `tokens`.
fn errors(tokens: &TokenStream) -> Vec<Span> {
    let each = tokens.clone().into_iter().map(|token| match token {
        TokenTree::Group(group) => errors(&group.stream()),
        TokenTree::Ident(ident) if ident == "compile_error" => vec![ident.span()],
        _ => Vec::new(),
    });
    each.flatten().collect()
}

fn is_file(tokens: &TokenStream) -> bool {
    syn::parse2::<File>(tokens.clone()).is_ok()
}

/// Whether `tokens` are items of a module, of an `impl` or of a trait.
fn is_item(tokens: &TokenStream) -> bool {
    let all = |input: syn::parse::ParseStream| {
        while !input.is_empty() {
            input.parse::<ImplItem>()?;
        }
        Ok(())
    };
    let declared = |input: syn::parse::ParseStream| {
        while !input.is_empty() {
            input.parse::<TraitItem>()?;
        }
        Ok(())
    };
    let readable = |item: &Item| !matches!(item, Item::Verbatim(_));
    syn::parse2::<File>(tokens.clone()).is_ok_and(|file| file.items.iter().all(readable))
        || all.parse2(tokens.clone()).is_ok()
        || declared.parse2(tokens.clone()).is_ok()
}
