//! The messages for mistakes that no file of `tests/ui` has.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::LitStr;

use super::{
    broken,
    messages::calls,
    samples::{self, called_back},
};
use crate::{action, condition, permissions, user_type};

pub(super) fn said(output: &TokenStream) -> Vec<String> {
    let errors = calls(output).into_iter();
    let errors = errors.filter(|(name, _)| name.to_string() == "compile_error");
    let messages = errors.map(|(_, group)| syn::parse2::<LitStr>(group.stream()).unwrap());
    messages.map(|message| message.value()).collect()
}

/// Asserts how each message begins, and that there is no other.
pub(super) fn assert_said(said: &[String], beginnings: &[&str]) {
    let begins = |(said, beginning): (&String, &&str)| said.starts_with(beginning);
    assert!(
        said.len() == beginnings.len() && said.iter().zip(beginnings).all(begins),
        "{said:?}",
    );
}

fn of_table(rows: &TokenStream) -> Vec<String> {
    let input = quote!(
        #[action(subject = User)]
        #[permissions(#rows)]
        struct Edit;
    );
    said(&action::expand(called_back(&input)))
}

fn of_catalogue(entries: &TokenStream) -> Vec<String> {
    let input = quote!(<User: UserType> #entries);
    said(&permissions::expand(called_back(&input)))
}

/// How the messages of syn begin, which say neither what is meant nor what to write.
const OF_THE_PARSER: [&str; 4] = ["expected ", "unexpected ", "cannot parse", "lex error"];

/// The messages that are not ours, each with the first input that it is for. rustc has read an item before
/// a derive or an attribute sees it, so what is not an item is not asked for here.
#[derive(Default)]
struct Foreign(BTreeMap<String, String>);

impl Foreign {
    fn look(&mut self, input: &TokenStream, output: &TokenStream) {
        for message in said(output) {
            if OF_THE_PARSER.iter().any(|one| message.starts_with(one)) {
                self.0.entry(message).or_insert_with(|| input.to_string());
            }
        }
    }

    fn assert_none(&self) {
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

#[test]
fn a_mistake_in_a_catalogue_is_never_reported_in_the_words_of_the_parser() {
    let mut foreign = Foreign::default();
    let head = quote!(<User: types::UserType, tenants, places, crate = a::b>);
    for head in broken(&head) {
        let input = quote!(#head Post { Anonymous | Shopper | Seller => deny });
        foreign.look(&input, &permissions::declare(&input));
    }
    for input in broken(&samples::catalogue()) {
        foreign.look(&input, &permissions::expand(called_back(&input)));
    }
    for entry in broken(&quote!(hide Bundle by ViewItem(kept), a::ViewItem(added.item);)) {
        let input = quote!(<User: UserType> #entry);
        foreign.look(&input, &permissions::expand(called_back(&input)));
    }
    foreign.assert_none();
}

#[test]
fn a_mistake_in_a_table_is_never_reported_in_the_words_of_the_parser() {
    let mut foreign = Foreign::default();
    let rows = quote! {
        Anonymous => deny,
        #[cfg(test)] Shopper | types::Seller => allow if owner && (rules::in_region || on_call),
    };
    for rows in broken(&rows) {
        let input = quote!(
            #[action(subject = User, context = Item)]
            #[permissions(#rows)]
            struct Edit;
        );
        foreign.look(&input, &action::expand(called_back(&input)));
    }
    let arguments = quote! {
        subject = User, user_type = types::UserType, context = Item, flag = "beta", name = "edit",
        requires(active, a::b), never_impersonated, crate = a::b
    };
    for arguments in broken(&arguments) {
        let rows = sound();
        let input = quote!(
            #[action(#arguments)]
            #[permissions(#rows)]
            struct Edit;
        );
        foreign.look(&input, &action::expand(called_back(&input)));
    }
    let operation = quote!(all_of(items::View, Post(target.item)));
    for operation in broken(&operation) {
        let input = quote!(
            #[action(subject = User)]
            #[permissions(#operation)]
            struct Edit;
        );
        foreign.look(&input, &action::expand(called_back(&input)));
    }
    foreign.assert_none();
}

#[test]
fn a_mistake_in_the_arguments_of_a_condition_is_never_reported_in_the_words_of_the_parser() {
    let mut foreign = Foreign::default();
    let arguments = quote!(
        says = "inactive",
        flags(beta_a, "beta-b"),
        filter,
        crate = a::b
    );
    for arguments in broken(&arguments) {
        let output = condition::declare(arguments.clone(), &samples::filter());
        foreign.look(&arguments, &output);
    }
    foreign.assert_none();
}

/// The rows of a table without an error.
fn sound() -> TokenStream {
    quote!(Anonymous | Shopper | Seller => deny)
}

#[test]
fn the_rest_of_a_row_with_an_error_is_not_reported_as_another() {
    for rows in [
        quote!(Anonymous => maybe (later, or) never, Shopper => deny, Seller => deny),
        quote!(Anonymous => deny, Shopper => deny, Seller => maybe not),
    ] {
        assert_said(&of_table(&rows), &["`maybe` is not a rule"]);
    }
}

#[test]
fn a_comma_is_missing_where_another_row_begins() {
    for rows in [
        quote!(Anonymous => deny Shopper | Seller => deny),
        quote!(Anonymous | Seller => deny Shopper => deny),
    ] {
        assert_said(&of_table(&rows), &["a comma is missing before `Shopper`"]);
    }
    let behind_a_cfg = quote!(Anonymous | Shopper => deny #[cfg(x)] Seller => deny);
    assert_said(&of_table(&behind_a_cfg), &["a comma is missing before `#`"]);
    let with_its_enum = quote!(Anonymous | Shopper => deny UserType::Seller => deny);
    assert_said(
        &of_table(&with_its_enum),
        &[
            "a comma is missing before `UserType`",
            "a row names its user type without the enum",
        ],
    );
    let wildcard = quote!(Anonymous | Shopper | Seller => deny _ => deny);
    assert_said(
        &of_table(&wildcard),
        &["a comma is missing before `_`", "a table has no `_`"],
    );
}

#[test]
fn a_token_that_does_not_begin_a_row_does_not_belong_to_the_rule_before_it() {
    for (rows, message) in [
        (
            quote!(Anonymous | Shopper | Seller => deny 3 => deny),
            "`3` does not belong to this rule",
        ),
        (
            quote!(Anonymous | Shopper | Seller => deny always),
            "`always` does not belong to this rule",
        ),
    ] {
        assert_said(&of_table(&rows), &[message]);
    }
}

#[test]
fn the_head_of_a_catalogue_may_end_with_a_comma() {
    let rows = sound();
    let input = quote!(<User: UserType,> Edit { #rows });
    assert_said(&said(&permissions::expand(called_back(&input))), &[]);
}

#[test]
fn an_unknown_argument_is_explained_by_what_its_place_allows() {
    let rows = sound();
    let similar = "unknown argument `contxt`\nhelp: an argument with a similar name";
    assert_said(
        &of_catalogue(&quote!(Edit(contxt = Item) { #rows })),
        &[similar],
    );
    let elsewhere = "unknown argument `subject`\nhelp: the head of the catalogue gives this";
    assert_said(
        &of_catalogue(&quote!(Edit(subject = User) { #rows })),
        &[elsewhere],
    );
}

#[test]
fn a_listing_takes_a_cfg_and_no_other_attribute() {
    assert_said(
        &of_catalogue(&quote!(
            #[cfg(x)]
            use items::Edit;
        )),
        &[],
    );
    assert_said(
        &of_catalogue(&quote!(
            #[cfg(x)]
            #[allow(unused)]
            use items::Edit;
        )),
        &["a listing takes no attribute except `#[cfg(...)]`"],
    );
}

#[test]
fn a_listing_ends_with_the_name_of_an_action() {
    for path in [
        quote!(crate),
        quote!(self),
        quote!(super::{super}),
        quote!(3),
    ] {
        assert_said(
            &of_catalogue(&quote!(use #path;)),
            &["the path of an action is missing here"],
        );
    }
    assert_said(
        &of_catalogue(&quote!(
            use crate::{a::Edit, self::Post};
        )),
        &[],
    );
}

#[test]
fn an_action_without_a_table_is_reported_with_a_semicolon_and_at_the_end() {
    for entries in [quote!(Edit;), quote!(Edit), quote!(Edit(flag = "beta"))] {
        assert_said(&of_catalogue(&entries), &["action `Edit` has no table"]);
    }
}

#[test]
fn the_next_entry_is_read_after_an_error_in_one() {
    let (sound, wrong) = (sound(), quote!(Anonymous | Shopper | Seller => maybe));
    for broken in [quote!(3 of them;), quote!(3 of { them })] {
        assert_said(
            &of_catalogue(&quote!(#broken Edit { #wrong } Post { #sound })),
            &[
                "an action or a listing is missing here",
                "`maybe` is not a rule",
            ],
        );
    }
    assert_said(
        &of_catalogue(&quote!(Edit with { #sound } Post { #wrong })),
        &[
            "the table of `Edit` is missing here",
            "`maybe` is not a rule",
        ],
    );
}

#[test]
fn the_anonymous_user_type_is_neither_platform_nor_internal() {
    for mark in ["platform", "internal"] {
        let attribute = format_ident!("{mark}");
        let output = user_type::derive(quote!(
            enum UserType {
                #[anonymous]
                #[#attribute]
                Guest,
                Seller,
            }
        ));
        let message = format!("`Guest` cannot be both `#[anonymous]` and `#[{mark}]`");
        assert_said(&said(&output), &[&message]);
    }
}

#[test]
fn only_a_user_type_begins_a_row() {
    for row in [quote!("Seller" => deny), quote!(Seller(premium) => deny)] {
        let told = "a row begins with a user type";
        let said = of_table(&quote!(Anonymous | Shopper | Seller => deny, #row));
        assert_said(&said, &[told]);
    }
}

#[test]
fn an_inline_action_is_not_derived() {
    let rows = sound();
    let entry = quote!(#[derive(permit::Action)] #[permissions(#rows)] Edit { #rows });
    let told = [
        "an inline action is declared by its table, and not derived",
        "`#[permissions(...)]` belongs above a struct",
    ];
    assert_said(&of_catalogue(&entry), &told);
    let struct_of = |entry: &TokenStream| {
        let output = permissions::declare(&quote!(<User: UserType> #entry)).to_string();
        // Before what is handed on, which is all of the input.
        output.split("UserType !").next().unwrap().to_owned()
    };
    assert!(!struct_of(&entry).contains("permit :: Action"));
    // What is left of a derive is kept.
    let entry = quote!(#[derive(Debug, PartialEq)] Edit { #rows });
    assert!(struct_of(&entry).contains("# [derive (PartialEq)]"));
}

#[test]
fn only_all_of_makes_an_operation() {
    for entry in [
        quote!(pub Both = any_of(Edit, View);),
        quote!(pub Both = all_of;),
        quote!(pub Both = all_of[Edit, View];),
    ] {
        let told = "`Both =` declares an operation";
        assert_said(&of_catalogue(&entry), &[told]);
    }
}
