//! `permissions! { … }`.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    Attribute, Generics, Path, Type,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use crate::{
    action::Callback,
    error::{Errors, help},
    expand::{self, Expansion},
    model::{self, Action},
    parse::{self, Catalogue, Entry, Header, Inline},
    validate,
};

/// The first step: emits the structs, so that they exist whatever the second one finds, and hands
/// everything to the macro beside the list of user types.
pub(crate) fn declare(input: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let read = |tokens: ParseStream| parse::catalogue(tokens, &mut errors);
    let catalogue = match syn::parse::Parser::parse2(read, input.clone()) {
        Ok(catalogue) => catalogue,
        Err(error) => return error.to_compile_error(),
    };
    let krate = model::krate(catalogue.header.krate.as_ref());
    let user_type = &catalogue.header.user_type;
    let structs = catalogue.entries.iter().filter_map(|entry| match entry {
        Entry::Inline(inline) => Some(structure(inline)),
        Entry::Listed(_) => None,
    });
    // The errors are the second step's to report: it finds them again, and more.
    quote! {
        #(#structs)*
        #user_type! { { #krate::__private::expand_permissions } { #input } }
    }
}

fn structure(inline: &Inline) -> TokenStream {
    let (attributes, visibility, ident) = (&inline.attributes, &inline.visibility, &inline.ident);
    quote! {
        #(#attributes)*
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility struct #ident;
    }
}

/// What was handed on, read again with its errors.
struct Handed(Catalogue, Errors);

impl Parse for Handed {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut errors = Errors::default();
        let catalogue = parse::catalogue(input, &mut errors)?;
        Ok(Self(catalogue, errors))
    }
}

/// The second step.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let callback = match syn::parse2::<Callback<Handed>>(input) {
        Ok(callback) => callback,
        Err(error) => return error.to_compile_error(),
    };
    let Callback { user_types, handed } = callback;
    let Handed(Catalogue { header, entries }, mut errors) = handed;
    let mut listed = Vec::new();
    let mut actions = TokenStream::new();
    let mut keys = Vec::new();
    for entry in entries {
        match entry {
            Entry::Listed(entry) => listed.push(Listing::new(entry.cfgs, entry.path)),
            Entry::Inline(inline) => {
                let action = action(*inline, &header);
                listed.push(Listing::new(
                    action.cfgs.clone(),
                    action.ident.clone().into(),
                ));
                let mut own = Errors::default();
                let checked = validate::check(&action, &user_types, &mut own);
                let sound = own.is_empty() && errors.is_empty();
                own.to_tokens(&mut actions);
                actions.extend(Expansion::of(&action, &checked, sound).tokens());
                keys.push(action);
            }
        }
    }
    equal_keys(&keys, &mut errors);
    let listed = unique(listed, &mut errors);
    let catalogue = catalogue(&header, &listed);
    quote!(#errors #actions #catalogue)
}

fn action(inline: Inline, header: &Header) -> Action {
    let mut arguments = inline.arguments;
    arguments.krate.clone_from(&header.krate);
    Action {
        cfgs: model::cfgs(&inline.attributes),
        description: model::description(&inline.attributes),
        ident: inline.ident,
        generics: Generics::default(),
        has_fields: false,
        subject: header.subject.clone(),
        user_type: header.user_type.clone(),
        arguments,
        rows: Some(inline.rows),
    }
}

/// An action in the catalogue.
struct Listing {
    cfgs: Vec<Attribute>,
    path: Path,
}

impl Listing {
    const fn new(cfgs: Vec<Attribute>, path: Path) -> Self {
        Self { cfgs, path }
    }
}

/// Two inline actions with one key. Those that are declared elsewhere are compared when the
/// catalogue is compiled.
fn equal_keys(actions: &[Action], errors: &mut Errors) {
    let mut seen: std::collections::HashMap<String, &Action> = std::collections::HashMap::new();
    for action in actions {
        let key = expand::key(action);
        // Two of one name do not compile anyway, unless a `cfg` leaves one of them.
        let other = seen.get(&key).filter(|other| other.ident != action.ident);
        if let Some(other) = other {
            let (one, other) = (&other.ident, &action.ident);
            let message = format!("actions `{one}` and `{other}` have the same key `{key}`");
            let words = "give one of them another: `(name = \"...\")`";
            errors.at(&action.ident, help(message, words));
        } else {
            seen.insert(key, action);
        }
    }
}

/// Reports what is listed twice by the same path, and keeps the first.
fn unique(listed: Vec<Listing>, errors: &mut Errors) -> Vec<Listing> {
    let mut seen = std::collections::HashSet::new();
    let mut unique = Vec::new();
    for listing in listed {
        let text = model::path_text(&listing.path);
        if listing.cfgs.is_empty() && !seen.insert(text.clone()) {
            let message = format!("action `{text}` is listed twice");
            errors.at(&listing.path, message);
        } else {
            unique.push(listing);
        }
    }
    unique
}

fn catalogue(header: &Header, listed: &[Listing]) -> TokenStream {
    let krate = model::krate(header.krate.as_ref());
    let subject = &header.subject;
    let cfgs: Vec<_> = listed.iter().map(|one| &one.cfgs).collect();
    let indices: Vec<_> = (0..listed.len())
        .map(|one| format_ident!("A{one}"))
        .collect();
    let tables = listed.iter().map(|one| {
        let (cfgs, path) = (&one.cfgs, inferred(&one.path));
        let table = quote_spanned!(one.path.span()=>
            #krate::__private::assert_action::<#path, #subject>());
        quote!(#(#cfgs)* #table)
    });
    let listings = listed
        .iter()
        .zip(&indices)
        .map(|(one, index)| listing(one, index, header, &krate));
    // An enum with a representation needs a variant.
    let index = (!listed.is_empty()).then(|| {
        quote! {
            #[allow(dead_code)]
            #[repr(usize)]
            enum Index { #(#(#cfgs)* #indices,)* }
        }
    });
    quote! {
        const _: () = {
            #index
            #[automatically_derived]
            impl #krate::Permissions for #subject {
                const ACTIONS: &'static [
                    &'static #krate::Table<<#subject as #krate::Subject>::UserType>
                ] = &[#(#tables),*];
            }
            #(#listings)*
            const _: () = #krate::__private::assert_keys_differ(
                <#subject as #krate::Permissions>::ACTIONS,
            );
        };
    }
}

fn listing(one: &Listing, index: &syn::Ident, header: &Header, krate: &TokenStream) -> TokenStream {
    let (cfgs, path) = (&one.cfgs, &one.path);
    let home = if header.tenants {
        quote_spanned!(path.span()=> #krate::__private::located(__context))
    } else {
        quote!({ let _ = __context; #krate::ContextHome::Global })
    };
    let listed = quote_spanned!(path.span()=> #krate::Listed);
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #listed for #path {
            const INDEX: usize = Index::#index as usize;
            const SEAL: #krate::__private::Seal = #krate::__private::Seal;
            fn home(__context: &<Self as #krate::Action>::Context) -> #krate::ContextHome<'_> {
                #home
            }
        }
    }
}

/// The path for an expression, where the lifetimes of an action are inferred.
fn inferred(path: &Path) -> Type {
    syn::parse_quote!(#path)
}
