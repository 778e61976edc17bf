//! What the enums of user types and of roles have in common.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Expr, ExprLit, Ident, Lit, LitStr, Path, ext::IdentExt,
    parse::ParseStream,
};

use crate::{
    error::{Errors, help},
    parse,
};

/// The words for the variants of an enum.
pub(crate) struct Words {
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
    /// What to write in place of fields.
    pub(crate) no_fields: &'static str,
    /// What to do with more than [`MAX`] of them.
    pub(crate) too_many: &'static str,
}

/// The maximum number of variants: each has one bit.
const MAX: usize = 64;

/// The variants, or none after an error about the whole. Each of `words` is used in an error.
pub(crate) fn variants<'a>(
    input: &'a DeriveInput,
    words: &Words,
    errors: &mut Errors,
) -> Option<&'a DataEnum> {
    let Words {
        one,
        many,
        no_fields,
        too_many,
    } = words;
    let data = match &input.data {
        Data::Enum(data) if !data.variants.is_empty() => data,
        other => {
            let message = match other {
                Data::Enum(_) => format!("`{}` has no {many}", input.ident),
                Data::Struct(_) | Data::Union(_) => {
                    format!("`{}` is not an enum", input.ident)
                }
            };
            let words = format!("{many} are listed in an enum without fields, one variant each");
            errors.at(&input.ident, help(message, words));
            return None;
        }
    };
    if !input.generics.params.is_empty() {
        let message = format!("an enum of {many} has no generic parameters");
        errors.at(&input.generics, message);
    }
    for variant in data.variants.iter().filter(|one| !one.fields.is_empty()) {
        let message = format!("{one} `{}` has fields", variant.ident);
        errors.at(&variant.fields, help(message, no_fields));
    }
    if let Some(beyond) = data.variants.iter().nth(MAX) {
        let message = format!("there are at most {MAX} {many}, and this is one more");
        errors.at(&beyond.ident, help(message, too_many));
    }
    Some(data)
}

/// `#[user_type(crate = path)]` or `#[roles(crate = path)]`
///
/// # Errors
///
/// When something else is there.
pub(crate) fn krate(attributes: &[Attribute], name: &str) -> syn::Result<Option<Path>> {
    let mut krate = None;
    for attribute in attributes.iter().filter(|one| one.path().is_ident(name)) {
        attribute.parse_args_with(|input: ParseStream| {
            let word = input.call(Ident::parse_any)?;
            if word != "crate" {
                let message = format!("unknown argument `{word}`");
                return Err(syn::Error::new(
                    word.span(),
                    help(message, "the only argument is `crate = path`"),
                ));
            }
            krate = Some(parse::krate(input)?);
            Ok(())
        })?;
    }
    Ok(krate)
}

/// The old names in each `#[was = "…"]`. `what` is what stands between the quotation marks.
pub(crate) fn was(attributes: &[Attribute], what: &str, errors: &mut Errors) -> Vec<LitStr> {
    let old = attributes.iter().filter(|one| one.path().is_ident("was"));
    let read = old.filter_map(|attribute| {
        let text = match attribute
            .meta
            .require_name_value()
            .map(|value| &value.value)
        {
            Ok(Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            })) => Some(text.clone()),
            _ => None,
        };
        let text = text.filter(|text| !text.value().trim().is_empty());
        if text.is_none() {
            let message = format!("an old {what} is written `#[was = \"...\"]`");
            errors.at(attribute, message);
        }
        text
    });
    read.collect()
}

/// Reports old names that are in use, or that are given twice. `names` are those of the variants in the same
/// order as `was`, which are stored. `what` is a name or a key, and `one` a user type or a role.
pub(crate) fn old_differ(
    variants: &[(&Ident, String, &[LitStr])],
    (what, one): (&str, &str),
    errors: &mut Errors,
) {
    let mut seen: Vec<(String, &Ident)> = Vec::new();
    for (ident, _, was) in variants {
        for old in *was {
            let text = old.value();
            let now = variants.iter().find(|(_, name, _)| *name == text);
            let before = seen.iter().find(|(other, _)| *other == text);
            if let Some((now, ..)) = now {
                errors.at(
                    old,
                    format!("the old {what} `{text}` is the {what} of {one} `{now}`"),
                );
            } else if let Some((_, other)) = before {
                let message = if other == ident {
                    format!("the old {what} `{text}` is given twice")
                } else {
                    format!("the old {what} `{text}` is that of {one} `{other}` too")
                };
                errors.at(old, message);
            } else {
                seen.push((text, ident));
            }
        }
    }
}

/// FNV-1a over everything that the numbers in a table depend on.
pub(crate) fn fingerprint(texts: impl Iterator<Item = String>) -> Literal {
    let hash = texts
        .flat_map(String::into_bytes)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    Literal::u64_unsuffixed(hash)
}

/// What tells an enum from another: the fingerprint, which a table carries too, and its path for the
/// message.
pub(crate) fn identity(enumeration: &Ident, fingerprint: &Literal) -> TokenStream {
    let name = enumeration.unraw().to_string();
    quote! {
        const FINGERPRINT: u64 = #fingerprint;
        const PATH: &'static str = ::core::concat!(::core::module_path!(), "::", #name);
    }
}

/// The name of the macro that hands the list on, and its import under the enum's own name. Two enums of the
/// same name in nested modules must not shadow each other's list.
pub(crate) fn list_name(enumeration: &Ident, of: &str) -> Ident {
    let start = enumeration.span().start();
    format_ident!(
        "__permit_{of}_of_{}_{}_{}",
        enumeration.unraw(),
        start.line,
        start.column
    )
}
