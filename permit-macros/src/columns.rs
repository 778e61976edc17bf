//! `#[derive(Columns)]`: maps the fields of a context to columns.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Data, DeriveInput, Error, Field, Fields, GenericArgument, Ident, LitStr, Path, PathArguments,
    Result, Token, Type, Visibility, ext::IdentExt, parse::ParseStream,
};

use crate::{
    error::{Errors, help, similar},
    misplaced::{self, Helper},
    model,
};

/// The arguments of a field, and how they are written.
const WORDS: [(&str, &str); 6] = [
    ("owner", "owner"),
    ("tenant", "tenant"),
    ("tenant_or_global", "tenant_or_global"),
    ("place", "place = \"...\""),
    ("cast", "cast = \"...\""),
    ("skip", "skip"),
];

const COLUMN: Helper = Helper("column", "column(...)", "on a field");
const COLUMNS: Helper = Helper("columns", "columns(...)", "above the struct");

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
    misplaced::above(&input, &[COLUMN], &mut errors);
    misplaced::on_variants(&input, &[COLUMN, COLUMNS], &mut errors);
    misplaced::on_fields(&input, &[COLUMNS], &mut errors);
    let columns = columns(&input, &mut errors);
    once(&columns, "owner", |one| one.owner, &mut errors);
    once(&columns, "tenant", |one| one.tenant.is_some(), &mut errors);
    if let Some(global) = &said.global
        && columns.iter().any(|one| one.tenant.is_some())
    {
        errors.at(
            global,
            "`global` says that no row belongs to a tenant, but a field names the tenant",
        );
    }
    if let Some(nowhere) = &said.nowhere
        && columns.iter().any(|one| one.place.is_some())
    {
        errors.at(
            nowhere,
            "`nowhere` says that no row is in a place, but a field names a place",
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
    // Emitted after an error as well, so that the error does not cause others in the conditions.
    let implementation = input
        .generics
        .params
        .is_empty()
        .then(|| implementation(&input, &columns, &said));
    quote!(#errors #implementation)
}

/// As many as `permit::Places` keeps.
const MOST_PLACES: usize = 8;

/// The arguments of the context as a whole: `#[columns(global, nowhere, crate = path)]`.
#[derive(Default)]
struct Said {
    /// No row belongs to a tenant.
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
                    let message = format!("unknown argument `{other}`");
                    let words = "the arguments are `global`, `nowhere` and `crate = path`";
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

/// A field and its column.
struct Column<'a> {
    field: &'a Field,
    ident: &'a Ident,
    name: String,
    cast: Option<LitStr>,
    owner: bool,
    /// How the column names the tenant: the variant of `HomeMapping`.
    tenant: Option<Ident>,
    place: Option<LitStr>,
    /// Whether the field has no column.
    skip: bool,
}

fn columns<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Column<'a>> {
    let Data::Struct(data) = &input.data else {
        let message = format!("`{}` is not a struct, so it has no columns", input.ident);
        errors.at(&input.ident, message);
        return Vec::new();
    };
    let Fields::Named(fields) = &data.fields else {
        let message = format!(
            "the fields of `{}` have no names, so its columns have no names",
            input.ident
        );
        errors.at(&input.ident, message);
        return Vec::new();
    };
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "a context with columns has no generic parameters",
        );
    }
    let columns = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        let mut column = Column {
            field,
            ident,
            name: ident.unraw().to_string(),
            cast: None,
            owner: false,
            tenant: None,
            place: None,
            skip: false,
        };
        for attribute in &field.attrs {
            if attribute.path().is_ident("column") {
                let read = attribute.parse_args_with(|input: ParseStream| column.read(input));
                errors.keep(read);
            }
        }
        if column.skip && (column.owner || column.tenant.is_some() || column.place.is_some()) {
            let message = format!("`{ident}` is skipped, but its other arguments need a column");
            errors.at(
                ident,
                help(message, "remove `skip`, or the other arguments"),
            );
        }
        Some(column)
    });
    columns.collect()
}

impl Column<'_> {
    /// `"name", owner, tenant, tenant_or_global, place = "…", cast = "…", skip`
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
            tenant @ ("tenant" | "tenant_or_global") => {
                let mapping = if tenant == "tenant" {
                    "Tenant"
                } else {
                    "TenantOrGlobal"
                };
                let mapping = format_ident!("{mapping}", span = word.span());
                if self.tenant.replace(mapping).is_some() {
                    let message = "a field names the tenant only once";
                    let words = "write `tenant` if every row belongs to a tenant, \
                                 `tenant_or_global` if a row may belong to none";
                    return Err(Error::new(word.span(), help(message, words)));
                }
            }
            "skip" => self.skip = true,
            "place" => {
                input.parse::<Token![=]>()?;
                let kind: LitStr = input.parse()?;
                if kind.value().is_empty() {
                    let message = "a kind of place needs a name";
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

/// Names in the text of a query are plain, so that nothing has to be escaped there.
fn plain(name: &LitStr) -> Result<String> {
    let text = name.value();
    let is_plain = |one: char| one.is_ascii_alphanumeric() || one == '_';
    if !text.is_empty()
        && text.chars().all(is_plain)
        && !text.starts_with(|one: char| one.is_ascii_digit())
    {
        return Ok(text);
    }
    let message = format!("`{text}` cannot be used in a query");
    let words = "the name of a column or type consists of ASCII letters, digits and `_`, and does not start with a digit";
    Err(Error::new_spanned(name, help(message, words)))
}

fn unknown(word: &str) -> String {
    let message = format!("unknown argument `{word}`");
    if let Some(word) = similar(word, WORDS.map(|one| one.0)) {
        return help(
            message,
            format_args!("an argument with a similar name exists: `{word}`"),
        );
    }
    let written: Vec<_> = WORDS.iter().map(|one| format!("`{}`", one.1)).collect();
    help(
        message,
        format_args!("the arguments are `\"name\"`, {}", written.join(", ")),
    )
}

/// Reports a mark that more than one field has.
fn once(columns: &[Column], mark: &str, marked: impl Fn(&Column) -> bool, errors: &mut Errors) {
    for more in columns.iter().filter(|one| marked(one)).skip(1) {
        errors.at(more.ident, format!("another field already has `{mark}`"));
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
            quote!(#krate::filter::Skipped<#context>)
        } else {
            quote!(#krate::filter::Column<#held>)
        }
    });
    let news = columns.iter().map(|one| {
        if one.skip {
            return quote!(#krate::filter::Skipped::new());
        }
        let (field, name) = (one.ident.unraw().to_string(), &one.name);
        let cast = one.cast.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |cast| quote!(::core::option::Option::Some(#cast)),
        );
        quote!(#krate::filter::Column::new(#field, #name, #cast))
    });
    let columns = || columns.iter().filter(|one| !one.skip);
    let info = |one: &Column| {
        let ident = one.ident;
        quote!(<Self as #krate::filter::Columns>::FIELDS.#ident.info())
    };
    let owner = columns().find(|one| one.owner).map(|one| {
        let info = info(one);
        quote! {
            #[automatically_derived]
            impl #krate::filter::OwnerColumn for #context {
                const OWNER: #krate::filter::ColumnInfo = #info;
            }
        }
    });
    let mapping = match &said.global {
        Some(_) => Some(quote!(Global)),
        None => columns().find_map(|one| {
            let (mapping, info, read) = (one.tenant.as_ref()?, info(one), reader(one, &krate));
            let column = quote!(#krate::filter::TenantColumn { info: #info, read: #read });
            Some(quote!(#mapping(#column)))
        }),
    };
    let tenant = mapping.map(|mapping| {
        quote! {
            #[automatically_derived]
            impl #krate::filter::TenantColumns for #context {
                const TENANT: #krate::filter::TenantMapping = #krate::filter::TenantMapping::#mapping;
            }
        }
    });
    let places = columns().filter_map(|one| {
        let (kind, info, read) = (one.place.as_ref()?, info(one), reader(one, &krate));
        Some(quote!((#kind, #info, #read)))
    });
    let places: Vec<_> = places.collect();
    let places = (!places.is_empty() || said.nowhere.is_some()).then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::filter::PlaceColumns for #context {
                const PLACES: &'static [#krate::filter::PlaceColumn] = &[#(#places),*];
            }
        }
    });
    quote! {
        #[doc(hidden)]
        #[allow(missing_docs, missing_debug_implementations, dead_code, nonstandard_style)]
        #[allow(clippy::all, clippy::pedantic, clippy::restriction)]
        #visibility struct #fields { #(#visibilities #names: #types,)* }
        #[automatically_derived]
        impl #krate::filter::Columns for #context {
            type Fields = #fields;
            const FIELDS: #fields = #fields { #(#names: #news,)* };
        }
        #owner
        #tenant
        #places
    }
}

/// What reads the canonical text of an id as a value of the column.
fn reader(column: &Column, krate: &Path) -> TokenStream {
    let held = known(&column.field.ty);
    if is_text(held) {
        quote!(#krate::filter::read_text)
    } else {
        quote!(#krate::filter::read_id::<#held>)
    }
}

/// Whether a type is a pointer to `str`, which has no `FromStr`: `&str`, `Cow<'_, str>`, `Arc<str>`.
fn is_text(held: &Type) -> bool {
    let is_str = |one: &Type| matches!(one, Type::Path(path) if path.path.is_ident("str"));
    match held {
        Type::Reference(reference) => is_str(&reference.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return false;
            };
            let mut arguments = arguments.args.iter();
            arguments.any(|one| matches!(one, GenericArgument::Type(one) if is_str(one)))
        }),
        _ => false,
    }
}

/// The `T` of an `Option<T>`: the id of a place is never unknown.
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
