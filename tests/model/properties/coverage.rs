//! The worlds are not trivial: each step decides, and much is allowed and much is not.

use std::{cell::RefCell, collections::BTreeMap};

use super::each;
use crate::{
    model::Answer,
    world::{cases, decided_now},
};

#[test]
fn each_step_decides_a_part_of_the_cases() {
    let steps: RefCell<BTreeMap<u8, usize>> = RefCell::default();
    let reasons: RefCell<BTreeMap<&str, usize>> = RefCell::default();
    let allowed = RefCell::new(0_usize);
    let asked = each(1_500, &cases(), 100_000, |case| {
        let mut asked = 0;
        for (who, action, context) in case.questions() {
            let decided = decided_now(&case.world, who, action, context);
            asked += 1;
            // An allowance passes every step, so it is no evidence of one.
            if decided.answer == Answer::Allow {
                *allowed.borrow_mut() += 1;
            } else {
                *steps.borrow_mut().entry(decided.step).or_default() += 1;
            }
            *reasons.borrow_mut().entry(decided.because).or_default() += 1;
        }
        Ok(asked)
    });
    let (steps, allowed) = (steps.into_inner(), allowed.into_inner());
    println!("{asked} cases, {allowed} allowed; denied or unknown by step: {steps:?}");
    println!("{:#?}", reasons.borrow());
    for step in 1..=6 {
        let decided = steps.get(&step).copied().unwrap_or_default();
        assert!(
            decided * 100 >= asked,
            "step {step} decides {decided} of {asked}"
        );
    }
    assert!(
        allowed * 5 >= asked && allowed * 5 <= asked * 4,
        "{allowed}"
    );
    let reasons = reasons.into_inner();
    for reason in [
        "the subject or its tenant is blocked",
        "the actor or its tenant is blocked",
        "a consent does not cover it",
        "the impersonation has ended",
        "the action is never impersonated",
        "the actor may not impersonate any more",
        "the operation is never impersonated",
        "the operation is blocked for each user type",
        "the flag of the operation is not known to be on",
        "a requirement of the operation does not hold",
        "the principal has no binding",
        "the binding is stale",
    ] {
        let decided = reasons.get(reason).copied().unwrap_or_default();
        assert!(decided * 2_000 >= asked, "{reason}: {decided} of {asked}");
    }
}
