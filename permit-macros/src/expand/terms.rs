//! What an action is decided under, beside its rows: a constant that equal actions share.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path};

use super::{Expansion, binary};
use crate::{
    model::Part,
    validate::{is_granted, is_owner},
};

impl Expansion<'_> {
    pub(super) fn terms(&self) -> TokenStream {
        let (krate, said) = (&self.krate, &self.action.arguments);
        let fingerprint = &self.user_types.fingerprint;
        let file = self.action.ident.span().file();
        let flagged = said.flag.as_ref().map(|flag| quote!(.flagged(#flag)));
        let under = self.infos(&format_ident!("under"), &self.checked.conditions);
        let operating = self.parts().map(|parts| {
            let actions = parts.iter().map(|part| &part.action);
            let on = parts.iter().map(Part::on_text);
            quote! {
                .operating::<Self::Subject>(&[#((<#actions as #krate::__private::ListedOnce>::INDEX, #on)),*])
            }
        });
        let never_impersonated = said
            .never_impersonated
            .then(|| quote!(.never_impersonated()));
        let requiring = self.infos(&format_ident!("requiring"), &self.checked.requirements);
        let fixed = said.fixed.then(|| quote!(.fixed()));
        let was = &said.was;
        let was = (!was.is_empty()).then(|| quote!(.was(&[#(#was),*])));
        let held = self.roles.zip(self.checked.held).map(|(roles, held)| {
            let fingerprint = &roles.fingerprint;
            let held = binary(if self.sound { held } else { 0 });
            quote!(.held(#held, #fingerprint))
        });
        quote! {
            #krate::__private::Terms::new(#fingerprint, ::core::module_path!(), #file)
                #flagged #under #requiring #operating #never_impersonated #fixed #was #held
        }
    }

    fn infos(&self, method: &Ident, conditions: &[Path]) -> Option<TokenStream> {
        let krate = &self.krate;
        let infos = conditions.iter().map(|path| {
            if is_owner(path) {
                quote!(#krate::catalogue::ConditionInfo::owner())
            } else if is_granted(path) {
                quote!(#krate::catalogue::ConditionInfo::granted())
            } else {
                let condition = self.misspelt.condition(path, krate);
                quote!(<#condition as #krate::catalogue::Named>::INFO)
            }
        });
        (!conditions.is_empty()).then(|| quote!(.#method(&[#(#infos),*])))
    }
}
