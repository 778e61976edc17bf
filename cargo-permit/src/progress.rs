//! How far cargo is, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on stderr, with one step for each package. It is hidden if stderr is not a terminal, and it
/// disappears with the work.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for about so many `packages`.
    pub(crate) fn new(doing: &'static str, packages: usize) -> Self {
        let bar = ProgressBar::new(packages.try_into().unwrap_or(u64::MAX));
        let style = "{spinner} {prefix} [{bar:24}] {pos}/{len} {msg}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_prefix(doing);
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// `done` packages are finished.
    pub(crate) fn done(&self, done: usize) {
        self.0.set_position(done.try_into().unwrap_or(u64::MAX));
    }

    /// Where the line of the bar says what cargo does now.
    pub(crate) fn now(&self) -> impl Fn(&str) + Send + 'static {
        let bar = self.0.clone();
        move |line| bar.set_message(line.trim().to_owned())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
