//! What people write, for tests to break.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn user_types() -> TokenStream {
    quote! {
        #[user_type(crate = a::b)]
        pub enum UserType {
            #[anonymous]
            Anonymous,
            #[platform]
            Seller,
        }
    }
}

pub(crate) fn action() -> TokenStream {
    quote! {
        #[action(
            subject = User, user_type = types::UserType, context = Item, flag = "beta",
            name = "edit", requires(active, a::b), on_denied = not_found, crate = a::b
        )]
        #[permissions(
            Anonymous => deny,
            Shopper | Seller => allow if owner && (rules::in_region || on_call),
            #[cfg(feature = "x")]
            Robot => allow,
        )]
        pub struct Edit<'a> { amount: &'a u64 }
    }
}

pub(crate) fn catalogue() -> TokenStream {
    quote! {
        <User: types::UserType, tenants, crate = a::b>
        #[cfg(test)]
        use items::{Edit, inner::Export<'_>};
        /// Post it.
        pub Post(context = Item, flag = "beta", requires(active)) {
            Anonymous => deny,
            Shopper | Seller => allow if (owner && a) || b,
        }
        View { Anonymous => deny, Shopper => allow, Seller => allow }
    }
}

pub(crate) fn function() -> TokenStream {
    quote! {
        /// Whether it is so.
        #[must_use]
        pub(crate) fn active<C: Active + ?Sized>(action: &Pay<'_>, who: &User, on: &impl On) -> bool
        where
            C: Copy,
        {
            on.is_active() && who.id > 1
        }
    }
}

pub(crate) fn method() -> TokenStream {
    quote! {
        #[inline]
        async fn save<T>(&self, who: &Principal<User>, item: T) -> Result<T, Refused> {
            #![allow(unused)]
            Ok(item)
        }
    }
}

/// As the macro beside the enum hands it on.
pub(crate) fn called_back(handed: &TokenStream) -> TokenStream {
    quote!({ sound Anonymous: Anonymous Shopper Seller } { #handed })
}
