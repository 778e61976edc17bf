//! Where the names in a table lead, what a new name changes, and what is underlined.

use crate::{SHOP, editor, session::Underlined};

/// The parts of the file that macros read, and how often a name of the user's is in each.
const READ_BY_MACROS: [(&str, usize); 6] = [
    ("permit::permissions! {", 46),
    (
        "#[action(subject = User, context = Item, requires(cheap))]",
        17,
    ),
    ("#[action(subject = super::User,", 13),
    ("#[permissions(all_of(", 4),
    ("permit::one_of! {", 3),
    ("#[permit::requires(", 5),
];

/// Not names: the words around them, and the crate and its parts.
const WORDS: [&str; 14] = [
    "permit",
    "permissions",
    "action",
    "one_of",
    "enum",
    "use",
    "pub",
    "if",
    "hide",
    "by",
    "super",
    "View",
    "it",
    "_",
];

const fn is_part(one: char) -> bool {
    one.is_ascii_alphanumeric() || one == '_'
}

/// The name that `text` begins with.
fn word(text: &str) -> &str {
    text.split(|one| !is_part(one)).next().unwrap_or_default()
}

fn count(text: &str, name: &str) -> usize {
    let words = text.split(|one| !is_part(one));
    words.filter(|word| *word == name).count()
}

/// The places of all names in the text that begins with `start` and ends where an empty line or
/// another item does.
fn names(start: &str) -> Vec<(usize, &'static str)> {
    let start = SHOP.find(start).unwrap();
    let part = &SHOP[start..];
    let end = ["\n}\n", "pub struct ", "pub fn "]
        .iter()
        .filter_map(|end| part.find(end));
    let part = &part[..end.min().unwrap()];
    let mut names = Vec::new();
    let mut place = 0;
    while let Some(begin) = part[place..].find(is_part) {
        let name = word(&part[place + begin..]);
        if !WORDS.contains(&name) {
            names.push((start + place + begin, name));
        }
        place += begin + name.len();
    }
    names
}

#[test]
fn every_name_leads_to_one_definition() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    for (start, count) in READ_BY_MACROS {
        let names = names(start);
        for (place, name) in &names {
            let found = editor.definitions(*place);
            assert_eq!(found.len(), 1, "`{name}` at {place}: {found:?}");
            assert!(found[0].1.contains(name), "`{name}`: {found:?}");
        }
        assert_eq!(names.len(), count, "{start}");
    }
    // What a macro reads without a table: the type that a function returns.
    for marked in ["-> ^Result<u64", "permit::^Refused>"] {
        let found = editor.definitions(editor.at(marked));
        assert_eq!(found.len(), 1, "{marked}: {found:?}");
    }
}

#[test]
fn a_definition_is_that_of_the_name() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    for (marked, definition) in [
        ("<^User: UserType, roles>", "pub struct User {"),
        ("<User: ^UserType, roles>", "pub enum UserType {"),
        ("^Seller => allow if rules::cheap", "Seller,"),
        (
            "if rules::^cheap || on_call",
            "pub fn cheap(_who: &User, item: &Item) -> bool {",
        ),
        ("if ^rules::cheap || on_call", "pub mod rules {"),
        ("cheap || ^on_call", "pub fn on_call(who: &User) -> bool {"),
        ("requires(^on_call)", "pub fn on_call(who: &User) -> bool {"),
        ("ViewShelf(context = ^Shelf)", "pub struct Shelf {"),
        ("use ^items::{EditItem", "pub mod items {"),
        ("{^EditItem, KeepItem", "pub struct EditItem;"),
        ("^NameItem<'_>}", "pub struct NameItem<'a> {"),
        (
            "^ViewItem(context",
            "pub ViewItem(context = Item, requires(on_call)) {",
        ),
        (
            "= all_of(^ViewItem",
            "pub ViewItem(context = Item, requires(on_call)) {",
        ),
        ("all_of(ViewItem, ViewShelf(^shelf))", "pub shelf: Shelf,"),
        ("hide ^Item by", "pub struct Item {"),
        (
            "by ^ViewItem;",
            "pub ViewItem(context = Item, requires(on_call)) {",
        ),
        ("^Seller => allow if owner", "Seller,"),
        ("(super::^on_call", "pub fn on_call(who: &User) -> bool {"),
        (
            "requires(^cheap)",
            "pub fn cheap(_who: &User, item: &Item) -> bool {",
        ),
        (
            "all_of(super::^ViewItem",
            "pub ViewItem(context = Item, requires(on_call)) {",
        ),
        (
            "pub fn ^cheap",
            "pub fn cheap(_who: &User, item: &Item) -> bool {",
        ),
        (
            "&& rules::^cheap(who",
            "pub fn cheap(_who: &User, item: &Item) -> bool {",
        ),
    ] {
        let found = editor.definitions(editor.at(marked));
        let expected = [("lib.rs".to_owned(), definition.to_owned())];
        assert_eq!(found, expected, "{marked}");
    }
    // The words of the language are explained by permit.
    for (marked, word) in [
        ("Seller => ^allow if owner", "pub const allow: () = ();"),
        ("Seller => allow if ^owner", "pub const owner: () = ();"),
        ("ViewShelf(^context", "pub const context: () = ();"),
    ] {
        let found = editor.definitions(editor.at(marked));
        assert_eq!(
            found,
            [("words.rs".to_owned(), word.to_owned())],
            "{marked}"
        );
    }
}

#[test]
fn a_condition_is_shown_as_the_function_that_it_is() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    for marked in [
        "cheap || ^on_call",
        "(super::^on_call",
        "requires(^on_call)",
    ] {
        let shown = editor.hover(editor.at(marked));
        assert!(
            shown.contains("pub fn on_call(who: &User) -> bool"),
            "{shown}"
        );
        assert!(shown.contains("Whether the caller is on call."), "{shown}");
    }
    let shown = editor.hover(editor.at("Seller => ^allow if owner"));
    assert!(shown.contains("The user type may do the action"), "{shown}");
}

#[test]
fn every_use_of_a_condition_is_found() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    let uses = [
        "pub fn on_call(who: &User) -> bool {",
        "use super::{Item, User, UserType, on_call, rules::cheap};",
        "Support => allow if owner && (super::on_call || super::rules::cheap),",
        "Support => allow if on_call,",
        "pub ViewItem(context = Item, requires(on_call)) {",
        "Seller => allow if rules::cheap || on_call,",
        "Support => allow if on_call,",
    ];
    for marked in ["pub fn ^on_call", "requires(^on_call)"] {
        assert_eq!(editor.references(editor.at(marked)), uses, "{marked}");
    }
}

/// Each new name is given to the result of the one before, at its definition or at a use of it.
#[test]
fn a_new_name_reaches_every_use_and_the_package_compiles() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    for (marked, name) in [
        ("pub fn ^on_call", "on_duty"),
        ("rules::^cheap || on_duty", "bargain"),
        ("    ^Seller,", "Vendor"),
        ("Anonymous | Vendor => deny,\n        ^Support", "Staff"),
        ("pub struct ^EditItem", "ChangeItem"),
        ("^NameItem<'_>}", "CallItem"),
        ("pub ^ViewItem(", "SeeItem"),
        ("all_of(SeeItem, ^ViewShelf(shelf));", "SeeShelf"),
        ("pub struct ^Item", "Thing"),
        ("<^User: UserType, roles>", "Person"),
        ("all_of(SeeItem, SeeShelf(^shelf));", "place"),
        ("pub mod ^rules", "conditions"),
        ("use ^items::ViewBoth", "things"),
    ] {
        let place = editor.at(marked);
        let old = word(&editor.text()[place..]).to_owned();
        let uses = count(editor.text(), &old);
        assert!(uses > 1, "{old}");
        editor.rename(place, name);
        let left = (count(editor.text(), &old), count(editor.text(), name));
        assert_eq!(
            left,
            (0, uses),
            "`{old}` is now `{name}`:\n{}",
            editor.text()
        );
    }
    let text = editor.text().to_owned();
    if let Err(said) = editor.package().compile(&text) {
        panic!("{said}\n{text}");
    }
    assert_eq!(editor.diagnostics(), []);
}

#[test]
fn nothing_is_underlined_in_a_correct_file() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    assert_eq!(editor.diagnostics(), []);
    editor.package().compile(SHOP).unwrap();
}

/// All that is underlined is permit's own message, at the text to change.
#[test]
fn a_mistake_is_underlined_where_it_is() {
    let Some(mut editor) = editor() else { return };
    let editor = &mut *editor;
    let missing = |action: &str, user_type: &str| Underlined {
        text: action.to_owned(),
        message: format!(
            "the table of `{action}` does not say what 1 of the 3 user types may do: `{user_type}`"
        ),
    };
    let message = |text: &str, message: &str| Underlined {
        text: text.to_owned(),
        message: message.to_owned(),
    };
    for (written, typed, mut expected) in [
        (
            "Seller => allow if rules::cheap",
            "Sel => allow if rules::cheap",
            vec![
                message("Sel", "`UserType` has no user type `Sel`"),
                missing("ViewItem", "Seller"),
            ],
        ),
        (
            "Seller => allow if rules::cheap",
            "Seller => alow if rules::cheap",
            vec![message("alow", "`alow` is not a rule")],
        ),
        (
            "ViewItem(context = Item, requires",
            "ViewItem(contxt = Item, context = Item, requires",
            vec![message("contxt", "unknown argument `contxt`")],
        ),
        (
            "        Support => allow if on_call,\n    }",
            "    }",
            vec![missing("ViewItem", "Support")],
        ),
        (
            "Seller => allow if owner,",
            "Sel => allow if owner,",
            vec![
                message("Sel", "`UserType` has no user type `Sel`"),
                missing("EditItem", "Seller"),
            ],
        ),
        (
            "Seller => allow if owner,\n",
            "",
            vec![missing("EditItem", "Seller")],
        ),
        (
            "#[permit::condition]\npub fn on_call(who: &User)",
            "#[permit::condition]\npub fn on_call(who: &mut User)",
            vec![message(
                "&",
                "a condition takes references, and changes nothing",
            )],
        ),
    ] {
        editor.types(written, typed);
        expected.sort();
        assert_eq!(editor.diagnostics(), expected, "{typed}");
    }
}
