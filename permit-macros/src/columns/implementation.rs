//! The columns that the derive writes: a struct of them, and which of them names what.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{DeriveInput, Path, Visibility, ext::IdentExt};

use super::{
    attributes::{Column, Owner, Said},
    traits::Traits,
};
use crate::{model, span};

pub(super) fn write(input: &DeriveInput, columns: &[Column], said: &Said) -> TokenStream {
    let krate = &model::krate(said.krate.as_ref(), Span::call_site());
    let (context, visibility) = (&input.ident, &input.vis);
    let fields = format_ident!("__{}Columns", context.unraw());
    let names: Vec<_> = columns.iter().map(|one| one.ident).collect();
    let visibilities = columns.iter().map(|one| &one.field.vis);
    let visibilities: Vec<&Visibility> = visibilities.collect();
    let types = columns.iter().map(|one| {
        let held = &one.field.ty;
        if one.skip {
            quote!(#krate::filter::Skipped<#context>)
        } else {
            quote!(#krate::filter::Column<#held>)
        }
    });
    let news = columns.iter().map(|one| {
        if one.skip {
            return quote!(#krate::filter::Skipped::new());
        }
        let (field, name) = (one.ident.unraw().to_string(), &one.name);
        let cast = one.cast.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |cast| quote!(::core::option::Option::Some(#cast)),
        );
        quote!(#krate::filter::Column::new(#field, #name, #cast))
    });
    let columns = || columns.iter().filter(|one| !one.skip);
    let info = |one: &Column| {
        let ident = one.ident;
        quote!(<Self as #krate::filter::Columns>::FIELDS.#ident.info())
    };
    let owners = columns().flat_map(|one| {
        let info = info(one);
        let implementation = move |owner: &Owner| {
            let subject = &owner.subject;
            quote! {
                #[automatically_derived]
                impl #krate::filter::OwnerColumn<#subject> for #context {
                    const OWNER: #krate::filter::ColumnInfo = #info;
                }
            }
        };
        one.owners.iter().map(implementation)
    });
    let mapping = match &said.global {
        Some(_) => Some(quote!(Global)),
        None => columns().find_map(|one| {
            let (mapping, info, read) = (one.tenant.as_ref()?, info(one), reader(one, krate));
            let column = quote!(#krate::filter::TenantColumn { info: #info, read: #read });
            Some(quote!(#mapping(#column)))
        }),
    };
    let tenant = mapping.map(|mapping| {
        quote! {
            #[automatically_derived]
            impl #krate::filter::TenantColumns for #context {
                const TENANT: #krate::filter::TenantMapping = #krate::filter::TenantMapping::#mapping;
            }
        }
    });
    let places = columns().filter_map(|one| {
        let (kind, info, read) = (one.place.as_ref()?, info(one), reader(one, krate));
        Some(quote!((#kind, #info, #read)))
    });
    let places: Vec<_> = places.collect();
    let places = (!places.is_empty() || said.nowhere.is_some()).then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::filter::PlaceColumns for #context {
                const PLACES: &'static [#krate::filter::PlaceColumn] = &[#(#places),*];
            }
        }
    });
    let traits = Traits::of(input, columns(), said, krate);
    let (read, compare) = (traits.read(), traits.compare());
    quote! {
        #[doc(hidden)]
        #[allow(missing_docs, missing_debug_implementations, dead_code, nonstandard_style)]
        #[allow(clippy::all, clippy::pedantic, clippy::restriction)]
        #visibility struct #fields { #(#visibilities #names: #types,)* }
        #[automatically_derived]
        impl #krate::filter::Columns for #context {
            type Fields = #fields;
            const FIELDS: #fields = #fields { #(#names: #news,)* };
            #compare
        }
        #(#owners)*
        #tenant
        #places
        #read
    }
}

/// What reads the canonical text of an id as a value of the column.
fn reader(column: &Column, krate: &Path) -> TokenStream {
    let held = &column.field.ty;
    span::over(held, quote!(<#held as #krate::filter::IdColumn>::read))
}
