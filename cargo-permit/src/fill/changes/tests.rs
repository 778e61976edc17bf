//! Each style of table, before and after.

use super::*;

/// The text with a row for `Moderator` in the table of the action `EditItem`.
fn filled(source: &str, rule: &str, cfgs: &[&str]) -> String {
    let cfgs: Vec<String> = cfgs.iter().map(|&cfg| cfg.to_owned()).collect();
    let new = New {
        name: "Moderator",
        rule,
        cfgs: &cfgs,
    };
    let byte = source.find("EditItem").unwrap();
    let tables = tables(TokenStream::from_str(source).unwrap(), byte, Kind::UserType);
    let table = chosen(tables, "Moderator").unwrap_or_else(|why| panic!("{why} in\n{source}"));
    inserted(source, paste(source, &table, &new))
}

/// Asserts that `after` is `before` with the row, as well with the line breaks of Windows and behind a byte
/// order mark.
#[track_caller]
fn assert_filled(before: &str, after: &str) {
    assert_eq!(filled(before, "deny", &[]), after);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(filled(&windows(before), "deny", &[]), windows(after));
    let marked = |text: &str| format!("\u{feff}// é\n{text}");
    assert_eq!(filled(&marked(before), "deny", &[]), marked(after));
}

/// The table of `EditItem` in a catalogue.
#[track_caller]
fn assert_table(before: &str, after: &str) {
    let catalogue = |table: &str| {
        format!(
            "permit::permissions! {{\n    <User: UserType>\n\n    PostItem {{ Moderator => deny }}\n\n    \
             /// Change it.\n    pub EditItem(context = Item) {table}\n\n    use a::B;\n}}\n"
        )
    };
    assert_filled(&catalogue(before), &catalogue(after));
}

#[test]
fn a_row_gets_a_line_where_rows_have_lines() {
    assert_table(
        "{\n        Anonymous | Shopper => deny,\n        Seller => allow if owner,\n    }",
        "{\n        Anonymous | Shopper => deny,\n        Seller => allow if owner,\n        Moderator => deny,\n    }",
    );
}

#[test]
fn a_row_stays_on_the_line_of_a_table_on_one_line() {
    assert_table(
        "{ Anonymous | Seller => deny }",
        "{ Anonymous | Seller => deny, Moderator => deny }",
    );
    assert_table(
        "{ Anonymous => deny, Seller => deny, }",
        "{ Anonymous => deny, Seller => deny, Moderator => deny, }",
    );
    assert_table(
        "{ Anonymous => deny /* never */ }",
        "{ Anonymous => deny, Moderator => deny /* never */ }",
    );
}

#[test]
fn arrows_stay_aligned() {
    assert_table(
        "{\n        Anonymous | Shopper => deny,\n        Seller              => allow,\n    }",
        "{\n        Anonymous | Shopper => deny,\n        Seller              => allow,\n        Moderator           => deny,\n    }",
    );
    // Too narrow for the new row, and no other row is changed.
    assert_table(
        "{\n        Seller => deny,\n        Ops    => allow,\n    }",
        "{\n        Seller => deny,\n        Ops    => allow,\n        Moderator => deny,\n    }",
    );
    // A row that is too wide does not end the alignment.
    assert_table(
        "{\n        Administrator => deny,\n        Member     => allow,\n        Owner      => allow,\n    }",
        "{\n        Administrator => deny,\n        Member     => allow,\n        Owner      => allow,\n        Moderator  => deny,\n    }",
    );
    // Rows of one length are not aligned on purpose.
    assert_table(
        "{\n        AdministratorOne => deny,\n        AdministratorTwo => deny,\n    }",
        "{\n        AdministratorOne => deny,\n        AdministratorTwo => deny,\n        Moderator => deny,\n    }",
    );
}

#[test]
fn a_table_without_a_last_comma_keeps_this_style() {
    assert_table(
        "{\n        Anonymous => deny,\n        Seller => allow\n    }",
        "{\n        Anonymous => deny,\n        Seller => allow,\n        Moderator => deny\n    }",
    );
}

#[test]
fn comments_stay_where_they_are() {
    assert_table(
        "{\n        Seller => allow, // staff, too\n        // Nothing else.\n    }",
        "{\n        Seller => allow, // staff, too\n        Moderator => deny,\n        // Nothing else.\n    }",
    );
    assert_table(
        "{\n        Seller => allow // staff, too\n    }",
        "{\n        Seller => allow, // staff, too\n        Moderator => deny\n    }",
    );
    assert_table(
        "{\n        Seller => allow, /* staff /* and */\n        // more */ /* é */\n    }",
        "{\n        Seller => allow, /* staff /* and */\n        // more */ /* é */\n        Moderator => deny,\n    }",
    );
    assert_table(
        "{ Seller => allow, // staff\n    }",
        "{ Seller => allow, // staff\n        Moderator => deny,\n    }",
    );
    assert_table(
        "{\n        // Moderator => allow,\n        Seller => allow,  \n    }",
        "{\n        // Moderator => allow,\n        Seller => allow,  \n        Moderator => deny,\n    }",
    );
}

#[test]
fn a_row_of_several_lines_is_not_split() {
    assert_table(
        "{\n        Seller => allow if owner\n            && (in_region\n                || on_call),\n    }",
        "{\n        Seller => allow if owner\n            && (in_region\n                || on_call),\n        Moderator => deny,\n    }",
    );
    assert_table(
        "{\n        Anonymous\n        | Shopper => deny,\n    }",
        "{\n        Anonymous\n        | Shopper => deny,\n        Moderator => deny,\n    }",
    );
    assert_table(
        "{\n        Anonymous => deny, Shopper => deny,\n        Seller => deny, Ops => deny,\n    }",
        "{\n        Anonymous => deny, Shopper => deny,\n        Seller => deny, Ops => deny,\n        Moderator => deny,\n    }",
    );
}

#[test]
fn a_row_behind_a_cfg_keeps_its_attribute() {
    assert_table(
        "{\n        Seller => deny,\n        #[cfg(feature = \"beta\")]\n        Tester => allow,\n    }",
        "{\n        Seller => deny,\n        #[cfg(feature = \"beta\")]\n        Tester => allow,\n        Moderator => deny,\n    }",
    );
    assert_table(
        "{ #[cfg(test)] Tester => allow }",
        "{ #[cfg(test)] Tester => allow, Moderator => deny }",
    );
}

#[test]
fn an_empty_table_gets_its_first_row() {
    assert_table("{}", "{ Moderator => deny }");
    assert_table("{ }", "{ Moderator => deny }");
    assert_table("{\n    }", "{\n        Moderator => deny,\n    }");
    assert_filled(
        "#[permissions()]\nstruct EditItem;",
        "#[permissions(Moderator => deny)]\nstruct EditItem;",
    );
}

#[test]
fn the_table_of_a_derived_action_is_above_it() {
    for item in [
        "struct EditItem;",
        "pub(in crate::a) struct EditItem { pub name: String }",
        "#[allow(dead_code)]\npub struct EditItem(u64);",
    ] {
        assert_filled(
            &format!(
                "#[permissions(Moderator => deny)]\nstruct Other;\n#[derive(permit::Action)]\n#[permissions(\n\
                 \tAnonymous => deny,\n\tSeller => deny,\n)]\n#[action(subject = User)]\n{item}\n"
            ),
            &format!(
                "#[permissions(Moderator => deny)]\nstruct Other;\n#[derive(permit::Action)]\n#[permissions(\n\
                 \tAnonymous => deny,\n\tSeller => deny,\n\tModerator => deny,\n)]\n#[action(subject = User)]\n{item}\n"
            ),
        );
    }
    assert_filled(
        "mod a {\n    #[permissions(Anonymous => deny,\n                  Seller => deny)]\n    struct EditItem;\n}",
        "mod a {\n    #[permissions(Anonymous => deny,\n                  Seller => deny,\n                  Moderator => deny)]\n    struct EditItem;\n}",
    );
}

#[test]
fn of_two_tables_behind_cfg_attr_the_one_without_the_row_is_filled() {
    assert_filled(
        "#[cfg_attr(test, derive(Debug), permissions(Seller => deny))]\n\
         #[cfg_attr(not(test), permissions(Seller | Moderator => deny))]\nstruct EditItem;",
        "#[cfg_attr(test, derive(Debug), permissions(Seller => deny, Moderator => deny))]\n\
         #[cfg_attr(not(test), permissions(Seller | Moderator => deny))]\nstruct EditItem;",
    );
}

#[test]
fn a_place_without_one_table_is_refused() {
    for (source, why) in [
        (
            "#[cfg_attr(test, permissions(Seller => deny))]\n#[cfg_attr(not(test), permissions())]\nstruct EditItem;",
            "it has several tables, behind `cfg_attr`",
        ),
        (
            "denied!(EditItem);",
            "a macro writes its table, which is not here",
        ),
        (
            "denied! { EditItem { Seller, Shopper } }",
            "a macro writes its table, which is not here",
        ),
        (
            "denied! { EditItem { a: 1 } }",
            "a macro writes its table, which is not here",
        ),
        (
            "struct EditItem { seller: u64 }",
            "a macro writes its table, which is not here",
        ),
        (
            "permissions! { <User: UserType> EditItem { #[cfg(a)] Moderator => deny } }",
            "it has a row, which a `cfg` disables",
        ),
    ] {
        let byte = source.find("EditItem").unwrap();
        let tables = tables(TokenStream::from_str(source).unwrap(), byte, Kind::UserType);
        let said = chosen(tables, "Moderator").map(|_| ()).unwrap_err();
        assert_eq!(said, why, "{source}");
    }
}

#[test]
fn a_user_type_behind_a_cfg_gets_rows_behind_it() {
    let cfgs = ["#[cfg(feature = \"beta\")]", "#[cfg(unix)]"];
    let fill = |source| filled(source, "allow if owner", &cfgs);
    assert_eq!(
        fill(
            "permissions! { <User: UserType>\n    EditItem {\n        Shopper => deny,\n        Ops     => deny,\n    }\n}"
        ),
        "permissions! { <User: UserType>\n    EditItem {\n        Shopper => deny,\n        Ops     => deny,\n        \
         #[cfg(feature = \"beta\")]\n        #[cfg(unix)]\n        Moderator => allow if owner,\n    }\n}",
    );
    assert_eq!(
        fill("permissions! { <User: UserType> EditItem { Seller => deny } }"),
        "permissions! { <User: UserType> EditItem { Seller => deny, #[cfg(feature = \"beta\")] #[cfg(unix)] \
         Moderator => allow if owner } }",
    );
}
