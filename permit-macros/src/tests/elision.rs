//! Everything that a parameter leaves unnamed gets a name of its own, and nothing else does.

use quote::ToTokens;
use syn::{Type, parse_quote};

use crate::elision::named;

/// `written` with the new names, and those names.
fn with_names(written: &Type) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let named = named(written, &mut names).to_token_stream().to_string();
    let names = names.iter().map(|name| name.to_token_stream().to_string());
    (named, names.collect())
}

#[test]
fn each_lifetime_that_is_left_out_gets_a_name_of_its_own() {
    let (named, names) = with_names(&parse_quote!((&str, Cow<'_, [&u8]>)));
    let expected: Type = parse_quote!((&'__l0 str, Cow<'__l1, [&'__l2 u8]>));
    assert_eq!(named, expected.to_token_stream().to_string());
    assert_eq!(names, ["'__l0", "'__l1", "'__l2"]);
}

#[test]
fn a_lifetime_that_has_a_name_keeps_it() {
    for written in [
        parse_quote!(&'a str),
        parse_quote!(Cow<'static, str>),
        parse_quote!(*const u8),
        parse_quote!(Vec<[u8; 2]>),
    ] {
        let (named, names) = with_names(&written);
        assert_eq!(named, written.to_token_stream().to_string());
        assert!(names.is_empty(), "{names:?}");
    }
}

#[test]
fn the_lifetimes_that_a_function_pointer_leaves_out_get_no_name() {
    let written = parse_quote!((fn(&str) -> bool, &dyn Fn(&u8)));
    let (named, names) = with_names(&written);
    let expected: Type = parse_quote!((fn(&str) -> bool, &'__l0 dyn Fn(&u8)));
    assert_eq!(named, expected.to_token_stream().to_string());
    assert_eq!(names, ["'__l0"]);
}

#[test]
fn a_type_without_a_name_becomes_a_parameter_with_its_bounds() {
    let (named, names) = with_names(&parse_quote!(impl Fn(&str) -> bool + Tagged<'_>));
    assert_eq!(named, "__T1");
    assert_eq!(names[0], "'__l0");
    let bounds = names[1].replace(' ', "");
    assert_eq!(bounds, "__T1:Fn(&str)->bool+Tagged<'__l0>");
    assert_eq!(with_names(&parse_quote!((&str))).0, "& '__l0 str");
}
