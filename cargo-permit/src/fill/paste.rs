//! One more row for a table, in the style of its rows.
//!
//! Nothing is changed but for what is inserted: comments, spaces and other rows stay as they are.

use super::table::{Row, Table};

/// The row to write.
pub(crate) struct New<'a> {
    pub(crate) name: &'a str,
    pub(crate) rule: &'a str,
    /// What the row is behind, because the user type or the role is: `#[cfg(feature = "beta")]`.
    pub(crate) cfgs: &'a [String],
}

/// What is inserted at which byte.
pub(crate) type Insertion = (usize, String);

/// Inserts `new` behind the last row of `table` in `source`.
pub(crate) fn paste(source: &str, table: &Table, new: &New) -> Vec<Insertion> {
    let Some(last) = table.rows.last() else {
        return vec![first_row(source, table, new)];
    };
    let indented = table
        .rows
        .iter()
        .find(|row| line(source, row) == line(source, last));
    if let Some(indentation) = indented.and_then(|row| indentation(source, row.bytes.start)) {
        return own_line(source, table, last, indentation, new);
    }
    let behind = source.get(last.bytes.end..table.inside.end);
    if behind.is_some_and(|behind| behind.contains('\n')) {
        let deeper = format!("{}    ", spaces(source, last.bytes.start));
        return own_line(source, table, last, &deeper, new);
    }
    let row = one_line(new);
    match last.comma {
        Some(end) => vec![(end, format!(" {row},"))],
        None => vec![(last.bytes.end, format!(", {row}"))],
    }
}

/// The row on a line of its own, below the line of `last`.
fn own_line(
    source: &str,
    table: &Table,
    last: &Row,
    indentation: &str,
    new: &New,
) -> Vec<Insertion> {
    let width = aligned(source, table).unwrap_or_default();
    let head = format!("{:width$}", new.name.to_owned() + " ");
    let comma = if last.comma.is_some() { "," } else { "" };
    let line_break = format!("{}{indentation}", line_break(source, last.bytes.start));
    let row = format!("{head}=> {}{comma}", new.rule);
    let lines = new.cfgs.iter().map(String::as_str).chain([row.as_str()]);
    let lines = lines.fold(String::new(), |lines, line| lines + &line_break + line);
    let end = last.comma.unwrap_or(last.bytes.end);
    let mut insertions = Vec::new();
    if last.comma.is_none() {
        insertions.push((end, ",".to_owned()));
    }
    insertions.push((end_of_line(source, end, table.inside.end), lines));
    insertions
}

/// The row of a table that has none.
fn first_row(source: &str, table: &Table, new: &New) -> Insertion {
    let start = table.inside.start;
    let row = one_line(new);
    let inside = source.get(table.inside.clone()).unwrap_or_default();
    let braces = source
        .get(..start)
        .is_some_and(|before| before.ends_with('{'));
    if inside.contains('\n') {
        let line_break = if inside.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let indentation = spaces(source, start);
        return (start, format!("{line_break}{indentation}    {row},"));
    }
    match (braces, inside.is_empty()) {
        (true, true) => (start, format!(" {row} ")),
        (true, false) => (start, format!(" {row}")),
        (false, _) => (start, row),
    }
}

fn one_line(new: &New) -> String {
    let cfgs = new
        .cfgs
        .iter()
        .fold(String::new(), |cfgs, cfg| cfgs + cfg + " ");
    format!("{cfgs}{} => {}", new.name, new.rule)
}

/// The characters from the head of a row to its `=>`, if the rows are aligned there by more than one space.
fn aligned(source: &str, table: &Table) -> Option<usize> {
    let mut widths = table.rows.iter().filter_map(|row| {
        indentation(source, row.head)?;
        let head = source.get(row.head..row.arrow)?;
        let padded = head.ends_with("  ") && !head.contains('\n');
        padded.then(|| head.chars().count())
    });
    let first = widths.next()?;
    widths.all(|width| width == first).then_some(first)
}

/// Where the line of a row begins.
fn line(source: &str, row: &Row) -> usize {
    line_start(source, row.bytes.start)
}

fn line_start(source: &str, place: usize) -> usize {
    let before = source.get(..place).unwrap_or_default();
    before.rfind('\n').map_or(0, |line_break| line_break + 1)
}

/// The spaces in front of `place`, if it is the first on its line.
fn indentation(source: &str, place: usize) -> Option<&str> {
    let before = source.get(line_start(source, place)..place)?;
    before
        .chars()
        .all(|one| matches!(one, ' ' | '\t'))
        .then_some(before)
}

/// The spaces at the start of the line of `place`.
fn spaces(source: &str, place: usize) -> &str {
    let line = source.get(line_start(source, place)..).unwrap_or_default();
    let text = line.trim_start_matches([' ', '\t']);
    line.strip_suffix(text).unwrap_or_default()
}

/// The line break in front of the line of `place`.
fn line_break(source: &str, place: usize) -> &'static str {
    let before = source.get(..line_start(source, place)).unwrap_or_default();
    if before.ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    }
}

/// The end of the line of `from`, behind the comments that begin on it, but not beyond `limit`. Between
/// the two are only spaces and comments.
fn end_of_line(source: &str, from: usize, limit: usize) -> usize {
    let rest = source.get(from..limit).unwrap_or_default();
    let mut end = 0;
    let mut at = 0;
    while let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('\n') || rest.starts_with("\r\n") {
            return from + at;
        }
        let length = if rest.starts_with("//") {
            let comment = rest.lines().next().unwrap_or_default();
            comment.len()
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at += length;
        end = at;
    }
    from + end
}

/// The length of the comment at the start of `rest`, with the comments inside of it.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}
