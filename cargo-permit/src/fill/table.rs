//! Where a table is in a source text, token by token.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::kind::Kind;

/// A table, by its bytes in the source text.
#[derive(Debug)]
pub(crate) struct Table {
    /// Between its braces or parentheses.
    pub(crate) inside: Range<usize>,
    pub(crate) rows: Vec<Row>,
}

/// A row, from its first attribute to the last token before the comma.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) bytes: Range<usize>,
    /// Where its first user type or role begins.
    pub(crate) head: usize,
    pub(crate) names: Vec<String>,
    /// Where its `=>` begins.
    pub(crate) arrow: usize,
    /// Where its comma ends.
    pub(crate) comma: Option<usize>,
}

impl Table {
    pub(crate) fn names(&self, name: &str) -> bool {
        let mut named = self.rows.iter().flat_map(|row| &row.names);
        named.any(|one| one == name)
    }
}

/// The tables of the action whose name begins at byte `place`: one, or several behind different `cfg_attr`.
/// None, if the name is not followed by a table or in front of one.
pub(crate) fn tables(source: TokenStream, place: usize, kind: Kind) -> Vec<Table> {
    let tokens: Vec<TokenTree> = source.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let bytes = token.span().byte_range();
        match token {
            TokenTree::Group(group) if bytes.contains(&place) => {
                return tables(group.stream(), place, kind);
            }
            TokenTree::Ident(_) if bytes.start == place => {
                let (before, after) = tokens.split_at(index);
                return match before.split_last() {
                    Some((TokenTree::Ident(word), before)) if word == "struct" => {
                        derived(before, kind)
                    }
                    _ => inline(after, kind).into_iter().collect(),
                };
            }
            _ => {}
        }
    }
    Vec::new()
}

/// `EditItem(context = Item) { … } roles { … }`
fn inline(tokens: &[TokenTree], kind: Kind) -> Option<Table> {
    let after = tokens.get(1..)?;
    let after = match after {
        [TokenTree::Group(arguments), after @ ..]
            if arguments.delimiter() == Delimiter::Parenthesis =>
        {
            after
        }
        after => after,
    };
    let table = match (kind, after) {
        (Kind::UserType, [table, ..]) => table,
        (Kind::Role, [_, TokenTree::Ident(word), table, ..]) if word == "roles" => table,
        _ => return None,
    };
    match table {
        TokenTree::Group(table) if table.delimiter() == Delimiter::Brace => read(table),
        _ => None,
    }
}

/// The attributes in front of `pub(crate) struct`.
fn derived(mut before: &[TokenTree], kind: Kind) -> Vec<Table> {
    let mut tables = Vec::new();
    while let [rest @ .., last] = before {
        let attribute = match last {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => group,
            // A visibility.
            TokenTree::Group(_) => {
                before = rest;
                continue;
            }
            TokenTree::Ident(word) if word == "pub" => {
                before = rest;
                continue;
            }
            _ => break,
        };
        let Some((TokenTree::Punct(hash), rest)) = rest.split_last() else {
            break;
        };
        if hash.as_char() != '#' {
            break;
        }
        let attribute: Vec<TokenTree> = attribute.stream().into_iter().collect();
        tables.extend(attributed(&attribute, kind));
        before = rest;
    }
    tables
}

/// `permissions(…)`, or `cfg_attr(…, permissions(…))`.
fn attributed(attribute: &[TokenTree], kind: Kind) -> Vec<Table> {
    match attribute {
        [TokenTree::Ident(word), TokenTree::Group(table)] if word == kind.attribute() => {
            read(table).into_iter().collect()
        }
        [TokenTree::Ident(word), TokenTree::Group(group)] if word == "cfg_attr" => {
            let parts: Vec<TokenTree> = group.stream().into_iter().collect();
            let parts = parts.split(is_comma).skip(1);
            parts.flat_map(|part| attributed(part, kind)).collect()
        }
        _ => Vec::new(),
    }
}

/// None, if one of its rows is no row.
fn read(table: &Group) -> Option<Table> {
    let tokens: Vec<TokenTree> = table.stream().into_iter().collect();
    let mut rows = Vec::new();
    for row in tokens.split_inclusive(is_comma) {
        rows.push(self::row(row)?);
    }
    let inside = table.span_open().byte_range().end..table.span_close().byte_range().start;
    Some(Table { inside, rows })
}

/// `#[cfg(test)] Seller | Support => allow if owner,`
fn row(tokens: &[TokenTree]) -> Option<Row> {
    let (comma, row) = match tokens.split_last()? {
        (last, row) if is_comma(last) => (Some(last.span().byte_range().end), row),
        _ => (None, tokens),
    };
    let is_arrow = |pair: &[TokenTree]| {
        matches!(pair, [TokenTree::Punct(one), TokenTree::Punct(two)]
            if one.as_char() == '=' && one.spacing() == Spacing::Joint && two.as_char() == '>')
    };
    let arrow = row.windows(2).position(is_arrow)?;
    let (before, after) = row.split_at(arrow);
    let mut head = before;
    while let [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] = head {
        if hash.as_char() != '#' {
            break;
        }
        head = rest;
    }
    let names = head.iter().filter_map(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    Some(Row {
        bytes: row.first()?.span().byte_range().start..row.last()?.span().byte_range().end,
        head: head.first()?.span().byte_range().start,
        names: names.collect(),
        arrow: after.first()?.span().byte_range().start,
        comma,
    })
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(one) if one.as_char() == ',')
}
