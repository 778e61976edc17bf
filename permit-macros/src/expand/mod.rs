//! Generates the code of a table.

mod roles;
mod terms;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, Ident, Path, Type, ext::IdentExt, parse_quote, spanned::Spanned as _};

use crate::{
    cells, documentation,
    error::{help, quoted},
    misspelt::Misspelt,
    model::{self, Action, Enums, Formula, Name, Part, RoleList, Row, Rule, UserTypes},
    parse::Cell,
    span,
    validate::{Checked, is_granted, is_owner},
    written,
};

/// One action and what its code needs.
pub(crate) struct Expansion<'a> {
    action: &'a Action,
    checked: &'a Checked,
    /// Whether the table has no errors. If it has, it denies everything, and its conditions are
    /// still emitted, so that rustc reports its own errors in the same run.
    sound: bool,
    user_types: &'a UserTypes,
    roles: Option<&'a RoleList>,
    /// What may be a misspelt `owner`.
    misspelt: Misspelt,
    krate: Path,
    context: Type,
}

impl<'a> Expansion<'a> {
    /// `clean` says that the action has no error of its own.
    pub(crate) fn of(
        action: &'a Action,
        checked: &'a Checked,
        enums: Enums<'a>,
        clean: bool,
    ) -> Self {
        let Enums { user_types, roles } = enums;
        let listed = user_types.sound && roles.is_none_or(|roles| roles.sound);
        let place = span::at(action.ident.span());
        let krate = model::krate(action.arguments.krate.as_ref(), place);
        Self {
            action,
            checked,
            sound: clean && listed && !action.rows().iter().any(Row::is_unreadable),
            user_types,
            roles,
            misspelt: Misspelt::of(checked),
            krate,
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
        let (ident, cfgs) = (&action.ident, &action.cfgs);
        let (impl_generics, generics, clause) = action.generics.split_for_impl();
        let said_subject = self.said_subject();
        let table = self.table();
        let rule = self.rule();
        let absent = self.absent();
        let (held, absent_roles) = (self.held(), self.absent_roles());
        let shape = self.shape();
        let parts = self.decided_parts();
        let misspelt = self.misspelt.tokens(action, krate);
        let conditions = self.questions("conditions", &self.checked.conditions);
        let requirements = self.questions("requirements", &self.checked.requirements);
        let value = (!action.has_fields).then(|| {
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                #[allow(unused_qualifications)]
                impl #impl_generics #krate::__private::Single for #ident #generics #clause {
                    const VALUE: Self = Self {};
                }
            }
        });
        let documentation = self.sound.then(|| documentation::of_derived(action));
        // Where rustc lists implementations, it underlines the action's name for this one.
        quote_spanned! {ident.span()=>
            #(#cfgs)*
            #documentation
            #[automatically_derived]
            #[allow(unused_qualifications)]
            impl #impl_generics #krate::Action for #ident #generics #clause {
                type Subject = #said_subject;
                type Context = #context;
                type Shape = #shape;
                const TABLE: #krate::catalogue::Table<<Self::Subject as #krate::Subject>::UserType> = #table;
                #rule
                #held
                #parts
                #conditions
                #requirements
            }
            #value
            #absent
            #absent_roles
            #misspelt
        }
    }

    /// A missing subject is replaced by a type with an error in it, so that rustc does not report
    /// errors that follow from it.
    fn said_subject(&self) -> TokenStream {
        let ident = &self.action.ident;
        self.action.subject.as_ref().map_or_else(
            || {
                let message = format!("action `{}` does not name its subject", ident.unraw());
                let words = "write `#[action(subject = User)]`, with your own type";
                let message = help(message, words);
                quote_spanned!(ident.span()=> [(); ::core::compile_error!(#message)])
            },
            ToTokens::to_token_stream,
        )
    }

    fn table(&self) -> TokenStream {
        let (krate, action) = (&self.krate, self.action);
        let (key, name) = (key(action), action.ident.unraw().to_string());
        let on = action.arguments.context.as_ref();
        let on = on.map_or_else(|| "()".to_owned(), model::type_text);
        let head = [
            key.as_str(),
            name.as_str(),
            action.description.as_str(),
            on.as_str(),
        ];
        let text = written::text(action, head, self.user_types, self.parts().map(all_of));
        let key = literal(key.len());
        let allowed = cells::allowed(&self.checked.cells, self.checked.conditions.len());
        let allowed = allowed.map(|types| binary(if self.sound { types } else { 0 }));
        let line = literal(action.ident.span().start().line);
        let terms = self.terms();
        quote! {
            #krate::catalogue::Table::new(
                &[#(#allowed),*],
                (#text, #key, #line),
                <Self as #krate::Action>::rule,
                &#terms,
            )
        }
    }

    /// The exhaustive `match`: rustc proves that the table is complete, and the expanded code is
    /// readable. User types with the same rule share an arm, because each arm costs compile time.
    fn rule(&self) -> TokenStream {
        let (krate, user_type) = (&self.krate, &self.action.user_type);
        if !self.sound {
            return quote! {
                fn rule(_: #user_type) -> #krate::catalogue::Rule {
                    #krate::catalogue::Rule::DENY
                }
            };
        }
        if let Some(parts) = self.parts() {
            let text = all_of(parts);
            let parts = parts.iter().map(|part| &part.action);
            return quote! {
                fn rule(__user_type: #user_type) -> #krate::catalogue::Rule {
                    #krate::catalogue::Rule::all_of(#text, &[#(<#parts as #krate::Action>::rule(__user_type)),*])
                }
            };
        }
        let rows = self.action.rows().iter();
        let (always, switched): (Vec<_>, Vec<_>) = rows.partition(|row| row.cfgs.is_empty());
        let mut arms: Vec<(String, TokenStream, Vec<&Name>)> = Vec::new();
        for row in always {
            let text = row.rule.text();
            if let Some((.., names)) = arms.iter_mut().find(|(other, ..)| *other == text) {
                names.extend(row.names());
            } else {
                let rule = self.written(&row.rule);
                arms.push((text, rule, row.names().iter().collect()));
            }
        }
        let arms = arms.iter().map(
            |(_, rule, names)| quote!(#(#user_type::#names)|* => #krate::catalogue::Rule::#rule,),
        );
        let switched = switched.into_iter().map(|row| self.switched_arm(row));
        quote! {
            fn rule(__user_type: #user_type) -> #krate::catalogue::Rule {
                match __user_type {
                    #(#arms)*
                    #(#switched)*
                }
            }
        }
    }

    /// The arm of a row that a `cfg` may disable. Then a second arm reports an error: the user
    /// types of the row are enabled, because the enum has them.
    fn switched_arm(&self, row: &Row) -> Option<TokenStream> {
        let (krate, user_type) = (&self.krate, &self.action.user_type);
        let names = on(row, &self.user_types.all);
        let (cfgs, rule) = (&row.cfgs, self.written(&row.rule));
        let off = switched_off(row, &names);
        let off = off.map(|(off, error)| quote!(#off #(#user_type::#names)|* => #error,));
        (!names.is_empty()).then(
            || quote!(#(#cfgs)* #(#user_type::#names)|* => #krate::catalogue::Rule::#rule, #off),
        )
    }

    /// A rule as an item of the runtime's `Rule`.
    fn written(&self, rule: &Rule) -> TokenStream {
        match rule {
            Rule::Deny | Rule::Broken => quote!(DENY),
            Rule::Allow => quote!(ALLOW),
            Rule::AllowIf(formula) => {
                let (text, formula) = (formula.text(), self.formula(formula));
                quote!(allow_if(#text, #formula))
            }
        }
    }

    /// Errors for rows that are enabled while their user types are not.
    fn absent(&self) -> TokenStream {
        let rows = self.action.rows().iter().filter(|_| self.sound);
        let all = &self.user_types.all;
        rows.map(|row| absent(row, all, &self.action.cfgs))
            .collect()
    }

    /// A formula as the runtime computes it. Each part is a separate call, so that the grouping is
    /// kept.
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
                quote!(#krate::catalogue::Formula::condition(#index))
            }
            Formula::All(parts) => join(parts, format_ident!("and")),
            Formula::Any(parts) => join(parts, format_ident!("or")),
        }
    }

    /// The permissions of an operation, if the action is one and has no errors.
    fn parts(&self) -> Option<&[Part]> {
        self.action.parts.as_deref().filter(|_| self.sound)
    }

    /// The methods that decide each permission of an operation, and whether a part is hidden.
    fn decided_parts(&self) -> Option<TokenStream> {
        let krate = &self.krate;
        let parts = self.parts()?.iter();
        let parts: Vec<_> = parts.map(|part| (&part.action, self.place(part))).collect();
        let decided = parts
            .iter()
            .map(|(action, on)| quote!(#krate::__private::part::<#action>(__who, #on)?;));
        let hidden = parts
            .iter()
            .map(|(action, on)| quote!(#krate::__private::is_hidden::<#action>(__who, #on)));
        Some(quote! {
            fn parts(
                &self,
                __who: &#krate::Principal<Self::Subject>,
                __context: &Self::Context,
            ) -> ::core::result::Result<(), #krate::Refused> {
                #(#decided)*
                ::core::result::Result::Ok(())
            }

            fn is_part_hidden(__who: &#krate::Principal<Self::Subject>, __context: &Self::Context) -> bool {
                #(#hidden)||*
            }
        })
    }

    /// What a part is decided on. On all of the context, rustc says which other context the part has.
    fn place(&self, part: &Part) -> TokenStream {
        if !part.on.is_empty() {
            return part.place();
        }
        let (krate, action) = (&self.krate, &part.action);
        let of = quote!(
            <<#action as #krate::Action>::Context as #krate::__private::PartContext<#action, Self, Self::Context>>::of
        );
        let (of, context) = (span::over(action, of), part.place());
        quote!(#of(#context))
    }

    /// The parts of the action as types, for list queries.
    fn shape(&self) -> TokenStream {
        let krate = &self.krate;
        let requirements = self.list(&self.checked.requirements);
        if let Some(parts) = self.parts() {
            let parts = parts.iter().rev().fold(quote!(()), |rest, part| {
                let action = &part.action;
                if part.on.is_empty() {
                    quote!((#krate::shape::Whole<#action>, #rest))
                } else {
                    quote!(((#action,), #rest))
                }
            });
            return quote!((#krate::shape::Operation, #parts, #requirements));
        }
        let conditions = self.list(&self.checked.conditions);
        quote!((#krate::shape::Rows, #conditions, #requirements))
    }

    /// `(one, (another, ()))`
    fn list(&self, conditions: &[Path]) -> TokenStream {
        let krate = &self.krate;
        conditions.iter().rev().fold(quote!(()), |rest, path| {
            if is_owner(path) {
                let owner = span::over(path, quote!(#krate::filter::owner));
                quote!((#owner, #rest))
            } else if is_granted(path) {
                let granted = span::over(path, quote!(#krate::filter::granted));
                quote!((#granted, #rest))
            } else {
                let condition = self.misspelt.condition(path, krate);
                quote!((#condition, #rest))
            }
        })
    }

    /// The method that evaluates `conditions`, if there are any.
    fn questions(&self, method: &str, conditions: &[Path]) -> Option<TokenStream> {
        if conditions.is_empty() {
            return None;
        }
        let krate = &self.krate;
        let method = format_ident!("{method}");
        let questions = conditions.iter().enumerate().map(|(index, path)| {
            let index = literal(index);
            if is_owner(path) {
                // At the user's own token, so that rustc does not tell of the macro.
                let context = quote_spanned!(path.span()=> Self::Context);
                let owner = quote!(<#context as #krate::Owned<Self::Subject>>::owner);
                let owner = span::over(path, owner);
                quote! {
                    __evaluation.built_in(#index, #krate::__private::owns(__who, #owner(__context)));
                }
            } else if is_granted(path) {
                quote!(__evaluation.granted(#index);)
            } else {
                let condition = self.misspelt.condition(path, krate);
                let holds = quote!(<#condition as #krate::catalogue::Condition<Self, Self::Subject, Self::Context>>::holds);
                quote!(__evaluation.condition(#index, || #holds(self, __who, __context));)
            }
        });
        Some(quote! {
            fn #method<__Evaluation: #krate::__private::Evaluation>(
                &self,
                __who: &#krate::Principal<Self::Subject>,
                __context: &Self::Context,
                __evaluation: &mut __Evaluation,
            ) {
                #(#questions)*
            }
        })
    }
}

/// The names of a row that the enum has.
fn on<'a, C>(row: &'a Row<C>, all: &[Name]) -> Vec<&'a Name> {
    let names = row.names().iter();
    names.filter(|name| all.contains(name)).collect()
}

/// For a row that a `cfg` may disable while its `names` are enabled: the `cfg` that is on then, and the error.
/// `None` if nothing can disable it.
fn switched_off<C: Cell>(row: &Row<C>, names: &[&Name]) -> Option<(TokenStream, TokenStream)> {
    let (first, off) = names.first().zip(off(&row.cfgs))?;
    let (one, said) = (C::WORDS.one, quoted(names));
    let message = format!("the row of {said} is configured out, but the {one} is not");
    let message = help(message, same_cfg::<C>());
    let error = quote_spanned!(first.span()=> ::core::compile_error!(#message));
    Some((off, error))
}

/// Errors for names in a row that is enabled while they are not.
fn absent<C: Cell>(row: &Row<C>, all: &[Name], cfgs: &[Attribute]) -> TokenStream {
    let names = row.names().iter();
    let absent = names.filter(|name| !all.contains(name));
    let errors = absent.map(|name| {
        let message = format!(
            "{} `{name}` is configured out, but its row is not",
            C::WORDS.one
        );
        let message = help(message, same_cfg::<C>());
        let error = quote_spanned!(name.span()=> ::core::compile_error! { #message });
        let cfgs = cfgs.iter().chain(&row.cfgs);
        quote!(#(#cfgs)* #error)
    });
    errors.collect()
}

fn same_cfg<C: Cell>() -> String {
    format!("give the row the `#[cfg(...)]` of its {}", C::WORDS.one)
}

/// The `cfg` that is on when not all of `cfgs` are.
fn off(cfgs: &[Attribute]) -> Option<TokenStream> {
    let conditions = cfgs.iter().filter_map(|cfg| cfg.meta.require_list().ok());
    let conditions: Vec<_> = conditions.map(|cfg| &cfg.tokens).collect();
    (!conditions.is_empty()).then(|| quote!(#[cfg(not(all(#(all(#conditions)),*)))]))
}

/// An operation as it is written.
fn all_of(parts: &[Part]) -> String {
    let texts: Vec<_> = parts.iter().map(Part::text).collect();
    format!("all_of({})", texts.join(", "))
}

/// The key of an action, as it is stored.
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

/// A set of user types as a binary literal, with a digit for each.
fn binary(types: u64) -> proc_macro2::TokenTree {
    let text = format!("0b{types:b}");
    text.parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(types))
        .into()
}
