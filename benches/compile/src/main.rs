//! What a catalogue costs to compile: `cargo run --release`, and `-- --help` for more.
//!
//! The same rules are written down as permit's tables, as what permit's macros make of them, and as
//! a bare `match` for each action; thiserror and serde show what people are used to. Each crate is
//! compiled clean, with its dependencies built before, and once more after one cell was edited, as
//! cargo does it by default. Whatever disturbs the machine meets all of them alike: every round
//! compiles each once, and the next round begins with another.

#![forbid(unsafe_code)]

mod agreement;
mod arguments;
mod expansion;
mod report;
mod sources;
mod workshop;

use std::process;

use arguments::Arguments;
use report::Times;
use sources::{BY_HAND, INLINE, SOURCES};
use workshop::{Task, Workshop};

type Failure = Box<dyn std::error::Error>;

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
        println!("Macros and hand agree in {lines} lines of code.\n");
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
