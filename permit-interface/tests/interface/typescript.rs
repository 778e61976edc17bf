//! The generated modules, compiled by the real compiler and run by node.

use permit_interface::{javascript, react, typescript};

use crate::{cases, catalogue::User, node::Workshop};

fn workshop(name: &str) -> Option<Workshop> {
    let workshop = Workshop::new(name)?;
    workshop.write("abilities.ts", &typescript::<User>());
    Some(workshop)
}

#[test]
fn can_agrees_with_the_decision_on_every_combination() {
    let Some(workshop) = workshop("can") else {
        return;
    };
    let (people, decisions) = cases::written();
    workshop.write("cases.json", &people.to_string());
    workshop.copy("can.ts");
    workshop.compile(&["can.ts"]);
    let compared = workshop.compare("can");
    assert!(
        decisions > 10_000 && compared > decisions,
        "{compared} of {decisions}"
    );
}

#[test]
fn a_key_that_is_not_in_the_catalogue_does_not_compile() {
    if let Some(workshop) = workshop("types") {
        workshop.copy("types.ts");
        workshop.compile(&["types.ts"]);
    }
}

#[test]
fn the_hook_agrees_with_the_decision_on_every_combination() {
    let Some(workshop) = workshop("react") else {
        return;
    };
    let (people, decisions) = cases::written();
    workshop.write("cases.json", &people.to_string());
    workshop.write("react.ts", &react("./abilities.js"));
    workshop.copy("react_usage.tsx");
    workshop.compile(&["react_usage.tsx"]);
    let compared = workshop.compare("react_usage");
    assert!(
        decisions > 10_000 && compared > decisions,
        "{compared} of {decisions}"
    );
}

#[test]
fn the_javascript_module_is_what_the_compiler_makes_of_the_typescript_module() {
    if let Some(workshop) = workshop("javascript") {
        workshop.compile(&["abilities.ts"]);
        assert_eq!(javascript(), workshop.read("compiled/abilities.js"));
    }
}

#[test]
fn the_module_describes_each_action_and_no_description_ends_its_comment() {
    let module = typescript::<User>();
    for line in [
        "    /** Look at an item. */\n    readonly \"view_item\": Ability;\n",
        "    /** Change an item. The comment *\u{2060}/ does not end, and \"quotes\" stay. */\n",
        "Ability;\n    readonly \"reprice_item\": Ability;\n",
    ] {
        assert!(module.contains(line), "{line}: {module}");
    }
    assert!(
        !module.contains("second paragraph") && !module.contains("ACTIONS"),
        "{module}"
    );
    assert!(
        !module.contains("import "),
        "it depends on nothing: {module}"
    );
}
