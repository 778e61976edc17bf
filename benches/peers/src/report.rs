//! The tables that are printed, in Markdown. The ratios to permit's `can` come first.

use crate::{
    Failure,
    engines::{NOTHING_DECIDED, PERMIT, SETUPS, Setup, Size},
    measure::Cost,
};

/// The table of the marketplace's questions.
pub(crate) fn decisions(costs: &[Cost]) -> Result<String, Failure> {
    let permit = costs.get(PERMIT).ok_or("permit was not measured")?;
    let mut table = head(&[
        "engine",
        "set-up",
        "instructions ÷ permit's",
        "time ÷ permit's",
        "instructions",
        "ns, mixed",
        "ns, by action",
        "allocations",
    ]);
    for (setup, cost) in SETUPS.iter().zip(costs) {
        table.push_str(&row(&[
            setup.engine_name().to_owned(),
            setup.name.to_owned(),
            ratio(cost.instructions, permit.instructions),
            ratio(Some(cost.mixed), Some(permit.mixed)),
            dash_or(cost.instructions),
            number(cost.mixed),
            number(cost.by_action),
            number(cost.allocations),
        ]));
    }
    Ok(table)
}

/// The table of the best set-up of each engine: the one with the fewest instructions, or with the
/// shortest time if instructions were not counted.
pub(crate) fn best(costs: &[Cost]) -> Result<String, Failure> {
    let permit = costs.get(PERMIT).ok_or("permit was not measured")?;
    let dispatch = costs
        .get(NOTHING_DECIDED)
        .and_then(|cost| cost.instructions);
    let beyond = |cost: &Cost| Some(cost.instructions? - dispatch?);
    let mut best: Vec<(&Setup, &Cost)> = Vec::new();
    for (setup, cost) in SETUPS.iter().zip(costs) {
        if matches!(setup.package, "" | "permit-rs") {
            continue;
        }
        let known = best
            .iter_mut()
            .find(|(known, _)| known.package == setup.package);
        match known {
            Some(known) if price(cost) < price(known.1) => *known = (setup, cost),
            Some(_) => {}
            None => best.push((setup, cost)),
        }
    }
    best.sort_by(|one, other| price(one.1).total_cmp(&price(other.1)));
    let mut table = head(&[
        "engine",
        "best set-up",
        "instructions ÷ permit's",
        "the same, without the dispatch",
        "time ÷ permit's, mixed",
        "time ÷ permit's, by action",
    ]);
    for (setup, cost) in best {
        table.push_str(&row(&[
            setup.engine_name().to_owned(),
            setup.name.to_owned(),
            ratio(cost.instructions, permit.instructions),
            ratio(beyond(cost), beyond(permit)),
            ratio(Some(cost.mixed), Some(permit.mixed)),
            ratio(Some(cost.by_action), Some(permit.by_action)),
        ]));
    }
    Ok(table)
}

fn price(cost: &Cost) -> f64 {
    cost.instructions.unwrap_or(cost.mixed)
}

/// The table of instructions and time by the number of actions.
pub(crate) fn scaling(costs: &[(Size, Vec<Cost>)]) -> String {
    let mut titles = vec!["engine".to_owned(), "set-up".to_owned()];
    for unit in ["instructions", "ns"] {
        let of_size = |(size, _): &(Size, _)| format!("{unit}, {} actions", size.actions());
        titles.extend(costs.iter().map(of_size));
    }
    let titles: Vec<_> = titles.iter().map(String::as_str).collect();
    let mut table = head(&titles);
    for (place, setup) in SETUPS.iter().enumerate() {
        let mut cells = vec![setup.engine_name().to_owned(), setup.name.to_owned()];
        let of_setup = || costs.iter().filter_map(|(_, costs)| costs.get(place));
        cells.extend(of_setup().map(|cost| dash_or(cost.instructions)));
        cells.extend(of_setup().map(|cost| number(cost.mixed)));
        table.push_str(&row(&cells));
    }
    table
}

fn head(titles: &[&str]) -> String {
    let side = |(place, _)| if place < 2 { "---" } else { "---:" };
    let sides: Vec<_> = titles.iter().enumerate().map(side).collect();
    format!("{}{}", row(titles), row(&sides))
}

fn row<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<_> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn ratio(theirs: Option<f64>, ours: Option<f64>) -> String {
    match theirs.zip(ours) {
        Some((theirs, ours)) => format!("{} ×", number(theirs / ours)),
        None => "–".into(),
    }
}

fn dash_or(count: Option<f64>) -> String {
    count.map_or_else(|| "–".into(), number)
}

/// Three significant digits, and commas in large numbers.
pub(crate) fn number(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.2}");
    }
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
