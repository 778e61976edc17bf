//! What is written in a table. It keeps the user's own tokens, for their spans.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Attribute, Generics, Ident, LitStr, Path, Token, Type, ext::IdentExt};

use crate::parse::Place;

/// An action, wherever it is declared.
pub(crate) struct Action {
    pub(crate) place: Place,
    /// `#[cfg]` of the action itself.
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) has_fields: bool,
    pub(crate) description: String,
    /// `None` when it does not say who does it, which is reported.
    pub(crate) subject: Option<Type>,
    pub(crate) user_type: Path,
    pub(crate) arguments: Arguments,
    /// `None` when it has no table at all, which is reported.
    pub(crate) rows: Option<Vec<Row>>,
}

impl Action {
    /// The lines of its table, if it has one.
    pub(crate) fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }
}

/// What may be said of an action in `#[action(…)]`, or in parentheses behind its name.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) subject: Option<Type>,
    pub(crate) user_type: Option<Path>,
    pub(crate) context: Option<Type>,
    pub(crate) flag: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) requires: Vec<Path>,
    pub(crate) on_denied_not_found: bool,
    pub(crate) krate: Option<Path>,
}

/// One line of a table.
pub(crate) struct Row {
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) head: RowHead,
    pub(crate) rule: Rule,
}

/// Whose line it is.
pub(crate) enum RowHead {
    UserTypes(Vec<Ident>),
    /// Refused, and reported together with what to write in its place.
    Wildcard(Token![_]),
    /// Nobody can say whose, and it is reported already.
    Unreadable,
}

impl Row {
    /// What stands where a row or a table could not be read.
    pub(crate) const fn unreadable() -> Self {
        Self {
            cfgs: Vec::new(),
            head: RowHead::Unreadable,
            rule: Rule::Broken,
        }
    }

    /// Whether it may be that it is switched on: rows behind a `cfg` are off with their user types.
    pub(crate) fn is_on(&self, user_types: &UserTypes) -> bool {
        let names = self.user_types();
        self.cfgs.is_empty() || names.iter().any(|name| user_types.all.contains(name))
    }

    /// The user types that it names.
    pub(crate) fn user_types(&self) -> &[Ident] {
        match &self.head {
            RowHead::UserTypes(user_types) => user_types,
            RowHead::Wildcard(_) | RowHead::Unreadable => &[],
        }
    }
}

/// One cell.
pub(crate) enum Rule {
    Deny,
    Allow,
    AllowIf(Formula),
    /// Unreadable, and reported already: it counts as a row.
    Broken,
}

impl Rule {
    /// Every condition in it, in the order of writing.
    pub(crate) fn conditions(&self) -> Vec<&Path> {
        match self {
            Self::AllowIf(formula) => formula.conditions(),
            Self::Deny | Self::Allow | Self::Broken => Vec::new(),
        }
    }
}

/// What a rule depends on.
#[derive(Clone)]
pub(crate) enum Formula {
    Condition(Path),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

impl Formula {
    /// Every condition in it, in the order of writing.
    fn conditions(&self) -> Vec<&Path> {
        match self {
            Self::Condition(path) => vec![path],
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().flat_map(Self::conditions).collect()
            }
        }
    }

    /// As it is written, with one space where there is any.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Condition(path) => path_text(path),
            Self::All(parts) => joined(parts, " && "),
            Self::Any(parts) => joined(parts, " || "),
        }
    }
}

fn joined(parts: &[Formula], operator: &str) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| match part {
            Formula::Condition(path) => path_text(path),
            nested => format!("({})", nested.text()),
        })
        .collect();
    parts.join(operator)
}

/// A path as a person writes it.
pub(crate) fn path_text(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

/// The user types of the enum, as its derive names them.
pub(crate) struct UserTypes {
    /// Whether nothing is wrong with the enum. If something is, its tables have to wait.
    pub(crate) sound: bool,
    pub(crate) anonymous: Option<Ident>,
    pub(crate) all: Vec<Ident>,
}

/// The path to the runtime in generated code that stands at `place`.
pub(crate) fn krate(said: Option<&Path>, place: Span) -> TokenStream {
    said.map_or_else(
        || quote_spanned!(place=> ::permit),
        ToTokens::to_token_stream,
    )
}

/// `EditItem` → `edit_item`. A digit belongs to the word before it, and an abbreviation is one
/// word: `ViewV2API` → `view_v2_api`.
pub(crate) fn key(ident: &Ident) -> String {
    let name: Vec<char> = ident.unraw().to_string().chars().collect();
    let mut key = String::new();
    for (index, one) in name.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| name.get(index));
        let after = name.get(index + 1);
        let starts = one.is_uppercase()
            && before.is_some_and(|before| {
                *before != '_'
                    && (!before.is_uppercase() || after.is_some_and(|after| after.is_lowercase()))
            });
        if starts {
            key.push('_');
        }
        key.extend(one.to_lowercase());
    }
    key
}

/// The first paragraph of a documentation, on one line.
pub(crate) fn description(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let syn::Meta::NameValue(meta) = &attribute.meta else {
            return None;
        };
        match &meta.value {
            syn::Expr::Lit(literal) if meta.path.is_ident("doc") => match &literal.lit {
                syn::Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        }
    });
    let text: Vec<String> = lines.collect();
    let first: Vec<&str> = text
        .iter()
        .flat_map(|text| text.lines().chain(text.is_empty().then_some("")))
        .map(str::trim)
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty())
        .collect();
    first.join(" ")
}

/// Those attributes that switch an item on and off.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .cloned()
        .collect()
}

/// Tokens as a person writes them, as far as spaces tell: `&Cow<'_, str>`.
pub(crate) fn tokens_text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, written) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
    ] {
        text = text.replace(spaced, written);
    }
    text
}
