//! `permissions! { … }`.

use std::collections::HashSet;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    Generics, Ident, Path, Type,
    parse::{Parse, ParseStream},
    parse_quote,
    spanned::Spanned,
};

use crate::{
    action::{Callback, called},
    defaults::defaults,
    editor,
    error::Errors,
    expand::Expansion,
    hide::Hidden,
    keys,
    listed::Listed,
    model::{self, Action, Enums, UserTypes},
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
    let callback = quote!(#krate::__private::expand_permissions);
    let (user_type, roles) = (&catalogue.header.user_type, &catalogue.header.roles);
    let second = called(user_type, roles.as_ref(), &callback, input);
    let mut seen = HashSet::new();
    let structs = catalogue.entries.iter().filter_map(|entry| match entry {
        Entry::Inline(inline) if is_new(inline, &mut seen) => Some(structure(inline)),
        Entry::Inline(_) | Entry::Listed(_) | Entry::Hide(_) => None,
    });
    // The second step reports the errors: it finds these again, and more.
    quote! {
        #names
        #(#structs)*
        #second
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
    let Callback {
        user_types,
        roles,
        handed,
    } = callback;
    let enums = Enums {
        user_types: &user_types,
        roles: roles.as_ref(),
    };
    let Handed(
        Catalogue {
            mut header,
            entries,
        },
        mut errors,
    ) = handed;
    let (listings, actions, hides) = split(entries, &header, enums, &mut errors);
    let listings = once(listings, &mut errors);
    let keys_differ = keys::differ(&actions, &mut errors);
    let old = actions.iter().any(|one| !one.arguments.was.is_empty());
    let defaults = defaults(enums, &mut errors);
    let expansions = actions
        .iter()
        .map(|action| expansion(action, enums, errors.is_empty()));
    let expansions: TokenStream = expansions.collect();
    let name = model::tokens_text(&header.subject);
    let alias = alias(&mut header);
    let known = known(&header);
    let numbered = numbered(&header, &user_types, &name);
    let hidden = Hidden::new(&header, &hides, &listings, &mut errors);
    let catalogue = catalogue(&header, &listings, &hidden, (keys_differ, old, &defaults));
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
    enums: Enums,
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
                let action = action(*inline, header, enums, errors);
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

fn expansion(action: &Action, enums: Enums, clean: bool) -> TokenStream {
    let mut errors = Errors::default();
    let checked = validate::check(action, enums, &mut errors);
    let clean = clean && errors.is_empty();
    let expansion = Expansion::of(action, &checked, enums, clean).tokens();
    quote!(#errors #expansion)
}

fn action(mut inline: Inline, header: &Header, enums: Enums, errors: &mut Errors) -> Action {
    let rows = inline.rows(&enums.user_types.all, errors);
    let parts = inline.parts();
    let known = enums.roles.map_or(&[][..], |roles| &roles.all);
    let default = || model::default_roles(inline.ident.span());
    let role = header.roles.clone().unwrap_or_else(default);
    let roles = inline.roles(&role, known, errors);
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
        roles,
    }
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
    (keys_differ, old, defaults): (bool, bool, &[u64]),
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
    let roles = roles(header, &entries, defaults, &krate);
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
            #roles
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
    // Actions that are declared here are already compared, except old keys behind a `cfg`.
    let elsewhere = listings.iter().any(|one| one.elsewhere);
    let keys = (keys_differ && (elsewhere || old && switched)).then(|| {
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

/// The roles of the catalogue, with what each action says of them.
fn roles(header: &Header, entries: &[Listed], defaults: &[u64], krate: &Path) -> TokenStream {
    let Some(role) = &header.roles else {
        return quote!(type Role = #krate::catalogue::NoRole;);
    };
    let held = entries.iter().map(|one| {
        one.named(if one.listing.elsewhere {
            "HELD"
        } else {
            "is_held_by"
        })
    });
    quote! {
        type Role = #role;
        const HELD: &'static [fn(usize) -> bool] = &[#(#held),*];
        const DEFAULT_ROLES: &'static [u64] = &[#(#defaults),*];
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
