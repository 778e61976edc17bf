//! 40 user types × 60 actions.

use std::fmt::Write as _;

use crate::package::{Package, SUBJECT};

const USER_TYPES: usize = 40;
const FILES: usize = 4;
const IN_A_FILE: usize = 15;

/// Prints every rule: a line for each action, a column for each user type.
const MAIN: &str = r#"
fn main() {
    for action in permit::catalogue::Catalogue::<many::User>::new().schema().actions {
        let rules = action.rows.iter().map(|row| format!("{}: {}", row.user_type, row.rule));
        println!("{}\t{}", action.key, rules.collect::<Vec<_>>().join("\t"));
    }
}
"#;

fn user_type(index: usize) -> String {
    match index {
        0 => "Anonymous".to_owned(),
        // Of several lengths, so that aligned tables have something to align.
        index => {
            let names = ["Seller", "Ops", "Administrator", "Partner"];
            format!("{}{index}", names.get(index % names.len()).unwrap())
        }
    }
}

/// The rows of action `number` in one of five styles.
fn rows(number: usize, indentation: &str) -> String {
    let rule = |index: usize| match (index * 7 + number) % 5 {
        _ if index == 0 => "deny",
        0 | 1 => "deny",
        2 => "allow",
        3 => "allow if owner",
        _ => "allow if owner && in_region",
    };
    let all: Vec<(String, &str)> = (0..USER_TYPES)
        .map(|one| (user_type(one), rule(one)))
        .collect();
    let grouped = || {
        let mut groups: Vec<(String, &str)> = Vec::new();
        for (name, rule) in &all {
            match groups.iter_mut().find(|group| group.1 == *rule) {
                Some(group) => write!(group.0, " | {name}").unwrap(),
                None => groups.push((name.clone(), rule)),
            }
        }
        groups
    };
    let lines = |rows: Vec<(String, &str)>, width: usize| {
        let mut lines = String::new();
        for (head, rule) in rows {
            write!(lines, "\n{indentation}    {head:width$} => {rule},").unwrap();
        }
        lines
    };
    match number % 5 {
        0 => lines(all, 0) + "\n" + indentation,
        1 => lines(all, 16) + "\n" + indentation,
        2 => lines(grouped(), 0).trim_end_matches(',').to_owned() + " // no comma\n" + indentation,
        3 => {
            let rows = grouped()
                .into_iter()
                .map(|(head, rule)| format!("{head} => {rule}"));
            rows.collect::<Vec<_>>().join(", ")
        }
        _ => {
            lines(all, 0)
                + " /* the last\n   row */\n"
                + indentation
                + "    // That was all.\n"
                + indentation
        }
    }
}

/// Sixty actions in four files, inline and derived.
fn package() -> Package {
    let mut lib = String::from(
        "#[derive(permit::UserType, Clone, Copy)]\npub enum UserType {\n    #[anonymous]\n",
    );
    for index in 0..USER_TYPES {
        writeln!(lib, "    {},", user_type(index)).unwrap();
    }
    lib += "}\n";
    lib += SUBJECT;
    lib += "\npub struct Item { seller: u64 }\n\nimpl permit::Owned<User> for Item {\n    \
            fn owner(&self) -> Option<&u64> { Some(&self.seller) }\n}\n\n#[permit::condition]\n\
            pub fn in_region(_who: &User, _item: &Item) -> bool { true }\n\n";
    let mut listed = String::new();
    let mut inline = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for file in 0..FILES {
        let mut text = String::from("use crate::{Item, User, UserType, in_region};\n");
        for number in file * IN_A_FILE..(file + 1) * IN_A_FILE {
            if number % 3 == 0 {
                let rows = rows(number, "    ");
                write!(
                    inline,
                    "\n    /// One.\n    pub Do{number}(context = Item) {{{rows}}}\n"
                )
                .unwrap();
            } else {
                let rows = rows(number, "");
                writeln!(
                    text,
                    "\n/// One.\n#[derive(permit::Action)]\n#[action(subject = User, context = Item)]\n\
                     #[permissions({rows})]\npub struct Do{number};"
                )
                .unwrap();
                writeln!(listed, "    use actions_{file}::Do{number};").unwrap();
            }
        }
        writeln!(lib, "mod actions_{file};").unwrap();
        files.push((format!("src/actions_{file}.rs"), text));
    }
    write!(
        lib,
        "\npermit::permissions! {{\n    <User: UserType>\n\n{listed}{inline}}}\n"
    )
    .unwrap();
    files.push(("src/lib.rs".to_owned(), lib));
    files.push(("src/main.rs".to_owned(), MAIN.to_owned()));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Package::new("many", "", &files)
}

#[test]
fn one_command_fills_sixty_tables_and_the_matrix_differs_by_one_column() {
    let package = package();
    let before = package.cargo(&["run", "--quiet"]);
    assert_eq!(before.lines().count(), FILES * IN_A_FILE);
    let last = format!("    {},\n}}", user_type(USER_TYPES - 1));
    let more = format!("    {},\n    Moderator,\n}}", user_type(USER_TYPES - 1));
    package.replace("src/lib.rs", &last, &more);
    let paths: Vec<String> = (0..FILES)
        .map(|file| format!("src/actions_{file}.rs"))
        .collect();
    let paths = paths.iter().map(String::as_str).chain(["src/lib.rs"]);
    let files: Vec<(&str, String)> = paths.map(|path| (path, package.read(path))).collect();

    // The patch alone changes nothing, and is what the command does.
    let patch = package.permit(&[
        "fill",
        "Moderator",
        "allow if owner && in_region",
        "--dry-run",
    ]);
    patch.assert(
        0,
        &["60 rows for `Moderator` in 5 files; nothing was written"],
    );
    for (path, text) in &files {
        assert_eq!(package.read(path), *text);
    }
    let said = package.permit(&["fill", "Moderator", "allow if owner && in_region"]);
    said.assert(0, &[]);
    assert!(
        said.stdout()
            .starts_with("wrote 60 rows for `Moderator` into 5 files:\n")
    );
    let after = package.cargo(&["run", "--quiet"]);

    let with_column = before
        .lines()
        .map(|line| format!("{line}\tModerator: allow if owner && in_region\n"));
    assert_eq!(after, with_column.collect::<String>());
    // Only rows were added: without them, and the commas in front of them, each file is what it was.
    for (path, text) in &files {
        let filled = package.read(path);
        let row = "Moderator => allow if owner && in_region";
        let aligned = "Moderator        => allow if owner && in_region";
        let mut without = filled.clone();
        for added in [
            format!("\n{aligned}"),
            format!("\n    {aligned},"),
            format!("\n        {aligned},"),
            format!(", {row}"),
            format!("\n        {row},"),
            format!("\n    {row},"),
            format!("\n        {row}"),
            format!("\n    {row}"),
        ] {
            without = without.replace(&added, "");
        }
        without = without.replace(", // no comma", " // no comma");
        assert_eq!(without, *text, "{path}");
    }
    let applied = patched(&files, &patch.stdout());
    for (path, text) in applied {
        assert_eq!(package.read(path), text, "{path}");
    }
    package.permit(&["fill", "Moderator", "deny"]).assert(
        2,
        &["error: nothing is missing: every table has a row for `Moderator`"],
    );
}

/// The files with a unified diff applied to them: only its lines are read.
fn patched<'a>(files: &[(&'a str, String)], patch: &str) -> Vec<(&'a str, String)> {
    let parts: Vec<&str> = patch.split("--- a/").skip(1).collect();
    assert_eq!(parts.len(), files.len());
    let apply = |(path, text): &(&'a str, String)| {
        let part = parts.iter().find(|part| part.starts_with(path)).unwrap();
        let mut lines = text.split_inclusive('\n');
        let mut at = 1;
        let mut becomes = String::new();
        for line in part.split_inclusive('\n').skip(2) {
            if let Some(hunk) = line.strip_prefix("@@ -") {
                let start: usize = hunk.split([',', ' ']).next().unwrap().parse().unwrap();
                for _ in at..start {
                    becomes += lines.next().unwrap();
                }
                at = start;
                continue;
            }
            let (sign, rest) = line.split_at(1);
            if sign != "+" {
                assert_eq!(lines.next().unwrap(), rest, "{path}:{at}");
                at += 1;
            }
            if sign != "-" {
                becomes += rest;
            }
        }
        (*path, becomes + &lines.collect::<String>())
    };
    files.iter().map(apply).collect()
}
