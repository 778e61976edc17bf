//! Step 3: consents and impersonation.

use super::fixture::{
    NOW, allows, changed, consent, context, decided, impersonated, owned_by, place, principal,
    world,
};
use crate::model::{Consent, decide};

#[test]
fn a_consent_covers_the_actions_that_it_names() {
    let mut who = principal("ada", "lead");
    who.consents = vec![consent(&["view"])];
    assert!(allows(&world(), &who, "view", &owned_by("ada")));
    let answer = decided(&world(), &who, "edit", &owned_by("ada"));
    assert_eq!((answer.is_allowed(), answer.step), (false, 3));
}

#[test]
fn each_consent_has_to_cover_the_action() {
    let mut who = principal("ada", "lead");
    who.consents = vec![consent(&["view", "edit"]), consent(&["edit"])];
    assert!(!allows(&world(), &who, "view", &owned_by("ada")));
    assert!(allows(&world(), &who, "edit", &owned_by("ada")));
}

#[test]
fn a_consent_ends_and_covers_its_places_alone() {
    let allows = |consent: Consent| {
        let mut who = principal("ada", "lead");
        who.consents = vec![consent];
        allows(&world(), &who, "view", &context())
    };
    let to_view = || consent(&["view"]);
    let until = |time| Consent {
        until: Some(time),
        ..to_view()
    };
    let on = |ids: &[&str]| Consent {
        places: Some(ids.iter().map(|id| place(id)).collect()),
        ..to_view()
    };
    assert!(allows(until(NOW + 1)) && !allows(until(NOW)));
    assert!(allows(on(&["1", "2"])) && !allows(on(&["2"])) && !allows(on(&[])));
}

#[test]
fn an_empty_id_is_no_place() {
    let mut who = principal("ada", "lead");
    who.consents = vec![Consent {
        places: Some([place("")].into()),
        ..consent(&["view"])
    }];
    let mut context = context();
    context.places = vec![place("")];
    assert!(!allows(&world(), &who, "view", &context));
}

#[test]
fn an_impersonation_ends() {
    let who = impersonated();
    let at = |now| decide(&world(), &who, "view", &context(), now).is_allowed();
    assert!(at(NOW + 9) && !at(NOW + 10));
}

#[test]
fn a_barred_action_is_denied_to_an_impersonated_principal() {
    let world = changed(world(), "view", |view| view.barred = true);
    let who = impersonated();
    assert_eq!(decided(&world, &who, "view", &context()).step, 3);
    assert!(allows(&world, &who.for_itself(), "view", &context()));
}
