//! The origin of the numbers: the versions of the engines and of rustc, and the machine.

use std::{fs, process::Command, thread};

use crate::engines::SETUPS;

/// Everything that the numbers depend on, in a few lines.
pub(crate) fn description() -> String {
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "engines: {}\ncompiler: {}\nmachine: {}, {cores} cores, load {} at the beginning\n",
        versions(),
        compiler(),
        processor().unwrap_or_else(|| "an unknown processor".into()),
        load().unwrap_or_else(|| "not known".into()),
    )
}

/// The versions of the engines, read from `Cargo.lock`.
fn versions() -> String {
    let lock = include_str!("../Cargo.lock");
    let mut named: Vec<&str> = SETUPS.iter().map(|setup| setup.package).collect();
    named.dedup();
    let versions = named
        .iter()
        .filter(|package| !package.is_empty())
        .map(|package| {
            let entry = format!("name = \"{package}\"\nversion = \"");
            let entry = lock.split(&entry).nth(1);
            let version = entry.and_then(|entry| entry.split('"').next());
            format!("{package} {}", version.unwrap_or("of unknown version"))
        });
    versions.collect::<Vec<_>>().join(", ")
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    said.unwrap_or_else(|_| "rustc is not in the path".into())
}

fn processor() -> Option<String> {
    let known = fs::read_to_string("/proc/cpuinfo").ok()?;
    let model = known.lines().find(|line| line.starts_with("model name"))?;
    Some(model.split_once(':')?.1.trim().to_owned())
}

/// The average number of runnable programs in the last minute: how busy the machine was.
fn load() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    Some(load.split_whitespace().next()?.to_owned())
}
