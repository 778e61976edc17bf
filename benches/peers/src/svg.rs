//! Draws an SVG that is readable on a light and on a dark background, without a library.

use std::fmt::Display;

/// The width of every drawing.
pub(crate) const WIDTH: f64 = 960.0;

/// The colours: a class, its colour on a light background, and its colour on a dark one.
const COLOURS: [(&str, &str, &str); 11] = [
    ("ground", "#ffffff", "#12161d"),
    ("ink", "#1c2430", "#e6eaf0"),
    ("faint", "#5b6677", "#98a2b3"),
    ("permit", "#0f7a55", "#34d399"),
    ("by-hand", "#5b6677", "#a7b0be"),
    ("gatehouse", "#2563eb", "#60a5fa"),
    ("casbin", "#c2410c", "#fb923c"),
    ("regorus", "#7c3aed", "#a78bfa"),
    ("cedar", "#8a6100", "#facc15"),
    ("biscuit", "#be185d", "#f472b6"),
    ("oso", "#0e7490", "#22d3ee"),
];

/// A drawing in progress.
pub(crate) struct Drawing {
    elements: Vec<String>,
    height: f64,
}

/// The part of a text that is at its position.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Drawing {
    pub(crate) fn new(height: f64, title: &str) -> Self {
        let style = |dark: bool| -> String {
            let classes = COLOURS.iter().map(|(class, on_light, on_dark)| {
                let colour = if dark { on_dark } else { on_light };
                format!(".{class}{{fill:{colour}}}.line.{class}{{fill:none;stroke:{colour}}}\n")
            });
            classes.collect()
        };
        let (light, dark) = (style(false), style(true));
        let mut drawing = Self {
            elements: vec![format!(
                "<title>{title}</title>\n<style>\n{light}.line{{stroke-width:2}}\
                 .grid{{stroke-width:1;opacity:.3}}.dashed{{stroke-dasharray:5 4}}\
                 .pale{{opacity:.45}}\n\
                 @media (prefers-color-scheme: dark) {{\n{dark}}}\n</style>\n\
                 <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\"/>\n"
            )],
            height,
        };
        drawing.text("ink", (16.0, 28.0), Anchor::Start, title);
        drawing
    }

    pub(crate) fn text(
        &mut self,
        class: &str,
        (x, y): (f64, f64),
        anchor: Anchor,
        text: impl Display,
    ) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.elements.push(format!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>\n"
        ));
    }

    pub(crate) fn bar(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.elements.push(format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>\n"
        ));
    }

    pub(crate) fn line(&mut self, class: &str, points: &[(f64, f64)]) {
        let points = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
        let points = points.collect::<Vec<_>>().join(" ");
        self.elements.push(format!(
            "<polyline class=\"line {class}\" points=\"{points}\"/>\n"
        ));
    }

    /// The label of a vertical axis, at its middle.
    pub(crate) fn upward(&mut self, (x, y): (f64, f64), text: &str) {
        self.elements.push(format!(
            "<text class=\"faint\" text-anchor=\"middle\" \
             transform=\"translate({x:.1} {y:.1}) rotate(-90)\">{text}</text>\n"
        ));
    }

    pub(crate) fn finish(self) -> String {
        let (body, height) = (self.elements.concat(), self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\">\n{body}</svg>\n"
        )
    }
}
