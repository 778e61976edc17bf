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
    let news = columns.iter().map(|one| new(one, krate));
    let columns = || columns.iter().filter(|one| !one.skip);
    let info = |one: &Column| {
        let ident = one.ident;
        quote!(<Self as #krate::filter::Columns>::FIELDS.#ident.info())
    };
    let list = columns().map(info);
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
            const LIST: &'static [#krate::filter::ColumnInfo] = &[#(#list),*];
            #compare
        }
        #(#owners)*
        #tenant
        #places
        #read
    }
}

/// A column as a constant.
fn new(column: &Column, krate: &Path) -> TokenStream {
    if column.skip {
        return quote!(#krate::filter::Skipped::new());
    }
    let (field, name) = (column.ident.unraw().to_string(), &column.name);
    let cast = column.cast.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |cast| {
            let cast = cast.tokens(krate);
            quote!(::core::option::Option::Some(#cast))
        },
    );
    let held = &column.field.ty;
    // The trait has the answer for a type that a filter cannot compare.
    let kind = quote! {{
        #[allow(unused_imports)]
        use #krate::filter::NoKind as _;
        #krate::filter::KindOf::<#held>::KIND
    }};
    let of = column.table.as_ref().map(|table| quote!(.of(#table)));
    quote!(#krate::filter::Column::new(#field, #name, #cast, #kind) #of)
}

/// What reads the canonical text of an id as a value of the column.
fn reader(column: &Column, krate: &Path) -> TokenStream {
    let held = &column.field.ty;
    span::over(held, quote!(<#held as #krate::filter::IdColumn>::read))
}
