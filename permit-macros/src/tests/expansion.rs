//! Emitted code, where neither a table that compiles nor a message shows the difference.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::samples::{called_back, method};
use crate::{action, model, permissions, requires, user_type};

fn derived(rows: &TokenStream) -> TokenStream {
    quote!(
        #[action(subject = User)]
        #[permissions(#rows)]
        struct Edit;
    )
}

fn declared(rows: &TokenStream) -> TokenStream {
    quote!(<User: UserType> Edit { #rows })
}

/// Whether anything is allowed, by the `match` and by the words beside it.
fn allows(output: &TokenStream) -> [bool; 2] {
    let text = output.to_string();
    [text.contains(":: ALLOW"), text.contains("0b1")]
}

#[test]
fn a_type_is_told_as_it_is_written() {
    for written in [
        "Item",
        "()",
        "crate::domain::Item",
        "[Item]",
        "(Item, Order)",
        "Page<'a, Vec<Item>>",
        "&'a mut Item",
        "[u8; 4]",
    ] {
        let tokens: TokenStream = written.parse().unwrap();
        let told = model::type_text(&syn::parse2(tokens).unwrap());
        assert_eq!(told, written);
    }
}

#[test]
fn an_action_with_an_error_denies_everything() {
    let sound = quote!(Anonymous | Shopper | Seller => allow);
    let wrong = quote!(Anonymous | Shopper | Seller => allow, Seller => allow);
    for (allowed, output) in [
        (true, action::expand(called_back(&derived(&sound)))),
        (false, action::expand(called_back(&derived(&wrong)))),
        (true, permissions::expand(called_back(&declared(&sound)))),
        (false, permissions::expand(called_back(&declared(&wrong)))),
    ] {
        assert_eq!(allows(&output), [allowed; 2], "{output}");
    }
}

#[test]
fn an_action_denies_everything_after_an_error_around_it() {
    let rows = quote!(Anonymous | Shopper | Seller => allow);
    let broken =
        |handed: TokenStream| quote!({ broken Anonymous: 7 Anonymous Shopper Seller } { #handed });
    let twice = quote!(<User: UserType> use a::Post; use a::Post; Edit { #rows });
    for output in [
        action::expand(broken(derived(&rows))),
        permissions::expand(broken(declared(&rows))),
        permissions::expand(called_back(&twice)),
    ] {
        assert!(output.to_string().contains(":: Action for"), "{output}");
        assert_eq!(allows(&output), [false; 2], "{output}");
    }
}

#[test]
fn an_enum_with_an_error_has_no_user_types() {
    for variants in [
        quote!(
            #[anonymous]
            Anonymous,
            Shopper(u8)
        ),
        quote!(
            #[anonymous]
            Anonymous,
            #[anonymous]
            Shopper
        ),
        quote!(
            #[anonymous]
            #[platform]
            Anonymous,
            Shopper
        ),
        quote!(Anonymous, Shopper),
    ] {
        let output = user_type::derive(quote!(enum UserType { #variants })).to_string();
        assert!(output.contains("UserType for UserType"), "{output}");
        assert!(output.contains("[Self] = & []"), "{output}");
        assert!(output.contains("{ broken"), "{output}");
    }
}

#[test]
fn a_fingerprint_tells_the_names_their_order_and_their_marks_apart() {
    let fingerprint = |variants: TokenStream| {
        let text = user_type::derive(quote!(enum UserType { #variants })).to_string();
        let after = |words: &str| text.split(words).nth(1).unwrap().split(' ').next().unwrap();
        let number: u64 = after("FINGERPRINT : u64 = ").parse().unwrap();
        let handed = text.split("{ sound Anonymous").nth(1).unwrap();
        let handed = handed.split(": ").nth(1).unwrap();
        assert_eq!(
            handed.split(' ').next().unwrap().parse(),
            Ok(number),
            "{text}"
        );
        number
    };
    let different = [
        quote!(
            #[anonymous]
            Anonymous,
            Shopper,
            Seller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Seller,
            Shopper
        ),
        quote!(
            Shopper,
            #[anonymous]
            Anonymous,
            Seller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            ShopperSeller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Shopper
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Shopper,
            Seller,
            Support
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Shopper,
            #[platform]
            Seller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Shopper,
            #[internal]
            Seller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            #[platform]
            Shopper,
            Seller
        ),
        quote!(
            #[anonymous]
            Anonymous,
            Shopper,
            #[platform]
            #[internal]
            Seller
        ),
    ];
    let seen: HashSet<u64> = different.iter().cloned().map(fingerprint).collect();
    assert_eq!(seen.len(), different.len());
    let documented = quote!(/** Unknown. */ #[anonymous] Anonymous, r#Shopper, Seller);
    assert_eq!(fingerprint(documented), fingerprint(different[0].clone()));
}

#[test]
fn only_an_action_without_fields_has_a_single_value() {
    for (fields, single) in [
        (quote!(;), true),
        (quote!({ amount: u64 }), false),
        (quote!((u64);), false),
    ] {
        let action = quote!(
            #[action(subject = User)]
            #[permissions(Anonymous | Shopper | Seller => deny)]
            struct Edit #fields
        );
        let output = action::expand(called_back(&action)).to_string();
        assert_eq!(output.contains("Single for Edit"), single, "{output}");
    }
}

#[test]
fn a_table_knows_the_line_and_the_conditions_of_each_row() {
    let written = |text: &str| {
        let output = permissions::expand(called_back(&text.parse().unwrap())).to_string();
        let end = output.split("\"edit\\nEdit\\n\\n()\\n").nth(1).unwrap();
        end.split('"').next().unwrap().to_owned()
    };
    // In the order of the enum: `Anonymous`, `Shopper`, `Seller`, in the lines 5, 3 and 4. `Edit` is in
    // line 2, so they are 3, -2 and 1 lines further, which is written `6`, `3` and `2`.
    let text = "<User: UserType>\nEdit {\nShopper => allow,\nSeller |\nAnonymous => deny\n}";
    assert_eq!(written(text), "632");
    // The same lines with three choices: `6 * 3`, `3 * 3 + 1` and `2 * 3 + 2`.

    let text = "<User: UserType>\nEdit {\nShopper => allow if a && b,\nSeller => allow if owner,\n\
                Anonymous => deny\n}";
    assert_eq!(written(text), "a && b\\nowner\\nB:8");
}

#[test]
fn a_row_behind_a_cfg_has_conditions_if_its_user_type_exists() {
    let rows = quote!(
        Anonymous | Shopper => deny,
        #[cfg(feature = "sellers")] Seller => allow if of_sellers,
        #[cfg(feature = "robots")] Robot => allow if of_robots,
    );
    let output = action::expand(called_back(&derived(&rows))).to_string();
    assert!(output.contains("of_sellers as"), "{output}");
    assert!(!output.contains("of_robots as"), "{output}");
}

#[test]
fn an_operation_checks_each_permission_on_its_part_of_the_context() {
    let output = action::expand(called_back(&quote!(
        #[action(subject = User, context = Move)]
        #[permissions(all_of(View, Edit(task), Post(target.project)))]
        struct MoveTask;
    )));
    let output = output.to_string();
    for asked in [
        "part :: < View > (__who , << View as",
        "PartContext < View , Self , Self :: Context >> :: of (__context)) ?",
        "part :: < Edit > (__who , & __context . task) ?",
        "part :: < Post > (__who , & __context . target . project) ?",
        "all_of(View, Edit(task), Post(target.project))",
    ] {
        assert!(output.contains(asked), "{asked}: {output}");
    }
}

#[test]
fn a_description_is_only_the_first_paragraph_of_the_documentation() {
    let description = model::description(&[
        parse_quote!(#[must_use = "no documentation"]),
        parse_quote!(#[doc = ""]),
        parse_quote!(#[doc = " Change a listing's"]),
        parse_quote!(#[doc = " title.\n\n Not this"]),
        parse_quote!(#[doc = " nor this."]),
    ]);
    assert_eq!(description, "Change a listing's title.");
    let doc: [syn::Attribute; 3] = [
        parse_quote!(#[doc = " One."]),
        parse_quote!(#[doc = ""]),
        parse_quote!(#[doc = " Two."]),
    ];
    assert_eq!(model::description(&doc), "One.");
}

#[test]
fn keys_are_compared_once_for_each_listing_unless_two_are_already_reported() {
    let rows = quote!({ Anonymous | Shopper | Seller => deny });
    let compared = |catalogue: TokenStream| {
        let output = permissions::expand(called_back(&catalogue)).to_string();
        let keys = output.matches("const __KEYS").count();
        (keys, output.matches("assert_new").count())
    };
    let two = quote!(<User: UserType> use items::Post; Edit #rows);
    assert_eq!(compared(two), (1, 2));
    assert_eq!(compared(quote!(<User: UserType>)), (0, 0));
    let told = quote!(<User: UserType> Edit #rows Alter(name = "edit") #rows);
    assert_eq!(compared(told), (0, 0));
}

#[test]
fn an_action_under_requires_may_be_named_from_the_root_of_the_crate() {
    let output = requires::function(quote!(crate::items::Edit, who), &method());
    assert!(!output.to_string().contains("compile_error"), "{output}");
}

#[test]
fn a_handler_is_async_or_returns_a_future() {
    let guarded = |returned: TokenStream| {
        let handler = quote!(fn show(id: u64) -> #returned { answer(id) });
        let output = requires::handler(quote!(Edit), &handler).to_string();
        assert!(output.contains("id : u64"), "{output}");
        output.contains("_ : :: permit_axum :: Allowed < Edit >")
    };
    assert!(guarded(quote!(impl Future<Output = String>)));
    assert!(guarded(quote!(Pin<Box<dyn Future<Output = String>>>)));
    assert!(guarded(quote!(BoxFuture<'static, String>)));
    assert!(!guarded(quote!(String)));
    assert!(!guarded(quote!([u8; 2])));
}

#[test]
fn rustc_counts_the_actions_only_if_a_cfg_may_disable_one() {
    let counted = |cfg: TokenStream| {
        let listed = quote!(<User: UserType> #cfg use a::Edit; #cfg use a::View;);
        let output = permissions::expand(called_back(&listed));
        output.to_string().contains("enum __Index")
    };
    assert!(!counted(TokenStream::new()));
    assert!(counted(quote!(#[cfg(x)])));
}
