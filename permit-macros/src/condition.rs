//! `#[condition]`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    Error, FnArg, GenericParam, Ident, ItemFn, LitStr, Path, Result, ReturnType, Token, Type,
    TypeParam,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
};

use crate::{
    error::{Errors, help, similar},
    model,
};

/// Emits the function as it is written and, beside it, the type that a table names.
pub(crate) fn declare(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = errors.keep(syn::parse2::<Arguments>(arguments));
    let function = errors.keep(syn::parse2::<ItemFn>(item.clone()));
    let condition = function.as_ref().and_then(|function| {
        let form = errors.keep(Form::of(function))?;
        Some(form.tokens(function, &arguments.unwrap_or_default()))
    });
    quote!(#item #errors #condition)
}

#[derive(Default)]
struct Arguments {
    flags: Vec<String>,
    says: Option<LitStr>,
    krate: Option<Path>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut arguments = Self::default();
        while !input.is_empty() {
            let word = input.call(Ident::parse_any)?;
            match word.to_string().as_str() {
                "flags" => {
                    let names;
                    parenthesized!(names in input);
                    let names: Punctuated<Flag, Token![,]> =
                        names.parse_terminated(Flag::parse, Token![,])?;
                    arguments.flags = names.into_iter().map(|flag| flag.0).collect();
                }
                "says" => {
                    input.parse::<Token![=]>()?;
                    let code: LitStr = input.parse()?;
                    if code.value().trim().is_empty() {
                        return Err(Error::new_spanned(code, "a reason code is not empty"));
                    }
                    arguments.says = Some(code);
                }
                "crate" => {
                    input.parse::<Token![=]>()?;
                    arguments.krate = Some(input.call(Path::parse_mod_style)?);
                }
                other => return Err(Error::new(word.span(), unknown(other))),
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(arguments)
    }
}

fn unknown(word: &str) -> String {
    let message = format!("`{word}` is no argument of a condition");
    match similar(word, ["flags", "says", "crate"]) {
        Some(word) => help(message, format_args!("did you mean `{word}`?")),
        None => help(
            message,
            "there are `flags(...)`, `says = \"...\"` and `crate = path`",
        ),
    }
}

/// A flag, as a word or in quotes: some names are no words.
struct Flag(String);

impl Parse for Flag {
    fn parse(input: ParseStream) -> Result<Self> {
        let (name, span) = if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            (literal.value(), literal.span())
        } else {
            let ident = input.call(Ident::parse_any)?;
            (ident.unraw().to_string(), ident.span())
        };
        if name.trim().is_empty() {
            return Err(Error::new(span, "a flag needs a name"));
        }
        Ok(Self(name))
    }
}

/// What a condition takes, by position: `(who)`, `(who, context)`, `(action, who, context)`.
struct Form {
    action: Option<Type>,
    who: Type,
    context: Option<Type>,
    /// For each `impl Trait` of the function, the parameter that stands for it.
    parameters: Vec<TypeParam>,
}

impl Form {
    fn of(function: &ItemFn) -> Result<Self> {
        let signature = &function.sig;
        if let Some(asyncness) = &signature.asyncness {
            let words = "load what it needs into the context, or into the subject";
            let message = help(
                "a condition is asked without waiting: it cannot be `async`",
                words,
            );
            return Err(Error::new_spanned(asyncness, message));
        }
        if let ReturnType::Default = signature.output {
            let message = "a condition returns `bool`";
            return Err(Error::new(signature.paren_token.span.close(), message));
        }
        let mut parameters = Vec::new();
        let mut taken = Vec::new();
        for input in &signature.inputs {
            taken.push(referred(input, &mut parameters)?);
        }
        let mut taken = taken.into_iter();
        let (action, who, context) = match (taken.next(), taken.next(), taken.next(), taken.next())
        {
            (Some(who), context, None, None) => (None, who, context),
            (action, Some(who), context, None) => (action, who, context),
            _ => {
                return Err(Error::new_spanned(
                    &signature.inputs,
                    help(
                        "a condition takes one, two or three parameters",
                        "`(who)`, `(who, context)` or `(action, who, context)`",
                    ),
                ));
            }
        };
        Ok(Self {
            action,
            who,
            context,
            parameters,
        })
    }

    fn tokens(&self, function: &ItemFn, arguments: &Arguments) -> TokenStream {
        let krate = model::krate(arguments.krate.as_ref());
        let (ident, visibility) = (&function.sig.ident, &function.vis);
        let cfgs = model::cfgs(&function.attrs);
        let name = ident.unraw().to_string();
        let flags = &arguments.flags;
        let says = arguments.says.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |code| quote!(::core::option::Option::Some(#code)),
        );
        let mut generics = function.sig.generics.clone();
        generics
            .params
            .extend(self.parameters.iter().cloned().map(GenericParam::Type));
        generics
            .params
            .push(syn::parse_quote!(__Subject: #krate::Subject));
        let who = &self.who;
        generics
            .make_where_clause()
            .predicates
            .push(syn::parse_quote!(#who: #krate::__private::Who<__Subject>));
        let action = self.action.clone().unwrap_or_else(|| {
            generics.params.push(syn::parse_quote!(__Action));
            syn::parse_quote!(__Action)
        });
        let context = self.context.clone().unwrap_or_else(|| {
            generics
                .params
                .push(syn::parse_quote!(__Context: ?::core::marker::Sized));
            syn::parse_quote!(__Context)
        });
        let given = [
            self.action.is_some().then(|| quote!(__action,)),
            Some(quote_spanned!(who.span()=>
                <#who as #krate::__private::Who<__Subject>>::of(__who),)),
            self.context.is_some().then(|| quote!(__context,)),
        ];
        let call = quote_spanned!(ident.span()=> #ident);
        let (impl_generics, _, clause) = generics.split_for_impl();
        quote! {
            #(#cfgs)*
            #[doc(hidden)]
            #[allow(non_camel_case_types, dead_code, missing_debug_implementations, clippy::all)]
            #visibility enum #ident {}
            #(#cfgs)*
            #[automatically_derived]
            impl #krate::__private::Named for #ident {
                const NAME: &'static str = #name;
                const SAYS: ::core::option::Option<&'static str> = #says;
                const FLAGS: &'static [&'static str] = &[#(#flags),*];
            }
            #(#cfgs)*
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #impl_generics #krate::Condition<#action, __Subject, #context> for #ident #clause {
                #[inline]
                fn holds(
                    __action: &#action,
                    __who: &#krate::Principal<__Subject>,
                    __context: &#context,
                ) -> bool {
                    let _ = (__action, __context);
                    #call(#(#given)*)
                }
            }
        }
    }
}

/// What is behind the reference that a parameter has to be.
fn referred(input: &FnArg, parameters: &mut Vec<TypeParam>) -> Result<Type> {
    let typed = match input {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            return Err(Error::new_spanned(
                receiver,
                help(
                    "a condition is a free function",
                    "take `who: &User` in the place of `self`",
                ),
            ));
        }
    };
    match &*typed.ty {
        Type::Reference(reference) if reference.mutability.is_none() => {
            Ok(named(&reference.elem, typed.span(), parameters))
        }
        other => {
            let text = model::tokens_text(other);
            let message = "a condition takes references, and changes nothing";
            Err(Error::new_spanned(
                other,
                help(message, format_args!("write `&{text}`")),
            ))
        }
    }
}

/// A parameter's type, with a name where it is an `impl Trait`.
fn named(referred: &Type, span: Span, parameters: &mut Vec<TypeParam>) -> Type {
    let referred = match referred {
        Type::Paren(inner) => &inner.elem,
        other => other,
    };
    let Type::ImplTrait(anonymous) = referred else {
        return referred.clone();
    };
    let name = format_ident!("__Implementor{}", parameters.len(), span = span);
    let bounds = &anonymous.bounds;
    parameters.push(syn::parse_quote!(#name: #bounds));
    syn::parse_quote!(#name)
}
