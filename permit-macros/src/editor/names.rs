//! The names that the user wrote, in code of which only they matter.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Type;

use crate::model;

/// The names, in the order of writing.
///
/// A name that does not exist is reported elsewhere, and a second error would be too much. So most of
/// this code is configured out. An editor still completes in it, and still follows its names.
pub(super) struct Names {
    krate: TokenStream,
    written: TokenStream,
}

impl Names {
    /// `krate` is the path to permit, if the user gives one.
    pub(super) fn new(krate: Option<&TokenStream>) -> Self {
        let krate = krate.map_or_else(
            || model::krate(None, Span::call_site()).into_token_stream(),
            away,
        );
        Self {
            krate,
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

    /// A variant of the enum at `user_type`.
    pub(super) fn user_type(&mut self, user_type: &TokenStream, variant: &impl ToTokens) {
        let user_type = away(user_type);
        self.listing(&quote!(#user_type::#variant as _));
    }

    /// The place of a row that is not yet typed.
    pub(super) fn missing_user_type(&mut self, user_type: &TokenStream) {
        self.user_type(user_type, &missing());
    }

    /// A tree of `use`.
    pub(super) fn listing(&mut self, tree: &TokenStream) {
        self.written.extend(quote!(#[cfg(any())] use #tree;));
    }

    /// A type, or an action. One that is half typed is left out if it would break the code after it.
    pub(super) fn a_type(&mut self, a_type: &TokenStream) {
        if let Ok(a_type) = syn::parse2::<Type>(a_type.clone()) {
            self.written.extend(quote!(let _ = |_: &#a_type| {};));
        }
    }

    /// An action on a part of `context`.
    pub(super) fn part(&mut self, action: &TokenStream, context: &TokenStream, on: &TokenStream) {
        self.a_type(action);
        let context = away(context);
        self.written
            .extend(quote!(let _ = |__context: &#context| { let _ = &__context #on; };));
    }

    /// A condition. As the name of a call, it is completed without parentheses.
    pub(super) fn condition(&mut self, path: &TokenStream) {
        let krate = &self.krate;
        let is_owner = path.to_string() == "owner";
        let of_permit = is_owner.then(|| quote!(#krate::words::condition::));
        self.written
            .extend(quote!(#[cfg(any())] const _: () = #of_permit #path();));
    }

    /// All of them. The editor completes in the expansion of a token more, at a place in the expansion
    /// without it, which has to be before other macros: the last statement makes room.
    pub(super) fn finish(self) -> TokenStream {
        let Self { krate, written } = self;
        let room = "-".repeat(ROOM);
        quote! {
            const _: () = {
                use #krate::words::condition::owner;
                #written
                let _ = #room;
            };
        }
    }
}

/// What the user wrote elsewhere, and is not named once more.
pub(super) fn away(written: &TokenStream) -> TokenStream {
    super::moved(Span::call_site(), written.clone())
}

fn missing() -> Ident {
    format_ident!("__")
}

/// More than the longest code for one name, without the name.
const ROOM: usize = 200;
