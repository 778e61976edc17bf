//! `#[derive(UserType)]`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Data, DeriveInput, Ident, Path, ext::IdentExt};

use crate::{
    editor,
    error::{Errors, help, quoted},
    misplaced::{self, Helper},
    model, parse,
};

/// The maximum number of user types: each has one bit.
const MAX_USER_TYPES: usize = 64;

/// The attributes of a user type.
const MARKS: [Helper; 3] = [
    Helper("anonymous", "anonymous", "above a variant"),
    Helper("internal", "internal", "above a variant"),
    Helper("platform", "platform", "above a variant"),
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
    let krate = errors.keep(krate(&input.attrs)).flatten();
    let anonymous = anonymous(&input.ident, &variants, &mut errors);
    let krate = model::krate(krate.as_ref(), Span::call_site());
    let (implementation, sound) = match anonymous {
        Some(anonymous) if errors.is_empty() => (
            implementation(&input.ident, &variants, anonymous, &krate),
            "sound",
        ),
        _ => (placeholder(&input, &variants, &krate), "broken"),
    };
    let list = list(&input.ident, sound, anonymous, &variants);
    let written = editor::apart(quote!(#implementation #list));
    quote!(#errors #written)
}

struct Variant<'a> {
    ident: &'a Ident,
    anonymous: bool,
    platform: bool,
    internal: bool,
}

fn variants<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Variant<'a>> {
    let data = match &input.data {
        Data::Enum(data) if !data.variants.is_empty() => data,
        other => {
            let message = match other {
                Data::Enum(_) => format!("`{}` has no user types", input.ident),
                Data::Struct(_) | Data::Union(_) => format!("`{}` is not an enum", input.ident),
            };
            let words = "user types are listed in an enum without fields, one variant each";
            errors.at(&input.ident, help(message, words));
            return Vec::new();
        }
    };
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "an enum of user types has no generic parameters",
        );
    }
    for variant in &data.variants {
        if !variant.fields.is_empty() {
            let message = format!("user type `{}` has fields", variant.ident);
            let words = "write one user type for each case, or a field of the subject that a condition reads";
            errors.at(&variant.fields, help(message, words));
        }
    }
    if let Some(beyond) = data.variants.iter().nth(MAX_USER_TYPES) {
        let message =
            format!("there are at most {MAX_USER_TYPES} user types, and this is one more");
        let words = "merge two user types that every table treats alike";
        errors.at(&beyond.ident, help(message, words));
    }
    data.variants
        .iter()
        .map(|variant| Variant {
            ident: &variant.ident,
            anonymous: marked(&variant.attrs, "anonymous", errors),
            platform: marked(&variant.attrs, "platform", errors),
            internal: marked(&variant.attrs, "internal", errors),
        })
        .collect()
}

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

/// `#[user_type(crate = path)]`
fn krate(attributes: &[Attribute]) -> syn::Result<Option<Path>> {
    let mut krate = None;
    for attribute in attributes
        .iter()
        .filter(|one| one.path().is_ident("user_type"))
    {
        attribute.parse_args_with(|input: syn::parse::ParseStream| {
            let word = input.call(Ident::parse_any)?;
            if word != "crate" {
                let message = format!("unknown argument `{word}`");
                return Err(syn::Error::new(
                    word.span(),
                    help(message, "the only argument is `crate = path`"),
                ));
            }
            krate = Some(parse::krate(input)?);
            Ok(())
        })?;
    }
    Ok(krate)
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
    quote! {
        #[automatically_derived]
        #[allow(unused_qualifications)]
        impl #krate::UserType for #enumeration {
            const ALL: &'static [Self] = &[#(Self::#all),*];
            const ANONYMOUS: Self = Self::#anonymous;
            const PLATFORM: u64 = #platform;
            const INTERNAL: u64 = #internal;
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
            #identity
            fn index(self) -> usize { 0 }
            fn name(self) -> &'static str { "" }
        }
    }
}

/// What tells this enum from another: the fingerprint, which a table carries too, and its path for the
/// message.
fn identity(enumeration: &Ident, variants: &[Variant]) -> TokenStream {
    let fingerprint = Literal::u64_unsuffixed(fingerprint(variants));
    let name = enumeration.unraw().to_string();
    quote! {
        const FINGERPRINT: u64 = #fingerprint;
        const PATH: &'static str = ::core::concat!(::core::module_path!(), "::", #name);
    }
}

/// Everything that the numbers in a table depend on, and what a table is checked against: the variants in
/// their order, and their marks. FNV-1a.
fn fingerprint(variants: &[Variant]) -> u64 {
    let texts = variants.iter().map(|one| {
        let marks = (one.anonymous, one.platform, one.internal);
        format!("{} {marks:?}\n", one.ident.unraw())
    });
    let bytes: Vec<u8> = texts.flat_map(String::into_bytes).collect();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The macro that hands the list of user types to a table. It is beside the enum and has the enum's
/// own name, so that a table reaches it wherever it can name the enum.
fn list(
    enumeration: &Ident,
    sound: &str,
    anonymous: Option<&Ident>,
    variants: &[Variant],
) -> TokenStream {
    // Two enums of the same name in nested modules must not shadow each other's list.
    let start = enumeration.span().start();
    let list = format_ident!(
        "__permit_user_types_of_{}_{}_{}",
        enumeration.unraw(),
        start.line,
        start.column
    );
    let sound = format_ident!("{sound}");
    let fingerprint = Literal::u64_unsuffixed(fingerprint(variants));
    let all = variants.iter().map(|one| one.ident);
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #list {
            ({ $($callback:tt)* } $handed:tt) => {
                $($callback)*! { { #sound #anonymous: #fingerprint #(#all)* } $handed }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        pub(crate) use #list as #enumeration;
    }
}
