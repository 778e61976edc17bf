//! The table of an action in its documentation, as a table of Markdown: on the struct of an inline
//! action, and on the implementation of a derived one.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, LitStr};

use crate::{
    model::{Action, Arguments, Part, Row, path_text},
    parse::Syntax,
};

/// What the table of an action says.
pub(crate) enum Rules {
    Rows(Vec<Line>),
    Operation(Vec<String>),
}

/// The documentation of the implementation of `action`, unless it is on the struct.
pub(crate) fn of_derived(action: &Action) -> Option<TokenStream> {
    let rules = match &action.parts {
        Some(parts) => Rules::operation(parts),
        None => Rules::read(action.rows()),
    };
    (action.syntax == Syntax::Attribute).then(|| rules.attributes(None, &action.arguments))
}

/// One row, as it is written.
pub(crate) struct Line {
    /// The predicates under which it exists.
    cfgs: Vec<TokenStream>,
    user_types: Vec<String>,
    rule: String,
}

impl Rules {
    /// Of a table that is not read yet. What cannot be a row is left out: it is reported later.
    pub(crate) fn unread(table: TokenStream) -> Self {
        let (mut lines, mut row) = (Vec::new(), Vec::new());
        for token in table {
            if matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ',') {
                lines.extend(line(&row));
                row.clear();
            } else {
                row.push(token);
            }
        }
        lines.extend(line(&row));
        Self::Rows(lines)
    }

    fn read(rows: &[Row]) -> Self {
        let lines = rows.iter().map(|row| {
            let cfgs = row
                .cfgs
                .iter()
                .filter_map(|cfg| cfg.meta.require_list().ok());
            let user_types = row.names().iter();
            Line {
                cfgs: cfgs.map(|cfg| cfg.tokens.clone()).collect(),
                user_types: user_types.map(ToString::to_string).collect(),
                rule: row.rule.text(),
            }
        });
        Self::Rows(lines.collect())
    }

    pub(crate) fn operation(parts: &[Part]) -> Self {
        Self::Operation(parts.iter().map(Part::text).collect())
    }

    /// The attributes. A struct without documentation of its own has them only where documentation is
    /// built, so that rustc still reports that it has none.
    pub(crate) fn attributes(
        &self,
        of_struct: Option<&[Attribute]>,
        arguments: &Arguments,
    ) -> TokenStream {
        let documented =
            |written: &[Attribute]| written.iter().any(|one| one.path().is_ident("doc"));
        let only = (!of_struct.is_none_or(documented)).then(|| quote!(doc));
        let mut texts = Texts {
            only,
            plain: String::new(),
            attributes: TokenStream::new(),
        };
        match self {
            Self::Rows(lines) => {
                texts.plain.push_str("\n| user type | rule |\n|---|---|");
                for line in lines {
                    texts.line(line);
                }
            }
            Self::Operation(parts) => {
                let parts = code(parts);
                texts.plain.push_str("\nAllowed when each of these is: ");
                texts.plain.push_str(&parts);
                texts.plain.push('.');
            }
        }
        texts.arguments(arguments);
        texts.flush();
        texts.attributes
    }
}

/// The documentation that is written so far.
struct Texts {
    only: Option<TokenStream>,
    /// What exists without a `cfg`, and is not an attribute yet.
    plain: String,
    attributes: TokenStream,
}

impl Texts {
    fn line(&mut self, line: &Line) {
        let text = format!("| {} | `{}` |", code(&line.user_types), escaped(&line.rule));
        if line.cfgs.is_empty() {
            self.plain.push('\n');
            self.plain.push_str(&text);
            return;
        }
        self.flush();
        let (only, cfgs) = (self.only.iter(), &line.cfgs);
        let row = quote!(#[cfg_attr(all(#(#only,)* #(#cfgs),*), doc = #text)]);
        self.attributes.extend(row);
    }

    /// What every row needs beside it: without that, the table would say more than it allows.
    fn arguments(&mut self, arguments: &Arguments) {
        let mut also = Vec::new();
        if !arguments.requires.is_empty() {
            let required: Vec<_> = arguments.requires.iter().map(path_text).collect();
            also.push(format!("Each row also requires {}.", code(&required)));
        }
        if let Some(flag) = arguments.flag.as_ref().map(LitStr::value) {
            also.push(format!("Denied while the flag `{flag}` is off."));
        }
        if !also.is_empty() {
            self.plain.push_str("\n\n");
            self.plain.push_str(&also.join(" "));
        }
    }

    /// Makes an attribute of what exists without a `cfg`.
    fn flush(&mut self) {
        let text = core::mem::take(&mut self.plain);
        // An attribute begins a line of its own.
        let after_another = !self.attributes.is_empty();
        let text = text
            .strip_prefix('\n')
            .filter(|_| after_another)
            .unwrap_or(&text);
        if text.is_empty() {
            return;
        }
        let attribute = if let Some(only) = &self.only {
            quote!(#[cfg_attr(#only, doc = #text)])
        } else {
            quote!(#[doc = #text])
        };
        self.attributes.extend(attribute);
    }
}

/// The names in backticks, with commas.
fn code(names: &[String]) -> String {
    let names: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", escaped(name)))
        .collect();
    names.join(", ")
}

/// As a cell of a table has it.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

fn line(row: &[TokenTree]) -> Option<Line> {
    let mut rest = row;
    let mut cfgs = Vec::new();
    while let [TokenTree::Punct(_), TokenTree::Group(attribute), after @ ..] = rest {
        if attribute.delimiter() != Delimiter::Bracket {
            return None;
        }
        let attribute: syn::MetaList = syn::parse2(attribute.stream()).ok()?;
        cfgs.push(attribute.tokens);
        rest = after;
    }
    let is =
        |token: &TokenTree, mark| matches!(token, TokenTree::Punct(one) if one.as_char() == mark);
    let arrow = rest.iter().position(|token| is(token, '='))?;
    let (head, [_, end, rule @ ..]) = rest.split_at_checked(arrow)? else {
        return None;
    };
    let is_name = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Punct(_));
    if !is(end, '>') || head.is_empty() || !head.iter().all(is_name) {
        return None;
    }
    let user_types = head.split(|token| is(token, '|'));
    Some(Line {
        cfgs,
        user_types: user_types.map(|one| text(one.iter().cloned())).collect(),
        rule: text(rule.iter().cloned()),
    })
}

/// The tokens of a row with spaces as a person writes them. Asking the compiler for the text of each
/// stream would take longer.
pub(crate) fn text(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut text = String::new();
    for token in tokens {
        let last = text.chars().last();
        match token {
            TokenTree::Punct(mark) if [':', '!'].contains(&mark.as_char()) => {
                text.push(mark.as_char());
            }
            TokenTree::Punct(mark) => {
                if last != Some(mark.as_char()) {
                    text.push(' ');
                }
                text.push(mark.as_char());
            }
            TokenTree::Group(group) => {
                let inner = self::text(group.stream());
                text.push_str(if last.is_none() { "(" } else { " (" });
                text.push_str(&inner);
                text.push(')');
            }
            other => {
                if last.is_some_and(|last| last != ':' && last != '!') {
                    text.push(' ');
                }
                text.push_str(&other.to_string());
            }
        }
    }
    text
}
