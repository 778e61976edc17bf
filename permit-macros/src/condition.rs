//! `#[condition]`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    Error, FnArg, GenericArgument, GenericParam, Ident, Path, PathArguments, PathSegment, Result,
    ReturnType, Safety, Signature, Type, ext::IdentExt,
};

use crate::{
    editor,
    elision::named,
    error::{Errors, help},
    filter,
    function::Function,
    model,
    parse::{condition::Arguments, pointed},
    reads,
};

/// Emits the function as it is written and, beside it, the type that a table names.
pub(crate) fn declare(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let said = arguments.clone();
    let arguments = Arguments::read(arguments, &mut errors);
    let names = editor::only(|| editor::condition(&said, arguments.krate.as_ref()));
    let Some(function) = errors.keep(Function::under("permit::condition", item)) else {
        return quote!(#item #errors);
    };
    if let Some(receiver) = function.signature.receiver() {
        let message = "a condition is a free function";
        let words = "move it out of the `impl`, and take `who: &User` instead of `self`";
        errors.at(receiver, help(message, words));
        return quote!(#item #errors);
    }
    reserved(&function.signature.ident, &mut errors);
    if function.body.is_none() {
        let message = format!("condition `{}` has no body", function.signature.ident);
        errors.at(
            &function.signature,
            help(message, "write `{ ... }`, which is true when it holds"),
        );
    }
    // An argument that cannot be read may name what the function reads.
    if errors.is_empty() {
        reads::check(&function, &arguments, &mut errors);
    }
    let form = Form::of(&function.signature, &mut errors).filter(|_| errors.is_empty());
    let form = form.and_then(|form| {
        let krate = model::krate(arguments.krate.as_ref(), Span::call_site());
        let filter = form.filter(&function, &arguments, &krate, &mut errors);
        errors.is_empty().then_some((form, krate, filter))
    });
    let condition = match form {
        Some((form, krate, filter)) => form.tokens(&function, &arguments, &krate, filter.as_ref()),
        None => placeholder(&function, &arguments),
    };
    // In an editor, the name is the function's alone: a `use` of two things leads to the type.
    let condition = editor::without(condition);
    quote! {
        #names
        // A condition has to take references, even to small types.
        #[allow(clippy::trivially_copy_pass_by_ref)]
        #item
        #errors
        #condition
    }
}

/// The names that a table reads as a condition of permit's own, whatever else has this name:
/// `granted` is for later versions.
const RESERVED: [&str; 2] = ["owner", "granted"];

fn reserved(name: &Ident, errors: &mut Errors) {
    let text = name.unraw().to_string();
    if RESERVED.contains(&text.as_str()) {
        let message = format!("`{text}` is permit's own condition; give this one another name");
        errors.at(name, message);
    }
}

/// What a condition takes, by position: `(who)`, `(who, context)`, `(action, who, context)`.
struct Form {
    action: Option<Type>,
    who: Type,
    context: Option<Type>,
    /// Names for what the function leaves unnamed in them.
    names: Vec<GenericParam>,
}

impl Form {
    fn of(signature: &Signature, errors: &mut Errors) -> Option<Self> {
        if let Some(asyncness) = &signature.asyncness {
            let words = "load what it needs into the context, or into the subject";
            let message = "a condition cannot be `async`: nothing waits for its result";
            errors.at(asyncness, help(message, words));
            return None;
        }
        if let Safety::Unsafe(unsafety) = &signature.safety {
            let words = "keep the promise inside of it, in an `unsafe` block";
            errors.at(unsafety, help("a condition is not `unsafe`", words));
            return None;
        }
        errors.keep(returns_bool(signature));
        let mut names = Vec::new();
        let inputs = signature.inputs.iter();
        let taken: Vec<_> = inputs
            .map(|input| errors.keep(referred(input, &mut names)))
            .collect();
        let mut taken = taken.into_iter();
        let taken = (taken.next(), taken.next(), taken.next(), taken.next());
        let (action, who, context) = match taken {
            (Some(who), None, None, None) => (None, who?, None),
            (Some(who), Some(context), None, None) => (None, who?, Some(context?)),
            (Some(action), Some(who), Some(context), None) => (Some(action?), who?, Some(context?)),
            _ => {
                let message = "a condition takes one, two or three parameters";
                let words = "they are `(who)`, `(who, context)` or `(action, who, context)`";
                let message = help(message, words);
                if signature.inputs.is_empty() {
                    errors.at(&signature.ident, message);
                } else {
                    errors.at(&signature.inputs, message);
                }
                return None;
            }
        };
        Some(Self {
            action,
            who,
            context,
            names,
        })
    }

    /// The body of the filter, if the condition has one: it is declared with `filter`, or it does
    /// not take the context and therefore holds for every row or for none.
    fn filter(
        &self,
        function: &Function,
        arguments: &Arguments,
        krate: &Path,
        errors: &mut Errors,
    ) -> Option<TokenStream> {
        let (ident, who) = (&function.signature.ident, &self.who);
        let of = quote!(<#who as #krate::catalogue::FromPrincipal<__AnySubject>>::of(__who));
        let Some(context) = &self.context else {
            return Some(quote!(#krate::filter::Filter::constant(#ident(#of))));
        };
        if !arguments.filter {
            return None;
        }
        let mut inputs = function.signature.inputs.iter().rev();
        let tree = filter::tree(function, inputs.next()?, context, krate, errors)?;
        let who = inputs.next().map(|who| bound(who, &of));
        let action = inputs.next();
        let action = action.map(|action| bound(action, &quote!(__action)));
        Some(quote!(#action #who #tree))
    }

    /// How a condition on the caller alone is asked before there is a context: it takes the subject or
    /// the principal, whichever has its type.
    fn of_caller(&self, function: &Function) -> Option<TokenStream> {
        let generic = !function.signature.generics.params.is_empty() || !self.names.is_empty();
        if self.context.is_some() || generic {
            return None;
        }
        let (ident, who) = (&function.signature.ident, &self.who);
        Some(quote! {
            .of_caller(|__principal, __subject| {
                let __who = __subject.downcast_ref::<#who>();
                __who.or_else(|| __principal.downcast_ref::<#who>()).map(|__who| #ident(__who))
            })
        })
    }

    fn tokens(
        &self,
        function: &Function,
        arguments: &Arguments,
        krate: &Path,
        filter: Option<&TokenStream>,
    ) -> TokenStream {
        let ident = &function.signature.ident;
        let cfgs = model::cfgs(&function.attributes);
        let mut generics = function.signature.generics.clone();
        generics.params.extend(self.names.iter().cloned());
        generics
            .params
            .push(syn::parse_quote!(__AnySubject: #krate::Subject));
        let who = &self.who;
        generics
            .make_where_clause()
            .predicates
            .push(syn::parse_quote!(#who: #krate::catalogue::FromPrincipal<__AnySubject>));
        let action = self.action.clone().unwrap_or_else(|| {
            generics.params.push(syn::parse_quote!(__AnyAction));
            syn::parse_quote!(__AnyAction)
        });
        let context = self.context.clone().unwrap_or_else(|| {
            generics
                .params
                .push(syn::parse_quote!(__AnyContext: ?::core::marker::Sized));
            syn::parse_quote!(__AnyContext)
        });
        let given = [
            self.action.is_some().then(|| quote!(__action,)),
            Some(quote!(<#who as #krate::catalogue::FromPrincipal<__AnySubject>>::of(__who),)),
            self.context.is_some().then(|| quote!(__context,)),
        ];
        let (impl_generics, _, clause) = generics.split_for_impl();
        let name = name(
            function,
            arguments,
            krate,
            self.of_caller(function).as_ref(),
        );
        let filter = filter.map(|filter| {
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                // The user's own expression is repeated in it: lints report it in the function.
                #[allow(unused_variables, unused_parens, unused_qualifications, clippy::all)]
                #[allow(clippy::pedantic, clippy::restriction)]
                impl #impl_generics #krate::filter::Filterable<#action, __AnySubject, #context>
                    for #ident #clause
                {
                    fn filter(
                        __action: &#action,
                        __who: &#krate::Principal<__AnySubject>,
                    ) -> #krate::filter::Filter {
                        #filter
                    }
                }
            }
        });
        quote! {
            #name
            #filter
            #(#cfgs)*
            #[automatically_derived]
            #[allow(unused_qualifications)]
            impl #impl_generics #krate::catalogue::Condition<#action, __AnySubject, #context> for #ident #clause {
                #[inline]
                fn holds(
                    __action: &#action,
                    __who: &#krate::Principal<__AnySubject>,
                    __context: &#context,
                ) -> bool {
                    let _ = (__action, __context);
                    #ident(#(#given)*)
                }
            }
        }
    }
}

/// A parameter as a variable, without its attributes, which belong to the function.
fn bound(parameter: &FnArg, value: &TokenStream) -> Option<TokenStream> {
    let FnArg::Typed(typed) = parameter else {
        return None;
    };
    let (pattern, ty) = (&typed.pat, &typed.ty);
    Some(quote!(let #pattern: #ty = #value;))
}

/// The type that a table names, and what is known of the condition without evaluating it.
fn name(
    function: &Function,
    arguments: &Arguments,
    krate: &Path,
    of_caller: Option<&TokenStream>,
) -> TokenStream {
    let ident = &function.signature.ident;
    let cfgs = model::cfgs(&function.attributes);
    let name = ident.unraw().to_string();
    let flags = &arguments.flags;
    let says = arguments.says.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |code| quote!(::core::option::Option::Some(#code)),
    );
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, clippy::all)]
        #[allow(missing_docs, unreachable_pub)]
        // Public even if the function is not: a public action has it among its types.
        pub enum #ident {}
        #(#cfgs)*
        #[automatically_derived]
        impl #krate::catalogue::Named for #ident {
            const INFO: #krate::catalogue::ConditionInfo =
                #krate::catalogue::ConditionInfo::new(#name, #says, &[#(#flags),*])
                    .declared_in(::core::module_path!()) #of_caller;
        }
    }
}

/// Replaces a condition with an error, so that the error does not cause others in the tables.
fn placeholder(function: &Function, arguments: &Arguments) -> TokenStream {
    let ident = &function.signature.ident;
    let krate = model::krate(arguments.krate.as_ref(), Span::call_site());
    let cfgs = model::cfgs(&function.attributes);
    let name = name(function, arguments, &krate, None);
    quote! {
        #name
        #(#cfgs)*
        impl<__AnyAction, __AnySubject: #krate::Subject, __AnyContext: ?::core::marker::Sized>
            #krate::catalogue::Condition<__AnyAction, __AnySubject, __AnyContext> for #ident
        {
            fn holds(_: &__AnyAction, _: &#krate::Principal<__AnySubject>, _: &__AnyContext) -> bool {
                false
            }
        }
        #(#cfgs)*
        impl<__AnyAction, __AnySubject: #krate::Subject, __AnyContext: ?::core::marker::Sized>
            #krate::filter::Filterable<__AnyAction, __AnySubject, __AnyContext> for #ident
        {
            fn filter(_: &__AnyAction, _: &#krate::Principal<__AnySubject>) -> #krate::filter::Filter {
                #krate::filter::Filter::Nothing
            }
        }
    }
}

fn returns_bool(signature: &Signature) -> Result<()> {
    let message = "a condition returns `bool`";
    let ReturnType::Type(_, returned) = &signature.output else {
        let words = format!("write `fn {}(...) -> bool`", signature.ident);
        return Err(Error::new_spanned(&signature.ident, help(message, words)));
    };
    let mut returned = &**returned;
    // A type that comes from a `macro_rules` macro is in an invisible group.
    while let Type::Group(group) = returned {
        returned = &group.elem;
    }
    match returned {
        Type::Path(path)
            if path
                .path
                .segments
                .last()
                .is_some_and(|one| one.ident == "bool") =>
        {
            Ok(())
        }
        other => Err(Error::new_spanned(other, message)),
    }
}

/// The type behind the reference that a parameter has to be.
fn referred(input: &FnArg, names: &mut Vec<GenericParam>) -> Result<Type> {
    let FnArg::Typed(typed) = input else {
        return Err(Error::new_spanned(input, "a condition has no `self`"));
    };
    let behind = match &*typed.ty {
        Type::Reference(reference) if reference.mutability.is_none() => {
            return Ok(named(&reference.elem, names));
        }
        Type::Reference(reference) => &reference.elem,
        other => within(other),
    };
    let message = "a condition takes references, and changes nothing";
    let words = format!("write `&{}`", model::tokens_text(behind));
    Err(Error::new_spanned(&typed.ty, help(message, words)))
}

/// The type of which there is a reference, a pointer or an `Option`: a condition is asked about what is
/// there.
fn within(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Reference(reference) => &reference.elem,
            Type::Path(path) => match path.path.segments.last() {
                Some(last) if last.ident == "Option" => match only_argument(last) {
                    Some(inner) => inner,
                    None => return ty,
                },
                _ => match pointed(&path.path) {
                    Some(inner) => inner,
                    None => return ty,
                },
            },
            _ => return ty,
        };
    }
}

fn only_argument(segment: &PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}
