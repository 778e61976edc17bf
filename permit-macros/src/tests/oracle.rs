//! What holds for whatever anybody writes. The fuzz targets and the replay of their corpus judge
//! by it: no entry panics, none swallows what was written, and what comes out is code, or says
//! what is wrong and where.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{File, ImplItem, Item, TraitItem, parse::Parser};

use super::samples::{self, called_back};
use crate::{action, condition, permissions, requires, user_type};

/// Hands `input` to every entry, in each place where a user may write it.
pub(crate) fn judge(input: &TokenStream) {
    let of = Judge { input };
    of.items("UserType", &user_type::derive(input.clone()));
    of.items("Action", &action::derive(input));
    of.items("permissions!", &permissions::declare(input));
    of.items("expand_action!", &action::expand(called_back(input)));
    of.items(
        "expand_permissions!",
        &permissions::expand(called_back(input)),
    );
    // Only our own macro calls these; what it hands on is never torn, and panics are forbidden
    // all the same.
    of.kept("expand_action!", &action::expand(input.clone()));
    of.kept("expand_permissions!", &permissions::expand(input.clone()));

    let (function, method) = (&samples::function(), &samples::method());
    let none = TokenStream::new;
    // rustc hands an attribute only what it has read as an item.
    let item = is_item(input);
    for (entry, output, sound) in [
        (
            "condition(…)",
            condition::declare(input.clone(), function),
            true,
        ),
        ("condition", condition::declare(none(), input), item),
        (
            "requires(…)",
            requires::function(input.clone(), method),
            true,
        ),
        (
            "requires",
            requires::function(quote!(Edit, who), input),
            item,
        ),
        (
            "permit_axum::requires(…)",
            requires::handler(input.clone(), method),
            true,
        ),
        (
            "permit_axum::requires",
            requires::handler(quote!(Edit), input),
            item,
        ),
    ] {
        if sound {
            of.item(entry, &output);
        } else {
            of.kept(entry, &output);
        }
    }
}

struct Judge<'a> {
    input: &'a TokenStream,
}

impl Judge<'_> {
    /// What came out is never nothing.
    fn kept(&self, entry: &str, output: &TokenStream) {
        let lost = output.is_empty() && !self.input.is_empty();
        assert!(!lost, "{entry} says nothing of: {}", self.input);
    }

    /// What came out stands in the place of items.
    fn items(&self, entry: &str, output: &TokenStream) {
        self.judge(entry, output, is_file(output));
    }

    /// What came out stands in the place of the item that it was above.
    fn item(&self, entry: &str, output: &TokenStream) {
        self.judge(entry, output, is_item(output));
    }

    fn judge(&self, entry: &str, output: &TokenStream, is_code: bool) {
        self.kept(entry, output);
        let mut told = Vec::new();
        errors(output, &mut told);
        assert!(
            is_code || !told.is_empty(),
            "{entry} makes no code and no error\nof: {}\nthis: {output}",
            self.input,
        );
        // Where the input ends, an error stands at all of the call.
        let ends = |error: &&TokenTree| is_place(error) || self.input.is_empty();
        assert!(
            told.is_empty() || told.iter().any(|error| ends(&error)),
            "{entry} does not say where\nof: {}\nthis: {output}",
            self.input,
        );
    }
}

/// Every `compile_error` in `tokens`.
fn errors(tokens: &TokenStream, found: &mut Vec<TokenTree>) {
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) => errors(&group.stream(), found),
            TokenTree::Ident(ident) if ident == "compile_error" => found.push(token),
            _ => {}
        }
    }
}

/// Whether `token` stands in a text that somebody wrote. Our own words stand nowhere.
fn is_place(token: &TokenTree) -> bool {
    token.span().source_text().is_some()
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
