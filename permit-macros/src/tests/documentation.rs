//! The table of an action in its documentation.

use proc_macro2::TokenStream;
use quote::quote;

use super::samples::called_back;
use crate::{action, permissions};

/// What is said in the attributes of the struct, or of the implementation of an action.
fn documentation(output: &TokenStream) -> String {
    let output = output.to_string();
    let end = output
        .find("# [derive")
        .or_else(|| output.find("# [automatically_derived]"));
    output[..end.unwrap()].to_owned()
}

fn of_inline(entry: &TokenStream) -> String {
    documentation(&permissions::declare(&quote!(<User: UserType> #entry)))
}

#[test]
fn an_inline_action_shows_its_rows_as_they_are_written() {
    let shown = of_inline(&quote! {
        /// Change it.
        pub Edit(context = Item) {
            Anonymous | Shopper => deny,
            Seller => allow if owner || (rules::in_region && on_call),
        }
    });
    let table = concat!(
        r#"# [doc = "\n| user type | rule |\n|---|---|"#,
        r#"\n| `Anonymous`, `Shopper` | `deny` |"#,
        r#"\n| `Seller` | `allow if owner \\|\\| (rules::in_region && on_call)` |"] "#,
    );
    assert_eq!(shown, format!("# [doc = r\" Change it.\"] {table}"));
}

#[test]
fn a_flag_and_requirements_stand_below_the_rows() {
    let shown = of_inline(&quote! {
        /// Change it.
        Edit(flag = "beta", requires(on_call, rules::active)) { Anonymous => allow }
    });
    let below = r"\n\nEach row also requires `on_call`, `rules::active`. Denied while the flag `beta` is off.";
    assert!(shown.contains(below), "{shown}");
}

#[test]
fn an_operation_names_its_actions() {
    let shown = of_inline(&quote! {
        /// Do both.
        Both = all_of(View, Edit(target.item));
    });
    let said = r#"# [doc = "\nAllowed when each of these is: `View`, `Edit(target.item)`."]"#;
    assert!(shown.contains(said), "{shown}");
}

#[test]
fn a_row_behind_a_cfg_is_shown_if_it_exists() {
    let shown = of_inline(&quote! {
        /// Change it.
        Edit {
            Anonymous => deny,
            #[cfg(feature = "a")]
            #[cfg(any(unix, windows))]
            Robot => allow,
            Seller => allow,
        }
    });
    let rows = concat!(
        r#"|---|---|\n| `Anonymous` | `deny` |"] "#,
        r#"# [cfg_attr (all (feature = "a" , any (unix , windows)) , doc = "| `Robot` | `allow` |")] "#,
        r#"# [doc = "| `Seller` | `allow` |"] "#,
    );
    assert!(shown.ends_with(rows), "{shown}");
}

#[test]
fn rustc_still_reports_an_action_without_documentation() {
    let shown = of_inline(&quote! {
        Edit { Anonymous => deny, #[cfg(unix)] Seller => allow }
    });
    let rows = concat!(
        r#"# [cfg_attr (doc , doc = "\n| user type | rule |\n|---|---|\n| `Anonymous` | `deny` |")] "#,
        r#"# [cfg_attr (all (doc , unix) , doc = "| `Seller` | `allow` |")] "#,
    );
    assert_eq!(shown, rows);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let shown = of_inline(&quote! {
        /// Change it.
        Edit { Anonymous -> deny, Shopper, Seller => allow, 3 => deny, (A) => deny, => deny }
    });
    assert!(
        shown.ends_with(r#"|---|---|\n| `Seller` | `allow` |"] "#),
        "{shown}"
    );
}

#[test]
fn the_implementation_of_a_derived_action_shows_its_rows() {
    let output = action::expand(called_back(&quote! {
        /// Change it.
        #[action(subject = User, context = Item, flag = "beta")]
        #[permissions(Anonymous => deny, Shopper | Seller => allow if owner)]
        struct Edit;
    }));
    let table = concat!(
        r#"# [doc = "\n| user type | rule |\n|---|---|\n| `Anonymous` | `deny` |"#,
        r#"\n| `Shopper`, `Seller` | `allow if owner` |\n\nDenied while the flag `beta` is off."] "#,
    );
    assert_eq!(documentation(&output), table);
}
