//! The modules that an interface is compiled with.
//!
//! The parts that are the same for every catalogue stand beside this file, in the language that
//! they are written in.

use core::fmt::Write as _;

use permit_runtime::Permissions;

const HEAD: &str = include_str!("module/head.ts");
const TYPES: &str = include_str!("module/types.ts");
const CAN_TYPESCRIPT: &str = include_str!("module/can.ts");
const CAN_JAVASCRIPT: &str = include_str!("module/can.js");
const REACT: &str = include_str!("module/react.ts");

/// The TypeScript module of a catalogue: the keys of the actions as types, and `can`. It depends on
/// nothing.
///
/// It is a function of the catalogue alone, so a test can hold a file in the repository to it.
#[must_use]
pub fn typescript<S: Permissions>() -> String {
    let mut actions = String::new();
    for table in S::ACTIONS {
        let description = comment(table.description);
        if !description.is_empty() {
            line(&mut actions, format_args!("    /** {description} */"));
        }
        let key = serde_json::Value::from(table.key);
        line(&mut actions, format_args!("    readonly {key}: Ability;"));
    }
    let types = TYPES.replace("    // ACTIONS\n", &actions);
    [HEAD, "\n", &types, "\n", CAN_TYPESCRIPT].concat()
}

/// The same module in JavaScript, word for word what `tsc --target es2022` makes of it: for pages
/// that are served as they are written. Beside it, the TypeScript module gives it its types.
///
/// It is the same for every catalogue, because types are all that differs.
#[must_use]
pub fn javascript() -> String {
    [HEAD, CAN_JAVASCRIPT].concat()
}

/// The second file, for React: `AbilitiesProvider`, which is given what the server answered, and
/// `useAbility`, which asks it. `module` is what it imports [`typescript`]'s module by, such as
/// `./abilities.js`.
///
/// ```
/// let file = permit_interface::react("./abilities.js");
/// assert!(file.contains("from \"./abilities.js\";"));
/// ```
#[must_use]
pub fn react(module: &str) -> String {
    let module = serde_json::Value::from(module).to_string();
    [HEAD, "\n", &REACT.replace("\"MODULE\"", &module)].concat()
}

fn line(text: &mut String, words: core::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{words}");
}

/// In one line, and without what would end the comment.
fn comment(description: &str) -> String {
    let words: Vec<&str> = description.split_whitespace().collect();
    words.join(" ").replace("*/", "*\u{2060}/")
}
