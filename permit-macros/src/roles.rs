//! `#[derive(Roles)]`.

use std::collections::HashMap;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Attribute, DeriveInput, Ident, LitStr, Path, Token, ext::IdentExt, parse::ParseStream,
    punctuated::Punctuated,
};

use crate::{
    editor,
    enumeration::{self, Words},
    error::{Errors, help},
    misplaced::{self, Helper},
    model,
};

/// The attributes of a role.
const MARKS: [Helper; 2] = [
    Helper("default_for", "default_for(...)", "above a variant"),
    Helper("was", "was = \"...\"", "above a variant"),
];
const ROLES: Helper = Helper("roles", "roles(...)", "above the enum");

const WORDS: Words = Words {
    one: "role",
    many: "roles",
    no_fields: "write one role for each case: what it holds is said in the tables of the actions",
    too_many: "merge two roles that every table treats alike",
};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = errors.keep(syn::parse2::<DeriveInput>(input)) else {
        return quote!(#errors);
    };
    misplaced::above(&input, &MARKS, &mut errors);
    misplaced::on_variants(&input, &[ROLES], &mut errors);
    misplaced::on_fields(&input, &MARKS, &mut errors);
    misplaced::on_fields(&input, &[ROLES], &mut errors);
    let roles = roles(&input, &mut errors);
    let krate = errors
        .keep(enumeration::krate(&input.attrs, "roles"))
        .flatten();
    let krate = model::krate(krate.as_ref(), Span::call_site());
    let sound = errors.is_empty() && !roles.is_empty();
    let implementation = if sound {
        implementation(&input.ident, &roles, &krate)
    } else {
        placeholder(&input, &roles, &krate)
    };
    let word = if sound { "sound" } else { "broken" };
    let list = list(&input.ident, word, &roles, &krate);
    let written = editor::apart(quote!(#implementation #list));
    quote!(#errors #written)
}

struct Role<'a> {
    ident: &'a Ident,
    key: String,
    description: String,
    default_for: Vec<Ident>,
    was: Vec<LitStr>,
}

fn roles<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Role<'a>> {
    let Some(data) = enumeration::variants(input, &WORDS, errors) else {
        return Vec::new();
    };
    let roles = data.variants.iter().map(|variant| Role {
        ident: &variant.ident,
        key: model::key(&variant.ident),
        description: model::description(&variant.attrs),
        default_for: default_for(&variant.attrs, errors),
        was: enumeration::was(&variant.attrs, "key", errors),
    });
    let roles: Vec<_> = roles.collect();
    let mut keys: HashMap<&str, &Ident> = HashMap::new();
    for role in &roles {
        if let Some(other) = keys.insert(&role.key, role.ident) {
            let (one, key) = (role.ident, &role.key);
            let message = format!("roles `{other}` and `{one}` have the same key `{key}`");
            errors.at(one, help(message, "give one of them another name"));
        }
    }
    let named: Vec<_> = roles
        .iter()
        .map(|role| (role.ident, role.key.clone(), &*role.was))
        .collect();
    enumeration::old_differ(&named, ("key", "role"), errors);
    roles
}

/// The user types in `#[default_for(Member, Guest)]`. The catalogue checks that they exist.
fn default_for(attributes: &[Attribute], errors: &mut Errors) -> Vec<Ident> {
    let mut all: Vec<Ident> = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|one| one.path().is_ident("default_for"))
    {
        let read = |input: ParseStream| Punctuated::<Ident, Token![,]>::parse_terminated(input);
        let names = attribute.parse_args_with(read).ok();
        let Some(names) = names.filter(|names| !names.is_empty()) else {
            let message = "`default_for` names user types: `#[default_for(Member)]`";
            errors.at(attribute, message);
            continue;
        };
        for name in names {
            if all.contains(&name) {
                errors.at(&name, format!("user type `{name}` is named twice"));
            } else {
                all.push(name);
            }
        }
    }
    all
}

fn implementation(enumeration: &Ident, roles: &[Role], krate: &Path) -> TokenStream {
    let all: Vec<_> = roles.iter().map(|role| role.ident).collect();
    let indices = (0..all.len()).map(Literal::usize_unsuffixed);
    let info = roles.iter().map(|role| {
        let (key, name) = (&role.key, role.ident.unraw().to_string());
        let (description, was) = (&role.description, &role.was);
        quote!(#krate::catalogue::RoleInfo::new(#key, #name, #description, &[#(#was),*]))
    });
    let identity = enumeration::identity(enumeration, &fingerprint(roles));
    quote! {
        #[automatically_derived]
        #[allow(unused_qualifications)]
        impl #krate::Roles for #enumeration {
            const ALL: &'static [Self] = &[#(Self::#all),*];
            const INFO: &'static [#krate::catalogue::RoleInfo] = &[#(#info),*];
            #identity
            #[inline]
            fn index(self) -> usize {
                match self { #(Self::#all => #indices,)* }
            }
        }
    }
}

/// Replaces an implementation after an error, so that the error does not cause others.
fn placeholder(input: &DeriveInput, roles: &[Role], krate: &Path) -> TokenStream {
    let enumeration = &input.ident;
    let identity = enumeration::identity(enumeration, &fingerprint(roles));
    let (impl_generics, generics, clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Roles for #enumeration #generics #clause {
            const ALL: &'static [Self] = &[];
            const INFO: &'static [#krate::catalogue::RoleInfo] = &[];
            #identity
            fn index(self) -> usize { 0 }
        }
    }
}

/// Everything that the numbers in a table depend on: the roles in their order.
fn fingerprint(roles: &[Role]) -> Literal {
    enumeration::fingerprint(roles.iter().map(|role| format!("{}\n", role.ident.unraw())))
}

/// The macro that hands the list of roles to a table, as that of the user types hands on theirs, which it
/// receives first. It is beside the enum and has the enum's own name.
fn list(enumeration: &Ident, sound: &str, roles: &[Role], krate: &Path) -> TokenStream {
    let list = enumeration::list_name(enumeration, "roles");
    let sound = format_ident!("{sound}");
    let fingerprint = fingerprint(roles);
    let all = roles.iter().map(|role| {
        let (ident, default_for) = (role.ident, &role.default_for);
        if default_for.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident [#(#default_for)*])
        }
    });
    let name = enumeration.unraw();
    let not_user_types = help(
        format!("`{name}` is an enum of roles, and not of user types"),
        "name the enum of user types first: `<User: UserType, roles>`",
    );
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #list {
            ($user_types:tt { { $($callback:tt)* } $handed:tt }) => {
                $($callback)*! { $user_types { #sound: #fingerprint #(#all)* } $handed }
            };
            ({ $($callback:tt)* } $handed:tt) => {
                #krate::__private::refused! { #not_user_types }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        pub(crate) use #list as #enumeration;
    }
}
