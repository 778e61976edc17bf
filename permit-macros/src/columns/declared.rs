//! What `columns!` says of a struct that is declared elsewhere, compared with its declaration.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use crate::span;

/// Compiles only if the struct has these fields, each of this very type: a list is written for the type,
/// and a check reads the field.
pub(super) fn fields(input: &DeriveInput) -> TokenStream {
    let Data::Struct(data) = &input.data else {
        return TokenStream::new();
    };
    let context = &input.ident;
    let fields = data.fields.iter().filter_map(|field| {
        let (ident, held) = (field.ident.as_ref()?, &field.ty);
        let said = span::over(held, quote!(::core::marker::PhantomData<#held>));
        let found = span::over(held, quote!(__of(&__context.#ident)));
        Some(quote!(let _: #said = #found;))
    });
    quote! {
        const _: () = {
            #[allow(dead_code)]
            fn __of<__Type>(_: &__Type) -> ::core::marker::PhantomData<__Type> {
                ::core::marker::PhantomData
            }
            #[allow(dead_code, unused_variables)]
            fn __declared(__context: &#context) {
                #(#fields)*
            }
        };
    }
}
