//! The type of a column: `cast = "..."` and `enum = "..."`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, LitStr, Path, Result};

use crate::error::help;

/// The type of a column that is not the type of its text.
pub(crate) enum Cast {
    /// The variant of `Cast` in the runtime.
    To(&'static str),
    Enum(String),
}

/// What `cast = "..."` may name, and the variants.
const CASTS: [(&str, &str); 5] = [
    ("uuid", "Uuid"),
    ("bigint", "Bigint"),
    ("bpchar", "Bpchar"),
    ("citext", "Citext"),
    ("text", "Text"),
];

impl Cast {
    pub(crate) fn named(name: &LitStr) -> Result<Self> {
        let text = name.value();
        if let Some((_, variant)) = CASTS.iter().find(|one| one.0 == text) {
            return Ok(Self::To(variant));
        }
        let message = format!("`{text}` is not a type that a parameter is cast to");
        let words = "the types are `uuid`, `bigint` (for every integer), `bpchar` (for `char(n)`), \
                     `citext` and `text` (for a UUID); for an enum write `enum = \"...\"` with its name";
        Err(Error::new_spanned(name, help(message, words)))
    }

    pub(crate) fn tokens(&self, krate: &Path) -> TokenStream {
        match self {
            Self::To(variant) => {
                let variant = format_ident!("{variant}");
                quote!(#krate::filter::Cast::#variant)
            }
            Self::Enum(name) => quote!(#krate::filter::Cast::Enum(#name)),
        }
    }
}
