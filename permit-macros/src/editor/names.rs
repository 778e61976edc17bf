//! The names that the user wrote, in code of which only they matter.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Path, Stmt};

use crate::model;

/// The names, in the order of writing.
///
/// A name that does not exist is reported elsewhere, and a second error would be too much. So most of
/// this code is configured out. An editor still completes in it, and still follows its names.
pub(super) struct Names {
    krate: Path,
    written: TokenStream,
}

impl Names {
    /// `krate` is the path to permit, if the user gives one.
    pub(super) fn new(krate: Option<&TokenStream>) -> Self {
        let said = krate.and_then(|krate| syn::parse2::<Path>(away(krate)).ok());
        Self {
            krate: model::krate(said.as_ref(), Span::call_site()),
            written: TokenStream::new(),
        }
    }

    /// A word of the language. `list` is the module with all words that may stand here. The editor
    /// completes these alone, because no others are in the path.
    pub(super) fn word(&mut self, list: &str, word: &impl ToTokens) {
        let (krate, list) = (&self.krate, format_ident!("{list}"));
        let path = quote!(#krate::words::#list::#word);
        self.listing(&quote!(#path as _));
    }

    /// The place of a word that is not yet typed.
    pub(super) fn missing_word(&mut self, list: &str) {
        self.word(list, &missing());
    }

    /// A variant of the enum at `enumeration`: a user type or a role.
    pub(super) fn variant(&mut self, enumeration: &TokenStream, variant: &impl ToTokens) {
        let enumeration = away(enumeration);
        self.listing(&quote!(#enumeration::#variant as _));
    }

    /// The place of a row that is not yet typed.
    pub(super) fn missing_variant(&mut self, enumeration: &TokenStream) {
        self.variant(enumeration, &missing());
    }

    /// A tree of `use`.
    pub(super) fn listing(&mut self, tree: &TokenStream) {
        self.write(quote!(#[cfg(any())] use #tree;));
    }

    /// A type, or an action.
    pub(super) fn a_type(&mut self, a_type: &TokenStream) {
        self.write(quote!(let _ = |_: &#a_type| {};));
    }

    /// An action on a part of `context`.
    pub(super) fn part(&mut self, action: &TokenStream, context: &TokenStream, on: &TokenStream) {
        self.a_type(action);
        let context = away(context);
        self.write(quote!(let _ = |__context: &#context| { let _ = &__context #on; };));
    }

    /// A condition. As the name of a call, it is completed without parentheses.
    pub(super) fn condition(&mut self, path: &TokenStream) {
        let krate = &self.krate;
        let is_own = ["owner", "granted"].contains(&path.to_string().as_str());
        let of_permit = is_own.then(|| quote!(#krate::words::condition::));
        self.write(quote!(#[cfg(any())] const _: () = #of_permit #path();));
    }

    /// Writes one statement. What is half typed is left out if it would break the code after it.
    fn write(&mut self, statement: TokenStream) {
        if syn::parse2::<Stmt>(statement.clone()).is_ok() {
            self.written.extend(statement);
        }
    }

    /// All of them. The editor completes in the expansion of a token more, at a place in the expansion
    /// without it, which has to be before other macros: the last statement makes room.
    pub(super) fn finish(self) -> TokenStream {
        let Self { krate, written } = self;
        let room = "-".repeat(ROOM);
        quote! {
            const _: () = {
                use #krate::words::condition::{granted, owner};
                #written
                let _ = #room;
            };
        }
    }
}

/// What the user wrote elsewhere, and is not named once more.
pub(super) fn away(written: &TokenStream) -> TokenStream {
    super::moved(written.clone())
}

fn missing() -> Ident {
    format_ident!("__")
}

/// More than the longest code for one name, without the name.
const ROOM: usize = 200;
