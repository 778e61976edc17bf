//! What an editor completes in a table that is half typed.

use crate::editor;

/// Where it is typed, what is typed, with a `^` at the cursor, and what may follow there.
fn completes<const N: usize>(written: &str, typed: &str, expected: [&str; N]) {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    let place = editor.types(written, typed);
    assert_eq!(editor.completions(place), expected, "{typed}");
}

/// As [`completes`], where the editor also knows other names.
fn offers(written: &str, typed: &str, expected: &str) {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    let place = editor.types(written, typed);
    let completions = editor.completions(place);
    let same = completions.iter().filter(|one| *one == expected).count();
    assert_eq!(same, 1, "{typed}: `{expected}` is in {completions:?}");
}

const USER_TYPES: [&str; 3] = ["Anonymous", "Seller", "Support"];
const RULES: [&str; 2] = ["allow", "deny"];
const HOLDS: [&str; 2] = ["grant", "withhold"];
const ROLES: [&str; 2] = ["Keeper", "Viewer"];
const OF_INLINE: [&str; 7] = [
    "context",
    "fixed",
    "flag",
    "name",
    "never_impersonated",
    "requires",
    "was",
];
const OF_DERIVED: [&str; 10] = [
    "context",
    "fixed",
    "flag",
    "name",
    "never_impersonated",
    "requires",
    "roles",
    "subject",
    "user_type",
    "was",
];

#[test]
fn user_types_complete_in_a_table_of_a_catalogue() {
    let row = "Seller => allow if rules::cheap || on_call,";
    completes(row, "Sel^", USER_TYPES);
    completes(row, "Sel^\nSeller => allow,", USER_TYPES);
    completes(row, "Sel^ => allow if on_call,", USER_TYPES);
    completes(row, "Anonymous | Se^ => deny,", USER_TYPES);
    completes(row, "^", USER_TYPES);
    completes(
        "Support => allow if on_call,\n    }",
        "Support => allow,\n ^ }",
        USER_TYPES,
    );
    completes(
        "Support => allow,\n",
        "Support => allow, Sel^\n",
        USER_TYPES,
    );
}

#[test]
fn user_types_complete_in_the_table_of_a_derived_action() {
    let row = "Seller => allow if owner,";
    completes(row, "Sel^", USER_TYPES);
    completes(row, "Sel^\n Support => allow,", USER_TYPES);
    completes(row, "Seller | Su^ => deny,", USER_TYPES);
    completes(row, "Seller => allow if owner,\n^", USER_TYPES);
    // Under the path that the action gives.
    completes(
        "Seller => deny,\n        Support => allow if on_call",
        "Sel^",
        USER_TYPES,
    );
}

#[test]
fn rules_complete() {
    let row = "Seller => allow if rules::cheap || on_call,";
    completes(row, "Seller => al^", RULES);
    completes(row, "Seller => d^,", RULES);
    completes(row, "Seller => ^", RULES);
    completes(row, "Seller => ^,", RULES);
    completes(row, "Seller => al^ if on_call,", RULES);
    completes("Seller => allow if owner,", "Seller => al^,", RULES);
    completes("Seller => allow if owner,", "Seller => ^", RULES);
}

#[test]
fn roles_and_their_words_complete() {
    let row = "Viewer | Keeper => grant,";
    completes(row, "Vie^", ROLES);
    completes(row, "Viewer | Ke^ => grant,", ROLES);
    completes(row, "Viewer | Keeper => gr^", HOLDS);
    completes(row, "Viewer | Keeper => ^,", HOLDS);
    let row = "Viewer => withhold, Keeper => grant";
    completes(row, "Viewer => withhold, Kee^", ROLES);
    completes(row, "Viewer => with^, Keeper => grant", HOLDS);
    offers(
        "Support => allow if granted,",
        "Support => allow if gran^,",
        "granted",
    );
}

#[test]
fn arguments_complete() {
    let inline = "ViewItem(context = Item, requires(on_call))";
    completes(inline, "ViewItem(con^)", OF_INLINE);
    completes(inline, "ViewItem(^)", OF_INLINE);
    completes(inline, "ViewItem(context = Item, req^)", OF_INLINE);
    completes(inline, "ViewItem(context = Item, ^)", OF_INLINE);
    completes(inline, "ViewItem(fl^, context = Item)", OF_INLINE);
    let derived = "subject = User, context = Item, requires(cheap)";
    completes(derived, "sub^", OF_DERIVED);
    completes(derived, "^", OF_DERIVED);
    completes(
        derived,
        "subject = User, cont^, requires(cheap)",
        OF_DERIVED,
    );
    completes(derived, "subject = User, ^", OF_DERIVED);
    let column = [
        "by_hand",
        "cast",
        "owner",
        "place",
        "skip",
        "tenant",
        "tenant_or_global",
    ];
    completes("#[column(skip)]", "#[column(sk^)]", column);
    completes("#[column(skip)]", "#[column(\"shelf_id\", ^)]", column);
    completes(
        "<User: UserType, roles>",
        "<User: UserType, ten^>",
        ["places", "roles", "tenants"],
    );
    completes(
        "filter, says = \"dear\"",
        "filter, sa^",
        ["filter", "flags", "says"],
    );
}

/// A condition is named in a table, not called.
#[test]
fn conditions_complete_without_parentheses() {
    let row = "Seller => allow if rules::cheap || on_call,";
    offers(row, "Seller => allow if on_^", "on_call");
    offers(row, "Seller => allow if ^", "on_call");
    offers(row, "Seller => allow if on_call && (on_^)", "on_call");
    offers(row, "Seller => allow if ow^,", "owner");
    completes(row, "Seller => allow if rules::^,", ["cheap"]);
    completes(row, "Seller => allow if rules::ch^ || on_call,", ["cheap"]);
    offers("requires(on_call)", "requires(on^)", "on_call");
    offers(
        "Seller => allow if owner,",
        "Seller => allow if ch^",
        "cheap",
    );
    offers(
        "Seller => allow if owner,",
        "Seller => allow if ow^",
        "owner",
    );
    offers("requires(cheap)", "requires(ch^)", "cheap");
}

#[test]
fn types_actions_and_fields_complete() {
    offers("<User: UserType, roles>", "<Us^: UserType, roles>", "User");
    offers(
        "<User: UserType, roles>",
        "<User: User^, roles>",
        "UserType",
    );
    offers(
        "ViewItem(context = Item,",
        "ViewItem(context = It^,",
        "Item",
    );
    offers("ViewItem(context = Item,", "ViewItem(context = ^,", "Item");
    offers(
        "subject = User, context = Item, requires(cheap)",
        "subject = Us^",
        "User",
    );
    offers("hide Item by", "hide It^ by", "Item");
    offers("by ViewItem;", "by View^;", "ViewItem");
    offers(
        "all_of(ViewItem, ViewShelf(shelf));",
        "all_of(View^);",
        "ViewItem",
    );
    offers(
        "all_of(ViewItem, ViewShelf(shelf));",
        "all_of(ViewShelf(sh^));",
        "shelf",
    );
    offers("use items::ViewBoth;", "use items::View^;", "ViewBoth");
    offers("use items::ViewBoth;", "use items::^;", "ViewBoth");
    offers("use items::{EditItem,", "use items::{Edit^,", "EditItem");
}
