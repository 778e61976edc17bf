//! `docs/generated-code.md` shows what the macros write. With `PERMIT_UPDATE=1` the page is rewritten.

use std::{env, fs, path::Path};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item};

use crate::{columns, condition, permissions, requires, user_type};

const WRITTEN: &str = "```rust\n";
const GENERATED: &str = "```rust,generated\n";
const END: &str = "```\n";

/// What the macros write for one block of the page. `user_types` is what the macro of the user types
/// hands to a table.
fn expanded(written: &str, user_types: &mut TokenStream) -> TokenStream {
    let item: Item = syn::parse_str(written).unwrap();
    match item {
        Item::Enum(item) => {
            let output = user_type::derive(item.to_token_stream());
            *user_types = handed(&output);
            output
        }
        Item::Macro(item) => {
            let table = item.mac.tokens;
            permissions::expand(quote!(#user_types { #table }))
        }
        Item::Struct(item) => columns::derive(item.to_token_stream()),
        Item::Fn(mut item) => {
            let attribute = item.attrs.remove(0);
            let arguments = arguments(&attribute);
            let name = attribute.path().to_token_stream().to_string();
            let item = item.to_token_stream();
            match name.as_str() {
                "permit :: condition" => condition::declare(arguments, &item),
                "permit :: requires" => requires::function(arguments, &item),
                "permit_axum :: requires" => requires::handler(arguments, &item),
                other => panic!("the page has an unknown attribute: {other}"),
            }
        }
        other => panic!("the page has another item: {}", other.to_token_stream()),
    }
}

fn arguments(attribute: &Attribute) -> TokenStream {
    attribute.meta.require_list().unwrap().tokens.clone()
}

/// The group that begins with `sound`, within the macro of the user types.
fn handed(output: &TokenStream) -> TokenStream {
    fn find(tokens: TokenStream) -> Option<TokenStream> {
        tokens.into_iter().find_map(|token| {
            let proc_macro2::TokenTree::Group(group) = &token else {
                return None;
            };
            if group.stream().to_string().starts_with("sound") {
                return Some(token.into());
            }
            find(group.stream())
        })
    }
    find(output.clone()).expect("the user types are handed to a table")
}

/// The tokens of the page are in no file, and each is numbered in the order of the tests.
fn in_a_file(output: &str) -> String {
    let mut parts = output.split("<parsed string ");
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_number, rest) = part.split_once('>').unwrap();
        named.push_str("src/items.rs");
        named.push_str(rest);
    }
    named
}

#[test]
fn the_page_about_generated_code_shows_what_the_macros_write() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/generated-code.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut rewritten = String::new();
    let mut user_types = TokenStream::new();
    let mut rest = page.as_str();
    let mut blocks = 0;
    while let Some((before, after)) = rest.split_once(WRITTEN) {
        let (written, after) = after.split_once(END).unwrap();
        let (between, after) = after.split_once(GENERATED).unwrap();
        let (_, after) = after.split_once(END).unwrap();
        let output = expanded(written, &mut user_types);
        let output = in_a_file(&prettyplease::unparse(&syn::parse2(output).unwrap()));
        for part in [
            before, WRITTEN, written, END, between, GENERATED, &output, END,
        ] {
            rewritten.push_str(part);
        }
        rest = after;
        blocks += 1;
    }
    rewritten.push_str(rest);
    assert_eq!(blocks, 6);
    if env::var_os("PERMIT_UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, rewritten).unwrap();
    } else {
        assert!(
            page == rewritten,
            "docs/generated-code.md shows something else than the macros write; with PERMIT_UPDATE=1 this \
             test rewrites it"
        );
    }
}
