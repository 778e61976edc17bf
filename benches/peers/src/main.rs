//! permit compared with other engines: `cargo run --release`.
//!
//! Every engine in every set-up is asked the same questions, which come from permit's own
//! catalogue. It has to give the same answers as the `match` written by hand before it is measured.
//! Tables are written to standard output, progress to standard error, and plots to `plots/`.

#![forbid(unsafe_code)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "measurements: no value is near 2^52, and none is below zero"
)]

mod callgrind;
mod engines;
mod machine;
mod measure;
mod plot;
mod report;
mod rules;
mod svg;

use std::{alloc::System, env, fs, path::Path};

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use engines::{BY_HAND, SETUPS, Size, deciding};
use measure::Cost;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    if arguments.next().as_deref() == Some("ask") {
        return callgrind::ask(arguments);
    }
    println!("{}", machine::description());
    for size in Size::ALL {
        let (asked, answering) = (agree(size)?, deciding().count());
        println!("{size:?}: all {answering} set-ups answer {asked} questions alike");
    }
    let counting = callgrind::is_here();
    if !counting {
        let missing = "valgrind is missing: no instructions are counted, no plots are drawn";
        println!("\n{missing}");
        eprintln!("{missing}");
    }
    let mut sizes = Vec::new();
    for size in Size::ALL {
        sizes.push((size, costs(size, counting)?));
    }
    let [(_, marketplace), sizes @ ..] = sizes.as_slice() else {
        return Err("there is no catalogue to measure".into());
    };
    println!("\n{}", report::decisions(marketplace)?);
    println!("{}", report::best(marketplace)?);
    println!("{}", report::scaling(sizes));
    if counting {
        let plots = Path::new(env!("CARGO_MANIFEST_DIR")).join("plots");
        fs::create_dir_all(&plots)?;
        fs::write(plots.join("decisions.svg"), plot::bars(marketplace))?;
        fs::write(plots.join("scaling.svg"), plot::lines(sizes))?;
    }
    Ok(())
}

/// Fails if an engine's answer differs from the answer of the `match`.
fn agree(size: Size) -> Result<usize, Failure> {
    let mut by_hand = SETUPS.get(BY_HAND).ok_or("no `match`")?.engine(size)?;
    let questions = 0..by_hand.questions;
    let expected: Vec<_> = questions
        .map(|question| by_hand.engine.decide(question))
        .collect();
    for setup in deciding() {
        let mut ready = setup.engine(size)?;
        for (question, expected) in expected.iter().enumerate() {
            if ready.engine.decide(question) != *expected {
                let (name, how) = (setup.engine_name(), setup.name);
                return Err(
                    format!("{name} ({how}) is wrong in question {question} of {size:?}").into(),
                );
            }
        }
    }
    Ok(expected.len())
}

fn costs(size: Size, counting: bool) -> Result<Vec<Cost>, Failure> {
    let measured = SETUPS.iter().enumerate().map(|(place, setup)| {
        let (name, how) = (setup.engine_name(), setup.name);
        eprintln!("{size:?}, {} of {}: {name}, {how}", place + 1, SETUPS.len());
        let mut ready = setup.engine(size)?;
        let mut cost = measure::cost(&mut ready);
        if counting {
            let questions = callgrind::questions(ready.questions, cost.mixed);
            cost.instructions = Some(callgrind::count(place, size, questions)?);
        }
        Ok(cost)
    });
    measured.collect()
}
