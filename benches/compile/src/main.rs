//! Compile time of a catalogue: `cargo run --release`, and `-- --help` for the options.
//!
//! The same rules are written as permit's tables, as the code that permit's macros write, and as
//! one bare `match` per action. thiserror and serde are there for comparison. Each crate is
//! compiled with cargo's defaults: clean, with its dependencies already built, and again after one
//! cell was edited. Every round compiles each crate once, and each round begins with another crate,
//! so a disturbance of the machine affects all crates alike.

#![forbid(unsafe_code)]

mod agreement;
mod arguments;
mod expansion;
mod failure;
mod report;
mod rules;
mod sources;
mod workshop;

use std::process;

use arguments::Arguments;
use failure::Failure;
use report::Times;
use rules::INLINE;
use sources::{BY_HAND, SOURCES};
use workshop::{Task, Workshop};

fn main() -> Result<(), Failure> {
    if let Some(code) = workshop::stand_in() {
        process::exit(code?);
    }
    let Some(arguments) = Arguments::read()? else {
        println!("{}", arguments::HELP);
        return Ok(());
    };
    measure(&arguments)
}

fn measure(arguments: &Arguments) -> Result<(), Failure> {
    let wanted = SOURCES.iter().filter(|one| arguments.wants(one.name));
    let sources: Vec<_> = wanted.collect();
    let workshop = Workshop::open(&sources, arguments)?;
    for source in &sources {
        workshop.write(source.name, &source.text(arguments, false))?;
    }
    if arguments.wants(INLINE) && arguments.wants(BY_HAND) {
        let lines = agreement::check(&workshop)?;
        println!("The macros and the expansion by hand agree in {lines} lines of code.\n");
    }
    if arguments.rounds == 0 {
        return Ok(());
    }
    let mut all = Vec::new();
    for source in sources {
        // Builds the dependencies.
        for task in Task::ALL {
            workshop.compile(task, source.name)?;
        }
        let taken = Vec::new();
        all.push(Times { source, taken });
    }
    println!("{}", report::heading(&workshop, arguments)?);
    let count = all.len();
    for round in 0..arguments.rounds {
        for place in 0..count {
            eprint!(
                "\rround {} of {}, crate {} of {count}",
                round + 1,
                arguments.rounds,
                place + 1
            );
            if let Some(times) = all.get_mut((round + place) % count) {
                once(&workshop, arguments, times)?;
            }
        }
    }
    eprintln!();
    println!("{}", report::table(&all));
    Ok(())
}

/// Compiles one crate in every way.
fn once(workshop: &Workshop, arguments: &Arguments, times: &mut Times) -> Result<(), Failure> {
    let name = times.source.name;
    for task in Task::ALL {
        workshop.clean(name)?;
        for edited in [false, true] {
            workshop.write(name, &times.source.text(arguments, edited))?;
            let taken = workshop.compile(task, name)?;
            times.taken.push((task, edited, taken));
        }
    }
    Ok(())
}
