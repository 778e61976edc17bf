//! What an editor is given of a table that is half typed. `tests/editor` of the facade drives a real
//! editor; these tests reach every state of the text between two keystrokes.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, File};

use super::{
    broken,
    samples::{action, called_back, catalogue, operation},
};
use crate::{action as derived, editor, permissions};

/// The names in an action that is derived.
fn of_action(input: &TokenStream) -> Option<TokenStream> {
    let input: DeriveInput = syn::parse2(input.clone()).ok()?;
    let user_type = syn::parse_quote!(UserType);
    Some(editor::action(&input.attrs, None, &user_type, None))
}

/// Code that does not parse would take other names with it.
#[test]
fn the_names_of_a_broken_table_are_code() {
    for input in broken(&catalogue()) {
        let names = editor::catalogue(&input);
        assert!(
            syn::parse2::<File>(names.clone()).is_ok(),
            "{input}\n{names}"
        );
    }
    let mut actions = 0;
    for input in broken(&action()).into_iter().chain(broken(&operation())) {
        let Some(names) = of_action(&input) else {
            continue;
        };
        actions += 1;
        assert!(
            syn::parse2::<File>(names.clone()).is_ok(),
            "{input}\n{names}"
        );
    }
    assert!(actions > 100, "{actions}");
    for input in broken(&quote!(filter, says = "code", flags(beta), crate = a::b)) {
        let names = editor::condition(&input, None);
        assert!(
            syn::parse2::<File>(names.clone()).is_ok(),
            "{input}\n{names}"
        );
    }
}

fn names(tokens: TokenStream, names: &mut Vec<(String, (usize, usize))>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => self::names(group.stream(), names),
            TokenTree::Ident(ident) => {
                let start = ident.span().start();
                names.push((ident.to_string(), (start.line, start.column)));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The text with a place for each token, as in a file.
fn written(tokens: &TokenStream) -> TokenStream {
    tokens.to_string().parse().unwrap()
}

#[test]
fn each_name_is_named_once() {
    let input = written(&catalogue());
    let here = {
        let start = Span::call_site().start();
        (start.line, start.column)
    };
    let mut given = Vec::new();
    names(editor::catalogue(&input), &mut given);
    given.retain(|(_, place)| *place != here);
    let mut wanted = Vec::new();
    names(input, &mut wanted);
    // Keywords, and the names `a` and `b`, which are also those of the crate.
    let others = [
        "cfg", "test", "doc", "use", "pub", "if", "_", "crate", "a", "b",
    ];
    for names in [&mut given, &mut wanted] {
        names.retain(|(name, _)| !others.contains(&name.as_str()));
    }
    given.sort();
    wanted.sort();
    assert_eq!(given, wanted);
}

/// Errors stay at the place of the mistake, and everything else goes.
#[test]
fn generated_code_is_apart_from_names_and_its_errors_are_not() {
    let mistake = written(&quote!(Seller => Sel));
    let mistake = mistake.into_iter().last().unwrap();
    let start = mistake.span().start();
    let generated = quote! {
        impl Action for #mistake { type Subject = [(); ::core::compile_error!("no")]; }
    };
    let error = syn::Error::new(mistake.span(), "no").to_compile_error();
    let generated = quote!(#generated #error #mistake);
    let mut found = Vec::new();
    names(editor::moved(generated), &mut found);
    let place = (start.line, start.column);
    let at_place = found.iter().filter(|(_, one)| *one == place);
    let at_place: Vec<_> = at_place.map(|(name, _)| name.as_str()).collect();
    assert_eq!(at_place, ["core", "compile_error"]);
}

/// rustc compiles what it would compile without an editor.
#[test]
fn rustc_gets_no_name_twice() {
    for output in [
        permissions::declare(&catalogue()),
        permissions::expand(called_back(&catalogue())),
        derived::derive(&action()),
        derived::expand(called_back(&action())),
    ] {
        let output = output.to_token_stream().to_string();
        assert!(!output.contains(":: words ::"), "{output}");
    }
}
