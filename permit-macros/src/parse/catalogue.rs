//! `permissions! { <User: UserType> … }`.

use proc_macro2::TokenTree;
use syn::{
    AngleBracketedGenericArguments, Attribute, Error, GenericArgument, Ident, Path, PathArguments,
    Result, Token, Type, Visibility, braced, ext::IdentExt, parse::ParseStream,
    punctuated::Punctuated, spanned::Spanned as _, token::Brace,
};

use super::{
    error_here,
    hide::{Hide, hide, is_hide, is_meant},
    inline::{self, Inline, inline},
    inside, krate, outer_attributes, skip_past_comma, without_reference,
};
use crate::{
    error::{Errors, help, similar},
    model::{default_roles, path_text},
};

/// The part between the angle brackets.
pub(crate) struct Header {
    pub(crate) subject: Type,
    pub(crate) user_type: Path,
    pub(crate) tenants: bool,
    pub(crate) places: bool,
    /// The enum of its roles, if it has any.
    pub(crate) roles: Option<Path>,
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
            if input.peek(Token![;]) || input.peek(Token![,]) {
                let mark: TokenTree = input.parse()?;
                let message =
                    format!("`{mark}` does not belong between two entries of a catalogue");
                errors.span(mark.span(), help(message, "remove it"));
                continue;
            }
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
    let subject = input
        .parse()
        .map_err(|error| Error::new(error.span(), head()))?;
    let subject = without_reference(subject, errors);
    if input.parse::<Token![:]>().is_err() {
        return Err(error_here(input, head()));
    }
    let user_type = input.call(Path::parse_mod_style);
    let mut header = Header {
        subject,
        user_type: user_type.map_err(|error| Error::new(error.span(), head()))?,
        tenants: false,
        places: false,
        roles: None,
        krate: None,
    };
    while input.parse::<Token![,]>().is_ok() && !input.peek(Token![>]) {
        let Ok(word) = input.call(Ident::parse_any) else {
            return Err(error_here(
                input,
                help("an argument is missing here", ARGUMENTS),
            ));
        };
        match word.to_string().as_str() {
            "tenants" => header.tenants = true,
            "places" => header.places = true,
            "roles" => header.roles = Some(roles(input, &word)?),
            "crate" => header.krate = Some(krate(input)?),
            other => errors.at(&word, unknown(other)),
        }
        if input.peek(Token![=]) {
            let message = format!("`{word}` takes no value");
            return Err(error_here(input, help(message, ARGUMENTS)));
        }
    }
    if input.parse::<Token![>]>().is_err() {
        let words =
            "write `<User: UserType>`, or with arguments `<User: UserType, tenants, places>`";
        return Err(error_here(
            input,
            help("the head of a catalogue ends with `>`", words),
        ));
    }
    Ok(header)
}

/// `roles` or `roles = path`. The enum is called `Role` if it has no other name.
///
/// # Errors
///
/// When what follows `=` is not a path.
fn roles(input: ParseStream, word: &Ident) -> Result<Path> {
    if input.parse::<Token![=]>().is_err() {
        return Ok(default_roles(word.span()));
    }
    let path = input.call(Path::parse_mod_style);
    path.map_err(|error| {
        let message = "`roles` is written `roles`, or `roles = path::Role`";
        Error::new(error.span(), message)
    })
}

const ARGUMENTS: &str = "the arguments are `tenants`, `places`, `roles` and `crate = path`";

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    match similar(word, ["tenants", "places", "roles", "crate"]) {
        Some(word) => help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        ),
        None => help(message, ARGUMENTS),
    }
}

fn entry(input: ParseStream, entries: &mut Vec<Entry>, errors: &mut Errors) -> Result<()> {
    let attributes = outer_attributes(input)?;
    let visibility: Visibility = input.parse()?;
    if is_hide(input) {
        entries.push(Entry::Hide(hide(input, attributes, &visibility, errors)?));
        return Ok(());
    }
    if is_meant(input) {
        let message = "an action or a listing is missing here";
        let words = "did you mean `hide`? write `hide Item by ViewItem;`";
        return Err(error_here(input, help(message, words)));
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
    if !matches!(visibility, Visibility::Inherited) {
        let message = "a listing has no visibility: it lists an action, and imports nothing";
        errors.at(&visibility, help(message, "remove it"));
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
            lifetimes(input, &leaf)?
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

/// `<'_>`
fn lifetimes(input: ParseStream, leaf: &Ident) -> Result<PathArguments> {
    let error = |span| {
        let message = format!("`{leaf}` is listed by its path, and at most with lifetimes");
        let words = format!("write `{leaf}`, or `{leaf}<'_>` if it borrows");
        Error::new(span, help(message, words))
    };
    let arguments = input.parse::<AngleBracketedGenericArguments>();
    let arguments = arguments.map_err(|wrong| error(wrong.span()))?;
    let is_lifetime = |one: &&GenericArgument| matches!(one, GenericArgument::Lifetime(_));
    match arguments.args.iter().find(|one| !is_lifetime(one)) {
        Some(other) => Err(error(other.span())),
        None => Ok(PathArguments::AngleBracketed(arguments)),
    }
}

fn comma(input: ParseStream) -> Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    Err(error_here(input, "a comma is missing here"))
}

/// Skips past the next `;` or `{ … }`.
pub(super) fn skip_past_entry(input: ParseStream) {
    while !input.is_empty() {
        let brace = input.peek(Brace);
        let semicolon = input.peek(Token![;]);
        if input.parse::<TokenTree>().is_err() || semicolon {
            return;
        }
        if brace {
            inline::skip_roles(input);
            return;
        }
    }
}
