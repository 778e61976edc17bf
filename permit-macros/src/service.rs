//! actix-web's own services, `#[put("/path")] async fn …`: the attribute turns the function into a
//! type, and extracts all parameters at once. So the parameters become one parameter, which
//! extracts them in order, and the type is marked as guarded.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, FnArg, LitStr, Path, Result, Token, Type,
    ext::IdentExt,
    parse::{ParseStream, Parser},
    parse_quote,
    spanned::Spanned,
};

use crate::{editor, error::help, function::Function};

/// The attributes of actix-web that name one method.
const METHODS: [&str; 10] = [
    "connect", "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// A method and a path, as they are listed.
struct Route {
    method: String,
    path: LitStr,
    /// Whether a guard of actix-web may let a request pass.
    conditional: bool,
}

/// Whether actix-web makes a service of it.
pub(crate) fn is_service(function: &Function) -> bool {
    let mut names = function.attributes.iter().filter_map(name);
    names.any(|name| name == "route" || name == "routes" || METHODS.contains(&name.as_str()))
}

fn name(attribute: &Attribute) -> Option<String> {
    let last = attribute.path().segments.last()?;
    Some(last.ident.unraw().to_string())
}

/// Puts `guard` before all parameters, unless the first of them is the guard.
pub(crate) fn fold(
    function: &mut Function,
    guard: Option<&Type>,
    krate: &TokenStream,
) -> Result<()> {
    let (mut patterns, mut types) = (TokenStream::new(), Vec::new());
    if let Some(guard) = guard {
        patterns.extend(quote!(_,));
        types.push(guard.clone());
    }
    for parameter in &function.signature.inputs {
        let FnArg::Typed(typed) = parameter else {
            continue;
        };
        if let Some(attribute) = typed.attrs.first() {
            let message = "a parameter of a guarded service cannot have attributes";
            let words = "register the function with `route(…)` and `permit_actix::get` instead";
            return Err(Error::new_spanned(attribute, help(message, words)));
        }
        let pattern = &typed.pat;
        patterns.extend(quote!(#pattern,));
        types.push((*typed.ty).clone());
    }
    let Some(first) = types.first() else {
        let message = "the first parameter of a guarded service must be a guard";
        let words = "take `Allowed<SomeAction>`, `Ask<SomeAction>` or `SignedIn<SomeUser>` first, or write `#[requires(SomeAction)]`";
        return Err(Error::new_spanned(
            &function.signature.ident,
            help(message, words),
        ));
    };
    function.beside = mark(function, first, krate)?;
    let sequenced = editor::apart(quote_spanned!(first.span()=> #krate::Sequenced));
    let folded = quote_spanned!(first.span()=> #sequenced<(#(#types,)*)>);
    // The path in `crate = path` may be longer than necessary.
    function.signature.inputs = parse_quote! {
        #[allow(unused_qualifications)] #krate::Sequenced((#patterns)): #folded
    };
    Ok(())
}

/// Marks the service's type as guarded, with its guard and its routes.
fn mark(function: &Function, guard: &Type, krate: &TokenStream) -> Result<TokenStream> {
    let service = &function.signature.ident;
    let name = service.unraw().to_string();
    let conditions = function
        .attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    let routes = routes(function)?;
    let (methods, paths) = (
        routes.iter().map(|one| &one.method),
        routes.iter().map(|one| &one.path),
    );
    let each = quote! {
        #(#krate::__private::route::<#guard>(
            #methods,
            #paths,
            ::core::concat!(::core::module_path!(), "::", #name),
        )),*
    };
    let claims = routes.iter().any(|one| one.conditional).then(|| {
        quote! {
            fn claims(&self) -> #krate::__private::Claims {
                #krate::__private::conditional(self)
            }
        }
    });
    Ok(editor::apart(quote! {
        #(#conditions)*
        #[allow(unused_qualifications)]
        impl #krate::GuardedService for #service {
            fn routes(&self) -> #krate::__private::Routes {
                ::core::convert::Into::into([#each])
            }

            #claims
        }
    }))
}

fn routes(function: &Function) -> Result<Vec<Route>> {
    let mut routes = Vec::new();
    for attribute in &function.attributes {
        let Some(name) = name(attribute) else {
            continue;
        };
        if METHODS.contains(&name.as_str()) {
            let Arguments {
                path, conditional, ..
            } = attribute.parse_args_with(arguments)?;
            let method = name.to_uppercase();
            routes.push(Route {
                method,
                path,
                conditional,
            });
        } else if name == "route" {
            let Arguments {
                path,
                methods,
                conditional,
            } = attribute.parse_args_with(arguments)?;
            let each = methods.into_iter().map(|method| Route {
                method,
                path: path.clone(),
                conditional,
            });
            routes.extend(each);
        }
    }
    Ok(routes)
}

/// `"/path", name = "…", method = "GET", guard = "…"`.
struct Arguments {
    path: LitStr,
    methods: Vec<String>,
    /// Whether there is a guard of actix-web.
    conditional: bool,
}

fn arguments(input: ParseStream) -> Result<Arguments> {
    let path = input.parse()?;
    let (mut methods, mut conditional) = (Vec::new(), false);
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        if name == "method" {
            methods.push(input.parse::<LitStr>()?.value());
        } else {
            conditional |= name == "guard";
            input.parse::<Expr>()?;
        }
    }
    Ok(Arguments {
        path,
        methods,
        conditional,
    })
}

/// `#[guarded]` and `#[guarded(crate = path)]`.
pub(crate) fn krate(arguments: TokenStream) -> Result<Option<Path>> {
    let read = |input: ParseStream| {
        if input.is_empty() {
            return Ok(None);
        }
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        input.call(Path::parse_mod_style).map(Some)
    };
    read.parse2(arguments)
}
