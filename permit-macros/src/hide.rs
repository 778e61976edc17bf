//! What a catalogue hides: `hide Item by ViewItem;`.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned as _};

use crate::{
    error::{Errors, help},
    model::{self, Part, path_text, tokens_text},
    parse::{Header, Hide, Listing},
    span,
};

/// The types of context that a catalogue hides, as code.
pub(crate) struct Hidden<'a> {
    header: &'a Header,
    hides: Vec<&'a Hide>,
    listings: &'a [Listing],
}

impl<'a> Hidden<'a> {
    pub(crate) fn new(
        header: &'a Header,
        hides: &'a [Hide],
        listings: &'a [Listing],
        errors: &mut Errors,
    ) -> Self {
        let mut seen = HashSet::new();
        let mut once = Vec::new();
        for hide in hides {
            let written = tokens_text(&hide.context);
            // Only rustc knows which of two behind a `cfg` exists.
            if !hide.cfgs.is_empty() || seen.insert(written.clone()) {
                once.push(hide);
            } else {
                let message = format!("`{written}` is hidden twice");
                let words =
                    format!("name all views in one place: `hide {written} by One, Another;`");
                errors.at(&hide.context, help(message, words));
            }
        }
        Self {
            header,
            hides: once,
            listings,
        }
    }

    /// What each action of the catalogue says about its context, if the catalogue hides any.
    pub(crate) fn asked(&self) -> Option<TokenStream> {
        let subject = &self.header.subject;
        let place = span::at(subject.span());
        let krate = model::krate(self.header.krate.as_ref(), place);
        (!self.hides.is_empty()).then(|| {
            quote_spanned! {place=>
                fn is_hidden(
                    __who: &#krate::Principal<#subject>,
                    __context: &<Self as #krate::Action>::Context,
                ) -> bool {
                    #[allow(unused_imports)]
                    use #krate::__private::NotHidden as _;
                    #krate::__private::Sight::<#subject, <Self as #krate::Action>::Context>::is_hidden(
                        __who,
                        __context,
                    )
                }
            }
        })
    }

    /// What the catalogue says that it hides, if it hides anything.
    pub(crate) fn said(&self) -> Option<TokenStream> {
        let place = span::at(self.header.subject.span());
        let krate = model::krate(self.header.krate.as_ref(), place);
        let said = self.hides.iter().map(|hide| {
            let (cfgs, context, subject) = (&hide.cfgs, &hide.context, &self.header.subject);
            let text = model::type_text(context);
            let views = hide.views.iter().map(|view| {
                let (action, on) = (self.listed(view), view.on_text());
                if view.on.is_empty() {
                    quote!((<#action as #krate::__private::View<#subject, #context>>::KEY, #on))
                } else {
                    quote!((<#action as #krate::Action>::TABLE.key(), #on))
                }
            });
            quote!(#(#cfgs)* #krate::__private::Hidden::new(#text, &[#(#views),*]))
        });
        (!self.hides.is_empty()).then(|| {
            quote! {
                const HIDDEN: &'static [#krate::__private::Hidden] = &[#(#said),*];
            }
        })
    }

    fn implementation(&self, hide: &Hide) -> TokenStream {
        let (cfgs, context, subject) = (&hide.cfgs, &hide.context, &self.header.subject);
        let place = span::at(context.span());
        let krate = model::krate(self.header.krate.as_ref(), place);
        let seen = hide.views.iter().map(|view| {
            let action = self.listed(view);
            if view.on.is_empty() {
                quote!(<#action as #krate::__private::View<#subject, #context>>::sees(__who, __context))
            } else {
                let on = view.place();
                quote!(#krate::__private::sees::<#action>(__who, #on))
            }
        });
        quote_spanned! {place=>
            #(#cfgs)*
            #[automatically_derived]
            #[allow(unused_qualifications)]
            impl #krate::__private::HiddenContext<#subject> for #context {
                fn is_hidden(__who: &#krate::Principal<#subject>, __context: &Self) -> bool {
                    !(#(#seen)&&*)
                }
            }
        }
    }

    /// The path of a view. A name alone is that of a listing: `use items::ViewItem;` does not bring
    /// it into scope, but reads as if it did.
    fn listed<'p>(&'p self, view: &'p Part) -> &'p Path {
        let written = &view.action;
        let Some(name) = written.get_ident() else {
            return written;
        };
        let mut listed = self.listings.iter().filter(|one| one.leaf == *name);
        match (listed.next(), listed.next()) {
            (Some(one), None) if path_text(&one.path) != path_text(written) => &one.path,
            _ => written,
        }
    }
}

impl ToTokens for Hidden<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let hides = self.hides.iter().map(|hide| self.implementation(hide));
        tokens.extend(hides);
    }
}
