//! The report that is printed.

use std::{fmt::Write, fs, process::Command, thread};

use crate::{
    arguments::Arguments,
    failure::Failure,
    sources::{BARE_MATCH, BY_HAND, Source},
    workshop::{Taken, Task, Workshop},
};

/// All times of one crate, each with the task and whether a cell was edited before it.
pub(crate) struct Times<'a> {
    pub(crate) source: &'a Source,
    pub(crate) taken: Vec<(Task, bool, Taken)>,
}

impl Times<'_> {
    fn of(&self, task: Task, edited: bool) -> Vec<Taken> {
        let wanted = |one: &&(Task, bool, Taken)| (one.0, one.1) == (task, edited);
        self.taken.iter().filter(wanted).map(|one| one.2).collect()
    }
}

/// The versions, the machine and the date.
pub(crate) fn heading(workshop: &Workshop, arguments: &Arguments) -> Result<String, Failure> {
    let compiler = printed("rustc", &["--version"])?;
    let crates = workshop.versions(&["permit-rs", "thiserror", "serde"])?;
    let date = printed("date", &["--utc", "+%Y-%m-%d"])?;
    let processors = thread::available_parallelism()?;
    let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find(|line| line.starts_with("model name"));
    let model = model
        .and_then(|line| line.split_once(": "))
        .map_or("an unknown processor", |(_, model)| model);
    Ok(format!(
        "{} actions × {} user types, {} rounds, {date}\n{compiler}, {crates}\n{processors} × {model}\n",
        arguments.actions, arguments.user_types, arguments.rounds,
    ))
}

fn printed(program: &str, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new(program).args(arguments).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// One Markdown table for all crates. A ratio compares the minimum processor seconds.
pub(crate) fn table(all: &[Times]) -> String {
    let mut table = String::from(
        "| what is compiled | command | processor s, minimum | median | wall s, minimum | ÷ by hand | ÷ bare match |\n\
         |---|---|---:|---:|---:|---:|---:|\n",
    );
    let ways = Task::ALL.map(|task| [(task, false), (task, true)]);
    for (task, edited) in ways.into_iter().flatten() {
        let reference = |name| {
            let reference = all.iter().find(|times| times.source.name == name);
            reference.map(|times| least(&times.of(task, edited), |one| one.processor))
        };
        let (by_hand, bare_match) = (reference(BY_HAND), reference(BARE_MATCH));
        let state = if edited { "one cell edited" } else { "clean" };
        for times in all {
            let taken = times.of(task, edited);
            let processor = least(&taken, |one| one.processor);
            let ratio = |to: Option<f64>| {
                to.map_or("–".to_owned(), |to| format!("{:.2}", processor / to))
            };
            let _ = writeln!(
                table,
                "| {} | {}, {state} | {processor:.2} | {:.2} | {:.2} | {} | {} |",
                times.source.title,
                task.name(),
                median(&taken),
                least(&taken, |one| one.wall),
                ratio(by_hand),
                ratio(bare_match),
            );
        }
    }
    table
}

fn least(taken: &[Taken], of: fn(&Taken) -> f64) -> f64 {
    taken.iter().map(of).fold(f64::INFINITY, f64::min)
}

/// The median of the processor seconds; for an even number, the greater of the middle two.
fn median(taken: &[Taken]) -> f64 {
    let mut sorted: Vec<_> = taken.iter().map(|one| one.processor).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
