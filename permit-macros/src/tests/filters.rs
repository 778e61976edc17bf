//! The body of a condition becomes an equivalent filter, or an error at the part that a database
//! cannot evaluate.

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

/// The filter's calls on columns, without spaces.
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
fn a_comparison_makes_the_same_filter_with_its_sides_exchanged() {
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
fn an_optional_value_is_compared_with_some_and_not_with_similar_calls() {
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
            &["this is not a field of the context"],
        );
    }
}

#[test]
fn a_field_is_looked_up_in_a_set() {
    let looked_up = quote!(who.teams.contains(&item.team));
    assert_eq!(asked(&looked_up), ["team.is_in(&(who.teams)"]);
    for some in [
        quote!(item.team.is_some_and(|team| who.teams.contains(&team))),
        quote!(
            item.team
                .as_ref()
                .is_some_and(|team| who.teams.contains(team))
        ),
    ] {
        assert_eq!(asked(&some), ["team.is_some_in(&(who.teams)"], "{some}");
    }
    for other in [
        quote!(item.team.is_some_and(|team| who.teams.contains(&who.team))),
        quote!(item.team.is_some_and(|team| who.teams.contains(&team, 1))),
        quote!(item.team.is_some_and(|team| who.teams.has(&team))),
        quote!(item.team.is_some_and(|team @ _| who.teams.contains(&team))),
        quote!(item.team.is_some_and(holds)),
        quote!(who.teams.contains(item.team)),
        quote!(who.teams.contains(&item.team, 1)),
    ] {
        assert_said(&said(&declared(&other)), &["this cannot become a filter"]);
    }
    let in_the_context = quote!(item.teams.contains(&item.team));
    let message = "a filter looks a field up in a set that is not of the context";
    assert_said(&said(&declared(&in_the_context)), &[message]);
}

#[test]
fn other_unary_operators_are_not_negations() {
    for body in [quote!(*item.shown), quote!(-item.shown)] {
        assert_said(&said(&declared(&body)), &["this cannot become a filter"]);
    }
}

#[test]
fn the_context_has_a_plain_name() {
    let item = quote!(
        fn rule(who: &User, item @ Item { .. }: &Item) -> bool {
            item.shown
        }
    );
    let output = condition::declare(quote!(filter), &item);
    assert_said(
        &said(&output),
        &["the context of a condition with a filter needs a name"],
    );
}

#[test]
fn the_name_of_the_context_counts_only_as_a_variable() {
    // A field or a module of that name does not count, so the filter is one call.
    for value in [quote!(who.item), quote!(item::LIMIT)] {
        let text = asked(&quote!(item.a == #value));
        assert_eq!(text.len(), 1, "{value}");
        assert!(asked(&quote!(#value == 1)).is_empty(), "{value}");
    }
    // A database cannot evaluate any other expression with the context in it.
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
fn a_name_that_needs_escaping_is_rejected() {
    for name in ["", "1st", "a b", "a\"b", "a;b", "größe", "a.b"] {
        let told = derived(&quote!(#[column(#name)] a: u64));
        assert_said(&told, &[&format!("`{name}` cannot be used in a query")]);
    }
    for name in ["a", "_", "a1", "A_b"] {
        assert_said(&derived(&quote!(#[column(#name)] a: u64)), &[]);
    }
}

#[test]
fn a_skipped_field_has_no_other_arguments() {
    for words in [
        quote!(skip, owner = User),
        quote!(skip, tenant),
        quote!(skip, place = "project"),
    ] {
        let told = derived(&quote!(#[column(#words)] a: u64));
        assert_said(
            &told,
            &["`a` is skipped, but its other arguments need a column"],
        );
    }
}

#[test]
fn only_a_struct_that_names_places_has_place_columns() {
    let written = |fields: TokenStream| {
        let output = columns::derive(quote!(struct Item { #fields }));
        output.to_string().contains("PlaceColumns")
    };
    assert!(!written(quote!(a: u64)));
    assert!(written(quote!(#[column(place = "project")] a: u64)));
}

#[test]
fn the_trait_of_a_check_is_written_beside_its_column_unless_it_is_by_hand() {
    let written = |column: TokenStream| {
        let output = columns::derive(quote!(
            struct Item {
                #[column(#column)]
                a: u64,
            }
        ));
        let text = output.to_string().replace(' ', "");
        let of = |name: &str| text.contains(&format!("impl::permit::{name}forItem"));
        [
            of("Owned<User>"),
            of("tenancy::InTenant"),
            of("places::Placed"),
        ]
    };
    for (column, traits) in [
        (quote!(owner = User), [true, false, false]),
        (quote!(tenant), [false, true, false]),
        (quote!(tenant_or_global), [false, true, false]),
        (quote!(place = "project"), [false, false, true]),
        (quote!(owner = User, tenant, place = "project"), [true; 3]),
    ] {
        assert_eq!(written(column.clone()), traits, "{column}");
        assert_eq!(written(quote!(#column, by_hand)), [false; 3], "{column}");
    }
}
