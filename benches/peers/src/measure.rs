//! Measures time by the clock and allocations by a counting allocator, in this process. For
//! instructions, the program runs itself under callgrind.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use permit_benches::requests;
use stats_alloc::Region;

use crate::{
    ALLOCATOR,
    engines::{Engine, Ready},
};

/// How long the time of an engine is measured, and the minimum of rounds, unless they take too
/// long.
const LONG_ENOUGH: Duration = Duration::from_millis(300);
const OFTEN_ENOUGH: usize = 3;
const TOO_LONG: Duration = Duration::from_secs(1);

/// The length of a part of the list that is timed separately. It is shorter than the time for which
/// a busy machine lets a program run without interruption.
const STRETCH: Duration = Duration::from_millis(1);

/// The longest list of questions: longer than the branch predictor of a processor can memorize.
const MANY: usize = 100_000;

/// An engine that takes more nanoseconds than this per decision is asked each question once per
/// round. A faster engine is asked the whole list.
const SLOW: f64 = 1e3;

/// The cost of one decision: nanoseconds in two orders of the questions, instructions, allocations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// With shuffled questions, so the next question is about another action.
    pub(crate) mixed: f64,
    /// With the questions action by action, as a handler asks them.
    pub(crate) by_action: f64,
    /// Instructions, if they are counted.
    pub(crate) instructions: Option<f64>,
    /// The number of requests for memory from the heap.
    pub(crate) allocations: f64,
}

/// Measures one engine with one catalogue.
pub(crate) fn cost(ready: &mut Ready) -> Cost {
    let once = shuffled(ready.questions);
    let allocations = allocations(&mut *ready.engine, &once);
    let estimate = estimate(&mut *ready.engine, &once);
    let mut list = if estimate > SLOW { once } else { many(&once) };
    let mixed = nanoseconds(&mut *ready.engine, &list, estimate);
    list.sort_by_key(|question| question / ready.questions_an_action);
    Cost {
        mixed,
        by_action: nanoseconds(&mut *ready.engine, &list, mixed),
        instructions: None,
        allocations,
    }
}

/// Each question once, always in the same order.
pub(crate) fn shuffled(questions: usize) -> Vec<usize> {
    let mut once: Vec<_> = (0..questions).collect();
    requests::shuffle(&mut once);
    once
}

/// Every question equally often.
fn many(once: &[usize]) -> Vec<usize> {
    let mut many: Vec<_> = once.iter().copied().cycle().take(MANY).collect();
    requests::shuffle(&mut many);
    many
}

/// The best of some rounds, because a disturbance only makes a measurement longer. The best is
/// taken for each short part of the list: a busy machine disturbs every long part, which would make
/// slow engines appear even slower.
fn nanoseconds(engine: &mut dyn Engine, questions: &[usize], estimate: f64) -> f64 {
    let stretches = questions.len() as f64 * estimate / STRETCH.as_secs_f64() / 1e9;
    let stretch = (questions.len() as f64 / stretches.max(1.0)).max(1.0) as usize;
    let stretches = || questions.chunks(stretch);
    let mut best = vec![f64::INFINITY; stretches().len()];
    let begun = Instant::now();
    let mut rounds = 0;
    while begun.elapsed() < LONG_ENOUGH || (rounds < OFTEN_ENOUGH && begun.elapsed() < TOO_LONG) {
        for (questions, best) in stretches().zip(&mut best) {
            let started = Instant::now();
            black_box(engine.decide_all(black_box(questions)));
            *best = best.min(started.elapsed().as_secs_f64());
        }
        rounds += 1;
    }
    best.iter().sum::<f64>() * 1e9 / questions.len() as f64
}

/// An estimate of the nanoseconds per decision: all questions once.
fn estimate(engine: &mut dyn Engine, questions: &[usize]) -> f64 {
    let started = Instant::now();
    black_box(engine.decide_all(black_box(questions)));
    started.elapsed().as_secs_f64() * 1e9 / questions.len() as f64
}

fn allocations(engine: &mut dyn Engine, questions: &[usize]) -> f64 {
    let region = Region::new(ALLOCATOR);
    black_box(engine.decide_all(black_box(questions)));
    let change = region.change();
    (change.allocations + change.reallocations) as f64 / questions.len() as f64
}
