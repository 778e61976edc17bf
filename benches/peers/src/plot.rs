//! The plots, on logarithmic scales: the cost of a decision as bars, and its growth as lines.

use crate::{
    engines::{SETUPS, Setup, Size},
    measure::Cost,
    report::number,
    svg::{Anchor, Drawing, WIDTH},
};

/// The label of the scale of instructions.
const SCALE: &str = "instructions per decision, logarithmic";

fn label(setup: &Setup) -> String {
    format!("{}, {}", setup.engine_name(), setup.name)
}

/// The class of a set-up's colour.
fn colour(setup: &Setup) -> &'static str {
    match setup.engine_name() {
        "no library" => "by-hand",
        name => name,
    }
}

/// The set-ups of an engine are adjacent, with the best one first and the plain one last.
fn is_best(place: usize) -> bool {
    place.checked_sub(1).and_then(package) != package(place)
}

fn is_plain(place: usize) -> bool {
    let mine = package(place);
    package(place + 1) != mine && !matches!(mine, Some("" | "permit-rs"))
}

fn package(place: usize) -> Option<&'static str> {
    SETUPS.get(place).map(|setup| setup.package)
}

/// A logarithmic scale from one to a power of ten.
struct Scale {
    powers: Vec<f64>,
    length: f64,
}

impl Scale {
    fn new(costs: impl Iterator<Item = Cost>, length: f64) -> Self {
        let counts = costs.filter_map(|cost| cost.instructions);
        let most = counts.fold(10.0, f64::max);
        let mut powers = vec![1.0];
        let mut power = 1.0;
        while power < most {
            power *= 10.0;
            powers.push(power);
        }
        Self { powers, length }
    }

    fn of(&self, count: f64) -> f64 {
        let most = self.powers.last().copied().unwrap_or(10.0);
        count.max(1.0).log10() / most.log10() * self.length
    }
}

/// A power of ten, as the label of an axis.
fn tick(power: f64) -> String {
    let text = number(power);
    text.split('.').next().unwrap_or_default().to_owned()
}

/// Instructions per decision, one bar per set-up.
pub(crate) fn bars(costs: &[Cost]) -> String {
    let (left, top, bar) = (330.0, 78.0, 22.0);
    let rows = SETUPS.len() as f64;
    let bottom = top + bar * rows;
    let scale = Scale::new(costs.iter().copied(), WIDTH - left - 80.0);
    let mut drawing = Drawing::new(bottom + 60.0, "The cost of a decision, in instructions");
    let legend = [
        ("permit", "permit"),
        ("by-hand", "no library"),
        ("gatehouse", "an engine's best set-up"),
        ("gatehouse pale", "its others (one colour per engine)"),
    ];
    let mut x = left;
    for (class, text) in legend {
        drawing.bar(class, (x, 43.0), (12.0, 12.0));
        drawing.text("faint", (x + 18.0, 54.0), Anchor::Start, text);
        x += 34.0 + text.len() as f64 * 7.0;
    }
    for power in &scale.powers {
        let x = left + scale.of(*power);
        drawing.line("grid faint", &[(x, top - 6.0), (x, bottom)]);
        let below = (x, bottom + 18.0);
        drawing.text("faint", below, Anchor::Middle, tick(*power));
    }
    let middle = left + scale.length / 2.0;
    drawing.text("faint", (middle, bottom + 42.0), Anchor::Middle, SCALE);
    let mut y = top;
    for (place, (setup, cost)) in SETUPS.iter().zip(costs).enumerate() {
        let base = y + bar * 0.6;
        drawing.text("ink", (left - 8.0, base), Anchor::End, label(setup));
        if let Some(count) = cost.instructions {
            let pale = if is_best(place) { "" } else { " pale" };
            let class = format!("{}{pale}", colour(setup));
            drawing.bar(&class, (left, y), (scale.of(count), bar - 6.0));
            let end = (left + scale.of(count) + 6.0, base);
            drawing.text("ink", end, Anchor::Start, number(count));
        }
        y += bar;
    }
    drawing.finish()
}

/// Instructions per decision, by the number of actions: each engine's best set-up and its plain
/// one.
pub(crate) fn lines(costs: &[(Size, Vec<Cost>)]) -> String {
    let (left, right, top, bottom) = (130.0, WIDTH - 390.0, 60.0, 520.0);
    let all = costs.iter().flat_map(|(_, costs)| costs.iter().copied());
    let scale = Scale::new(all, bottom - top);
    let steps = costs.len().saturating_sub(1).max(1) as f64;
    let across = |place: usize| left + place as f64 / steps * (right - left);
    let title = "The cost of a decision, by the number of actions";
    let mut drawing = Drawing::new(bottom + 66.0, title);
    for power in &scale.powers {
        let y = bottom - scale.of(*power);
        drawing.line("grid faint", &[(left, y), (right, y)]);
        drawing.text("faint", (left - 8.0, y + 4.0), Anchor::End, tick(*power));
    }
    drawing.upward((24.0, f64::midpoint(top, bottom)), SCALE);
    for (place, (size, _)) in costs.iter().enumerate() {
        let below = (across(place), bottom + 22.0);
        drawing.text("faint", below, Anchor::Middle, size.actions());
    }
    let below = (f64::midpoint(left, right), bottom + 46.0);
    drawing.text("faint", below, Anchor::Middle, "actions, logarithmic");
    let ends = SETUPS.iter().enumerate().filter_map(|(place, setup)| {
        let end = costs.last()?.1.get(place)?.instructions?;
        (is_best(place) || is_plain(place)).then_some((place, setup, end))
    });
    let mut ends: Vec<_> = ends.collect();
    ends.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut key = top + 4.0;
    for (place, setup, _) in ends {
        let dashed = if is_best(place) { "" } else { " dashed" };
        let class = format!("{}{dashed}", colour(setup));
        let points = costs.iter().enumerate().filter_map(|(size, (_, costs))| {
            let count = costs.get(place)?.instructions?;
            Some((across(size), bottom - scale.of(count)))
        });
        drawing.line(&class, &points.collect::<Vec<_>>());
        drawing.line(&class, &[(right + 30.0, key), (right + 58.0, key)]);
        let beside = (right + 66.0, key + 4.0);
        drawing.text("ink", beside, Anchor::Start, label(setup));
        key += 24.0;
    }
    drawing.text(
        "faint",
        (right + 30.0, key + 10.0),
        Anchor::Start,
        "solid lines: best set-up, dashed: plain",
    );
    drawing.finish()
}
