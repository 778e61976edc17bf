//! A matrix as Markdown. `parsing` reads what this writes.

use crate::{
    decision::ConditionSchema,
    matrix::{Cell, Matrix, MatrixAction, MatrixHidden, MatrixPart, MatrixUserType, View, quoted},
};

impl Matrix {
    /// All of it as Markdown, by action. [`from_markdown`](Self::from_markdown) reads it again.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.view().markdown()
    }
}

pub(super) fn view(view: &View<'_>) -> String {
    let mut lines = if view.by_user_type {
        by_user_type(view)
    } else {
        by_action(view)
    };
    lines.push(String::new());
    lines.join("\n")
}

fn by_action(view: &View<'_>) -> Vec<String> {
    let subject = code(&view.matrix.subject);
    let mut lines = Vec::new();
    if view.is_whole() {
        lines.push(format!("# Permissions of {subject}"));
        user_types(view.matrix, &mut lines);
    } else {
        lines.push(format!("# Some permissions of {subject}"));
    }
    let mut module = None;
    for action in view.actions() {
        if module != Some(&action.module) {
            paragraph(&mut lines, format!("## {}", code(&action.module)));
            module = Some(&action.module);
        }
        about(action, &mut lines);
        rows(&view.rules(action), &mut lines);
    }
    lines
}

fn user_types(matrix: &Matrix, lines: &mut Vec<String>) {
    paragraph(lines, "## User types".to_owned());
    lines.push(String::new());
    lines.extend(matrix.user_types.iter().map(|one| {
        let marks = marks(one).join(", ");
        let separator = if marks.is_empty() { "" } else { ": " };
        format!("- {}{separator}{marks}", code(&one.name))
    }));
    if matrix.tenants {
        paragraph(lines, TENANTS.to_owned());
    }
    for one in &matrix.hidden {
        paragraph(lines, hidden(one));
    }
}

/// What says that contexts may belong to tenants.
pub(super) const TENANTS: &str = "Contexts may belong to tenants.";

/// What follows the type of a context that is hidden, before the actions by which one is seen.
pub(super) const HIDDEN: &str = " is hidden unless the caller may ";

/// A type of context that is hidden, as a sentence.
pub(super) fn hidden(one: &MatrixHidden) -> String {
    format!("{}{HIDDEN}{}.", code(&one.context), views(one))
}

/// `` `view_item` ``, or `` `view_item` on `kept` and `view_item` on `added` ``
pub(super) fn views(one: &MatrixHidden) -> String {
    parts(&one.views).join(" and ")
}

fn parts(all: &[MatrixPart]) -> Vec<String> {
    let parts = all.iter().map(|part| {
        let key = code(&part.key);
        if part.on.is_empty() {
            key
        } else {
            format!("{key} on {}", code(&part.on))
        }
    });
    parts.collect()
}

/// What says that an impersonated principal is denied.
pub(super) const NEVER_IMPERSONATED: &str = "Denied to staff who impersonate a user.";

/// The marks of a user type in words.
pub(super) fn marks(one: &MatrixUserType) -> Vec<&'static str> {
    let marks = [
        (one.anonymous, "anonymous"),
        (one.platform, "platform"),
        (one.internal, "internal"),
    ];
    let marks = marks.into_iter().filter(|(is_marked, _)| *is_marked);
    marks.map(|(_, mark)| mark).collect()
}

fn about(action: &MatrixAction, lines: &mut Vec<String>) {
    paragraph(lines, format!("### {}", code(&action.key)));
    if !action.description.is_empty() {
        lines.push(String::new());
        let quoted = action.description.split('\n');
        lines.extend(quoted.map(|line| format!("> {line}")));
    }
    for fact in facts(action) {
        paragraph(lines, fact);
    }
    lines.push(String::new());
}

/// What is known of an action beside its rows, in sentences.
pub(super) fn facts(action: &MatrixAction) -> Vec<String> {
    let mut facts = vec![format!(
        "{} on {}.",
        code(&action.name),
        code(&action.context)
    )];
    let flag = action.flag.iter();
    facts.extend(flag.map(|flag| format!("Behind the flag {}.", code(flag))));
    if !action.requirements.is_empty() {
        facts.push(format!("Requires {}.", conditions(&action.requirements)));
    }
    if !action.parts.is_empty() {
        facts.push(format!("Needs all of {}.", parts(&action.parts).join(", ")));
    }
    if action.never_impersonated {
        facts.push(NEVER_IMPERSONATED.to_owned());
    }
    if !action.conditions.is_empty() {
        facts.push(format!("Its rules ask {}.", conditions(&action.conditions)));
    }
    facts
}

/// `` `owner`, `unsold` (says `sold`, reads the flags `a` and `b`) ``
fn conditions(all: &[ConditionSchema]) -> String {
    let all = all.iter().map(|one| {
        let says = one.says.iter().map(|says| format!("says {}", code(says)));
        let flags = one.flags.iter().map(|flag| code(flag));
        let flags: Vec<_> = flags.collect();
        let reads = (!flags.is_empty()).then(|| format!("reads {}", flags.join(" and ")));
        let told: Vec<_> = says.chain(reads).collect();
        if told.is_empty() {
            code(&one.name)
        } else {
            format!("{} ({})", code(&one.name), told.join(", "))
        }
    });
    all.collect::<Vec<_>>().join(", ")
}

/// Groups of user types with their cell, as a list.
pub(super) fn rows(rules: &[(Vec<&str>, &Cell)], lines: &mut Vec<String>) {
    lines.extend(rules.iter().map(|(names, cell)| {
        let names: Vec<_> = names.iter().map(|name| code(name)).collect();
        format!("- {}: `{cell}`", names.join(", "))
    }));
}

fn by_user_type(view: &View<'_>) -> Vec<String> {
    let which = if view.is_whole() {
        "each user type"
    } else {
        "some user types"
    };
    let subject = code(&view.matrix.subject);
    let mut lines = vec![format!("# What {which} of {subject} may do")];
    for (index, user_type) in view.user_types() {
        paragraph(&mut lines, format!("## {}", code(&user_type.name)));
        lines.push(String::new());
        let actions = view.actions();
        let cells = actions
            .iter()
            .filter_map(|action| Some((action, action.cells.get(index)?)));
        let (denied, allowed): (Vec<_>, Vec<_>) = cells.partition(|(_, cell)| cell.is_deny());
        let allowed = allowed.into_iter();
        lines.extend(allowed.map(|(action, cell)| format!("- {}: `{cell}`", code(&action.key))));
        if !denied.is_empty() && !view.is_of_allowed() {
            let denied = denied.iter().map(|(action, _)| code(&action.key));
            let denied: Vec<_> = denied.collect();
            lines.push(format!("- {}: `deny`", denied.join(", ")));
        }
    }
    lines
}

pub(super) fn paragraph(lines: &mut Vec<String>, text: String) {
    lines.push(String::new());
    lines.push(text);
}

/// A text as a code span. One that a code span would change is written as JSON has it.
pub(super) fn code(text: &str) -> String {
    let changes = |letter: char| letter == '`' || letter.is_control();
    let is_plain = text.trim() == text
        && !text.is_empty()
        && !text.starts_with('"')
        && !text.contains(changes);
    if is_plain {
        format!("`{text}`")
    } else {
        format!("`{}`", quoted(text))
    }
}
