//! What holds in each small world.

mod adding;
mod ceilings;
mod coverage;
mod narrowing;
mod separation;
mod taking;

use std::{cell::Cell, panic::Location};

use proptest::{
    prelude::Strategy,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};

/// Runs `test` on `cases` values. The same values each time, so that a failure is found again.
///
/// The test says how often it compared something; without that, it could hold because it never did.
#[track_caller]
pub(crate) fn each<T: std::fmt::Debug>(
    cases: u32,
    values: &impl Strategy<Value = T>,
    least: usize,
    test: impl Fn(&T) -> Result<usize, String>,
) -> usize {
    // Each place has its own values.
    each_from(Location::caller().line(), cases, values, least, test)
}

/// The same with a seed of its own.
pub(crate) fn each_from<T: std::fmt::Debug>(
    seed: u32,
    cases: u32,
    values: &impl Strategy<Value = T>,
    least: usize,
    test: impl Fn(&T) -> Result<usize, String>,
) -> usize {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let mut bytes = [7; 16];
    bytes[..4].copy_from_slice(&seed.to_le_bytes());
    // The fastest of them without optimization.
    let random = TestRng::from_seed(RngAlgorithm::XorShift, &bytes);
    let compared = Cell::new(0);
    let outcome = TestRunner::new_with_rng(config, random).run(values, |value| {
        let count = test(&value).map_err(TestCaseError::fail)?;
        compared.set(compared.get() + count);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let compared = compared.get();
    assert!(compared >= least, "only {compared} comparisons");
    compared
}
