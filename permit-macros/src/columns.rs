//! `#[derive(Columns)]`: in which columns the fields of a context stand.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Data, DeriveInput, Error, Field, Fields, GenericArgument, Ident, LitStr, Path, PathArguments,
    Result, Token, Type, Visibility, ext::IdentExt, parse::ParseStream,
};

use crate::{
    error::{Errors, help, similar},
    model,
};

/// What may be said of a field, and how it is written.
const WORDS: [(&str, &str); 6] = [
    ("owner", "owner"),
    ("home", "home"),
    ("home_or_global", "home_or_global"),
    ("place", "place = \"...\""),
    ("cast", "cast = \"...\""),
    ("skip", "skip"),
];

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = errors.keep(syn::parse2::<DeriveInput>(input)) else {
        return quote!(#errors);
    };
    let mut said = Said::default();
    for attribute in input
        .attrs
        .iter()
        .filter(|one| one.path().is_ident("columns"))
    {
        errors.keep(attribute.parse_args_with(|input: ParseStream| said.read(input)));
    }
    let columns = columns(&input, &mut errors);
    once(&columns, "owner", |one| one.owner, &mut errors);
    once(&columns, "home", |one| one.home.is_some(), &mut errors);
    if let Some(global) = &said.global
        && columns.iter().any(|one| one.home.is_some())
    {
        errors.at(
            global,
            "no row is a tenant's, and a field says which tenant's it is",
        );
    }
    if let Some(nowhere) = &said.nowhere
        && columns.iter().any(|one| one.place.is_some())
    {
        errors.at(
            nowhere,
            "no row is in any place, and a field says in which it is",
        );
    }
    for one in columns
        .iter()
        .filter(|one| one.place.is_some())
        .skip(MOST_PLACES)
    {
        let message = format!("a context is in at most {MOST_PLACES} places");
        errors.at(one.ident, message);
    }
    // With a mistake as well, so that no condition fails because of it.
    let implementation = input
        .generics
        .params
        .is_empty()
        .then(|| implementation(&input, &columns, &said));
    quote!(#errors #implementation)
}

/// As many as `permit::Places` keeps.
const MOST_PLACES: usize = 8;

/// What is said of the context as a whole: `#[columns(global, nowhere, crate = path)]`.
#[derive(Default)]
struct Said {
    /// No row is a tenant's.
    global: Option<Ident>,
    /// No row is in any place.
    nowhere: Option<Ident>,
    krate: Option<Path>,
}

impl Said {
    fn read(&mut self, input: ParseStream) -> Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any)?;
            match word.to_string().as_str() {
                "global" => self.global = Some(word),
                "nowhere" => self.nowhere = Some(word),
                "crate" => {
                    input.parse::<Token![=]>()?;
                    self.krate = Some(input.call(Path::parse_mod_style)?);
                }
                other => {
                    let message = format!("`{other}` is no argument of columns");
                    let words = "there are `global`, `nowhere` and `crate = path`";
                    return Err(Error::new(word.span(), help(message, words)));
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

/// A field, and in which column it stands.
struct Column<'a> {
    field: &'a Field,
    ident: &'a Ident,
    name: String,
    cast: Option<LitStr>,
    owner: bool,
    /// How a home is told: the variant of `HomeMapping`.
    home: Option<Ident>,
    place: Option<LitStr>,
    /// Whether it stands in none.
    skip: bool,
}

fn columns<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Column<'a>> {
    let Data::Struct(data) = &input.data else {
        let message = format!("`{}` is no struct, so it has no columns", input.ident);
        errors.at(&input.ident, message);
        return Vec::new();
    };
    let Fields::Named(fields) = &data.fields else {
        let message = format!(
            "the fields of `{}` have no names, so no column has",
            input.ident
        );
        errors.at(&input.ident, message);
        return Vec::new();
    };
    if !input.generics.params.is_empty() {
        errors.at(&input.generics, "a context with columns has no parameters");
    }
    let columns = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        let mut column = Column {
            field,
            ident,
            name: ident.unraw().to_string(),
            cast: None,
            owner: false,
            home: None,
            place: None,
            skip: false,
        };
        for attribute in &field.attrs {
            if attribute.path().is_ident("column") {
                let read = attribute.parse_args_with(|input: ParseStream| column.read(input));
                errors.keep(read);
            }
        }
        if column.skip && (column.owner || column.home.is_some() || column.place.is_some()) {
            let message = format!("`{ident}` is skipped, and is asked for all the same");
            errors.at(ident, help(message, "take `skip` away, or the other words"));
        }
        Some(column)
    });
    columns.collect()
}

impl Column<'_> {
    /// `"name", owner, home, home_or_global, place = "…", cast = "…", skip`
    fn read(&mut self, input: ParseStream) -> Result<()> {
        if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            self.name = plain(&name)?;
        } else {
            self.word(input)?;
        }
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                self.word(input)?;
            }
        }
        Ok(())
    }

    fn word(&mut self, input: ParseStream) -> Result<()> {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "owner" => self.owner = true,
            home @ ("home" | "home_or_global") => {
                let mapping = if home == "home" {
                    "Tenant"
                } else {
                    "TenantOrGlobal"
                };
                let mapping = format_ident!("{mapping}", span = word.span());
                if self.home.replace(mapping).is_some() {
                    let message = "a field says once how it tells the tenant";
                    let words = "`home` where every row is a tenant's, \
                                 `home_or_global` where a row may be nobody's";
                    return Err(Error::new(word.span(), help(message, words)));
                }
            }
            "skip" => self.skip = true,
            "place" => {
                input.parse::<Token![=]>()?;
                let kind: LitStr = input.parse()?;
                if kind.value().is_empty() {
                    let message = "a kind of place has a name";
                    let words = "write the kind that `permit::Placed` names";
                    return Err(Error::new_spanned(kind, help(message, words)));
                }
                self.place = Some(kind);
            }
            "cast" => {
                input.parse::<Token![=]>()?;
                let cast: LitStr = input.parse()?;
                plain(&cast)?;
                self.cast = Some(cast);
            }
            other => return Err(Error::new(word.span(), unknown(other))),
        }
        Ok(())
    }
}

/// What stands in a query's text is plain, so that nothing has to be escaped there.
fn plain(name: &LitStr) -> Result<String> {
    let text = name.value();
    let is_plain = |one: char| one.is_ascii_alphanumeric() || one == '_';
    if !text.is_empty()
        && text.chars().all(is_plain)
        && !text.starts_with(|one: char| one.is_ascii_digit())
    {
        return Ok(text);
    }
    let message = format!("`{text}` cannot stand in a query");
    let words = "a column or type has only letters, digits and `_`";
    Err(Error::new_spanned(name, help(message, words)))
}

fn unknown(word: &str) -> String {
    let message = format!("`{word}` is no word of a column");
    if let Some(word) = similar(word, WORDS.map(|one| one.0)) {
        return help(
            message,
            format_args!("a word with a similar name exists: `{word}`"),
        );
    }
    let written: Vec<_> = WORDS.iter().map(|one| format!("`{}`", one.1)).collect();
    help(
        message,
        format_args!("there are `\"name\"`, {}", written.join(", ")),
    )
}

/// Reports a mark that more than one field has.
fn once(columns: &[Column], mark: &str, marked: impl Fn(&Column) -> bool, errors: &mut Errors) {
    for more in columns.iter().filter(|one| marked(one)).skip(1) {
        errors.at(
            more.ident,
            format!("`{mark}` is said of another field already"),
        );
    }
}

fn implementation(input: &DeriveInput, columns: &[Column], said: &Said) -> TokenStream {
    let krate = model::krate(said.krate.as_ref(), Span::call_site());
    let (context, visibility) = (&input.ident, &input.vis);
    let fields = format_ident!("__{}Columns", context.unraw());
    let names: Vec<_> = columns.iter().map(|one| one.ident).collect();
    let visibilities = columns.iter().map(|one| &one.field.vis);
    let visibilities: Vec<&Visibility> = visibilities.collect();
    let types = columns.iter().map(|one| {
        let held = &one.field.ty;
        if one.skip {
            quote!(#krate::__private::Skipped<#context>)
        } else {
            quote!(#krate::Column<#held>)
        }
    });
    let news = columns.iter().map(|one| {
        if one.skip {
            return quote!(#krate::__private::Skipped::new());
        }
        let (field, name) = (one.ident.unraw().to_string(), &one.name);
        let cast = one.cast.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |cast| quote!(::core::option::Option::Some(#cast)),
        );
        quote!(#krate::Column::new(#field, #name, #cast))
    });
    let columns = || columns.iter().filter(|one| !one.skip);
    let info = |one: &Column| {
        let ident = one.ident;
        quote!(<Self as #krate::Columns>::FIELDS.#ident.info())
    };
    let owner = columns().find(|one| one.owner).map(|one| {
        let info = info(one);
        quote! {
            #[automatically_derived]
            impl #krate::OwnerColumn for #context {
                const OWNER: #krate::ColumnInfo = #info;
            }
        }
    });
    let mapping = match &said.global {
        Some(_) => Some(quote!(Global)),
        None => columns().find_map(|one| {
            let (mapping, info) = (one.home.as_ref()?, info(one));
            Some(quote!(#mapping(#info)))
        }),
    };
    let home = mapping.map(|mapping| {
        quote! {
            #[automatically_derived]
            impl #krate::HomeColumn for #context {
                const HOME: #krate::HomeMapping = #krate::HomeMapping::#mapping;
            }
        }
    });
    let places = columns().filter_map(|one| {
        let (kind, info, read) = (one.place.as_ref()?, info(one), known(&one.field.ty));
        Some(quote!((#kind, #info, #krate::__private::read_place::<#read>)))
    });
    let places: Vec<_> = places.collect();
    let places = (!places.is_empty() || said.nowhere.is_some()).then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::PlaceColumns for #context {
                const PLACES: &'static [#krate::PlaceColumn] = &[#(#places),*];
            }
        }
    });
    quote! {
        #[doc(hidden)]
        #[allow(missing_docs, missing_debug_implementations, dead_code, nonstandard_style)]
        #[allow(clippy::all, clippy::pedantic, clippy::restriction)]
        #visibility struct #fields { #(#visibilities #names: #types,)* }
        #[automatically_derived]
        impl #krate::Columns for #context {
            type Fields = #fields;
            const FIELDS: #fields = #fields { #(#names: #news,)* };
        }
        #owner
        #home
        #places
    }
}

/// Of an `Option<T>` the `T`: the id of a place is never unknown.
fn known(held: &Type) -> &Type {
    if let Type::Path(path) = held
        && let Some(last) = path.path.segments.last()
        && last.ident == "Option"
        && let PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(GenericArgument::Type(known)) = arguments.args.first()
    {
        return known;
    }
    held
}
