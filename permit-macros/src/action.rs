//! `#[derive(Action)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Data, DeriveInput, Fields, Ident, Meta, Path, Token, braced, bracketed,
    parse::{Parse, ParseStream},
    token::Bracket,
};

use crate::{
    editor,
    error::{Errors, help, similar},
    expand::Expansion,
    misplaced::{self, Helper},
    model::{self, Action, Arguments, Enums, Name, RoleList, RoleTable, Row, Rule, UserTypes},
    parse::{self, Syntax},
    span, validate,
};

/// The first step: finds the list of user types and hands everything to the macro beside it.
pub(crate) fn derive(input: &TokenStream) -> TokenStream {
    let DeriveInput {
        attrs: written,
        ident,
        ..
    } = match syn::parse2(input.clone()) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let attributes = written.iter();
    let attributes = attributes.filter(|attribute| attribute.path().is_ident("action"));
    let mut seen = Vec::new();
    let mut said = Arguments::default();
    for attribute in attributes {
        let read = |input: ParseStream| {
            let all = &mut Errors::default();
            parse::arguments(input, Syntax::Attribute, &mut said, &mut seen, all);
            Ok(())
        };
        // The second step reports the errors.
        let _ = attribute.parse_args_with(read);
    }
    let user_type = said.user_type.unwrap_or_else(|| default_user_type(&ident));
    // Only an action that says which roles hold it, or where they are, needs their list.
    let named = written.iter().any(|one| one.path().is_ident("roles"));
    let roles = said
        .roles
        .or_else(|| named.then(|| model::default_roles(ident.span())));
    let names =
        editor::only(|| editor::action(&written, said.krate.as_ref(), &user_type, roles.as_ref()));
    let krate = model::krate(said.krate.as_ref(), Span::call_site());
    let callback = quote!(#krate::__private::expand_action);
    let second = called(&user_type, roles.as_ref(), &callback, input);
    quote!(#names #second)
}

/// Calls `callback` with the list of user types, that of roles if there is one, and `handed`. Each list is
/// added by the macro beside its enum.
pub(crate) fn called(
    user_type: &Path,
    roles: Option<&Path>,
    callback: &TokenStream,
    handed: &TokenStream,
) -> TokenStream {
    let user_type = editor::apart(user_type.to_token_stream());
    let Some(roles) = roles else {
        return quote!(#user_type! { { #callback } { #handed } });
    };
    let roles = editor::apart(roles.to_token_stream());
    quote!(#user_type! { { #roles } { { #callback } { #handed } } })
}

/// At the action's name, because rustc reports there that the enum is not in scope.
fn default_user_type(action: &Ident) -> Path {
    Ident::new("UserType", span::at(action.span())).into()
}

/// What the macro beside an enum emits: its user types, the roles if they are named, and the tokens that it
/// received.
pub(crate) struct Callback<T> {
    pub(crate) user_types: UserTypes,
    pub(crate) roles: Option<RoleList>,
    pub(crate) handed: T,
}

impl<T: Parse> Parse for Callback<T> {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let names;
        braced!(names in input);
        let more;
        braced!(more in input);
        let (roles, handed) = if input.is_empty() {
            (None, more.parse()?)
        } else {
            let handed;
            braced!(handed in input);
            (Some(role_list(&more)?), handed.parse()?)
        };
        let sound = names.parse::<Ident>()? == "sound";
        let anonymous = names.peek(Ident).then(|| names.parse::<Ident>());
        let anonymous = anonymous.transpose()?.map(Into::into);
        let internal = bracketed_names(&names)?;
        names.parse::<Token![:]>()?;
        let fingerprint = names.parse()?;
        let mut all = Vec::new();
        while !names.is_empty() {
            all.push(names.parse::<Ident>()?.into());
        }
        Ok(Self {
            user_types: UserTypes {
                sound,
                anonymous,
                internal,
                fingerprint,
                all,
            },
            roles,
            handed,
        })
    }
}

/// `sound: 123 Viewer [Member] Analyst`
fn role_list(input: ParseStream) -> syn::Result<RoleList> {
    let sound = input.parse::<Ident>()? == "sound";
    input.parse::<Token![:]>()?;
    let fingerprint = input.parse()?;
    let (mut all, mut defaults) = (Vec::new(), Vec::new());
    while !input.is_empty() {
        all.push(input.parse::<Ident>()?.into());
        defaults.push(bracketed_names(input)?);
    }
    Ok(RoleList {
        sound,
        fingerprint,
        all,
        defaults,
    })
}

/// `[Member Guest]`, or nothing.
fn bracketed_names(input: ParseStream) -> syn::Result<Vec<Name>> {
    let mut all = Vec::new();
    if input.peek(Bracket) {
        let names;
        bracketed!(names in input);
        while !names.is_empty() {
            all.push(names.parse::<Ident>()?.into());
        }
    }
    Ok(all)
}

/// The second step.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let callback = match syn::parse2::<Callback<DeriveInput>>(input) {
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
    let mut errors = Errors::default();
    let action = action(&handed, enums, &mut errors);
    let checked = validate::check(&action, enums, &mut errors);
    let expansion = Expansion::of(&action, &checked, enums, errors.is_empty()).tokens();
    let expansion = editor::apart(expansion);
    quote!(#errors #expansion)
}

fn action(input: &DeriveInput, enums: Enums, errors: &mut Errors) -> Action {
    let mut arguments = Arguments::default();
    let mut seen = Vec::new();
    let (mut rows, mut parts): (Option<Vec<Row>>, _) = (None, None);
    let mut roles: Option<RoleTable> = None;
    for attribute in &input.attrs {
        if attribute.path().is_ident("action") {
            // Nothing is said in it, and the missing subject is reported.
            if matches!(attribute.meta, Meta::Path(_)) {
                continue;
            }
            let read = |tokens: ParseStream| {
                parse::arguments(tokens, Syntax::Attribute, &mut arguments, &mut seen, errors);
                Ok(())
            };
            let read = attribute.parse_args_with(read);
            errors.keep(read);
        } else if attribute.path().is_ident("permissions") && (rows.is_some() || parts.is_some()) {
            let message = "an action has one table, and this is a second one";
            let words = "write all rows in one `#[permissions(...)]`";
            errors.at(attribute, help(message, words));
            // What it states is not reported as missing.
            let names = parse::names(&attribute.meta);
            rows.get_or_insert_default()
                .push(Row::unreadable(names, Rule::Broken));
        } else if let Meta::List(table) = &attribute.meta
            && table.path.is_ident("permissions")
        {
            let read = |tokens: ParseStream| {
                if parse::is_operation(tokens) {
                    parts = Some(parse::operation(tokens, errors)?);
                } else {
                    rows = Some(parse::rows(tokens, &enums.user_types.all, errors));
                }
                Ok(())
            };
            let read = table.parse_args_with(read);
            errors.keep(read);
        } else if attribute.path().is_ident("roles") {
            role_table(attribute, enums, &mut roles, errors);
        }
    }
    if let Some(table) = &mut roles {
        let default = || model::default_roles(input.ident.span());
        table.enumeration = arguments.roles.clone().unwrap_or_else(default);
    }
    if rows.is_none() && parts.is_none() && input.attrs.iter().any(is_misspelt_table) {
        // rustc does not know the attribute either, and says so.
        rows = Some(vec![Row::unreadable(Vec::new(), Rule::Broken)]);
    }
    misplaced::on_variants(input, &HELPERS, errors);
    misplaced::on_fields(input, &HELPERS, errors);
    shape(input, errors);
    Action {
        syntax: Syntax::Attribute,
        cfgs: Vec::new(),
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        has_fields: has_fields(&input.data),
        description: model::description(&input.attrs),
        subject: arguments.subject.clone(),
        user_type: arguments
            .user_type
            .clone()
            .unwrap_or_else(|| default_user_type(&input.ident)),
        arguments,
        rows,
        parts,
        roles,
    }
}

/// `#[roles(Viewer => withhold, …)]`
fn role_table(
    attribute: &Attribute,
    enums: Enums,
    table: &mut Option<RoleTable>,
    errors: &mut Errors,
) {
    if table.is_some() {
        let message = "an action has one table of roles, and this is a second one";
        errors.at(
            attribute,
            help(message, "write all rows in one `#[roles(...)]`"),
        );
        return;
    }
    let known = enums.roles.map_or(&[][..], |roles| &roles.all);
    let rows = match &attribute.meta {
        Meta::List(list) => {
            let read = |tokens: ParseStream| Ok(parse::rows(tokens, known, errors));
            let read = list.parse_args_with(read);
            errors.keep(read).unwrap_or_default()
        }
        // What it does not say is reported as missing.
        Meta::Path(_) | Meta::NameValue(_) => Vec::new(),
    };
    *table = Some(RoleTable {
        place: attribute.to_token_stream(),
        enumeration: model::default_roles(Span::call_site()),
        rows,
    });
}

fn is_misspelt_table(attribute: &Attribute) -> bool {
    let name = attribute.path().get_ident().map(ToString::to_string);
    name.is_some_and(|name| name != "permissions" && similar(&name, ["permissions"]).is_some())
}

const HELPERS: [Helper; 3] = [
    Helper("action", "action(...)", "above the struct"),
    Helper("permissions", "permissions(...)", "above the struct"),
    Helper("roles", "roles(...)", "above the struct"),
];

/// An action is a struct, and one row of the matrix.
fn shape(input: &DeriveInput, errors: &mut Errors) {
    let message = match &input.data {
        Data::Struct(_) => None,
        Data::Enum(data) => Some((data.enum_token.span, "enum")),
        Data::Union(data) => Some((data.union_token.span, "union")),
    };
    if let Some((span, what)) = message {
        let message = format!("an action is a struct, and `{}` is an {what}", input.ident);
        errors.span(span, help(message, "write one struct for each action"));
    }
    parse::parameters(&input.generics, errors);
}

const fn has_fields(data: &Data) -> bool {
    match data {
        Data::Struct(data) => !matches!(&data.fields, Fields::Unit),
        Data::Enum(_) | Data::Union(_) => true,
    }
}
