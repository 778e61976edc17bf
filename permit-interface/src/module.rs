//! The modules that an interface is compiled with.
//!
//! The parts that are the same for every catalogue are in files of their own language, next to this
//! file.

use core::fmt::Write as _;

use permit_runtime::{Permissions, catalogue::Schema};

const HEAD: &str = include_str!("module/head.ts");
const TYPES: &str = include_str!("module/types.ts");
const CAN_TYPESCRIPT: &str = include_str!("module/can.ts");
const CAN_JAVASCRIPT: &str = include_str!("module/can.js");
const REACT: &str = include_str!("module/react.ts");

/// The TypeScript module of a catalogue: the keys of the actions as types, and `can`. It has no
/// dependencies.
///
/// The module depends on the catalogue only, so a test can compare it with a file in the
/// repository.
#[must_use]
pub fn typescript<S: Permissions>() -> String {
    let mut actions = String::new();
    for action in Schema::of::<S>().actions {
        let description = comment(&action.description);
        if !description.is_empty() {
            line(&mut actions, format_args!("    /** {description} */"));
        }
        let key = serde_json::Value::from(action.key);
        line(&mut actions, format_args!("    readonly {key}: Ability;"));
    }
    let types = TYPES.replace("    // ACTIONS\n", &actions);
    [HEAD, "\n", &types, "\n", CAN_TYPESCRIPT].concat()
}

/// The same module in JavaScript, exactly as `tsc --target es2022` compiles it, for pages that are
/// served without a build step. The TypeScript module, in the same folder, provides its types.
///
/// It is the same for every catalogue, because only the types differ.
#[must_use]
pub fn javascript() -> String {
    [HEAD, CAN_JAVASCRIPT].concat()
}

/// The second file, for React: `AbilitiesProvider`, which takes the answer of the server, and
/// `useAbility`, which reads it. `module` is the path from which it imports the module of
/// [`typescript`], such as `./abilities.js`.
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

/// The description on one line, without anything that would end the comment.
fn comment(description: &str) -> String {
    let words: Vec<&str> = description.split_whitespace().collect();
    words.join(" ").replace("*/", "*\u{2060}/")
}
