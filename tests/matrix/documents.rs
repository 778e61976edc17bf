//! Markdown, TSV, JSON and HTML.

use permit::matrix::Matrix;

use crate::shop::{EditItem, User, UserType};

const MARKDOWN: &str = include_str!("permissions.md");

#[test]
fn the_markdown_of_a_matrix_says_everything_about_it() {
    // The same file as in `committed`, without its first line.
    let text = Matrix::of::<User>().markdown();
    println!("{text}");
    assert!(MARKDOWN.ends_with(&text));
}

#[test]
fn a_matrix_is_read_from_its_markdown_and_its_json() {
    let matrix = Matrix::of::<User>();
    assert_eq!(
        Matrix::from_markdown(&matrix.markdown()),
        Ok(matrix.clone())
    );
    assert_eq!(Matrix::from_markdown(MARKDOWN), Ok(matrix.clone()));
    assert_eq!(Matrix::from_json(&matrix.json()), Ok(matrix.clone()));
    let value: serde_json::Value = serde_json::from_str(&matrix.json()).unwrap();
    assert_eq!(serde_json::from_value::<Matrix>(value).unwrap(), matrix);
}

/// Texts that Markdown, JSON, TSV or HTML could read as something else.
const HOSTILE: [&str; 12] = [
    "",
    " ",
    "`",
    "``x``",
    "\"quoted\"",
    "a | b",
    "- `Seller`: `allow`",
    "## `module`",
    "<script>alert(1)</script>&amp;'\"",
    "a\nb\t\u{7}\\n",
    "<!-- -->",
    "größe 🦀 \u{85}\u{2028}",
];

/// The matrix with a hostile text in every field that takes one.
fn hostile(text: &str) -> Matrix {
    let mut matrix = Matrix::of::<User>();
    text.clone_into(&mut matrix.subject);
    matrix.user_types[2].name = format!("{text}2");
    for (index, hidden) in matrix.hidden.iter_mut().enumerate() {
        hidden.context = format!("{text}{index}");
        for view in &mut hidden.views {
            text.clone_into(&mut view.key);
        }
    }
    for (index, action) in matrix.actions.iter_mut().enumerate() {
        action.key = format!("{index}{text}");
        text.clone_into(&mut action.name);
        text.clone_into(&mut action.module);
        text.clone_into(&mut action.context);
        text.clone_into(&mut action.description);
        action.flag = Some(text.to_owned());
        for condition in action.conditions.iter_mut().chain(&mut action.requirements) {
            text.clone_into(&mut condition.name);
            condition.says = Some(text.to_owned());
            condition.flags = vec![text.to_owned(), format!("{text}{text}")];
        }
        for part in &mut action.parts {
            text.clone_into(&mut part.key);
        }
        let flag = serde_json::Value::from(text).to_string();
        action.cells[2] = format!("allow if flag({flag})").parse().unwrap();
    }
    matrix
}

#[test]
fn no_text_of_the_application_changes_what_a_document_says() {
    for text in HOSTILE {
        let matrix = hostile(text);
        let markdown = matrix.markdown();
        assert_eq!(
            Matrix::from_markdown(&markdown).as_ref(),
            Ok(&matrix),
            "{markdown}"
        );
        assert_eq!(Matrix::from_json(&matrix.json()).as_ref(), Ok(&matrix));
        let tsv = matrix.view().tsv();
        let lines: Vec<_> = tsv.split('\n').collect();
        assert_eq!(lines.len(), 1 + 10 * 5 + 1, "{tsv}");
        assert!(
            lines[..51].iter().all(|line| line.split('\t').count() == 7),
            "{tsv}"
        );
    }
}

/// The tags of a page, without what stands between them.
fn tags(html: &str) -> Vec<&str> {
    let tags = html.split('<').skip(1);
    tags.map(|tag| tag.split('>').next().unwrap()).collect()
}

#[test]
fn no_text_of_the_application_is_a_tag_or_an_attribute_of_the_page() {
    for view in [
        |matrix: &Matrix| matrix.view().html(),
        |matrix: &Matrix| matrix.view().by_user_type().html(),
    ] {
        let plain = view(&hostile("x"));
        for text in [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onclick='x",
            "&lt;b&gt;",
        ] {
            let page = view(&hostile(text));
            let names = |html: &str| -> Vec<String> {
                let tags = tags(html).into_iter();
                tags.map(|tag| {
                    let name: Vec<_> = tag.split('"').step_by(2).collect();
                    name.join("\"")
                })
                .collect()
            };
            assert_eq!(names(&page), names(&plain), "{text}");
            assert!(!page.contains(text) || text.starts_with('\''), "{page}");
        }
    }
}

#[test]
fn each_form_says_which_contexts_are_hidden_and_from_whom() {
    let matrix = Matrix::of::<User>();
    let exchange =
        "is hidden unless the caller may `view_item` on `old` and `view_item` on `new`.\n";
    assert!(
        matrix
            .markdown()
            .contains(&format!("\n`Exchange` {exchange}"))
    );
    let shown =
        "<p><code>Item</code> is hidden unless the caller may <code>view_item</code>.</p>\n";
    assert!(matrix.view().html().contains(shown));
    let json: serde_json::Value = serde_json::from_str(&matrix.json()).unwrap();
    assert_eq!(
        json["hidden"][1],
        serde_json::json!({
            "context": "Exchange",
            "views": [{ "key": "view_item", "on": "old" }, { "key": "view_item", "on": "new" }],
        })
    );
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = Matrix::of::<User>().view().html();
    for word in [
        "<script", "<link", "<img", "src=", "href=", "url(", "@import", "http", "onclick",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("color-scheme: light dark"));
    assert!(page.contains("width=device-width"));
}

#[test]
fn a_part_of_a_matrix_is_chosen_by_module_action_and_user_type() {
    let matrix = Matrix::of::<User>();
    let refunds = matrix.view().module("matrix::shop::refunds");
    assert_eq!(refunds.cells().count(), 5);
    assert_eq!(matrix.view().module("matrix::shop").cells().count(), 10 * 5);
    assert_eq!(
        matrix
            .view()
            .module("matrix")
            .user_type("Job")
            .cells()
            .count(),
        10
    );
    assert!(
        matrix.view().module("matrix::sh").is_empty(),
        "a module, not a prefix"
    );
    assert!(matrix.view().action("edit").is_empty());
    assert!(matrix.view().user_type("seller").is_empty());
    let part = Matrix::from_json(&refunds.user_type("Seller").json()).unwrap();
    assert_eq!((part.actions.len(), part.user_types.len()), (1, 1));
}

#[test]
fn what_a_user_type_can_and_who_can_do_an_action_leave_out_denials() {
    let matrix = Matrix::of::<User>();
    assert_eq!(
        matrix.what_can(UserType::Shopper).to_string(),
        "# What some user types of `User` may do\n\n## `Shopper`\n\n- `view_item`: `allow`\n",
    );
    assert_eq!(
        matrix.who_can::<EditItem>().to_string(),
        "# Some permissions of `User`\n\n\
         ## `matrix::shop`\n\n\
         ### `edit_item`\n\n\
         > Change an item's title or `price`.\n\n\
         `EditItem` on `Item`.\n\n\
         Behind the flag `editing`.\n\n\
         Its rules ask `owner`, `unsold` (says `sold`).\n\n\
         - `Seller`: `allow if flag(\"editing\") && owner && unsold`\n\
         - `Support`: `allow if flag(\"editing\")`\n",
    );
    assert!(
        matrix
            .what_can(UserType::Job)
            .cells()
            .all(|(action, ..)| action.key == "view_item")
    );
}

#[test]
fn the_same_is_shown_by_user_type() {
    let text = Matrix::of::<User>().view().by_user_type().markdown();
    let seller = "## `Seller`\n\n\
                  - `view_item`: `allow`\n\
                  - `edit_item`: `allow if flag(\"editing\") && owner && unsold`\n";
    assert!(text.contains(seller), "{text}");
    let anonymous = "## `Anonymous`\n\n- `view_item`: `allow`\n\
                     - `edit_item`, `post_item`, `replace_item`, `mark_item`, `swap_items`, `check_item`, `keep_item`, `check_old`, `refund_order`: `deny`\n";
    assert!(text.contains(anonymous), "{text}");
}

#[test]
fn a_file_that_was_broken_by_hand_is_refused_with_its_line() {
    let text = Matrix::of::<User>().markdown();
    let line_of = |wanted: &str| {
        let found = text.lines().position(|line| line.starts_with(wanted));
        found.unwrap_or_else(|| panic!("{wanted}")) + 1
    };
    for (from, to, line, says) in [
        (
            "# Permissions of `User`",
            "# Permissions",
            1,
            "expected `# Permissions of`",
        ),
        (
            "## User types",
            "## Kinds",
            line_of("## User types"),
            "expected `## User types`",
        ),
        (
            "- `Shopper`\n",
            "- Shopper\n",
            line_of("- `Shopper`"),
            "expected a name in backticks",
        ),
        (
            "`Item` is hidden unless",
            "`Item` is hidden where",
            line_of("`Item` is hidden"),
            "expected `is hidden unless the caller may`",
        ),
        (
            "`Exchange` is hidden",
            "`Item` is hidden",
            line_of("`Exchange` is hidden"),
            "`Item` is hidden twice",
        ),
        (
            "may `view_item` on `old` and",
            "may `view_item` on `old` or",
            line_of("`Exchange` is hidden"),
            "expected `.`",
        ),
        (
            "`Support`: platform",
            "`Support`: plattform",
            line_of("- `Support`: p"),
            "`plattform` is not",
        ),
        (
            "- `Shopper`\n",
            "- `Seller`\n",
            line_of("- `Seller`\n".trim_end()),
            "`Seller` is there twice",
        ),
        (
            "- `Shopper`
",
            "- `Shopper`: anonymous
",
            line_of("### `view_item`"),
            "one user type is anonymous, not several",
        ),
        (
            "\n## `matrix::shop`\n",
            "\n",
            line_of("## `matrix::shop`"),
            "expected `## MODULE`",
        ),
        (
            "### `edit_item`",
            "### `view_item`",
            line_of("### `edit_item`"),
            "`view_item` is there twice",
        ),
        (
            "`EditItem` on `Item`.",
            "`EditItem`.",
            line_of("`EditItem` on"),
            "expected `on`",
        ),
        (
            "`EditItem` on `Item`.",
            "`EditItem` on `Item`",
            line_of("`EditItem` on"),
            "at the end of the line",
        ),
        (
            "Behind the flag `editing`.",
            "Behind the flags `editing`.",
            line_of("Behind the flag `editing`"),
            "`Behind the flags `editing`.` does not belong here",
        ),
        (
            "- `Anonymous`, `Shopper`, `Job`: `deny`",
            "- `Anonymous`, `Job`: `deny`",
            line_of("### `edit_item`"),
            "`edit_item` does not say what `Shopper` may do",
        ),
        (
            "- `Anonymous`, `Shopper`, `Job`: `deny`",
            "- `Anonymous`, `Shoper`, `Job`: `deny`",
            line_of("- `Anonymous`, `Shopper`, `Job`: `deny`"),
            "there is no user type `Shoper`",
        ),
        (
            "- `Anonymous`, `Shopper`, `Job`: `deny`",
            "- `Anonymous`, `Anonymous`: `deny`",
            line_of("- `Anonymous`, `Shopper`, `Job`: `deny`"),
            "`Anonymous` has two rows",
        ),
        (
            "Job`: `deny`",
            "Job`: `never`",
            line_of("- `Anonymous`, `Shopper`, `Job`: `deny`"),
            "`never` is not `deny`",
        ),
        (
            "`allow if flag(\"editing\") && owner && unsold`",
            "`allow if flag(\"editing\") && owner || unsold`",
            line_of("- `Seller`: `allow if flag"),
            "need parentheses",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        let broken = text.replacen(from, to, 1);
        let error = Matrix::from_markdown(&broken).unwrap_err();
        assert!(error.what.contains(says), "{to}: {error}");
        // A line that was taken away moves what follows.
        let moved = usize::from(to == "\n");
        assert!(
            (line..=line + moved + 3).contains(&error.line),
            "{to}: {error}, {line}"
        );
    }
    for cut in 0..text.len() {
        if let Some(text) = text.get(..cut) {
            // Whatever is left, reading it ends.
            let _ = Matrix::from_markdown(text);
        }
    }
    assert_eq!(Matrix::from_markdown("").unwrap_err().line, 1);
}

#[test]
fn json_with_other_fields_is_refused() {
    let json = Matrix::of::<User>().json();
    for (from, to, says) in [
        ("\"tenants\": true,", "", "missing field `tenants`"),
        (
            "\"tenants\": true,",
            "\"tenants\": true, \"tenants\": false,",
            "duplicate field `tenants`",
        ),
        (
            "\"tenants\": true,",
            "\"tenants\": true, \"roles\": [],",
            "unknown field `roles`",
        ),
        (
            "\"context\": \"Exchange\",\n      \"views\"",
            "\"context\": \"Item\",\n      \"views\"",
            "`Item` is hidden twice",
        ),
        ("\"deny\",", "\"perhaps\",", "`perhaps` is not `deny`"),
        ("\"deny\",", "", "cells for 5 user types"),
        (
            "\"edit_item\"",
            "\"view_item\"",
            "`view_item` is there twice",
        ),
        (
            "\"anonymous\": false",
            "\"anonymous\": true",
            "one user type is anonymous, not several",
        ),
    ] {
        assert!(json.contains(from), "{from}");
        let error = Matrix::from_json(&json.replacen(from, to, 1)).unwrap_err();
        assert!(error.what.contains(says), "{to}: {error}");
        assert!(serde_json::from_str::<Matrix>(&json.replacen(from, to, 1)).is_err());
    }
}

#[test]
fn a_table_with_tabs_has_a_line_for_each_cell() {
    let tsv = Matrix::of::<User>().view().action("edit_item").tsv();
    let lines: Vec<_> = tsv.lines().collect();
    assert_eq!(lines.len(), 1 + 5);
    assert_eq!(
        lines[0],
        "action\tuser_type\trule\tname\tmodule\tcontext\tflag"
    );
    assert_eq!(
        lines[3],
        "edit_item\tSeller\tallow if flag(\"editing\") && owner && unsold\tEditItem\tmatrix::shop\tItem\tediting"
    );
}
