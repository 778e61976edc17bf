//! What is written, as text.

use quote::ToTokens;
use syn::{Attribute, Ident, Path, Type, ext::IdentExt};

/// A path without generic arguments, as a person writes it.
pub(crate) fn path_text(path: &Path) -> String {
    let words: Vec<_> = path
        .segments
        .iter()
        .map(|one| one.ident.to_string())
        .collect();
    let start = if path.leading_colon.is_some() {
        "::"
    } else {
        ""
    };
    start.to_owned() + &words.join("::")
}

/// A type, as a person writes it.
pub(crate) fn type_text(of: &Type) -> String {
    let tokens = of.to_token_stream().to_string();
    let tokens = tokens.replace(" ,", ",").replace(" ;", ";");
    let is_word = |one: Option<char>| one.is_some_and(|one| one.is_alphanumeric() || one == '_');
    let mut text = String::new();
    let mut letters = tokens.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = text.chars().last();
        let keeps = matches!(before, Some(',' | ';'))
            || is_word(before) && is_word(letters.peek().copied());
        if letter != ' ' || keeps {
            text.push(letter);
        }
    }
    text
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

/// The first paragraph of the documentation, on one line.
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

/// The attributes that enable and disable an item.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .cloned()
        .collect()
}

/// Tokens with spaces as a person writes them: `&Cow<'_, str>`.
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
