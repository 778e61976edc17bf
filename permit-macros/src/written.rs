//! What a table says in words, as one constant text. The runtime's `table/written.rs` describes its form,
//! and reads it.

use crate::model::{Action, Name, Row, Rule, UserTypes};

/// The text of a table: its key, its name, its description, its context, the distinct conditions of its rules, and its
/// rows, each on a line. `parts` are the conditions of an operation, which has no rows.
pub(crate) fn text(
    action: &Action,
    head: [&str; 4],
    user_types: &UserTypes,
    parts: Option<String>,
) -> String {
    let mut lines: Vec<String> = head.map(str::to_owned).to_vec();
    let mut rows = String::new();
    if let Some(parts) = parts {
        lines.push(parts);
    } else {
        let choices = conditions(action);
        let mut before = action.ident.span().start().line;
        for user_type in &user_types.all {
            let (line, choice) = row(action, user_type, &choices);
            // There is one choice more: no conditions.
            let number = distance(before, line) * (choices.len() + 1) + choice;
            push(number, &mut rows);
            before = line;
        }
        lines.extend(choices);
    }
    lines.push(rows);
    lines.join("\n")
}

/// The distinct conditions of the rules, as they are written.
fn conditions(action: &Action) -> Vec<String> {
    let mut all = Vec::new();
    for row in action.rows() {
        if let Rule::AllowIf(formula) = &row.rule {
            let text = formula.text();
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    all
}

/// The line of the row of `user_type`, and its choice. Without a row both are 0.
fn row(action: &Action, user_type: &Name, choices: &[String]) -> (usize, usize) {
    let names = |row: &'_ Row| -> Option<usize> {
        let mut names = row.names().iter();
        Some(names.find(|name| *name == user_type)?.span().start().line)
    };
    let mut rows = action.rows().iter();
    let found = rows.find_map(|row| Some((names(row)?, &row.rule)));
    let Some((line, rule)) = found else {
        return (0, 0);
    };
    let choice = match rule {
        Rule::AllowIf(formula) => {
            let text = formula.text();
            choices.iter().position(|one| *one == text)
        }
        Rule::Deny | Rule::Allow | Rule::Broken => None,
    };
    (line, choice.map_or(0, |position| position + 1))
}

/// `0, -1, 1, -2, 2, …` as `0, 1, 2, 3, 4, …`
const fn distance(before: usize, line: usize) -> usize {
    match line.checked_sub(before) {
        Some(forward) => forward << 1,
        None => (before.abs_diff(line) << 1) - 1,
    }
}

/// The digits of `number`, of five bits each.
fn push(mut number: usize, digits: &mut String) {
    loop {
        let (digit, rest) = (number & 0b1_1111, number >> 5);
        let digit = if rest == 0 { digit } else { digit | 0b10_0000 };
        digits.extend(u8::try_from(digit).map(|digit| char::from(b'0' + digit)));
        if rest == 0 {
            return;
        }
        number = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::{distance, push};

    fn digits(numbers: &[usize]) -> String {
        let mut digits = String::new();
        for number in numbers {
            push(*number, &mut digits);
        }
        digits
    }

    /// The same texts as in the tests of the runtime, which reads them.
    #[test]
    fn rows_are_written_as_the_runtime_reads_them() {
        assert_eq!(digits(&[2 * 2, 2 * 2 + 1, 3 * 2, 1]), "4561");
        assert_eq!(digits(&[distance(5, 1005), distance(1005, 989)]), "`n1O");
        assert_eq!([distance(7, 7), distance(7, 6), distance(7, 8)], [0, 1, 2]);
    }
}
