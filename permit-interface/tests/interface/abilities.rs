//! Compares `abilities` and `abilities_on` with `could_ever` and `can`, and with exact values.

use permit::{Could, Permissions, UserTypes};
use serde_json::json;

use crate::{
    cases,
    catalogue::{ChangeSettings, Item, Order, PostItem, Transfer, User, UserType, people},
};

fn principal(user_types: impl Into<UserTypes<UserType>>) -> permit::Principal<User> {
    permit::Authorizer::builder()
        .flags(|_: &str, _: &User| Some(true))
        .build()
        .principal(User {
            id: Some(7),
            kinds: user_types.into(),
            suspended: false,
        })
}

#[test]
fn abilities_agree_with_could_on_every_action() {
    let (mut compared, mut on_nothing) = (0, 0);
    for (name, who) in people() {
        let abilities = who.abilities().unwrap();
        let said: Vec<_> = abilities
            .iter()
            .map(|one| (one.key(), one.could()))
            .collect();
        // What an action on `()` depends on is known, so it is decided.
        let could = cases::could(&who);
        let decided = [
            ("post_item", who.can(PostItem, &())),
            ("change_settings", who.can(ChangeSettings, &())),
        ];
        for (key, allowed) in decided {
            let expected = if allowed { Could::Always } else { Could::Never };
            assert!(said.contains(&(key, expected)), "{name}: {key}");
            on_nothing += usize::from(allowed);
        }
        assert_eq!(said, could, "{name}");
        compared += said.len();
    }
    assert!(compared > 3_000, "only {compared} were compared");
    assert!(on_nothing > 50, "only {on_nothing} were allowed");
}

#[test]
fn a_certain_answer_names_no_condition() {
    let mut certain = 0;
    for (name, who) in people() {
        for ability in who
            .abilities()
            .unwrap()
            .iter()
            .filter(|one| one.could() != Could::Depends)
        {
            assert_eq!(
                ability.conditions(),
                Vec::<&str>::new(),
                "{name}: {}",
                ability.key()
            );
            certain += 1;
        }
    }
    assert!(certain > 1_000, "only {certain} were certain");
}

#[test]
fn abilities_on_a_context_are_the_actions_that_are_allowed_on_it() {
    let mut compared = 0;
    for (name, who) in people() {
        for carried in cases::contexts(&who) {
            let decisions = carried.decisions.iter();
            let allowed: Vec<_> = decisions
                .filter(|(_, allowed)| *allowed)
                .map(|(key, _)| *key)
                .collect();
            assert_eq!(carried.item["abilities"], json!(allowed), "{name}");
            compared += carried.decisions.len();
        }
    }
    assert!(compared > 10_000, "only {compared} were compared");
}

#[test]
fn abilities_on_a_context_leave_out_actions_with_fields() {
    let who = principal(UserType::System);
    let order = Order {
        buyer: 7,
        amount: 1,
    };
    assert!(who.can(Transfer { cents: 1 }, &order));
    assert_eq!(
        who.abilities_on(&order).unwrap(),
        ["view_order", "refund_order"]
    );
    assert!(who.abilities_on(&[order][..]).unwrap().is_empty());
}

#[test]
fn a_value_that_is_the_context_of_no_action_has_no_abilities() {
    assert!(
        principal(UserType::System)
            .abilities_on(&7_u8)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn conditions_are_those_of_the_callers_own_rows() {
    let seller = json!({
        "view_item": { "depends": ["owner", "unsold"] },
        "transfer": { "depends": ["owner", "under_limit"] },
        "export": "never",
        "post_item": "always",
        "edit_item": { "depends": ["owner", "unsold"] },
        "reprice_item": { "depends": ["owner", "unsold"] },
        "delete_item": { "depends": ["owner", "unsold"] },
        "view_order": { "depends": ["owner"] },
        "refund_order": "never",
        "take_name": { "depends": ["named"] },
        "constructor": "never",
        "change_settings": "never",
    });
    let answer = serde_json::to_value(principal(UserType::Seller).abilities().unwrap()).unwrap();
    assert_eq!(answer, seller);

    // A shopper is not told of `owner`, and an anonymous caller is not told of `named`.
    let answer = serde_json::to_value(principal(UserType::Shopper).abilities().unwrap()).unwrap();
    assert_eq!(answer["view_item"], json!({ "depends": ["unsold"] }));
    let answer = serde_json::to_value(principal(UserType::Anonymous).abilities().unwrap()).unwrap();
    assert_eq!(answer["take_name"], "never");

    let answer =
        serde_json::to_value(principal(UserType::SellerPremium).abilities().unwrap()).unwrap();
    // `in_trial` is about the caller alone, and its flag is off.
    let owner = json!({ "depends": ["owner"] });
    assert_eq!(answer["delete_item"], owner);
}

#[test]
fn several_user_types_together_depend_on_fewer_conditions() {
    let who = principal([UserType::Seller, UserType::SupportTierThree]);
    let answer = serde_json::to_value(who.abilities().unwrap()).unwrap();
    assert_eq!(answer["view_item"], "always");
    // Only the requirements are left: the row of support does not need `owner`.
    let required = json!({ "depends": ["unsold"] });
    assert_eq!(answer["edit_item"], required);
    // `owner && unsold` and `owner` are `owner`.
    let who = principal([UserType::Seller, UserType::SellerPremium]);
    let answer = serde_json::to_value(who.abilities().unwrap()).unwrap();
    assert_eq!(answer["reprice_item"], json!({ "depends": ["owner"] }));
}

#[test]
fn a_condition_that_is_in_the_row_and_required_is_named_once() {
    let answer =
        serde_json::to_value(principal(UserType::SupportTierTwo).abilities().unwrap()).unwrap();
    assert_eq!(answer["refund_order"], json!({ "depends": ["small"] }));
}

#[test]
fn abilities_are_serialized_in_the_order_of_the_catalogue() {
    let text = serde_json::to_string(&principal(UserType::Shopper).abilities().unwrap()).unwrap();
    let places: Vec<_> = User::ACTIONS
        .iter()
        .map(|table| text.find(&format!("\"{}\":", table.key())))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{text}"
    );
}

#[test]
fn an_action_whose_flag_is_off_depends_on_nothing() {
    let item = Item {
        seller: Some(7),
        sold: false,
    };
    let on = principal(UserType::Seller);
    assert!(on.abilities_on(&item).unwrap().contains(&"reprice_item"));
    let off = permit::Authorizer::builder().build();
    let off = off.principal(on.subject().clone());
    let answer = serde_json::to_value(off.abilities().unwrap()).unwrap();
    assert_eq!(answer["reprice_item"], "never");
    assert!(!off.abilities_on(&item).unwrap().contains(&"reprice_item"));
}
