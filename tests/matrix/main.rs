//! The permission matrix: a catalogue in words, compared, searched and committed.
//!
//! - [`shop`]: a small application with every form of an action;
//! - [`cells`]: what a cell means, and how it is written;
//! - [`differences`]: what is different between two matrices;
//! - [`documents`]: Markdown, TSV, JSON and HTML;
//! - [`lints`]: what may be a mistake;
//! - [`committed`]: the files of `assert_matrix!` and `assert_routes!`.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]
#![allow(clippy::too_many_lines, reason = "tables of cases")]

mod cells;
mod committed;
mod differences;
mod documents;
mod lints;
mod shop;
