//! What the attributes of a context and of its fields say: `#[columns(…)]` and `#[column(…)]`.

use core::iter;

use proc_macro2::{TokenStream, TokenTree};
use quote::format_ident;
use syn::{
    Attribute, Error, Field, Ident, LitStr, Path, Result, Token, Type, ext::IdentExt,
    parse::ParseStream,
};

use crate::{
    cast::Cast,
    documentation,
    error::{Errors, help, similar},
    model,
};

/// The arguments of a field, and how they are written.
const WORDS: [(&str, &str); 9] = [
    ("owner", "owner = SUBJECT"),
    ("tenant", "tenant"),
    ("tenant_or_global", "tenant_or_global"),
    ("place", "place = \"...\""),
    ("by_hand", "by_hand"),
    ("of", "of = \"...\""),
    ("cast", "cast = \"...\""),
    ("enum", "enum = \"...\""),
    ("skip", "skip"),
];

/// The arguments of the context as a whole: `#[columns(global, nowhere, crate = path)]`.
#[derive(Default)]
pub(super) struct Said {
    /// No row belongs to a tenant.
    pub(super) global: Option<Ident>,
    /// No row is in any place.
    pub(super) nowhere: Option<Ident>,
    pub(super) krate: Option<Path>,
}

impl Said {
    /// Reads the attributes above the struct.
    pub(super) fn of(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut said = Self::default();
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("columns"))
        {
            errors.keep(attribute.parse_args_with(|input: ParseStream| said.read(input)));
        }
        said
    }

    fn read(&mut self, input: ParseStream) -> Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any)?;
            match word.to_string().as_str() {
                "global" => self.global = Some(word),
                "nowhere" => self.nowhere = Some(word),
                "crate" => {
                    input.parse::<Token![=]>()?;
                    self.krate = Some(input.call(Path::parse_mod_style)?);
                }
                other => {
                    let message = format!("unknown argument `{other}`");
                    let words = match value(input) {
                        Some(table) if NAMES.contains(&other) => format!(
                            "the table is named in the query: `scope.push_where(&mut query, \"{table}\")`"
                        ),
                        _ => "the arguments are `global`, `nowhere` and `crate = path`".to_owned(),
                    };
                    return Err(Error::new(word.span(), help(message, words)));
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

/// A field and its column.
pub(super) struct Column<'a> {
    pub(super) field: &'a Field,
    pub(super) ident: &'a Ident,
    pub(super) name: String,
    /// The joined table, by the name that the query gives it.
    pub(super) table: Option<String>,
    pub(super) cast: Option<Cast>,
    /// The subjects whose owner the column names.
    pub(super) owners: Vec<Owner>,
    /// How the column names the tenant: the variant of `TenantMapping`.
    pub(super) tenant: Option<Ident>,
    pub(super) place: Option<LitStr>,
    /// The word by which the application itself writes the traits that a check reads.
    pub(super) by_hand: Option<Ident>,
    /// Whether the field has no column.
    pub(super) skip: bool,
}

impl<'a> Column<'a> {
    /// Reads the attributes of a field, which has a name.
    pub(super) fn of(field: &'a Field, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        let mut column = Self {
            field,
            ident,
            name: ident.unraw().to_string(),
            table: None,
            cast: None,
            owners: Vec::new(),
            tenant: None,
            place: None,
            by_hand: None,
            skip: false,
        };
        for attribute in &field.attrs {
            if attribute.path().is_ident("column") {
                let read = attribute.parse_args_with(|input: ParseStream| column.read(input));
                errors.keep(read);
            }
        }
        let says = !column.owners.is_empty() || column.tenant.is_some() || column.place.is_some();
        if column.skip && says {
            let message = format!("`{ident}` is skipped, but its other arguments need a column");
            errors.at(
                ident,
                help(message, "remove `skip`, or the other arguments"),
            );
        }
        if let Some(by_hand) = &column.by_hand
            && !says
        {
            let message =
                "`by_hand` is about an owner, a tenant or a place, and this field names none";
            let words = "every other field is read as it is: remove `by_hand`";
            errors.at(by_hand, help(message, words));
        }
        Some(column)
    }

    /// `"name", of = "…", owner = User, tenant, tenant_or_global, place = "…", by_hand, cast = "…", enum = "…", skip`
    fn read(&mut self, input: ParseStream) -> Result<()> {
        let all: TokenStream = input.fork().parse()?;
        if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            self.name = plain(&name)?;
        } else {
            self.word(input, &all)?;
        }
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                self.word(input, &all)?;
            }
        }
        Ok(())
    }

    /// One argument of `all`.
    fn word(&mut self, input: ParseStream, all: &TokenStream) -> Result<()> {
        let word = input.call(Ident::parse_any)?;
        without_a_value(&word, input, all)?;
        match word.to_string().as_str() {
            "owner" => self.owners.push(Owner::read(word, input)?),
            "by_hand" => self.by_hand = Some(word),
            tenant @ ("tenant" | "tenant_or_global") => {
                let mapping = if tenant == "tenant" {
                    "Tenant"
                } else {
                    "TenantOrGlobal"
                };
                let mapping = format_ident!("{mapping}", span = word.span());
                if self.tenant.replace(mapping).is_some() {
                    let message = "a field names the tenant only once";
                    let words = "write `tenant` if every row belongs to a tenant, \
                                 `tenant_or_global` if a row may belong to none";
                    return Err(Error::new(word.span(), help(message, words)));
                }
            }
            "skip" => self.skip = true,
            "of" => {
                input.parse::<Token![=]>()?;
                let table: LitStr = input.parse()?;
                if self.table.replace(plain(&table)?).is_some() {
                    let message = "a column is in one table";
                    return Err(Error::new(word.span(), message));
                }
            }
            "place" => {
                let kind = text(&word, input)?;
                if kind.value().is_empty() {
                    let message = "a kind of place needs a name";
                    let words = "write the kind that `permit::places::Placed` names";
                    return Err(Error::new_spanned(kind, help(message, words)));
                }
                if self.place.replace(kind).is_some() {
                    let message = "a field names one kind of place";
                    return Err(Error::new(word.span(), message));
                }
            }
            cast @ ("cast" | "enum") => {
                let name = text(&word, input)?;
                let cast = match cast {
                    "enum" => Cast::Enum(plain(&name)?),
                    _ => Cast::named(&name)?,
                };
                if self.cast.replace(cast).is_some() {
                    let message = "a field says the type of its column only once";
                    return Err(Error::new(word.span(), message));
                }
            }
            other => {
                let column = value(input).filter(|_| NAMES.contains(&other));
                let message = column.map_or_else(
                    || unknown(other),
                    |column| {
                        let message = "the name of a column stands first and alone";
                        help(message, named(&column, &word, None, all))
                    },
                );
                return Err(Error::new(word.span(), message));
            }
        }
        Ok(())
    }
}

/// What other libraries call a name in a database.
const NAMES: [&str; 4] = ["name", "rename", "column", "table"];

/// The text behind `=`, if there is one. Reads nothing.
fn value(input: ParseStream) -> Option<String> {
    let input = input.fork();
    input.parse::<Token![=]>().ok()?;
    input.parse().ok().map(|text: LitStr| text.value())
}

/// The attribute with the name of the column first, and with `kept` in the place of the argument `word`.
fn named(column: &str, word: &Ident, kept: Option<&Ident>, all: &TokenStream) -> String {
    let tokens: Vec<_> = all.clone().into_iter().collect();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let others = tokens
        .split(is_comma)
        .filter_map(|argument| match argument.first()? {
            TokenTree::Ident(first) if first == word => kept.map(ToString::to_string),
            TokenTree::Literal(_) => None,
            _ => Some(documentation::text(argument.iter().cloned())),
        });
    let arguments: Vec<_> = iter::once(format!("\"{column}\"")).chain(others).collect();
    format!("write `#[column({})]`", arguments.join(", "))
}

/// Refuses a value behind a word that has none, such as `tenant = "company_id"`.
fn without_a_value(word: &Ident, input: ParseStream, all: &TokenStream) -> Result<()> {
    let valueless = WORDS.iter().any(|one| word == one.0 && one.0 == one.1);
    if !valueless || !input.peek(Token![=]) {
        return Ok(());
    }
    let words = match value(input) {
        Some(column) => named(&column, word, Some(word), all),
        None => format!("write `{word}`"),
    };
    let message = format!("`{word}` takes no value");
    Err(Error::new(word.span(), help(message, words)))
}

/// `= "..."`, behind `word`.
fn text(word: &Ident, input: ParseStream) -> Result<LitStr> {
    if value(input).is_none() {
        let written = input.fork();
        let named = written
            .parse::<Token![=]>()
            .and_then(|_| written.call(Ident::parse_any));
        let value = named.map_or_else(|_| "...".to_owned(), |named| named.to_string());
        let message = format!("`{word}` is written `{word} = \"{value}\"`");
        return Err(Error::new(word.span(), message));
    }
    input.parse::<Token![=]>()?;
    input.parse()
}

/// `owner = User`
pub(super) struct Owner {
    pub(super) word: Ident,
    pub(super) subject: Type,
}

impl Owner {
    fn read(word: Ident, input: ParseStream) -> Result<Self> {
        if !input.peek(Token![=]) {
            let message = "the column of an owner belongs to one subject";
            let words = "name it: `owner = User`, with your own type";
            return Err(Error::new(word.span(), help(message, words)));
        }
        if let Some(subject) = value(input) {
            let message = "the subject of an owner is a type";
            let words = format!("write `owner = {subject}`, without quotes");
            return Err(Error::new(word.span(), help(message, words)));
        }
        input.parse::<Token![=]>()?;
        let subject = input.parse()?;
        Ok(Self { word, subject })
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        format!("owner = {}", model::tokens_text(&self.subject))
    }
}

/// Names in the text of a query are plain, so that nothing has to be escaped there.
fn plain(name: &LitStr) -> Result<String> {
    let text = name.value();
    let is_plain = |one: char| one.is_ascii_alphanumeric() || one == '_';
    if !text.is_empty()
        && text.chars().all(is_plain)
        && !text.starts_with(|one: char| one.is_ascii_digit())
    {
        return Ok(text);
    }
    let message = format!("`{text}` cannot be used in a query");
    let words = "the name of a column or type consists of ASCII letters, digits and `_`, and does not start with a digit";
    Err(Error::new_spanned(name, help(message, words)))
}

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    if let Some(word) = similar(word, WORDS.map(|one| one.0)) {
        return help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        );
    }
    let written: Vec<_> = WORDS.iter().map(|one| format!("`{}`", one.1)).collect();
    help(
        message,
        format_args!("the arguments are `\"name\"`, {}", written.join(", ")),
    )
}
