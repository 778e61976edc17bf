//! The traits that a check reads, written from the fields whose columns a list reads.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Ident, LitStr, Path};

use super::attributes::{Column, Owner, Said};
use crate::span;

/// The fields that name an owner, the tenant or a place.
pub(super) struct Traits<'a> {
    context: &'a Ident,
    krate: &'a Path,
    said: &'a Said,
    owners: Vec<(&'a Owner, &'a Column<'a>)>,
    tenant: Option<(&'a Ident, &'a Column<'a>)>,
    places: Vec<(&'a LitStr, &'a Column<'a>)>,
}

impl<'a> Traits<'a> {
    /// `columns` are the fields that have one.
    pub(super) fn of(
        input: &'a DeriveInput,
        columns: impl Iterator<Item = &'a Column<'a>> + Clone,
        said: &'a Said,
        krate: &'a Path,
    ) -> Self {
        let mut tenants = columns.clone();
        let places = columns.clone();
        Self {
            context: &input.ident,
            krate,
            said,
            owners: columns
                .flat_map(|one| one.owners.iter().map(move |owner| (owner, one)))
                .collect(),
            tenant: tenants.find_map(|one| Some((one.tenant.as_ref()?, one))),
            places: places
                .filter_map(|one| Some((one.place.as_ref()?, one)))
                .collect(),
        }
    }

    /// The implementations of `Owned`, `InTenant` and `Placed`. Each is at the word that asks for it, where
    /// rustc reports a second one that is written by hand.
    pub(super) fn read(&self) -> TokenStream {
        let owners = self.owners.iter();
        let owners = owners.filter(|(_, one)| one.by_hand.is_none());
        let owners = owners.map(|(owner, one)| self.owned(owner, one));
        let (tenant, places) = (self.in_tenant(), self.placed());
        quote!(#(#owners)* #tenant #places)
    }

    fn owned(&self, owner: &Owner, column: &Column) -> TokenStream {
        let (krate, ident, held) = (self.krate, column.ident, &column.field.ty);
        let subject = &owner.subject;
        let id = span::over(subject, quote!(<#subject as #krate::Subject>::Id));
        let known = span::over(held, quote!(#krate::__private::Known));
        self.at(
            owner.word.span(),
            &quote!(#krate::Owned<#subject>),
            &quote! {
                fn owner(&self) -> ::core::option::Option<&#id> {
                    <#held as #known<#id>>::known(&self.#ident)
                }
            },
        )
    }

    fn in_tenant(&self) -> Option<TokenStream> {
        let krate = self.krate;
        let (word, tenant) = match (self.tenant, &self.said.global) {
            (Some((_, column)), _) if column.by_hand.is_some() => return None,
            (Some((mapping, column)), _) => {
                let function = if mapping == "Tenant" {
                    quote!(tenant_in)
                } else {
                    quote!(tenant_or_global_in)
                };
                let id = self.of_field(column, "id");
                (mapping, quote!(#krate::__private::#function(#id)))
            }
            (None, Some(global)) => (global, quote!(#krate::tenancy::ContextTenant::Global)),
            (None, None) => return None,
        };
        let method = quote! {
            fn tenant(&self) -> #krate::tenancy::ContextTenant<'_> {
                #tenant
            }
        };
        Some(self.at(word.span(), &quote!(#krate::tenancy::InTenant), &method))
    }

    fn placed(&self) -> Option<TokenStream> {
        let krate = self.krate;
        let word = match (self.places.first(), &self.said.nowhere) {
            (Some((kind, _)), _) => kind.span(),
            (None, Some(nowhere)) => nowhere.span(),
            (None, None) => return None,
        };
        if self.places_by_hand() {
            return None;
        }
        let nowhere = quote!(#krate::places::Places::nowhere());
        let places = self.places.iter().fold(nowhere, |places, (kind, column)| {
            let id = self.of_field(column, "id");
            quote!(#krate::__private::and_place_in(#places, #kind, #id))
        });
        let method = quote! {
            fn places(&self) -> #krate::places::Places<'_> {
                #places
            }
        };
        Some(self.at(word, &quote!(#krate::places::Placed), &method))
    }

    /// `Placed` is one implementation for all places.
    fn places_by_hand(&self) -> bool {
        self.places.iter().any(|(_, one)| one.by_hand.is_some())
    }

    /// What the field of a tenant or a place says, at its type.
    fn of_field(&self, column: &Column, method: &str) -> TokenStream {
        let (krate, held, ident) = (self.krate, &column.field.ty, column.ident);
        let method = format_ident!("{method}");
        let method = span::over(held, quote!(<#held as #krate::filter::IdColumn>::#method));
        quote!(#method(&self.#ident))
    }

    /// The implementation of a trait, at the word that asks for it.
    fn at(&self, word: Span, implemented: &TokenStream, method: &TokenStream) -> TokenStream {
        let context = self.context;
        let place = Ident::new("_", word);
        let head = span::over(&place, quote!(impl #implemented for #context));
        // With its braces: rustc takes the end of the item into account.
        quote_spanned!(span::at(word)=> #[automatically_derived] #head { #method })
    }

    /// The method that compares the row with its columns. Traits that are written by hand need it. Of the
    /// others it compares how their types say what stands in a column.
    pub(super) fn compare(&self) -> TokenStream {
        let krate = self.krate;
        let owners = self.owners.iter().map(|(owner, one)| {
            let (ident, subject) = (one.ident, &owner.subject);
            let value = span::over(&one.field.ty, quote!(#krate::filter::FilterValue::value));
            quote!(__agreement.owner::<#subject, Self>(self, &#value(&self.#ident));)
        });
        let tenant = self.tenant.map(|(_, one)| {
            let stored = self.of_field(one, "stored");
            quote!(__agreement.tenant(self, &#stored);)
        });
        let places = self
            .places
            .iter()
            .map(|(_, one)| self.of_field(one, "stored"));
        let places: Vec<_> = places.collect();
        let places =
            (!places.is_empty()).then(|| quote!(__agreement.places(self, &[#(#places),*]);));
        quote! {
            fn compare(&self, __agreement: &mut #krate::__private::Agreement) {
                #(#owners)*
                #tenant
                #places
            }
        }
    }
}
