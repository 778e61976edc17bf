//! `permissions! { … }`.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    Generics, Ident, Type,
    parse::{Parse, ParseStream},
    parse_quote,
    spanned::Spanned,
};

use crate::{
    action::Callback,
    editor,
    error::{Errors, help},
    expand::{self, Expansion},
    hide::Hidden,
    listed::Listed,
    model::{self, Action, UserTypes},
    parse::{self, Catalogue, Entry, Header, Hide, Inline, Listing, Syntax},
    span, validate,
};

/// The first step: emits the structs, so that they exist even if the second step finds errors, and
/// hands everything to the macro beside the list of user types.
pub(crate) fn declare(input: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let names = editor::only(|| editor::catalogue(input));
    let read = |tokens: ParseStream| parse::catalogue(tokens, &mut errors);
    let catalogue = match syn::parse::Parser::parse2(read, input.clone()) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#names #error);
        }
    };
    let krate = model::krate(catalogue.header.krate.as_ref(), Span::call_site());
    let user_type = editor::apart(catalogue.header.user_type.to_token_stream());
    let mut seen = HashSet::new();
    let structs = catalogue.entries.iter().filter_map(|entry| match entry {
        Entry::Inline(inline) if is_new(inline, &mut seen) => Some(structure(inline)),
        Entry::Inline(_) | Entry::Listed(_) | Entry::Hide(_) => None,
    });
    // The second step reports the errors: it finds these again, and more.
    quote! {
        #names
        #(#structs)*
        #user_type! { { #krate::__private::expand_permissions } { #input } }
    }
}

/// Whether there was no action of this name before. Only rustc knows which of two actions behind a
/// `cfg` exists.
fn is_new(inline: &Inline, seen: &mut HashSet<Ident>) -> bool {
    !model::cfgs(&inline.attributes).is_empty() || seen.insert(inline.ident.clone())
}

fn structure(inline: &Inline) -> TokenStream {
    let (attributes, visibility, ident) = (&inline.attributes, &inline.visibility, &inline.ident);
    let keyword = quote_spanned!(ident.span()=> struct);
    let table = inline.rules();
    let table = table.map(|rules| rules.attributes(Some(attributes), &inline.arguments));
    quote! {
        #(#attributes)*
        #table
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility #keyword #ident;
    }
}

/// The tokens that were handed on, read again with their errors.
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
    let Handed(
        Catalogue {
            mut header,
            entries,
        },
        mut errors,
    ) = handed;
    let (listings, actions, hides) = split(entries, &header, &user_types, &mut errors);
    let listings = once(listings, &mut errors);
    let keys_differ = keys_differ(&actions, &mut errors);
    let expansions = actions
        .iter()
        .map(|action| expansion(action, &user_types, errors.is_empty()));
    let expansions: TokenStream = expansions.collect();
    let name = model::tokens_text(&header.subject);
    let alias = alias(&mut header);
    let known = known(&header);
    let numbered = numbered(&header, &user_types, &name);
    let hidden = Hidden::new(&header, &hides, &listings, &mut errors);
    let catalogue = catalogue(&header, &listings, &hidden, keys_differ);
    let expansions = editor::apart(expansions);
    let known = editor::apart(quote!(#known #numbered #alias));
    quote! {
        #errors
        #expansions
        #[allow(unused_qualifications)]
        const _: () = {
            #known
            #catalogue
        };
    }
}

/// Another name for the subject, if it is one name: rustc would say of an unknown one, at each place in
/// angle brackets, that it might be a type parameter.
fn alias(header: &mut Header) -> Option<TokenStream> {
    let written = match &header.subject {
        Type::Path(path) => path.path.get_ident()?.clone(),
        _ => return None,
    };
    let alias = Ident::new("__Subject", written.span());
    header.subject = parse_quote!(#alias);
    Some(quote!(type #alias = #written;))
}

/// The listings, in the order of writing, the actions that are declared here, and what is hidden.
fn split(
    entries: Vec<Entry>,
    header: &Header,
    user_types: &UserTypes,
    errors: &mut Errors,
) -> (Vec<Listing>, Vec<Action>, Vec<Hide>) {
    let mut seen = HashSet::new();
    let mut listings = Vec::new();
    let mut actions = Vec::new();
    let mut hides = Vec::new();
    for entry in entries {
        match entry {
            Entry::Hide(hide) => hides.push(hide),
            Entry::Listed(listing) => listings.push(listing),
            Entry::Inline(inline) if is_new(&inline, &mut seen) => {
                let action = action(*inline, header, user_types, errors);
                listings.push(Listing::of(&action.ident, action.cfgs.clone()));
                actions.push(action);
            }
            Entry::Inline(twice) => {
                let message = format!("action `{}` is declared twice", twice.ident);
                errors.at(&twice.ident, message);
            }
        }
    }
    (listings, actions, hides)
}

fn expansion(action: &Action, user_types: &UserTypes, clean: bool) -> TokenStream {
    let mut errors = Errors::default();
    let checked = validate::check(action, user_types, &mut errors);
    let clean = clean && errors.is_empty();
    let expansion = Expansion::of(action, &checked, user_types, clean).tokens();
    quote!(#errors #expansion)
}

fn action(
    mut inline: Inline,
    header: &Header,
    user_types: &UserTypes,
    errors: &mut Errors,
) -> Action {
    let (rows, parts) = (inline.rows(&user_types.all, errors), inline.parts());
    let mut arguments = inline.arguments;
    arguments.krate.clone_from(&header.krate);
    Action {
        syntax: Syntax::Inline,
        cfgs: model::cfgs(&inline.attributes),
        description: model::description(&inline.attributes),
        ident: inline.ident,
        generics: Generics::default(),
        has_fields: false,
        subject: Some(header.subject.clone()),
        user_type: header.user_type.clone(),
        arguments,
        rows,
        parts,
    }
}

/// Whether no two inline actions have the same key. Actions that are declared elsewhere are
/// compared when the catalogue is compiled.
fn keys_differ(actions: &[Action], errors: &mut Errors) -> bool {
    let mut seen: HashMap<String, &Action> = HashMap::new();
    let mut differ = true;
    for action in actions {
        let key = expand::key(action);
        // Two with the same name do not compile anyway, unless a `cfg` leaves only one.
        let other = seen.get(&key).filter(|other| other.ident != action.ident);
        if let Some(other) = other {
            let (one, other) = (&other.ident, &action.ident);
            let message = format!("actions `{one}` and `{other}` have the same key `{key}`");
            let words = format!("give one of them another: `{other}(name = \"...\")`");
            errors.at(other, help(message, words));
            differ = false;
        } else {
            seen.insert(key, action);
        }
    }
    differ
}

/// Reports actions that are listed twice by the same path, and keeps the first listing.
fn once(listings: Vec<Listing>, errors: &mut Errors) -> Vec<Listing> {
    let mut seen = HashSet::new();
    let mut once = Vec::new();
    for listing in listings {
        let text = model::path_text(&listing.path);
        if listing.cfgs.is_empty() && !seen.insert(text.clone()) {
            let message = format!("action `{text}` is listed twice");
            errors.at(&listing.leaf, message);
        } else {
            once.push(listing);
        }
    }
    once
}

fn catalogue(
    header: &Header,
    listings: &[Listing],
    hidden: &Hidden,
    keys_differ: bool,
) -> TokenStream {
    let subject = &header.subject;
    let cfgs: Vec<_> = listings.iter().map(|one| &one.cfgs).collect();
    let switched = cfgs.iter().any(|cfgs| !cfgs.is_empty());
    let entries = listings.iter().enumerate();
    let entries: Vec<_> = entries
        .map(|(index, listing)| Listed::new(index, listing, header, switched))
        .collect();
    let names = entries.iter().filter_map(Listed::import);
    let tables = entries.iter().map(|one| one.named("TABLE"));
    let rules = entries.iter().map(|one| {
        one.named(if one.listing.elsewhere {
            "RULE"
        } else {
            "rule"
        })
    });
    let asked = hidden.asked();
    let implementations = entries.iter().map(|one| one.implementation(asked.as_ref()));
    // Only rustc can count the listings if a `cfg` may disable some.
    let index = switched.then(|| {
        let indices = entries.iter().map(|one| &one.word);
        quote! {
            #[allow(dead_code)]
            #[repr(usize)]
            enum __Index { #(#(#cfgs)* #indices,)* __Length }
        }
    });
    let length = if switched {
        quote!(__Index::__Length as usize)
    } else {
        Literal::usize_unsuffixed(entries.len()).into_token_stream()
    };
    let place = span::at(subject.span());
    let krate = model::krate(header.krate.as_ref(), place);
    let tenants = header.tenants;
    let declared = |word: bool| format_ident!("{}", if word { "Declared" } else { "Undeclared" });
    let (tenancy, placement) = (declared(tenants), declared(header.places));
    let visits = entries.iter().map(Listed::visit);
    let hides = hidden.said();
    let permissions = quote_spanned! {place=>
        #[automatically_derived]
        impl #krate::Permissions for #subject {
            const ACTIONS: &'static [
                #krate::catalogue::Table<<#subject as #krate::Subject>::UserType>
            ] = {
                // A program has one copy of a static, and one of a constant for each crate that reads it.
                static __ACTIONS: [
                    #krate::catalogue::Table<<#subject as #krate::Subject>::UserType>; #length
                ] = [#(#tables),*];
                &__ACTIONS
            };
            const RULES: &'static [
                fn(<#subject as #krate::Subject>::UserType) -> #krate::catalogue::Rule
            ] = &[#(#rules),*];
            const TENANTS: bool = #tenants;
            #hides
            type Tenancy = #krate::shape::#tenancy;
            type Placement = #krate::shape::#placement;
            type Actions = __Actions;
        }
        #[allow(missing_debug_implementations, unreachable_pub)]
        pub struct __Actions;
        #[automatically_derived]
        impl #krate::__private::VisitActions<#subject> for __Actions {
            fn visit<__Visitor: #krate::catalogue::EachAction<#subject>>(__visitor: &mut __Visitor) {
                #[allow(unused_imports)]
                use #krate::__private::{ActionVisit as __Visit, NoVisit as _};
                #(#visits)*
            }
        }
    };
    // Actions that are declared here are already compared.
    let elsewhere = listings.iter().any(|one| one.elsewhere);
    let keys = (keys_differ && elsewhere).then(|| {
        let asserted = entries.iter().map(Listed::key);
        // A function, because rustc would process a constant as a whole once more.
        quote! {
            const fn __actions() -> &'static [
                #krate::catalogue::Table<<#subject as #krate::Subject>::UserType>
            ] {
                <#subject as #krate::Permissions>::ACTIONS
            }
            const __KEYS: &#krate::__private::Keys<{ __actions().len() }> =
                &#krate::__private::Keys::of(__actions());
            const _: () = { #(#asserted)* };
        }
    });
    // The paths of the listings keep their places: an editor reports there what does not exist.
    let rest = editor::apart(quote! {
        #index
        #permissions
        #(#implementations)*
        #hidden
        #keys
    });
    quote! {
        #(#names)*
        #rest
    }
}

/// Asserts that every table was compiled for the user types of the subject: a name may be the macro of
/// one enum and the type of another.
fn numbered(header: &Header, user_types: &UserTypes, name: &str) -> TokenStream {
    let (subject, path) = (&header.subject, &header.user_type);
    let (krate, fingerprint) = (
        model::krate(header.krate.as_ref(), path.span()),
        &user_types.fingerprint,
    );
    let place = span::at(path.span());
    quote_spanned! {place=>
        const _: () = #krate::__private::assert_user_types::<#subject>(#fingerprint, #name);
    }
}

/// Asserts that the id of the subject is not an `Option`: an unknown id never equals another, so it
/// is `None`, and never a value.
fn known(header: &Header) -> TokenStream {
    let subject = &header.subject;
    let krate = model::krate(header.krate.as_ref(), subject.span());
    let parts = (0..4).map(Literal::usize_unsuffixed);
    quote_spanned! {subject.span()=>
        const _: () = {
            #[allow(unused_imports)]
            use #krate::__private::NotOptional as _;
            #krate::__private::assert_known([
                #(#krate::__private::IdType::<<#subject as #krate::Subject>::Id, #parts>::IS_OPTIONAL),*
            ]);
        };
    }
}
