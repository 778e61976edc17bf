//! Sample inputs, for tests to break.

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
            #[internal]
            Robot,
        }
    }
}

pub(crate) fn action() -> TokenStream {
    quote! {
        #[action(
            subject = User, user_type = types::UserType, context = Item, flag = "beta",
            name = "edit", requires(active, a::b),
            never_impersonated, crate = a::b
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
        <User: types::UserType, tenants, places, crate = a::b>
        #[cfg(test)]
        use items::{Edit, inner::Export<'_>};
        /// Post it.
        pub Post(context = Item, flag = "beta", requires(active)) {
            Anonymous => deny,
            Shopper | Seller => allow if (owner && a) || b,
        }
        View { Anonymous => deny, Shopper => allow, Seller => allow }
        Move(context = Move) = all_of(View, Post(target.item));
    }
}

pub(crate) fn operation() -> TokenStream {
    quote! {
        #[action(subject = User, context = Move)]
        #[permissions(all_of(items::View, Post(target.item)))]
        pub struct Move;
    }
}

pub(crate) fn columns() -> TokenStream {
    quote! {
        #[columns(crate = a::b)]
        pub struct Item {
            #[column(place = "item", cast = "uuid")]
            pub id: Uuid,
            #[column("seller_id", owner = User)]
            seller: u64,
            #[column(tenant_or_global, by_hand)]
            tenant: Option<String>,
            #[column(skip)]
            picture: Vec<u8>,
        }
    }
}

pub(crate) fn filter() -> TokenStream {
    quote! {
        fn cheap(action: &Pay, who: &User, item: &Item) -> bool {
            (item.price <= who.limit || item.free) && !item.sold && item.buyer.is_none()
                && 3 != item.kind && who.is_known()
        }
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
    quote!({ sound Anonymous: 7 Anonymous Shopper Seller } { #handed })
}
