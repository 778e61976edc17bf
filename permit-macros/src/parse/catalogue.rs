//! `permissions! { <User: UserType> … }`.

use proc_macro2::TokenTree;
use syn::{
    AngleBracketedGenericArguments, Attribute, Error, Ident, Path, PathArguments, PathSegment,
    Result, Token, Type, Visibility, braced,
    ext::IdentExt,
    parenthesized,
    parse::ParseStream,
    punctuated::Punctuated,
    token::{Brace, Paren},
};

use super::{Place, arguments, rows};
use crate::{
    error::{Errors, help, similar},
    model::{Arguments, Row},
};

/// What stands between the angle brackets.
pub(crate) struct Header {
    pub(crate) subject: Type,
    pub(crate) user_type: Path,
    pub(crate) tenants: bool,
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
    Listed(ListedPath),
    /// `pub EditItem { … }`
    Inline(Box<Inline>),
}

/// An action that is declared elsewhere.
pub(crate) struct ListedPath {
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) path: Path,
}

/// An action that is declared in the catalogue itself.
pub(crate) struct Inline {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) arguments: Arguments,
    pub(crate) rows: Vec<Row>,
}

/// Reads the head, and of the entries as many as can be read.
///
/// # Errors
///
/// When the head cannot be read: without it nothing else means anything.
pub(crate) fn catalogue(input: ParseStream, errors: &mut Errors) -> Result<Catalogue> {
    let header = header(input)?;
    let mut entries = Vec::new();
    while !input.is_empty() {
        if let Err(error) = entry(input, &mut entries, errors) {
            errors.push(error);
            skip_past_entry(input);
        }
    }
    Ok(Catalogue { header, entries })
}

/// `<User: UserType, tenants>`
///
/// # Errors
///
/// When it is not that.
pub(crate) fn header(input: ParseStream) -> Result<Header> {
    if !input.peek(Token![<]) {
        return Err(input.error(help(
            "a catalogue begins with its subject",
            "write `<User: UserType>`, the subject and its list of user types",
        )));
    }
    input.parse::<Token![<]>()?;
    let subject = input.parse()?;
    input.parse::<Token![:]>()?;
    let mut header = Header {
        subject,
        user_type: input.call(Path::parse_mod_style)?,
        tenants: false,
        krate: None,
    };
    while input.parse::<Token![,]>().is_ok() && !input.peek(Token![>]) {
        let word = input.call(Ident::parse_any)?;
        if word == "tenants" {
            header.tenants = true;
        } else if word == "crate" {
            input.parse::<Token![=]>()?;
            header.krate = Some(input.call(Path::parse_mod_style)?);
        } else {
            let message = format!("`{word}` is no word of a catalogue's head");
            let words = ["tenants", "crate"];
            let help = match similar(&word.to_string(), words) {
                Some(word) => help(message, format_args!("did you mean `{word}`?")),
                None => help(message, "there are `tenants` and `crate = path`"),
            };
            return Err(Error::new(word.span(), help));
        }
    }
    input.parse::<Token![>]>()?;
    Ok(header)
}

fn entry(input: ParseStream, entries: &mut Vec<Entry>, errors: &mut Errors) -> Result<()> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility: Visibility = input.parse()?;
    if input.peek(Token![use]) {
        input.parse::<Token![use]>()?;
        if let Some(other) = attributes.iter().find(|one| !one.path().is_ident("cfg")) {
            let message = "a listing takes no attribute but `#[cfg(...)]`";
            return Err(Error::new_spanned(other, message));
        }
        let path = Path {
            leading_colon: input.parse()?,
            segments: Punctuated::new(),
        };
        listed(input, &attributes, path, entries)?;
        input.parse::<Token![;]>()?;
        return Ok(());
    }
    entries.push(Entry::Inline(Box::new(inline(
        input, attributes, visibility, errors,
    )?)));
    Ok(())
}

/// One arm of a `use`: `a::b::{C, D<'_>}`.
fn listed(
    input: ParseStream,
    cfgs: &[Attribute],
    mut path: Path,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    loop {
        if input.peek(Brace) {
            let group;
            braced!(group in input);
            while !group.is_empty() {
                listed(&group, cfgs, path.clone(), entries)?;
                if !group.is_empty() {
                    group.parse::<Token![,]>()?;
                }
            }
            return Ok(());
        }
        if input.peek(Token![*]) {
            return Err(input.error(help(
                "a catalogue names each of its actions: `*` would list what does not exist yet",
                "write `use path::to::{One, Another};`",
            )));
        }
        let mut segment = PathSegment::from(input.call(Ident::parse_any)?);
        if input.peek(Token![<]) {
            segment.arguments =
                PathArguments::AngleBracketed(input.parse::<AngleBracketedGenericArguments>()?);
        }
        path.segments.push(segment);
        if input.peek(Token![as]) {
            return Err(input.error("a catalogue lists an action by its own name, without `as`"));
        }
        if input.peek(Token![::]) {
            path.segments.push_punct(input.parse()?);
        } else {
            let cfgs = cfgs.to_vec();
            entries.push(Entry::Listed(ListedPath { cfgs, path }));
            return Ok(());
        }
    }
}

fn inline(
    input: ParseStream,
    attributes: Vec<Attribute>,
    visibility: Visibility,
    errors: &mut Errors,
) -> Result<Inline> {
    let ident: Ident = input.parse()?;
    let mut said = Arguments::default();
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        arguments(&inner, Place::Inline, &mut said, &mut Vec::new(), errors);
    }
    if !input.peek(Brace) {
        return Err(input.error(help(
            format_args!("action `{ident}` needs a table"),
            format_args!("write `{ident} {{ UserType => deny, ... }}`; one that is declared elsewhere is listed by `use path::to::{ident};`"),
        )));
    }
    let table;
    braced!(table in input);
    Ok(Inline {
        attributes,
        visibility,
        ident,
        arguments: said,
        rows: rows(&table, errors),
    })
}

/// Skips to behind the next `;` or `{ … }`.
fn skip_past_entry(input: ParseStream) {
    while !input.is_empty() {
        let brace = input.peek(Brace);
        let semicolon = input.peek(Token![;]);
        if input.parse::<TokenTree>().is_err() || brace || semicolon {
            return;
        }
    }
}
