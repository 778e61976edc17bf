//! What becomes of the body of a condition: the filter that says the same, or an error at the part
//! that no database can be asked.

use proc_macro2::TokenStream;
use quote::quote;

use super::mistakes::{assert_said, said};
use crate::{columns, condition};

fn declared(body: &TokenStream) -> TokenStream {
    let item = quote!(
        fn rule(who: &User, item: &Item) -> bool { #body }
    );
    condition::declare(quote!(filter), &item)
}

/// The calls on columns of the filter, without spaces.
fn asked(body: &TokenStream) -> Vec<String> {
    let output = declared(body);
    assert_said(&said(&output), &[]);
    let text = output.to_string().replace(' ', "");
    let calls = text.split("::FIELDS.").skip(1);
    calls
        .map(|call| call.split_inclusive(')').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_comparison_asks_the_same_whichever_side_the_field_is_on() {
    for (written, exchanged, asks) in [
        (quote!(item.a == 1), quote!(1 == item.a), "a.equal(&(1)"),
        (quote!(item.a != 1), quote!(1 != item.a), "a.not_equal(&(1)"),
        (quote!(item.a < 1), quote!(1 > item.a), "a.less(&(1)"),
        (
            quote!(item.a <= 1),
            quote!(1 >= item.a),
            "a.less_or_equal(&(1)",
        ),
        (quote!(item.a > 1), quote!(1 < item.a), "a.greater(&(1)"),
        (
            quote!(item.a >= 1),
            quote!(1 <= item.a),
            "a.greater_or_equal(&(1)",
        ),
    ] {
        assert_eq!(asked(&written), [asks], "{written}");
        assert_eq!(asked(&exchanged), [asks], "{exchanged}");
    }
}

#[test]
fn parentheses_and_the_groups_of_macros_change_nothing() {
    assert_eq!(asked(&quote!((item.a) == 1)), ["a.equal(&(1)"]);
    assert_eq!(asked(&quote!(!(item.shown))), ["shown.is_false()"]);
    let grouped = |inner: TokenStream| {
        let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, inner);
        TokenStream::from(proc_macro2::TokenTree::from(group))
    };
    let some = grouped(quote!(Some(item.team)));
    for some in [quote!((Some(item.team))), some] {
        let asks = asked(&quote!(who.team == #some));
        assert_eq!(asks, ["team.equal_some((who.team)"]);
    }
    let field = grouped(quote!(item.a));
    assert_eq!(asked(&quote!(#field == 1)), ["a.equal(&(1)"]);
    assert_eq!(asked(&quote!(!#field)), ["a.is_false()"]);
}

#[test]
fn what_may_be_absent_is_asked_by_some_and_by_nothing_that_looks_like_it() {
    assert_eq!(
        asked(&quote!(who.team == Some(item.team))),
        ["team.equal_some((who.team)"]
    );
    for call in [
        quote!(who.team == other(item.team)),
        quote!(who.team == Some(item.team, 1)),
        quote!(who.team == Other(item.team)),
    ] {
        assert_said(
            &said(&declared(&call)),
            &["this is no field of the context"],
        );
    }
}

#[test]
fn only_a_negation_is_one() {
    for body in [quote!(*item.shown), quote!(-item.shown)] {
        assert_said(&said(&declared(&body)), &["this cannot become a filter"]);
    }
}

#[test]
fn a_context_has_a_plain_name() {
    let item = quote!(
        fn rule(who: &User, item @ Item { .. }: &Item) -> bool {
            item.shown
        }
    );
    let output = condition::declare(quote!(filter), &item);
    assert_said(
        &said(&output),
        &["the context of a condition with a filter has a name"],
    );
}

#[test]
fn the_name_of_the_context_is_it_only_where_it_is_a_variable() {
    // A field and a module of that name are none of it: the value is asked for once.
    for value in [quote!(who.item), quote!(item::LIMIT)] {
        let text = asked(&quote!(item.a == #value));
        assert_eq!(text.len(), 1, "{value}");
        assert!(asked(&quote!(#value == 1)).is_empty(), "{value}");
    }
    // Whatever else it stands in, a database cannot be asked.
    for value in [
        quote!(f(item)),
        quote!(1..item),
        quote!(Point { item: 1 }),
        quote!(f!(item)),
    ] {
        let told = said(&declared(&quote!(item.a == #value)));
        assert_eq!(told.len(), 1, "{value}: {told:?}");
    }
}

fn derived(fields: &TokenStream) -> Vec<String> {
    said(&columns::derive(quote!(struct Item { #fields })))
}

#[test]
fn a_name_that_would_have_to_be_escaped_is_none() {
    for name in ["", "1st", "a b", "a\"b", "a;b", "größe", "a.b"] {
        let told = derived(&quote!(#[column(#name)] a: u64));
        assert_said(&told, &[&format!("`{name}` cannot stand in a query")]);
    }
    for name in ["a", "_", "a1", "A_b"] {
        assert_said(&derived(&quote!(#[column(#name)] a: u64)), &[]);
    }
}

#[test]
fn what_is_skipped_is_asked_for_nothing() {
    for words in [
        quote!(skip, owner),
        quote!(skip, home),
        quote!(skip, place = "project"),
    ] {
        let told = derived(&quote!(#[column(#words)] a: u64));
        assert_said(&told, &["`a` is skipped, and is asked for all the same"]);
    }
}

#[test]
fn only_a_struct_that_names_places_is_in_some() {
    let written = |fields: TokenStream| {
        let output = columns::derive(quote!(struct Item { #fields }));
        output.to_string().contains("PlaceColumns")
    };
    assert!(!written(quote!(a: u64)));
    assert!(written(quote!(#[column(place = "project")] a: u64)));
}

#[test]
fn the_id_of_a_place_is_read_as_what_it_is_when_it_is_known() {
    let read = |held: TokenStream| {
        let output = columns::derive(quote!(struct Item { #[column(place = "p")] a: #held }));
        let text = output.to_string().replace(' ', "");
        let read = text.split("read_place::<").nth(1).unwrap().to_owned();
        read.split(">)").next().unwrap().to_owned()
    };
    assert_eq!(read(quote!(u64)), "u64");
    assert_eq!(read(quote!(Option<u64>)), "u64");
    assert_eq!(read(quote!(Vec<u8>)), "Vec<u8>");
}
