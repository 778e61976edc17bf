//! `abilities` and `abilities_on` against `could_ever` and `can`, and word by word.

use permit::{Could, Permissions, UserTypes};
use serde_json::json;

use crate::{
    cases,
    catalogue::{Item, Order, Transfer, User, UserType, people},
};

fn somebody(user_types: impl Into<UserTypes<UserType>>) -> permit::Principal<User> {
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
fn abilities_say_of_every_action_what_could_says() {
    let mut compared = 0;
    for (name, who) in people() {
        let abilities = who.abilities();
        let said: Vec<_> = abilities
            .iter()
            .map(|one| (one.key(), one.could()))
            .collect();
        assert_eq!(said, cases::could(&who), "{name}");
        compared += said.len();
    }
    assert!(compared > 3_000, "only {compared} were compared");
}

#[test]
fn what_is_certain_names_no_condition() {
    let mut certain = 0;
    for (name, who) in people() {
        for ability in who
            .abilities()
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
fn an_action_with_fields_has_no_value_to_be_a_button_of() {
    let who = somebody(UserType::System);
    let order = Order {
        buyer: 7,
        amount: 1,
    };
    assert!(who.can(Transfer { cents: 1 }, &order));
    assert_eq!(who.abilities_on(&order), ["view_order", "refund_order"]);
    assert!(who.abilities_on(&[order][..]).is_empty());
}

#[test]
fn what_no_action_is_done_to_has_no_buttons() {
    assert!(somebody(UserType::System).abilities_on(&7_u8).is_empty());
}

#[test]
fn conditions_are_those_of_the_callers_own_rows() {
    let seller = json!({
        "view_item": { "depends": ["owner", "unsold"] },
        "transfer": { "depends": ["owner", "under_limit"] },
        "export": "never",
        "post_item": { "depends": ["in_good_standing"] },
        "edit_item": { "depends": ["owner", "in_good_standing", "unsold"] },
        "reprice_item": { "depends": ["owner", "unsold"] },
        "delete_item": { "depends": ["owner", "unsold"] },
        "view_order": { "depends": ["owner"] },
        "refund_order": "never",
        "take_name": { "depends": ["named"] },
        "constructor": "never",
        "change_settings": "never",
    });
    let told = serde_json::to_value(somebody(UserType::Seller).abilities()).unwrap();
    assert_eq!(told, seller);

    // A shopper hears nothing of owners, and a visitor nothing of names.
    let told = serde_json::to_value(somebody(UserType::Shopper).abilities()).unwrap();
    assert_eq!(told["view_item"], json!({ "depends": ["unsold"] }));
    let told = serde_json::to_value(somebody(UserType::Anonymous).abilities()).unwrap();
    assert_eq!(told["take_name"], "never");

    let told = serde_json::to_value(somebody(UserType::SellerPremium).abilities()).unwrap();
    let three = json!({ "depends": ["owner", "unsold", "in_trial"] });
    assert_eq!(told["delete_item"], three);
}

#[test]
fn what_several_user_types_allow_together_depends_on_less() {
    let who = somebody([UserType::Seller, UserType::SupportTierThree]);
    let told = serde_json::to_value(who.abilities()).unwrap();
    assert_eq!(told["view_item"], "always");
    // Only what is required is left: the row of the one does not ask for an owner.
    let required = json!({ "depends": ["in_good_standing", "unsold"] });
    assert_eq!(told["edit_item"], required);
    // `owner && unsold` and `owner` are `owner`.
    let who = somebody([UserType::Seller, UserType::SellerPremium]);
    let told = serde_json::to_value(who.abilities()).unwrap();
    assert_eq!(told["reprice_item"], json!({ "depends": ["owner"] }));
}

#[test]
fn a_condition_that_is_asked_and_required_is_named_once() {
    let told = serde_json::to_value(somebody(UserType::SupportTierTwo).abilities()).unwrap();
    assert_eq!(told["refund_order"], json!({ "depends": ["small"] }));
}

#[test]
fn abilities_are_serialized_in_the_order_of_the_catalogue() {
    let text = serde_json::to_string(&somebody(UserType::Shopper).abilities()).unwrap();
    let places: Vec<_> = User::ACTIONS
        .iter()
        .map(|table| text.find(&format!("\"{}\":", table.key)))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{text}"
    );
}

#[test]
fn a_flag_that_is_off_leaves_nothing_to_depend_on() {
    let item = Item {
        seller: Some(7),
        sold: false,
    };
    let on = somebody(UserType::Seller);
    assert!(on.abilities_on(&item).contains(&"reprice_item"));
    let off = permit::Authorizer::builder().build();
    let off = off.principal(on.subject().clone());
    let told = serde_json::to_value(off.abilities()).unwrap();
    assert_eq!(told["reprice_item"], "never");
    assert!(!off.abilities_on(&item).contains(&"reprice_item"));
}
