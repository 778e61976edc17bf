//! One listing of a catalogue, and the code for it.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Path};

use crate::{
    model,
    parse::{Header, Listing},
    span,
};

/// A listing and what its code needs. All of the code is at the last segment of its path.
pub(crate) struct Listed<'a> {
    pub(crate) listing: &'a Listing,
    header: &'a Header,
    place: Span,
    krate: Path,
    /// A unique name: its variant in the enum that counts the actions, if there is one.
    pub(crate) word: Ident,
    /// Its position.
    index: TokenStream,
    /// One identifier for the path, so that an error of rustc does not underline all of a group.
    name: Ident,
}

impl<'a> Listed<'a> {
    pub(crate) fn new(
        index: usize,
        listing: &'a Listing,
        header: &'a Header,
        switched: bool,
    ) -> Self {
        let place = listing.leaf.span();
        let word = format_ident!("__A{index}", span = place);
        let index = if switched {
            quote_spanned!(place=> __Index::#word as usize)
        } else {
            Literal::usize_unsuffixed(index).into_token_stream()
        };
        Self {
            listing,
            header,
            place,
            krate: model::krate(header.krate.as_ref(), place),
            name: listing.path.get_ident().unwrap_or(&word).clone(),
            word,
            index,
        }
    }

    pub(crate) fn import(&self) -> Option<TokenStream> {
        let (cfgs, path, name) = (&self.listing.cfgs, &self.listing.path, &self.name);
        let is_path = path.get_ident().is_none();
        is_path.then(|| quote!(#(#cfgs)* #[allow(unused_imports)] use #path as #name;))
    }

    /// What the action has under this name.
    pub(crate) fn named(&self, name: &str) -> TokenStream {
        let (cfgs, lifetimes) = (&self.listing.cfgs, &self.listing.lifetimes);
        let (krate, action) = (&self.krate, &self.name);
        let item = Ident::new(name, self.place);
        if !self.listing.elsewhere {
            return quote_spanned!(self.place=> #(#cfgs)* <#action as #krate::Action>::#item);
        }
        let action = quote!(#action #lifetimes);
        let subject = &self.header.subject;
        let subject = span::over(&self.listing.leaf, quote!(#subject));
        let item = quote_spanned!(self.place=> <
            <#action as #krate::Action>::Subject as #krate::__private::SubjectOf<#action, #subject>
        >::#item);
        quote!(#(#cfgs)* #item)
    }

    /// Passes the action to the visitor, if it has no fields.
    pub(crate) fn visit(&self) -> TokenStream {
        let (cfgs, lifetimes, name) = (&self.listing.cfgs, &self.listing.lifetimes, &self.name);
        let (place, subject) = (span::at(self.place), &self.header.subject);
        quote_spanned!(place=> #(#cfgs)* __Visit::<#subject, #name #lifetimes>::visit(__visitor);)
    }

    /// Asserts that no other action has its key. An error is reported at the listing.
    pub(crate) fn key(&self) -> TokenStream {
        let (cfgs, index) = (&self.listing.cfgs, &self.index);
        quote_spanned! {self.place=>
            #(#cfgs)*
            __KEYS.assert_new(__actions(), #index);
        }
    }

    /// `hidden` is what the catalogue writes of contexts that it hides.
    pub(crate) fn implementation(&self, hidden: Option<&TokenStream>) -> TokenStream {
        let (krate, index, name) = (&self.krate, &self.index, &self.name);
        let (cfgs, lifetimes) = (&self.listing.cfgs, &self.listing.lifetimes);
        let places = self.header.places.then(|| {
            quote_spanned! {self.place=>
                fn places(__context: &<Self as #krate::Action>::Context) -> #krate::places::Places<'_> {
                    <<Self as #krate::Action>::Context as #krate::places::Placed>::places(__context)
                }
            }
        });
        let tenants = self.header.tenants.then(|| {
            quote_spanned! {self.place=>
                const TENANTS: bool = true;
                fn tenant(__context: &<Self as #krate::Action>::Context) -> #krate::tenancy::ContextTenant<'_> {
                    <<Self as #krate::Action>::Context as #krate::tenancy::InTenant>::tenant(__context)
                }
            }
        });
        quote_spanned! {self.place=>
            #(#cfgs)*
            #[automatically_derived]
            impl #krate::__private::ListedOnce for #name #lifetimes {
                const INDEX: usize = #index;
                #tenants
                #places
                #hidden
            }
        }
    }
}
