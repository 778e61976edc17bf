//! The rules, evaluated by the real CASL.

use permit_interface::{casl::Rules, typescript};
use serde_json::json;

use crate::{
    cases,
    catalogue::{User, UserType, people},
    node::Workshop,
};

#[test]
fn casl_agrees_with_the_decision_on_every_combination() {
    let Some(workshop) = Workshop::new("casl") else {
        return;
    };
    let (people, decisions) = cases::written();
    workshop.write("cases.json", &people.to_string());
    workshop.write("abilities.ts", &typescript::<User>());
    workshop.copy("casl.ts");
    workshop.compile(&["casl.ts"]);
    let compared = workshop.compare("casl");
    assert!(
        decisions > 10_000 && compared > decisions,
        "{compared} of {decisions}"
    );
}

#[test]
fn rules_that_deny_are_last() {
    for (name, who) in people() {
        let rules = Rules::of(&who).unwrap();
        assert!(
            rules
                .iter()
                .map(permit_interface::casl::Rule::inverted)
                .is_sorted(),
            "{name}"
        );
    }
}

#[test]
fn rules_are_serialized_for_casl() {
    let people = people();
    let (_, visitor) = people.first().unwrap();
    assert!(visitor.user_types().contains(UserType::Anonymous));
    let rules = serde_json::to_value(Rules::of(visitor).unwrap()).unwrap();
    let depends = json!({
        "action": "view_item", "subject": "all",
        "conditions": { "abilities": { "$all": ["view_item"] } },
    });
    assert_eq!(rules[0], depends);
    assert_eq!(
        rules[1],
        json!({ "action": "transfer", "subject": "all", "inverted": true })
    );
}
