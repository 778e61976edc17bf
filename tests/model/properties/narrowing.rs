//! A caller that acts for another never exceeds it.

use super::each;
use crate::{
    model::{Consent, Principal},
    world::{allows, cases},
};

#[test]
fn delegated_and_impersonating_callers_never_exceed_the_user() {
    each(600, &cases(), 2_000, |case| {
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            let narrowed = who.for_itself() != *who;
            if narrowed && allows(&case.world, who, action, context) {
                compared += 1;
                if !allows(&case.world, &who.for_itself(), action, context) {
                    return Err(format!("{action} on {context:?}, {who:?}"));
                }
            }
        }
        Ok(compared)
    });
}

#[test]
fn one_more_consent_gives_nothing() {
    each(300, &cases(), 10_000, |case| {
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            for consent in case.principals.iter().flat_map(|one| &one.consents) {
                let mut consents: Vec<Consent> = who.consents.clone();
                consents.push(consent.clone());
                let more = Principal {
                    consents,
                    ..who.clone()
                };
                compared += 1;
                if allows(&case.world, &more, action, context)
                    && !allows(&case.world, who, action, context)
                {
                    return Err(format!("{action} on {context:?}, {more:?}"));
                }
            }
        }
        Ok(compared)
    });
}
