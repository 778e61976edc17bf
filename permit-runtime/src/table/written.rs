//! What a table says in words, as one constant text.
//!
//! A pointer in a constant takes 8 bytes of a program and 24 more of relocations, so a table has one text
//! instead of one for each of its words:
//!
//! ```text
//! edit_item
//! EditItem
//! Changes an item.
//! Item
//! owner
//! owner && in_region
//! 2468
//! ```
//!
//! These lines are the key, the name, the description, the type of the context, the distinct conditions of
//! its rules, and the rows. A row is a number for each user type, in the order of the enum: how far the line
//! of its row is from that of the user type before, times the number of choices, plus the choice. Choice 0
//! is a rule without conditions; the words of the table tell `deny` from `allow`. A distance is `0, -1, 1, -2, 2, …`, and a
//! digit has five bits, the lowest first: `'0' + 16` and more say that another one follows.

/// What a table says in words.
#[derive(Debug)]
pub(super) struct Written {
    text: &'static str,
    /// How long the key is, because refusals name it.
    key: u32,
    /// The line of the action's name.
    pub(super) line: u32,
}

/// The row of one user type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The conditions of its rule, empty when there is none.
    pub(super) conditions: &'static str,
    /// The line in which it stands; 0 when there is none.
    pub(super) line: u32,
}

/// The lines before the conditions: the key, the name, the description, the context.
const HEAD: usize = 4;

impl Written {
    pub(super) const fn new(text: &'static str, key: u32, line: u32) -> Self {
        Self { text, key, line }
    }

    pub(super) const fn key(&self) -> &'static str {
        match self.text.split_at_checked(self.key as usize) {
            Some((key, _)) => key,
            None => self.text,
        }
    }

    /// The line at `index`, empty beyond the last.
    pub(super) const fn line_at(&self, index: usize) -> &'static str {
        let mut rest = self.text;
        let mut left = index;
        loop {
            let (line, after) = cut(rest);
            match after {
                _ if left == 0 => return line,
                Some(after) => rest = after,
                None => return "",
            }
            left -= 1;
        }
    }

    /// The conditions of choice `choice`.
    pub(super) const fn conditions(&self, choice: usize) -> &'static str {
        match choice.checked_sub(1) {
            Some(before) => self.line_at(HEAD + before),
            None => "",
        }
    }

    /// The row of the user type with this index.
    pub(super) fn row(&self, index: usize) -> Row {
        self.found(index).unwrap_or_default()
    }

    fn found(&self, index: usize) -> Option<Row> {
        let (head, rows) = self.text.rsplit_once('\n')?;
        let choices = head.split('\n').count().checked_sub(HEAD - 1)?;
        let mut numbers = Numbers(rows.as_bytes());
        let mut line = i64::from(self.line);
        let mut choice = 0;
        for _ in 0..=index {
            let number = numbers.next()?;
            choice = number.checked_rem(choices)?;
            line += distance(number.checked_div(choices)?)?;
        }
        Some(Row {
            conditions: self.conditions(choice),
            line: u32::try_from(line).ok()?,
        })
    }
}

/// The first line of a text, and what follows it if another one does.
const fn cut(text: &'static str) -> (&'static str, Option<&'static str>) {
    let mut left = text.as_bytes();
    while let Some((byte, rest)) = left.split_first() {
        if *byte == b'\n' {
            let (line, after) = text.split_at(text.len() - left.len());
            return (line, Some(after.split_at(1).1));
        }
        left = rest;
    }
    (text, None)
}

/// `0, 1, 2, 3, 4, …` as `0, -1, 1, -2, 2, …`
fn distance(number: usize) -> Option<i64> {
    let half = i64::try_from(number >> 1).ok()?;
    Some(if number & 1 == 0 { half } else { !half })
}

/// The numbers of the rows.
struct Numbers(&'static [u8]);

impl Iterator for Numbers {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let digit = usize::from(byte.checked_sub(b'0')?);
            number |= (digit & 0b1_1111).checked_shl(shift)?;
            if digit < 0b10_0000 {
                return Some(number);
            }
            shift += 5;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Written};

    fn row(conditions: &'static str, line: u32) -> Row {
        Row { conditions, line }
    }

    #[test]
    fn each_part_is_a_line_of_the_text() {
        let written = Written::new(
            "edit\nEdit\nChanges it.\nItem\nowner\nowner && open\n",
            4,
            9,
        );
        assert_eq!(written.key(), "edit");
        assert_eq!(
            [1, 2, 3].map(|one| written.line_at(one)),
            ["Edit", "Changes it.", "Item"]
        );
        let conditions = [0, 1, 2].map(|choice| written.conditions(choice));
        assert_eq!(conditions, ["", "owner", "owner && open"]);
        assert_eq!(written.row(0), Row::default(), "there is no row");
    }

    #[test]
    fn a_row_is_found_by_its_distance_from_the_one_before() {
        // Two choices: 1 line on without conditions, 1 line on with them, 2 lines back, the same line.
        let written = Written::new("edit\nEdit\n\n()\nowner\n4561", 4, 100);
        let rows = [0, 1, 2, 3, 4].map(|index| written.row(index));
        let expected = [
            row("", 101),
            row("owner", 102),
            row("", 100),
            row("owner", 100),
            Row::default(),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_row_far_away_takes_more_digits() {
        // One choice: 1,000 lines on is 2,000, which is 16 + 30 * 32 + 1 * 1,024; then 16 lines back.
        let written = Written::new("edit\nEdit\n\n()\n`n1O", 4, 5);
        assert_eq!(
            [0, 1].map(|index| written.row(index)),
            [row("", 1005), row("", 989)]
        );
    }

    #[test]
    fn a_row_that_cannot_be_read_is_none() {
        for rows in ["", "P", "/", "5", "ppppppppppppppppppppp0"] {
            let text: &'static str = format!("edit\nEdit\n\n()\n{rows}").leak();
            assert_eq!(Written::new(text, 4, 0).row(0), Row::default(), "{rows}");
        }
    }
}
