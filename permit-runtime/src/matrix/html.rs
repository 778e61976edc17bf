//! A matrix as one HTML file. It uses nothing but itself, and no JavaScript.

use core::fmt::Write as _;

use crate::{
    decision::Could,
    matrix::{
        Cell, MatrixAction, MatrixUserType, View,
        markdown::{TENANTS, facts, hidden, marks},
    },
    vocabulary::escaped,
};

const STYLE: &str = include_str!("page.css");

/// The user types of a table, each with its index.
type Columns<'m> = [(usize, &'m MatrixUserType)];

pub(super) fn page(view: &View<'_>) -> String {
    let types = view.user_types();
    let subject = escaped(&view.matrix.subject);
    let chooses = !view.by_user_type && types.len() > 1;
    let mut style = STYLE.to_owned();
    if chooses {
        for (index, _) in &types {
            // Formatting a `String` does not fail.
            let _ = writeln!(
                style,
                "body:has(#of-{index}:checked) .of:not(.of-{index}) {{ display: none; }}"
            );
        }
    }
    let (head, foot) = (
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">",
        "</main>\n</body>\n</html>\n",
    );
    let mut html = format!(
        "{head}\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Permissions of {subject}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n\
         <h1>Permissions of <code>{subject}</code></h1>\n\
         <p>What each user type may do: <code>deny</code>, <code>allow</code>, or what has to hold. \
         Flags and requirements are part of it.</p>\n",
    );
    if view.matrix.tenants {
        let _ = writeln!(html, "<p>{TENANTS}</p>");
    }
    for one in &view.matrix.hidden {
        let _ = writeln!(html, "<p>{}</p>", inline(&hidden(one)));
    }
    if chooses {
        html.push_str("<fieldset>\n<legend>User type</legend>\n<label><input type=\"radio\" name=\"of\" checked> each</label>\n");
        for (index, one) in &types {
            let name = escaped(&one.name);
            let _ = writeln!(
                html,
                "<label><input type=\"radio\" name=\"of\" id=\"of-{index}\"> {name}</label>"
            );
        }
        html.push_str("</fieldset>\n");
    }
    let actions = view.actions();
    if view.by_user_type {
        for one in &types {
            let title = format!("<code>{}</code>{}", escaped(&one.1.name), told(one.1));
            table(view, &title, &actions, std::slice::from_ref(one), &mut html);
        }
    } else {
        for of_module in actions.chunk_by(|one, other| one.module == other.module) {
            let module = of_module.first().map_or("", |one| &one.module);
            let title = format!("<code>{}</code>", escaped(module));
            table(view, &title, of_module, &types, &mut html);
        }
    }
    html + foot
}

/// The marks of a user type.
fn told(one: &MatrixUserType) -> String {
    let marks = marks(one).join(", ");
    if marks.is_empty() {
        marks
    } else {
        format!(" <small>{marks}</small>")
    }
}

/// On a narrow screen it is shown as a list, so its roles are said.
fn table(
    view: &View<'_>,
    title: &str,
    actions: &[&MatrixAction],
    types: &Columns<'_>,
    html: &mut String,
) {
    let id = format!("part-{}", html.len());
    let _ = write!(
        html,
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n\
         <div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n\
         <table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">\
         <th role=\"columnheader\" scope=\"col\">Action</th>",
    );
    for (index, one) in types {
        let (name, marks) = (escaped(&one.name), told(one));
        let _ = write!(
            html,
            "<th role=\"columnheader\" scope=\"col\" class=\"of of-{index}\">{name}{marks}</th>"
        );
    }
    html.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for action in actions {
        row(view, action, types, html);
    }
    html.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn row(view: &View<'_>, action: &MatrixAction, types: &Columns<'_>, html: &mut String) {
    let key = escaped(&action.key);
    let _ = write!(
        html,
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><code class=\"key\">{key}</code>"
    );
    if !action.description.is_empty() {
        let _ = write!(html, "<p>{}</p>", inline(&action.description));
    }
    for fact in facts(action) {
        let _ = write!(html, "<p class=\"quiet\">{}</p>", inline(&fact));
    }
    html.push_str("</th>");
    for (index, one) in types {
        let name = escaped(&one.name);
        let cell = action.cells.get(*index);
        let shown = view.shown(cell).map(written);
        let (class, text) = shown.unwrap_or_default();
        let _ = write!(
            html,
            "<td role=\"cell\" class=\"of of-{index} {class}\" data-of=\"{name}\">{text}</td>"
        );
    }
    html.push_str("</tr>\n");
}

/// The class of a cell, and its text.
fn written(cell: &Cell) -> (&'static str, String) {
    let class = match cell.could() {
        Could::Never | Could::Unknown => "deny",
        Could::Depends => "depends",
        Could::Always => "allow",
    };
    let text = match cell.conditions() {
        None => format!("<span>{cell}</span>"),
        Some(conditions) => format!("<span>if <code>{}</code></span>", escaped(&conditions)),
    };
    (class, text)
}

/// A text whose code spans are shown as code.
fn inline(text: &str) -> String {
    let mut html = String::new();
    let mut left = text;
    while let Some((before, code, after)) = left.split_once('`').and_then(|(before, rest)| {
        let (code, after) = rest.split_once('`')?;
        Some((before, code, after))
    }) {
        let _ = write!(html, "{}<code>{}</code>", escaped(before), escaped(code));
        left = after;
    }
    html + &escaped(left)
}
