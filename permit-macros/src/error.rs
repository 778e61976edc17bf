//! All errors of an item in one run, each with the words that fix it.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Error;

/// The errors that were found so far.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    /// Adds an error at all of `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(Error::new_spanned(tokens, message));
    }

    /// Adds an error at `span`.
    pub(crate) fn span(&mut self, span: Span, message: impl Display) {
        self.push(Error::new(span, message));
    }

    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Keeps the error of `result` and goes on without its value.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// One `compile_error!` for each.
impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(error) = &self.0 {
            error.to_compile_error().to_tokens(tokens);
        }
    }
}

/// An error with a message that is already written.
pub(crate) fn refused(message: &TokenStream) -> TokenStream {
    quote!(::core::compile_error! { #message })
}

/// A message with the words that fix it. rustc indents the second line below the first.
pub(crate) fn help(message: impl Display, help: impl Display) -> String {
    format!("{message}\nhelp: {help}")
}

/// The names in backticks, with commas.
pub(crate) fn quoted<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The name among `known` that was probably meant by `name`.
pub(crate) fn similar<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|one| (strsim::damerau_levenshtein(name, one), one))
        .filter(|(distance, one)| *distance <= name.len().max(one.len()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, one)| one)
}
