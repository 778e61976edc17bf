//! What the commands print.

use std::{fmt::Write as _, time::SystemTime};

use permit_live::{Change, Held, Kind, Process, Status};
use serde_json::{Value, json};

use crate::domain::Moment;

/// What is opened and blocked, and the processes that obey.
pub(super) fn status(status: &Status, as_json: bool) -> String {
    if as_json {
        let entries: Vec<_> = status.entries.iter().map(entry_json).collect();
        let processes: Vec<_> = status.processes.iter().map(process_json).collect();
        return pretty(&json!({
            "environment": status.environment,
            "revision": status.revision,
            "entries": entries,
            "processes": processes,
        }));
    }
    let mut text = format!(
        "policy of `{}`, change {}\n",
        status.environment, status.revision
    );
    if status.entries.is_empty() {
        text.push_str("nothing is opened or blocked: the code alone decides\n");
    }
    for entry in &status.entries {
        text.push_str(&line(entry));
    }
    for process in &status.processes {
        let age = age(process.seen);
        let (name, version, applied) = (&process.name, &process.version, process.applied);
        let _ = write!(
            text,
            "process {name} {version}: obeys change {applied}, seen {age} s ago"
        );
        text.push_str(
            &process
                .alarm
                .as_ref()
                .map_or_else(String::new, |alarm| format!("; {alarm}")),
        );
        text.push('\n');
    }
    text.trim_end().to_owned()
}

fn line(entry: &Held) -> String {
    let until = entry.until.map_or_else(
        || "until it is lifted".to_owned(),
        |end| format!("until {}", Moment::from(end)),
    );
    let mut text = format!("{:<5} {} {until}", entry.kind.word(), entry.name);
    if let Some(rule) = &entry.rule {
        let over = entry.over.as_deref().unwrap_or_default();
        let _ = write!(text, ": `{rule}` over `{over}`");
    }
    let at = Moment::from(entry.at);
    let _ = write!(
        text,
        "\n      {}; by {} at {at}: {}\n",
        entry.standing, entry.actor, entry.reason
    );
    if let Some(message) = &entry.message {
        let _ = writeln!(text, "      tells callers: {message}");
    }
    text
}

/// The changes, the latest first.
pub(super) fn history(changes: &[Change], as_json: bool) -> String {
    if as_json {
        let changes = changes.iter().map(change_json).collect();
        return pretty(&Value::Array(changes));
    }
    if changes.is_empty() {
        return "nothing was changed so far".to_owned();
    }
    let mut text = String::new();
    for change in changes {
        let (revision, at) = (change.revision, Moment::from(change.at));
        let _ = writeln!(
            text,
            "{revision:>4}  {at}  {}: {}",
            change.actor, change.reason
        );
        for one in &change.operations {
            let (was, now) = (value(one.was.as_deref()), value(one.now.as_deref()));
            let _ = writeln!(text, "      {} {}: {was} -> {now}", one.kind, one.name);
        }
    }
    text.trim_end().to_owned()
}

fn value(value: Option<&str>) -> &str {
    match value {
        None => "nothing",
        Some(value) => value,
    }
}

fn entry_json(entry: &Held) -> Value {
    json!({
        "kind": entry.kind.word(),
        "name": entry.name,
        "standing": entry.standing.to_string(),
        "rule": entry.rule,
        "over": entry.over,
        "message": entry.message,
        "until": entry.until.map(|end| Moment::from(end).seconds()),
        "actor": entry.actor,
        "reason": entry.reason,
        "at": Moment::from(entry.at).seconds(),
        "opens_beyond_code": entry.kind == Kind::Open,
    })
}

fn process_json(process: &Process) -> Value {
    json!({
        "name": process.name,
        "version": process.version,
        "applied": process.applied,
        "seen_seconds_ago": age(process.seen),
        "alarm": process.alarm,
    })
}

fn change_json(change: &Change) -> Value {
    let operations = change
        .operations
        .iter()
        .map(|one| json!({ "kind": one.kind, "name": one.name, "was": one.was, "now": one.now }));
    json!({
        "revision": change.revision,
        "at": Moment::from(change.at).seconds(),
        "actor": change.actor,
        "reason": change.reason,
        "operations": operations.collect::<Vec<_>>(),
    })
}

fn age(seen: SystemTime) -> u64 {
    SystemTime::now()
        .duration_since(seen)
        .map_or(0, |age| age.as_secs())
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
