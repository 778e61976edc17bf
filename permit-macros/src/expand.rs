//! From a table to code.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Path, Type, ext::IdentExt, parse_quote, spanned::Spanned};

use crate::{
    cells,
    model::{self, Action, Formula, Row, Rule},
    validate::{Checked, is_owner},
};

/// One action on its way to code.
pub(crate) struct Expansion<'a> {
    action: &'a Action,
    checked: &'a Checked,
    /// Whether the table is as it has to be. If not, it denies everything, and what its conditions
    /// need is still said, so that rustc's own findings come in the same run.
    sound: bool,
    krate: TokenStream,
    context: Type,
}

impl<'a> Expansion<'a> {
    pub(crate) fn of(action: &'a Action, checked: &'a Checked, sound: bool) -> Self {
        Self {
            action,
            checked,
            sound,
            krate: model::krate(action.arguments.krate.as_ref()),
            context: action
                .arguments
                .context
                .clone()
                .unwrap_or_else(|| parse_quote!(())),
        }
    }

    /// The implementation of the action.
    pub(crate) fn tokens(&self) -> TokenStream {
        let (krate, action, context) = (&self.krate, self.action, &self.context);
        let (ident, subject, cfgs) = (&action.ident, &action.subject, &action.cfgs);
        let (impl_generics, generics, clause) = action.generics.split_for_impl();
        let on_denied = if action.arguments.on_denied_not_found {
            format_ident!("Hidden")
        } else {
            format_ident!("Forbidden")
        };
        let table = self.table();
        let rule = self.rule();
        let inquire = self.questions("inquire", &self.checked.conditions);
        let require = self.questions("require", &action.arguments.requires);
        let value = (!action.has_fields).then(|| {
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                #[diagnostic::do_not_recommend]
                impl #impl_generics #krate::WithoutFields for #ident #generics #clause {
                    const VALUE: Self = Self {};
                }
            }
        });
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            impl #impl_generics #krate::Action for #ident #generics #clause {
                type Subject = #subject;
                type Context = #context;
                type OnDenied = #krate::__private::#on_denied;
                const TABLE: &'static #krate::Table<<#subject as #krate::Subject>::UserType> = &#table;
                #rule
                #inquire
                #require
            }
            #value
        }
    }

    fn table(&self) -> TokenStream {
        let (krate, action) = (&self.krate, self.action);
        let (key, name) = (key(action), action.ident.unraw().to_string());
        let description = &action.description;
        let cells = self.checked.cells.iter().map(|cell| match cell {
            _ if !self.sound => quote!(0),
            0 => quote!(0),
            &u64::MAX => quote!(!0),
            cell => {
                let cell = hexadecimal(*cell);
                quote!(#cell)
            }
        });
        let span = action.ident.span();
        let (file, line) = (span.file(), literal(span.start().line));
        let flagged = action
            .arguments
            .flag
            .as_ref()
            .map(|flag| quote!(.flagged(#flag)));
        let under = self.infos(&format_ident!("under"), &self.checked.conditions);
        let requiring = self.infos(&format_ident!("requiring"), &action.arguments.requires);
        quote! {
            #krate::Table::new(
                [#key, #name, #description],
                &[#(#cells),*],
                <Self as #krate::Action>::rule,
                (#file, #line),
            ) #flagged #under #requiring
        }
    }

    fn infos(&self, method: &Ident, conditions: &[Path]) -> Option<TokenStream> {
        let krate = &self.krate;
        let infos = conditions.iter().map(|path| {
            if is_owner(path) {
                quote!(#krate::ConditionInfo::built_in("owner"))
            } else {
                quote_spanned!(path.span()=> #krate::ConditionInfo::of::<#path>())
            }
        });
        (!conditions.is_empty()).then(|| quote!(.#method(&[#(#infos),*])))
    }

    /// The exhaustive `match`: rustc proves that the table is complete, and whoever expands the
    /// macro reads it.
    fn rule(&self) -> TokenStream {
        let (krate, user_type) = (&self.krate, &self.action.user_type);
        if !self.sound {
            return quote! {
                fn rule(_: #user_type) -> #krate::Rule {
                    #krate::Rule::deny(0)
                }
            };
        }
        // When a row is switched off and its user type is not, E0004 is reported at the scrutinee.
        let scrutinee = Ident::new("__user_type", self.action.ident.span());
        let rows = self.action.rows.iter().flatten();
        let arms = rows.map(|row| self.arm(row));
        quote! {
            fn rule(#scrutinee: #user_type) -> #krate::Rule {
                match #scrutinee {
                    #(#arms)*
                }
            }
        }
    }

    fn arm(&self, row: &Row) -> TokenStream {
        let (krate, user_type) = (&self.krate, &self.action.user_type);
        let (cfgs, names) = (&row.cfgs, row.user_types());
        let line = names.first().map_or(0, |name| name.span().start().line);
        let line = literal(line);
        let rule = match &row.rule {
            Rule::Deny | Rule::Broken => quote!(deny(#line)),
            Rule::Allow => quote!(allow(#line)),
            Rule::AllowIf(formula) => {
                let (text, formula) = (formula.text(), self.formula(formula));
                quote!(allow_if(#line, #text, #formula))
            }
        };
        quote!(#(#cfgs)* #(#user_type::#names)|* => #krate::Rule::#rule,)
    }

    /// A rule as the runtime computes it. Each part is a call of its own, so that precedence
    /// cannot be lost.
    fn formula(&self, formula: &Formula) -> TokenStream {
        let krate = &self.krate;
        let join = |parts: &[Formula], method: Ident| {
            let mut parts = parts.iter().map(|part| self.formula(part));
            let first = parts.next();
            quote!(#first #(.#method(#parts))*)
        };
        match formula {
            Formula::Condition(path) => {
                let index = cells::position(&self.checked.conditions, path).map(literal);
                quote!(#krate::__private::Formula::condition(#index))
            }
            Formula::All(parts) => join(parts, format_ident!("and")),
            Formula::Any(parts) => join(parts, format_ident!("or")),
        }
    }

    /// The method that asks `conditions`, if there are any.
    fn questions(&self, method: &str, conditions: &[Path]) -> Option<TokenStream> {
        if conditions.is_empty() {
            return None;
        }
        let (krate, subject, context) = (&self.krate, &self.action.subject, &self.context);
        let method = format_ident!("{method}");
        let questions = conditions.iter().enumerate().map(|(index, path)| {
            let index = literal(index);
            if is_owner(path) {
                let owner = quote_spanned!(path.span()=>
                    #krate::__private::owner::<#subject, #context>);
                quote!(__inquiry.built_in(#index, #owner(__who, __context));)
            } else {
                let holds = quote_spanned!(path.span()=>
                    <#path as #krate::Condition<Self, #subject, #context>>::holds);
                quote!(__inquiry.condition(#index, || #holds(self, __who, __context));)
            }
        });
        Some(quote! {
            fn #method<__Inquiry: #krate::__private::Inquiry>(
                &self,
                __who: &#krate::Principal<#subject>,
                __context: &#context,
                __inquiry: &mut __Inquiry,
            ) {
                #(#questions)*
            }
        })
    }
}

/// The key of an action: what is stored.
pub(crate) fn key(action: &Action) -> String {
    action
        .arguments
        .name
        .as_ref()
        .map_or_else(|| model::key(&action.ident), syn::LitStr::value)
}

fn literal(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// Bits are read in hexadecimal.
fn hexadecimal(cell: u64) -> proc_macro2::TokenTree {
    let text = format!("0x{cell:016x}");
    text.parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(cell))
        .into()
}
