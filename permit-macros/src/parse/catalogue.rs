//! `permissions! { <User: UserType> … }`.

use proc_macro2::{Group, TokenTree};
use syn::{
    AngleBracketedGenericArguments, Attribute, Error, Ident, Path, PathArguments, Result, Token,
    Type, Visibility, braced,
    ext::IdentExt,
    parenthesized,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
    token::{Brace, Paren},
};

use super::{
    Syntax, arguments, error_here,
    hide::{Hide, hide, is_hide},
    inside, is_operation, operation, rows, skip_past_comma,
};
use crate::{
    error::{Errors, help, similar},
    model::{Arguments, Part, Row, path_text},
};

/// The part between the angle brackets.
pub(crate) struct Header {
    pub(crate) subject: Type,
    pub(crate) user_type: Path,
    pub(crate) tenants: bool,
    pub(crate) places: bool,
    pub(crate) krate: Option<Path>,
}

/// A whole catalogue.
pub(crate) struct Catalogue {
    pub(crate) header: Header,
    pub(crate) entries: Vec<Entry>,
}

/// One entry, in the order of writing.
pub(crate) enum Entry {
    /// `use items::EditItem;`
    Listed(Listing),
    /// `pub EditItem { … }`
    Inline(Box<Inline>),
    /// `hide Item by ViewItem;`
    Hide(Hide),
}

/// An action in the catalogue.
pub(crate) struct Listing {
    pub(crate) cfgs: Vec<Attribute>,
    /// As it is written, without the lifetimes of the action.
    pub(crate) path: Path,
    pub(crate) lifetimes: PathArguments,
    /// The last segment of the path, which errors underline.
    pub(crate) leaf: Ident,
    /// Whether it is declared elsewhere.
    pub(crate) elsewhere: bool,
}

impl Listing {
    /// The listing of an action that is declared in the catalogue itself.
    pub(crate) fn of(ident: &Ident, cfgs: Vec<Attribute>) -> Self {
        Self {
            cfgs,
            path: ident.clone().into(),
            lifetimes: PathArguments::None,
            leaf: ident.clone(),
            elsewhere: false,
        }
    }
}

/// An action that is declared in the catalogue itself.
pub(crate) struct Inline {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) arguments: Arguments,
    table: InlineTable,
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
    /// The lines of its table; `None` when there is none.
    pub(crate) fn rows(&self, errors: &mut Errors) -> Option<Vec<Row>> {
        let table = match &self.table {
            InlineTable::Missing | InlineTable::Operation(_) => return None,
            InlineTable::Unreadable => return Some(vec![Row::unreadable()]),
            InlineTable::Braces(table) => TokenTree::from(table.clone()).into(),
        };
        // Read with its braces, so that an error at the end underlines the closing one.
        let read = |input: ParseStream| {
            let table;
            braced!(table in input);
            Ok(rows(&table, errors))
        };
        Parser::parse2(read, table).ok()
    }

    /// The permissions that it needs, when it is an operation.
    pub(crate) fn parts(&mut self) -> Option<Vec<Part>> {
        match &mut self.table {
            InlineTable::Operation(parts) => Some(core::mem::take(parts)),
            InlineTable::Missing | InlineTable::Unreadable | InlineTable::Braces(_) => None,
        }
    }
}

/// Reads the head, and as many entries as can be read.
///
/// # Errors
///
/// When the head cannot be read: the entries have no meaning without it.
pub(crate) fn catalogue(input: ParseStream, errors: &mut Errors) -> Result<Catalogue> {
    inside(input, |input| {
        let header = header(input, errors)?;
        let mut entries = Vec::new();
        while !input.is_empty() {
            if let Err(error) = entry(input, &mut entries, errors) {
                errors.push(error);
                skip_past_entry(input);
            }
        }
        Ok(Catalogue { header, entries })
    })
}

/// `<User: UserType, tenants, places>`
///
/// # Errors
///
/// When it does not name a subject and its user types.
fn header(input: ParseStream, errors: &mut Errors) -> Result<Header> {
    let head = || {
        help(
            "a catalogue begins with its subject",
            "write `<User: UserType>`, the subject and its list of user types",
        )
    };
    if input.parse::<Token![<]>().is_err() {
        return Err(error_here(input, head()));
    }
    let subject = input.parse()?;
    if input.parse::<Token![:]>().is_err() {
        return Err(error_here(input, head()));
    }
    let mut header = Header {
        subject,
        user_type: input.call(Path::parse_mod_style)?,
        tenants: false,
        places: false,
        krate: None,
    };
    while input.parse::<Token![,]>().is_ok() && !input.peek(Token![>]) {
        let word = input.call(Ident::parse_any)?;
        if word == "tenants" {
            header.tenants = true;
        } else if word == "places" {
            header.places = true;
        } else if word == "crate" {
            input.parse::<Token![=]>()?;
            header.krate = Some(input.call(Path::parse_mod_style)?);
        } else {
            errors.at(&word, unknown(&word.to_string()));
        }
    }
    input.parse::<Token![>]>()?;
    Ok(header)
}

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    match similar(word, ["tenants", "places", "crate"]) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(
            message,
            "the arguments are `tenants`, `places` and `crate = path`",
        ),
    }
}

fn entry(input: ParseStream, entries: &mut Vec<Entry>, errors: &mut Errors) -> Result<()> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility: Visibility = input.parse()?;
    if is_hide(input) {
        entries.push(Entry::Hide(hide(input, attributes, &visibility)?));
        return Ok(());
    }
    if !input.peek(Token![use]) {
        let inline = inline(input, attributes, visibility, errors)?;
        entries.push(Entry::Inline(Box::new(inline)));
        return Ok(());
    }
    input.parse::<Token![use]>()?;
    if let Some(other) = attributes.iter().find(|one| !one.path().is_ident("cfg")) {
        let message = "a listing takes no attribute except `#[cfg(...)]`";
        return Err(Error::new_spanned(other, message));
    }
    let path = Path {
        leading_colon: input.parse()?,
        segments: Punctuated::new(),
    };
    listed(input, &attributes, path, entries, errors)?;
    if input.parse::<Token![;]>().is_err() {
        return Err(error_here(input, "a listing ends with `;`"));
    }
    Ok(())
}

/// One arm of a `use`: `a::b::{C, D<'_>}`.
fn listed(
    input: ParseStream,
    cfgs: &[Attribute],
    mut path: Path,
    entries: &mut Vec<Entry>,
    errors: &mut Errors,
) -> Result<()> {
    loop {
        if input.peek(Brace) {
            let group;
            braced!(group in input);
            while !group.is_empty() {
                let arm = listed(&group, cfgs, path.clone(), entries, errors);
                let arm = arm.and_then(|()| comma(&group));
                if errors.keep(arm).is_none() {
                    skip_past_comma(&group);
                }
            }
            return Ok(());
        }
        if input.peek(Token![*]) {
            let message = "a catalogue names each of its actions: `*` would list actions that do not exist yet";
            let words = "write `use path::to::{One, Another};`";
            return Err(error_here(input, help(message, words)));
        }
        let leads = [
            input.peek(Token![crate]),
            input.peek(Token![self]),
            input.peek(Token![super]),
        ];
        let leads = leads.contains(&true) && input.peek2(Token![::]);
        if !leads && !input.peek(Ident) {
            let message = "the path of an action is missing here";
            let words = "write `use path::to::EditItem;`";
            return Err(error_here(input, help(message, words)));
        }
        let leaf = input.call(Ident::parse_any)?;
        path.segments.push(leaf.clone().into());
        let lifetimes = if input.peek(Token![<]) {
            PathArguments::AngleBracketed(input.parse::<AngleBracketedGenericArguments>()?)
        } else {
            PathArguments::None
        };
        if input.peek(Token![as]) {
            let message = "a catalogue lists an action by its own name, without `as`";
            let words = format!("write `{}`", path_text(&path));
            return Err(error_here(input, help(message, words)));
        }
        if input.peek(Token![::]) {
            path.segments.push_punct(input.parse()?);
        } else {
            entries.push(Entry::Listed(Listing {
                cfgs: cfgs.to_vec(),
                path,
                lifetimes,
                leaf,
                elsewhere: true,
            }));
            return Ok(());
        }
    }
}

fn comma(input: ParseStream) -> Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    Err(error_here(input, "expected `,` or `}`"))
}

fn inline(
    input: ParseStream,
    attributes: Vec<Attribute>,
    visibility: Visibility,
    errors: &mut Errors,
) -> Result<Inline> {
    if !input.peek(Ident) {
        let message = "an action or a listing is missing here";
        let words = "write `PostItem { UserType => deny, ... }`, or `use path::to::PostItem;`";
        return Err(error_here(input, help(message, words)));
    }
    let ident: Ident = input.parse()?;
    let mut said = Arguments::default();
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        arguments(&inner, Syntax::Inline, &mut said, &mut Vec::new(), errors);
    }
    let table = if input.peek(Brace) {
        InlineTable::Braces(input.parse()?)
    } else if input.peek(Token![=]) {
        inline_operation(input, &ident, errors)
    } else if input.parse::<Token![;]>().is_ok() || input.is_empty() {
        InlineTable::Missing
    } else {
        let message = format!("the table of `{ident}` is missing here");
        let words = "write `{ ... }` with a row for each user type";
        errors.push(error_here(input, help(message, words)));
        skip_past_entry(input);
        InlineTable::Unreadable
    };
    Ok(Inline {
        attributes,
        visibility,
        ident,
        arguments: said,
        table,
    })
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

/// Skips past the next `;` or `{ … }`.
fn skip_past_entry(input: ParseStream) {
    while !input.is_empty() {
        let brace = input.peek(Brace);
        let semicolon = input.peek(Token![;]);
        if input.parse::<TokenTree>().is_err() || brace || semicolon {
            return;
        }
    }
}
