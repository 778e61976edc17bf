//! Cells that are read from their words.

use core::{fmt, str::FromStr};

use crate::matrix::{Cell, Premise, cell::MOST};

/// How deep parentheses may be nested.
const DEEPEST: usize = 32;

/// A text that is not a cell, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotACell(String);

impl fmt::Display for NotACell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for NotACell {}

impl FromStr for Cell {
    type Err = NotACell;

    fn from_str(text: &str) -> Result<Self, NotACell> {
        match text {
            "deny" => return Ok(Self::deny()),
            "allow" => return Ok(Self::allow()),
            _ => {}
        }
        let conditions = text.strip_prefix("allow if ").ok_or_else(|| {
            NotACell(format!(
                "`{text}` is not `deny`, `allow` or `allow if CONDITIONS`"
            ))
        })?;
        let mut reader = Reader {
            whole: text,
            left: conditions,
        };
        let cell = reader.formula(0)?;
        if reader.left.is_empty() {
            Ok(cell)
        } else {
            Err(reader.error("expected `&&` or `||`"))
        }
    }
}

/// A text and what is left of it.
struct Reader<'t> {
    whole: &'t str,
    left: &'t str,
}

impl Reader<'_> {
    /// Parts that are joined by one operator.
    fn formula(&mut self, depth: usize) -> Result<Cell, NotACell> {
        let first = self.part(depth)?;
        let Some(operator) = self.operator() else {
            return Ok(first);
        };
        let mut all = self.joined(operator, first, depth)?;
        while let Some(next) = self.operator() {
            if next != operator {
                return Err(self.error("`&&` and `||` need parentheses between them"));
            }
            all = self.joined(operator, all, depth)?;
        }
        Ok(all)
    }

    /// `before`, with the part that follows the operator.
    fn joined(&mut self, operator: Operator, before: Cell, depth: usize) -> Result<Cell, NotACell> {
        let part = self.part(depth)?;
        match operator {
            Operator::And => Some(before.and(part)),
            Operator::Or => before.or(&part),
        }
        .ok_or_else(|| self.error(&format!("more than {MOST} combinations")))
    }

    fn operator(&mut self) -> Option<Operator> {
        if self.take(" && ") {
            Some(Operator::And)
        } else {
            self.take(" || ").then_some(Operator::Or)
        }
    }

    fn part(&mut self, depth: usize) -> Result<Cell, NotACell> {
        if !self.take("(") {
            return Ok(Cell::only_if(self.premise()?));
        }
        if depth == DEEPEST {
            return Err(self.error("too many parentheses"));
        }
        let cell = self.formula(depth + 1)?;
        self.expect(")")?;
        Ok(cell)
    }

    fn premise(&mut self) -> Result<Premise, NotACell> {
        if self.take("flag(\"") {
            let key = self.quoted()?;
            self.expect(")")?;
            return Ok(Premise::Flag(key));
        }
        let name = self.word(|letter| matches!(letter, '_' | '\'') || letter.is_alphanumeric());
        if name.is_empty() {
            return Err(self.error("expected a condition"));
        }
        let on = if self.take("(") {
            let on = self.word(|letter| letter == '_' || letter == '.' || letter.is_alphanumeric());
            if on.is_empty() {
                return Err(self.error("expected a part of the context"));
            }
            self.expect(")")?;
            on
        } else {
            String::new()
        };
        Ok(match name.as_str() {
            "owner" => Premise::Owner(on),
            "granted" => Premise::Granted(on),
            _ => Premise::Condition { name, on },
        })
    }

    /// A text as JSON has it, after its first quotation mark.
    fn quoted(&mut self) -> Result<String, NotACell> {
        let mut escaped = false;
        let end = self.left.char_indices().find(|(_, letter)| {
            let ends = !escaped && *letter == '"';
            escaped = !escaped && *letter == '\\';
            ends
        });
        let text = end.and_then(|(end, _)| {
            let (text, left) = self.left.split_at_checked(end)?;
            self.left = left.strip_prefix('"')?;
            serde_json::from_str(&format!("\"{text}\"")).ok()
        });
        text.ok_or_else(|| self.error("expected the key of a flag in quotation marks"))
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let left = self.left.trim_start_matches(belongs);
        let word = self.left.strip_suffix(left).unwrap_or_default();
        let word = word.to_owned();
        self.left = left;
        word
    }

    fn take(&mut self, text: &str) -> bool {
        let left = self.left.strip_prefix(text);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    fn expect(&mut self, text: &str) -> Result<(), NotACell> {
        if self.take(text) {
            Ok(())
        } else {
            Err(self.error(&format!("expected `{text}`")))
        }
    }

    fn error(&self, what: &str) -> NotACell {
        let (whole, left) = (self.whole, self.left);
        NotACell(if left.is_empty() {
            format!("`{whole}`: {what} at the end")
        } else {
            format!("`{whole}`: {what} at `{left}`")
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
}
