//! `#[derive(UserType)]`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, DeriveInput, Ident, LitStr, Path, ext::IdentExt};

use crate::{
    editor,
    enumeration::{self, Words},
    error::{Errors, help, quoted},
    misplaced::{self, Helper},
    model,
};

/// The attributes of a user type.
const MARKS: [Helper; 4] = [
    Helper("anonymous", "anonymous", "above a variant"),
    Helper("internal", "internal", "above a variant"),
    Helper("platform", "platform", "above a variant"),
    Helper("was", "was = \"...\"", "above a variant"),
];
const USER_TYPE: Helper = Helper("user_type", "user_type(...)", "above the enum");

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = errors.keep(syn::parse2::<DeriveInput>(input)) else {
        return quote!(#errors);
    };
    misplaced::above(&input, &MARKS, &mut errors);
    misplaced::on_variants(&input, &[USER_TYPE], &mut errors);
    misplaced::on_fields(&input, &MARKS, &mut errors);
    misplaced::on_fields(&input, &[USER_TYPE], &mut errors);
    let variants = variants(&input, &mut errors);
    let krate = errors
        .keep(enumeration::krate(&input.attrs, "user_type"))
        .flatten();
    let anonymous = anonymous(&input.ident, &variants, &mut errors);
    let krate = model::krate(krate.as_ref(), Span::call_site());
    let (implementation, sound) = match anonymous {
        Some(anonymous) if errors.is_empty() => (
            implementation(&input.ident, &variants, anonymous, &krate),
            "sound",
        ),
        _ => (placeholder(&input, &variants, &krate), "broken"),
    };
    let list = list(&input.ident, (sound, anonymous), &variants, &krate);
    let written = editor::apart(quote!(#implementation #list));
    quote!(#errors #written)
}

struct Variant<'a> {
    ident: &'a Ident,
    anonymous: bool,
    platform: bool,
    internal: bool,
    was: Vec<LitStr>,
}

fn variants<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Variant<'a>> {
    let Some(data) = enumeration::variants(input, &WORDS, errors) else {
        return Vec::new();
    };
    let variants = data.variants.iter().map(|variant| Variant {
        ident: &variant.ident,
        anonymous: marked(&variant.attrs, "anonymous", errors),
        platform: marked(&variant.attrs, "platform", errors),
        internal: marked(&variant.attrs, "internal", errors),
        was: enumeration::was(&variant.attrs, "name", errors),
    });
    let variants: Vec<_> = variants.collect();
    let named: Vec<_> = variants
        .iter()
        .map(|one| (one.ident, one.ident.unraw().to_string(), &*one.was))
        .collect();
    enumeration::old_differ(&named, ("name", "user type"), errors);
    variants
}

const WORDS: Words = Words {
    one: "user type",
    many: "user types",
    no_fields: "write one user type for each case, or a field of the subject that a condition reads",
    too_many: "merge two user types that every table treats alike",
};

fn marked(attributes: &[Attribute], mark: &str, errors: &mut Errors) -> bool {
    let mut marks = attributes.iter().filter(|one| one.path().is_ident(mark));
    let Some(first) = marks.next() else {
        return false;
    };
    if first.meta.require_path_only().is_err() {
        errors.at(first, format!("`#[{mark}]` takes no arguments"));
    }
    for more in marks {
        errors.at(more, format!("`#[{mark}]` is given twice"));
    }
    true
}

/// The user type of callers who are not signed in.
fn anonymous<'a>(
    enumeration: &Ident,
    variants: &[Variant<'a>],
    errors: &mut Errors,
) -> Option<&'a Ident> {
    let mut marked = variants.iter().filter(|one| one.anonymous);
    let first = marked.next();
    for more in marked {
        let message = format!("`{}` is also `#[anonymous]`", more.ident);
        let words = "exactly one user type stands for anonymous callers";
        errors.at(more.ident, help(message, words));
    }
    match first {
        Some(first) if first.platform => {
            let message = format!(
                "`{}` cannot be both `#[anonymous]` and `#[platform]`",
                first.ident
            );
            let words = "an anonymous caller never crosses into a tenant";
            errors.at(first.ident, help(message, words));
        }
        Some(first) if first.internal => {
            let message = format!(
                "`{}` cannot be both `#[anonymous]` and `#[internal]`",
                first.ident
            );
            let words = "only the application's own jobs are `#[internal]`";
            errors.at(first.ident, help(message, words));
        }
        None if variants.is_empty() => {}
        None => {
            let message = format!("`{enumeration}` has no user type for anonymous callers");
            let words = "write `#[anonymous]` above the user type of callers who are not signed in";
            let names = quoted(variants.iter().map(|one| one.ident));
            errors.at(
                enumeration,
                help(message, format_args!("{words}: one of {names}")),
            );
        }
        Some(_) => {}
    }
    first.map(|first| first.ident)
}

fn implementation(
    enumeration: &Ident,
    variants: &[Variant],
    anonymous: &Ident,
    krate: &Path,
) -> TokenStream {
    let all: Vec<_> = variants.iter().map(|one| one.ident).collect();
    let names = all.iter().map(|one| one.unraw().to_string());
    let indices = (0..all.len()).map(Literal::usize_unsuffixed);
    let mask = |marked: fn(&Variant) -> bool| {
        let variants = variants.iter().rev();
        variants.fold(0_u64, |mask, one| mask << 1 | u64::from(marked(one)))
    };
    let platform = mask(|one| one.platform);
    let internal = mask(|one| one.internal);
    let identity = identity(enumeration, variants);
    let old = variants.iter().any(|one| !one.was.is_empty());
    let was = variants.iter().filter(|_| old).map(|one| {
        let was = &one.was;
        quote!(&[#(#was),*])
    });
    quote! {
        #[automatically_derived]
        #[allow(unused_qualifications)]
        impl #krate::UserType for #enumeration {
            const ALL: &'static [Self] = &[#(Self::#all),*];
            const ANONYMOUS: Self = Self::#anonymous;
            const PLATFORM: u64 = #platform;
            const INTERNAL: u64 = #internal;
            const WAS: &'static [&'static [&'static str]] = &[#(#was),*];
            #identity
            #[inline]
            fn index(self) -> usize {
                match self { #(Self::#all => #indices,)* }
            }
            fn name(self) -> &'static str {
                match self { #(Self::#all => #names,)* }
            }
        }
    }
}

/// Replaces an implementation after an error, so that the error does not cause others.
fn placeholder(input: &DeriveInput, variants: &[Variant], krate: &Path) -> TokenStream {
    let enumeration = &input.ident;
    let identity = identity(enumeration, variants);
    let (impl_generics, generics, clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::UserType for #enumeration #generics #clause {
            const ALL: &'static [Self] = &[];
            const ANONYMOUS: Self = ::core::unimplemented!();
            const PLATFORM: u64 = 0;
            const INTERNAL: u64 = 0;
            const WAS: &'static [&'static [&'static str]] = &[];
            #identity
            fn index(self) -> usize { 0 }
            fn name(self) -> &'static str { "" }
        }
    }
}

/// What tells this enum from another.
fn identity(enumeration: &Ident, variants: &[Variant]) -> TokenStream {
    enumeration::identity(enumeration, &fingerprint(variants))
}

/// Everything that the numbers in a table depend on, and what a table is checked against: the variants in
/// their order, and their marks.
fn fingerprint(variants: &[Variant]) -> Literal {
    enumeration::fingerprint(variants.iter().map(|one| {
        let marks = (one.anonymous, one.platform, one.internal);
        format!("{} {marks:?}\n", one.ident.unraw())
    }))
}

/// The macro that hands the list of user types to a table. It is beside the enum and has the enum's
/// own name, so that a table reaches it wherever it can name the enum.
fn list(
    enumeration: &Ident,
    (sound, anonymous): (&str, Option<&Ident>),
    variants: &[Variant],
    krate: &Path,
) -> TokenStream {
    let list = enumeration::list_name(enumeration, "user_types");
    let sound = format_ident!("{sound}");
    let fingerprint = fingerprint(variants);
    let internal = variants.iter().filter(|one| one.internal);
    let internal: Vec<_> = internal.map(|one| one.ident).collect();
    let internal = (!internal.is_empty()).then(|| quote!([#(#internal)*]));
    let all = variants.iter().map(|one| one.ident);
    // The list of another enum is handed on where this one is named as an enum of roles.
    let name = enumeration.unraw();
    let not_roles = help(
        format!("`{name}` is an enum of user types, and not of roles"),
        "name an enum under `#[derive(permit::Roles)]`: `roles = path::Role`",
    );
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #list {
            ({ sound $anonymous:ident $($rest:tt)* } $handed:tt) => {
                #krate::__private::refused! { #not_roles }
            };
            ({ $($callback:tt)* } $handed:tt) => {
                $($callback)*! { { #sound #anonymous #internal: #fingerprint #(#all)* } $handed }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        pub(crate) use #list as #enumeration;
    }
}
