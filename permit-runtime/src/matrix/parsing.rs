//! A matrix that is read from the Markdown that `markdown` writes.

use crate::{
    decision::ConditionSchema,
    matrix::{
        Cell, Malformed, Matrix, MatrixAction, MatrixHidden, MatrixPart, MatrixUserType,
        markdown::{HIDDEN, NEVER_IMPERSONATED, TENANTS},
    },
};

impl Matrix {
    /// Reads the Markdown of a whole matrix, by action. Comments, `<!-- … -->`, are left out.
    ///
    /// # Errors
    ///
    /// When the text is not that of a matrix. The error names the line.
    pub fn from_markdown(text: &str) -> Result<Self, Malformed> {
        let mut lines = Lines::of(text);
        let title = lines.next("# Permissions of `SUBJECT`")?;
        let mut line = title.after("# Permissions of ")?;
        let subject = line.code()?;
        line.end()?;
        let heading = lines.next("## User types")?;
        heading.after("## User types")?.end()?;
        let user_types = user_types(&mut lines)?;
        let tenants = lines.take(TENANTS);
        let hidden = hidden(&mut lines)?;
        let mut matrix = Self {
            subject,
            tenants,
            hidden,
            user_types,
            actions: Vec::new(),
        };
        let mut module = None;
        while let Some(line) = lines.peek() {
            if let Ok(mut heading) = line.after("## ") {
                module = Some(heading.code()?);
                heading.end()?;
                lines.skip();
                continue;
            }
            let module = module.as_ref();
            let module = module.ok_or_else(|| line.error("expected `## MODULE`"))?;
            let action = action(&mut lines, module, &matrix.user_types)?;
            matrix.actions.push(action);
            // A name that is there twice is reported where it is.
            matrix.check().map_err(|what| line.error(what))?;
        }
        Ok(matrix)
    }
}

/// The lines of a text that are neither empty nor a comment.
pub(super) struct Lines<'t> {
    left: Vec<Line<'t>>,
    last: usize,
}

/// What is left of a line.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    number: usize,
    text: &'t str,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let lines = text.lines().enumerate();
        let lines = lines.map(|(index, text)| Line {
            number: index + 1,
            text,
        });
        let told = lines.filter(|line| !line.text.is_empty() && !line.text.starts_with("<!--"));
        let mut left: Vec<_> = told.collect();
        left.reverse();
        Self {
            left,
            last: text.lines().count().max(1),
        }
    }

    pub(super) fn peek(&self) -> Option<Line<'t>> {
        self.left.last().copied()
    }

    pub(super) fn skip(&mut self) {
        self.left.pop();
    }

    /// The next line, which should be like `expected`.
    pub(super) fn next(&mut self, expected: &str) -> Result<Line<'t>, Malformed> {
        let end = || {
            Malformed::at(
                self.last,
                format!("expected `{expected}` and found the end"),
            )
        };
        self.left.pop().ok_or_else(end)
    }

    /// The next line without `start`, if it has that.
    pub(super) fn after(&mut self, start: &str) -> Option<Line<'t>> {
        let rest = self.peek()?.after(start).ok()?;
        self.skip();
        Some(rest)
    }

    /// Whether the next line is `text`. Then it is taken.
    fn take(&mut self, text: &str) -> bool {
        let is_next = self.peek().is_some_and(|line| line.text == text);
        if is_next {
            self.skip();
        }
        is_next
    }
}

impl<'t> Line<'t> {
    pub(super) const fn text(self) -> &'t str {
        self.text
    }

    pub(super) fn error(self, what: impl Into<String>) -> Malformed {
        Malformed::at(self.number, what)
    }

    fn expected(self, what: &str) -> Malformed {
        if self.text.is_empty() {
            self.error(format!("expected {what} at the end of the line"))
        } else {
            self.error(format!("expected {what} and found `{}`", self.text))
        }
    }

    pub(super) fn after(self, start: &str) -> Result<Self, Malformed> {
        let text = self.text.strip_prefix(start);
        let text = text.ok_or_else(|| self.expected(&format!("`{}`", start.trim())))?;
        Ok(Self { text, ..self })
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        let rest = self.after(text);
        *self = rest.as_ref().copied().unwrap_or(*self);
        rest.is_ok()
    }

    pub(super) fn end(self) -> Result<(), Malformed> {
        if self.text.is_empty() {
            return Ok(());
        }
        Err(self.error(format!("`{}` does not belong here", self.text)))
    }

    /// A code span, as `markdown::code` writes it.
    pub(super) fn code(&mut self) -> Result<String, Malformed> {
        let parts = self
            .text
            .strip_prefix('`')
            .and_then(|rest| rest.split_once('`'));
        let (text, rest) = parts.ok_or_else(|| self.expected("a name in backticks"))?;
        let line = *self;
        self.text = rest;
        if text.starts_with('"') {
            return serde_json::from_str(text)
                .map_err(|error| line.error(format!("`{text}`: {error}")));
        }
        Ok(text.to_owned())
    }

    /// Several of what `one` reads, with commas between them.
    pub(super) fn all<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let mut all = vec![one(self)?];
        while self.take(", ") {
            all.push(one(self)?);
        }
        Ok(all)
    }
}

fn user_types(lines: &mut Lines<'_>) -> Result<Vec<MatrixUserType>, Malformed> {
    let mut all: Vec<MatrixUserType> = Vec::new();
    while let Some(mut line) = lines.after("- ") {
        let name = line.code()?;
        if all.iter().any(|one| one.name == name) {
            return Err(line.error(format!("user type `{name}` is there twice")));
        }
        let mut one = MatrixUserType {
            name,
            anonymous: false,
            platform: false,
            internal: false,
        };
        if line.take(": ") {
            for mark in line.text.split(", ") {
                match mark {
                    "anonymous" => one.anonymous = true,
                    "platform" => one.platform = true,
                    "internal" => one.internal = true,
                    other => {
                        let what =
                            format!("`{other}` is not `anonymous`, `platform` or `internal`");
                        return Err(line.error(what));
                    }
                }
            }
        } else {
            line.end()?;
        }
        all.push(one);
    }
    Ok(all)
}

fn hidden(lines: &mut Lines<'_>) -> Result<Vec<MatrixHidden>, Malformed> {
    let mut all: Vec<MatrixHidden> = Vec::new();
    while let Some(mut line) = lines.peek().filter(|line| line.text.starts_with('`')) {
        lines.skip();
        let context = line.code()?;
        if all.iter().any(|one| one.context == context) {
            return Err(line.error(format!("`{context}` is hidden twice")));
        }
        let mut line = line.after(HIDDEN)?;
        let mut views = vec![part(&mut line)?];
        while line.take(" and ") {
            views.push(part(&mut line)?);
        }
        line.after(".")?.end()?;
        all.push(MatrixHidden { context, views });
    }
    Ok(all)
}

/// `` `edit_item` on `old` ``
fn part(line: &mut Line<'_>) -> Result<MatrixPart, Malformed> {
    let key = line.code()?;
    let on = line.take(" on ").then(|| line.code()).transpose()?;
    let on = on.unwrap_or_default();
    Ok(MatrixPart { key, on })
}

fn action(
    lines: &mut Lines<'_>,
    module: &str,
    user_types: &[MatrixUserType],
) -> Result<MatrixAction, Malformed> {
    let heading = lines.next("### `KEY`")?;
    let mut key = heading.after("### ")?;
    let description = |lines: &mut Lines<'_>| {
        let mut all = Vec::new();
        while let Some(line) = lines.after(">") {
            all.push(line.text.strip_prefix(' ').unwrap_or(line.text));
        }
        all.join("\n")
    };
    let mut action = MatrixAction {
        key: key.code()?,
        name: String::new(),
        module: module.to_owned(),
        description: description(lines),
        context: String::new(),
        flag: None,
        never_impersonated: false,
        conditions: Vec::new(),
        requirements: Vec::new(),
        parts: Vec::new(),
        cells: Vec::new(),
    };
    key.end()?;
    let mut line = lines.next("`NAME` on `CONTEXT`.")?;
    action.name = line.code()?;
    let mut line = line.after(" on ")?;
    action.context = line.code()?;
    line.after(".")?.end()?;
    facts(lines, &mut action)?;
    let names: Vec<_> = user_types.iter().map(|one| one.name.as_str()).collect();
    action.cells = cells(lines, heading, &action.key, &names)?;
    Ok(action)
}

fn facts(lines: &mut Lines<'_>, action: &mut MatrixAction) -> Result<(), Malformed> {
    if let Some(mut line) = lines.after("Behind the flag ") {
        action.flag = Some(line.code()?);
        line.after(".")?.end()?;
    }
    if let Some(mut line) = lines.after("Requires ") {
        action.requirements = line.all(condition)?;
        line.after(".")?.end()?;
    }
    if let Some(mut line) = lines.after("Needs all of ") {
        action.parts = line.all(part)?;
        line.after(".")?.end()?;
    }
    action.never_impersonated = lines.take(NEVER_IMPERSONATED);
    if let Some(mut line) = lines.after("Its rules ask ") {
        action.conditions = line.all(condition)?;
        line.after(".")?.end()?;
    }
    Ok(())
}

fn condition(line: &mut Line<'_>) -> Result<ConditionSchema, Malformed> {
    let mut condition = ConditionSchema {
        name: line.code()?,
        says: None,
        flags: Vec::new(),
    };
    if line.take(" (") {
        if line.take("says ") {
            condition.says = Some(line.code()?);
            line.take(", ");
        }
        if line.take("reads ") {
            condition.flags.push(line.code()?);
            while line.take(" and ") {
                condition.flags.push(line.code()?);
            }
        }
        *line = line.after(")")?;
    }
    Ok(condition)
}

/// The rows of what is under `heading`: a cell for each of `names`, in their order.
pub(super) fn cells(
    lines: &mut Lines<'_>,
    heading: Line<'_>,
    title: &str,
    names: &[&str],
) -> Result<Vec<Cell>, Malformed> {
    let mut cells: Vec<Option<Cell>> = names.iter().map(|_| None).collect();
    while let Some(mut line) = lines.after("- ") {
        let row = line;
        let of = line.all(Line::code)?;
        let mut line = line.after(": ")?;
        let text = line.code()?;
        line.end()?;
        let cell: Cell = text
            .parse()
            .map_err(|error| row.error(format!("{error}")))?;
        for name in of {
            let place = names.iter().position(|one| *one == name);
            let place = place.and_then(|index| cells.get_mut(index));
            let place =
                place.ok_or_else(|| row.error(format!("there is no user type `{name}`")))?;
            if place.replace(cell.clone()).is_some() {
                return Err(row.error(format!("`{name}` has two rows")));
            }
        }
    }
    let missing = cells.iter().position(Option::is_none);
    if let Some(name) = missing.and_then(|index| names.get(index)) {
        if let Some(line) = lines.peek().filter(|line| !line.text.starts_with('#')) {
            line.end()?;
        }
        let what = format!("`{title}` does not say what `{name}` may do");
        return Err(heading.error(what));
    }
    Ok(cells.into_iter().flatten().collect())
}
