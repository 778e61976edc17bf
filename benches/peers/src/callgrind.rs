//! Counts instructions. This program runs itself under callgrind, which counts inside one function
//! only, so neither the set-up of an engine nor its first answers are counted.

use std::{
    env,
    hint::black_box,
    process::{Command, Stdio},
};

use crate::{
    Failure,
    engines::{Engine, SETUPS, Size},
    measure,
};

/// An engine that takes more nanoseconds than this for all questions is asked a sample.
const AFFORDABLE: f64 = 3e7;

/// The number of questions in a sample.
const SAMPLE: usize = 64;

/// Whether valgrind is installed. callgrind is one of its tools.
pub(crate) fn is_here() -> bool {
    let mut command = Command::new("valgrind");
    command.arg("--version").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// How many questions an engine is asked for the count, given the nanoseconds per decision.
pub(crate) fn questions(all: usize, nanoseconds: f64) -> usize {
    if nanoseconds * all as f64 > AFFORDABLE {
        SAMPLE.min(all)
    } else {
        all
    }
}

/// Instructions per decision.
pub(crate) fn count(place: usize, size: Size, questions: usize) -> Result<f64, Failure> {
    let size = Size::ALL.iter().position(|one| *one == size);
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg("--toggle-collect=*counted_by_callgrind*")
        .arg(env::current_exe()?)
        .arg("ask")
        .args([place, size.unwrap_or_default(), questions].map(|number| number.to_string()))
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let after = said.split("Collected : ").nth(1);
    let count = after.and_then(|rest| rest.split_whitespace().next());
    match count.map(str::parse::<u64>) {
        Some(Ok(count)) if output.status.success() && count > 0 => {
            Ok(count as f64 / questions as f64)
        }
        _ => Err(format!("callgrind did not count: {said}").into()),
    }
}

/// The task of this program under callgrind: it asks one engine. The first round is not counted,
/// because some engines prepare themselves when they are first asked.
pub(crate) fn ask(mut arguments: impl Iterator<Item = String>) -> Result<(), Failure> {
    let mut number = || -> Result<usize, Failure> {
        let argument = arguments.next().ok_or("ask SET-UP CATALOGUE QUESTIONS")?;
        Ok(argument.parse()?)
    };
    let (place, size, questions) = (number()?, number()?, number()?);
    let size = *Size::ALL.get(size).ok_or("no such catalogue")?;
    let setup = SETUPS.get(place).ok_or("no such set-up")?;
    let mut ready = setup.engine(size)?;
    let list = measure::shuffled(ready.questions);
    let list = list.get(..questions).ok_or("too many questions")?;
    black_box(ready.engine.decide_all(black_box(list)));
    black_box(counted_by_callgrind(&mut *ready.engine, black_box(list)));
    Ok(())
}

/// The function in which callgrind counts. callgrind finds it by its name.
#[inline(never)]
fn counted_by_callgrind(engine: &mut dyn Engine, questions: &[usize]) -> usize {
    engine.decide_all(questions)
}
