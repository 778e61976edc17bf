//! What holds for whatever anybody writes. The fuzz targets and the replay of their corpus judge
//! by it: no entry panics, none swallows what was written, and what comes out is code, or says
//! what is wrong and where.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{File, ImplItem, Item, TraitItem, parse::Parser};

use super::samples::{self, called_back};
use crate::{action, columns, condition, permissions, requires, user_type};

/// Hands `input` to every entry, in each place where a user may write it.
pub(crate) fn judge(input: &TokenStream) {
    items("UserType", input, |input| user_type::derive(input.clone()));
    items("Columns", input, |input| columns::derive(input.clone()));
    items("Action", input, action::derive);
    items("permissions!", input, permissions::declare);
    items("expand_action!", input, |input| {
        action::expand(called_back(input))
    });
    items("expand_permissions!", input, |input| {
        permissions::expand(called_back(input))
    });
    // Only our own macro calls these; what it hands on is never torn, and panics are forbidden
    // all the same.
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
        // rustc hands an attribute only what it has read as an item.
        if !input.is_empty() && is_item(input) {
            told(entry, input, &output, is_item(&output));
        } else {
            kept(input, &output);
        }
    }
}

/// `tokens`, each of which stands in a text.
fn placed(tokens: &TokenStream) -> TokenStream {
    tokens.to_string().parse().unwrap_or_default()
}

/// What comes out of `entry` stands in the place of items.
fn items(entry: &str, input: &TokenStream, expand: impl Fn(&TokenStream) -> TokenStream) {
    compiled(entry, input, expand, is_file);
}

/// What comes out of `entry` stands in the place of the item that it was above.
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
        // Where the input ends, an error stands at all of the call. With one more token it has
        // to stand there.
        let longer = with_an_end(input);
        let output = expand(&longer);
        told(entry, &longer, &output, is_code(&output));
    }
}

/// `input` and a token that no input goes on with.
fn with_an_end(input: &TokenStream) -> TokenStream {
    let end: TokenStream = "$".parse().unwrap_or_default();
    input.clone().into_iter().chain(end).collect()
}

/// What came out is never nothing.
fn kept(input: &TokenStream, output: &TokenStream) {
    let lost = output.is_empty() && !input.is_empty();
    assert!(!lost, "nothing is said of: {input}");
}

/// What came out is code, or says what is wrong and where.
fn told(entry: &str, input: &TokenStream, output: &TokenStream, is_code: bool) {
    assert!(
        is_code || !errors(output).is_empty(),
        "{entry} makes no code and no error\nof: {input}\nthis: {output}",
    );
    assert!(
        says_where(output),
        "{entry} does not say where\nof: {input}\nthis: {output}",
    );
}

/// Whether there is no error, or one that stands in a text that somebody wrote. Our own words
/// stand nowhere.
fn says_where(output: &TokenStream) -> bool {
    let errors = errors(output);
    errors.is_empty() || errors.iter().any(|span| span.source_text().is_some())
}

/// Where each `compile_error` in `tokens` stands.
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
