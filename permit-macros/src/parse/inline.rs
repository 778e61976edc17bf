//! An action that is declared in the catalogue: `pub PostItem(context = Item) { … }`.

use proc_macro2::{Group, TokenTree};
use quote::ToTokens as _;
use syn::{
    Attribute, Error, Generics, Ident, Path, Result, Token, Type, Visibility, braced,
    ext::IdentExt,
    parenthesized,
    parse::{ParseStream, Parser, discouraged::Speculative},
    token::{Brace, Paren},
};

use super::{
    Syntax, arguments, attributes, catalogue::skip_past_entry, error_here, inside, is_operation,
    operation, parameters, rows,
};
use crate::{
    documentation::Rules,
    error::{Errors, help, similar},
    model::{Arguments, Name, Part, RoleTable, Row, Rule, tokens_text},
};

/// An action that is declared in the catalogue itself.
pub(crate) struct Inline {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) arguments: Arguments,
    table: InlineTable,
    /// The word `roles` and what is in the braces behind it.
    roles: Option<(Ident, Group)>,
}

/// The table of an action that is declared in the catalogue. Only the second step reads it.
enum InlineTable {
    Missing,
    /// Already reported.
    Unreadable,
    Braces(Group),
    Operation(Vec<Part>),
}

impl Inline {
    /// The lines of its table; `None` when there is none. `known` are the user types.
    pub(crate) fn rows(&self, known: &[Name], errors: &mut Errors) -> Option<Vec<Row>> {
        let table = match &self.table {
            InlineTable::Missing | InlineTable::Operation(_) => return None,
            InlineTable::Unreadable => {
                return Some(vec![Row::unreadable(Vec::new(), Rule::Broken)]);
            }
            InlineTable::Braces(table) => TokenTree::from(table.clone()).into(),
        };
        // Read with its braces, so that an error at the end underlines the closing one.
        let read = |input: ParseStream| {
            let table;
            braced!(table in input);
            Ok(rows(&table, known, errors))
        };
        Parser::parse2(read, table).ok()
    }

    /// The rows of its roles; `None` when it has none. `known` are the roles.
    pub(crate) fn roles(
        &self,
        enumeration: &Path,
        known: &[Name],
        errors: &mut Errors,
    ) -> Option<RoleTable> {
        let (word, table) = self.roles.as_ref()?;
        let read = |input: ParseStream| {
            let table;
            braced!(table in input);
            Ok(rows(&table, known, errors))
        };
        let tokens = TokenTree::from(table.clone()).into();
        Some(RoleTable {
            place: word.to_token_stream(),
            enumeration: enumeration.clone(),
            rows: Parser::parse2(read, tokens).ok()?,
        })
    }

    /// What its documentation shows, if it has a table.
    pub(crate) fn rules(&self) -> Option<Rules> {
        match &self.table {
            InlineTable::Missing | InlineTable::Unreadable => None,
            InlineTable::Braces(table) => Some(Rules::unread(table.stream())),
            InlineTable::Operation(parts) => Some(Rules::operation(parts)),
        }
    }

    /// The permissions that it needs, when it is an operation.
    pub(crate) fn parts(&mut self) -> Option<Vec<Part>> {
        match &mut self.table {
            InlineTable::Operation(parts) => Some(core::mem::take(parts)),
            InlineTable::Missing | InlineTable::Unreadable | InlineTable::Braces(_) => None,
        }
    }
}

/// Reads an action, and reports what an action cannot have.
///
/// # Errors
///
/// When no action begins here.
pub(super) fn inline(
    input: ParseStream,
    attributes: Vec<Attribute>,
    visibility: Visibility,
    errors: &mut Errors,
) -> Result<Inline> {
    if input.peek(Token![mod]) {
        let message = "a catalogue lists actions, not modules";
        let words = "write `use path::to::{One, Another};`";
        return Err(error_here(input, help(message, words)));
    }
    another_word(input, errors);
    if !input.peek(Ident) {
        let message = "an action or a listing is missing here";
        let words = "write `PostItem { UserType => deny, ... }`, or `use path::to::PostItem;`";
        return Err(error_here(input, help(message, words)));
    }
    let ident: Ident = input.parse()?;
    let attributes = attributes::of_inline(attributes, &ident, errors);
    generics(input, &ident, errors);
    let mut said = Arguments::default();
    let mut head = format!("{} {ident}", tokens_text(&visibility));
    let mut has_fields = fields(input, &ident, errors);
    if input.peek(Paren) && !fields(input, &ident, errors) {
        head += &tokens_text(&input.fork().parse::<Group>()?);
        let inner;
        parenthesized!(inner in input);
        arguments(&inner, Syntax::Inline, &mut said, &mut Vec::new(), errors);
    }
    has_fields |= fields(input, &ident, errors);
    before_the_table(input, &ident, head.trim(), errors);
    let table = if input.peek(Brace) {
        braces(input.parse()?, head.trim(), errors)
    } else if input.peek(Token![=]) {
        inline_operation(input, &ident, errors)
    } else if input.parse::<Token![;]>().is_ok() || input.is_empty() {
        if has_fields {
            InlineTable::Unreadable
        } else {
            InlineTable::Missing
        }
    } else {
        if !has_fields {
            let message = format!("the table of `{ident}` is missing here");
            let words = "write `{ ... }` with a row for each user type";
            errors.push(error_here(input, help(message, words)));
            skip_past_entry(input);
        }
        InlineTable::Unreadable
    };
    let roles = roles(input, errors);
    Ok(Inline {
        attributes,
        visibility,
        ident,
        arguments: said,
        table,
        roles,
    })
}

/// `roles { … }` behind a table.
fn roles(input: ParseStream, errors: &mut Errors) -> Option<(Ident, Group)> {
    let ahead = input.fork();
    let word = ahead.parse::<Ident>().ok()?;
    let text = word.to_string();
    let meant = ahead.peek(Brace) && similar(&text, ["roles"]).is_some();
    if !meant || text.starts_with(char::is_uppercase) {
        return None;
    }
    if text != "roles" {
        let message = format!("`{word}` does not belong behind a table");
        errors.at(&word, help(message, "write `roles { ... }`"));
    }
    let group = ahead.parse().ok()?;
    input.advance_to(&ahead);
    Some((word, group))
}

/// Skips `roles { … }` of an entry that cannot be read.
pub(super) fn skip_roles(input: ParseStream) {
    roles(input, &mut Errors::default());
}

/// `PostItem: Item { … }` and `PostItem => { … }`: what does not belong there is reported and skipped. `head`
/// is all that stands before it.
fn before_the_table(input: ParseStream, ident: &Ident, head: &str, errors: &mut Errors) {
    let ahead = input.fork();
    let error = if let Ok(colon) = ahead.parse::<Token![:]>() {
        let context = ahead.fork().parse::<Path>();
        let context = context.map_or_else(|_| "Item".to_owned(), |path| tokens_text(&path));
        while !ahead.is_empty() && !ahead.peek(Brace) {
            let _ = ahead.parse::<TokenTree>();
        }
        let words = format!("write `{ident}(context = {context}) {{ ... }}`");
        Error::new_spanned(
            colon,
            help("arguments stand in parentheses after the name", words),
        )
    } else if let Ok(arrow) = ahead.parse::<Token![=>]>() {
        let words = format!("write `{head} {{ ... }}`, without `=>`");
        Error::new_spanned(arrow, help("a table follows its action directly", words))
    } else {
        return;
    };
    if ahead.peek(Brace) {
        errors.push(error);
        input.advance_to(&ahead);
    }
}

/// The rows in braces, unless an operation is in them.
fn braces(table: Group, head: &str, errors: &mut Errors) -> InlineTable {
    let read = |input: ParseStream| {
        let parts = is_operation(input).then(|| operation(input, &mut Errors::default()));
        inside_rest(input).map(|()| parts)
    };
    let Ok(Some(parts)) = read.parse2(table.stream()) else {
        return InlineTable::Braces(table);
    };
    let parts: Vec<_> = parts.iter().flatten().map(Part::text).collect();
    let words = format!("write `{head} = all_of({});`", parts.join(", "));
    errors.span(table.span(), help("an operation has no braces", words));
    InlineTable::Unreadable
}

/// `struct PostItem { … }`: a word before the name is reported and skipped.
fn another_word(input: ParseStream, errors: &mut Errors) {
    let ahead = input.fork();
    let (Ok(word), Ok(name)) = (ahead.call(Ident::parse_any), ahead.fork().parse::<Ident>()) else {
        return;
    };
    let after = ahead.fork();
    let _ = after.parse::<Ident>();
    let (paren, brace) = (after.peek(Paren), after.peek(Brace));
    let goes_on = paren || brace || after.peek(Token![=]) || after.peek(Token![<]);
    // A name with a capital letter is an action, whose table is missing.
    if !goes_on || word.unraw().to_string().starts_with(char::is_uppercase) {
        return;
    }
    let written = match (paren, brace) {
        (true, _) => "(...) { ... }",
        (_, true) => " { ... }",
        _ => " = ...",
    };
    let message = format!("`{word}` does not belong here: an action begins with its name");
    errors.at(word, help(message, format_args!("write `{name}{written}`")));
    input.advance_to(&ahead);
}

/// `PostItem<T>`
fn generics(input: ParseStream, ident: &Ident, errors: &mut Errors) {
    if !input.peek(Token![<]) {
        return;
    }
    let ahead = input.fork();
    let Ok(generics) = ahead.parse::<Generics>() else {
        return;
    };
    parameters(&generics, errors);
    if let Some(lifetime) = generics.lifetimes().next() {
        errors.at(lifetime, no_fields(ident));
    }
    input.advance_to(&ahead);
}

/// `Log { minutes: u32 }` or `Log(minutes: u32)`: fields are reported, and skipped.
fn fields(input: ParseStream, ident: &Ident, errors: &mut Errors) -> bool {
    let ahead = input.fork();
    let Ok(group) = ahead.parse::<Group>() else {
        return false;
    };
    let continues = ahead.peek(Paren) || ahead.peek(Brace);
    let nothing = group.stream().is_empty() && continues && input.peek(Brace);
    if !nothing && is_field.parse2(group.stream()).is_err() {
        return false;
    }
    errors.span(group.span(), no_fields(ident));
    input.advance_to(&ahead);
    true
}

/// `pub minutes: u32`. A row may have this form too, when its arrow is wrong: `Seller: deny`.
fn is_field(input: ParseStream) -> Result<()> {
    input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    let name = input.parse::<Ident>()?.to_string();
    input.parse::<Token![:]>()?;
    let rule = input.fork().call(Ident::parse_any);
    let rule = rule.is_ok_and(|word| similar(&word.to_string(), ["allow", "deny"]).is_some());
    if rule || Syntax::Inline.words().contains(&name.as_str()) {
        return Err(input.error("not a field"));
    }
    input.parse::<Type>()?;
    input.call(inside_rest)
}

/// The rest of a group.
fn inside_rest(input: ParseStream) -> Result<()> {
    inside(input, |_| Ok(()))
}

fn no_fields(ident: &Ident) -> String {
    let words =
        format!("declare `{ident}` with `#[derive(permit::Action)]`, and list it with `use`");
    help("an inline action has no fields", words)
}

/// `= all_of(ModifyReport, ViewReport);`
fn inline_operation(input: ParseStream, ident: &Ident, errors: &mut Errors) -> InlineTable {
    let read = |input: ParseStream, errors: &mut Errors| {
        input.parse::<Token![=]>()?;
        if !is_operation(input) {
            let message = format!(
                "`{ident} =` declares an operation, which names the permissions that it needs"
            );
            let words = "write `= all_of(One, Another);`, or a table in braces";
            return Err(error_here(input, help(message, words)));
        }
        let parts = operation(input, errors)?;
        if input.parse::<Token![;]>().is_err() {
            return Err(error_here(input, "an operation ends with `;`"));
        }
        Ok(parts)
    };
    match read(input, errors) {
        Ok(parts) => InlineTable::Operation(parts),
        Err(error) => {
            errors.push(error);
            skip_past_entry(input);
            InlineTable::Unreadable
        }
    }
}
