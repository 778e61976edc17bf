//! `ownr`: a condition whose name is nearly `owner` or `granted`. It may be a function of the application,
//! which only rustc knows. If it is not, rustc says that `owner` has a similar name, because both are in
//! scope where the name is resolved.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Path};

use crate::{error::similar, model::Action, span, validate::Checked};

/// The names that are nearly one of permit's own, each once.
pub(crate) struct Misspelt(Vec<Ident>);

/// The conditions of permit's own.
const OWN: [&str; 2] = ["owner", "granted"];

impl Misspelt {
    pub(crate) fn of(checked: &Checked) -> Self {
        let mut names: Vec<Ident> = Vec::new();
        for path in checked.conditions.iter().chain(&checked.requirements) {
            if let Some(name) = path.get_ident()
                && !OWN.iter().any(|own| path.is_ident(own))
                && similar(&name.to_string().to_lowercase(), OWN).is_some()
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
        Self(names)
    }

    /// The type of a condition.
    pub(crate) fn condition(&self, path: &Path, krate: &Path) -> TokenStream {
        let position = self.0.iter().position(|name| path.is_ident(name));
        position.map_or_else(
            || quote!(#path),
            |index| {
                span::over(
                    path,
                    quote!(<Self as #krate::__private::Meant<#index>>::Condition),
                )
            },
        )
    }

    /// The only place where the names are resolved.
    pub(crate) fn tokens(&self, action: &Action, krate: &Path) -> Option<TokenStream> {
        let (ident, cfgs) = (&action.ident, &action.cfgs);
        let (impl_generics, generics, clause) = action.generics.split_for_impl();
        let each = self.0.iter().enumerate();
        let each = each.map(|(index, name)| {
            quote! {
                #[automatically_derived]
                impl #impl_generics #krate::__private::Meant<#index> for #ident #generics #clause {
                    type Condition = #name;
                }
            }
        });
        (!self.0.is_empty()).then(|| {
            quote! {
                #(#cfgs)*
                const _: () = {
                    #[allow(unused_imports)]
                    use #krate::filter::{granted, owner};
                    #(#each)*
                };
            }
        })
    }
}
