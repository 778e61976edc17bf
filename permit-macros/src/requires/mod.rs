//! `#[requires(…)]`: on a handler it adds a guard as the first parameter, on any other function a
//! check before the first line.

mod arguments;

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, Result, ReturnType, Type, TypeParamBound,
    parse::{ParseStream, Parser},
    spanned::Spanned,
};

use self::arguments::{Arguments, Target, written as as_written};
use crate::{editor, error::help, function::Function, handler, model::tokens_text, service, span};

/// `permit::requires`: any function.
pub(crate) fn function(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    expand(arguments, item, |arguments, function| {
        match arguments.target {
            Target::Handler => {
                let action = tokens_text(&handler::action(&arguments.action)?);
                let message = "a handler's guard comes from the crate of its web framework";
                let words = format!(
                    "write `#[permit_axum::requires({action})]` or `#[permit_actix::requires({action})]`, \
                     or for any other function `#[requires({action}, who, context)]`",
                );
                Err(Error::new_spanned(&arguments.action, help(message, words)))
            }
            Target::Function { .. } => checked(arguments, function, &quote!(::permit)),
        }
    })
}

/// `permit_axum::requires`: handlers as well.
pub(crate) fn handler(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    expand(arguments, item, |arguments, function| {
        match arguments.target {
            Target::Handler => {
                let (guard, _) = guard(arguments, function, quote!(::permit_axum))?;
                insert(&guard, function);
                Ok(())
            }
            Target::Function { .. } => checked(arguments, function, &quote!(::permit_axum)),
        }
    })
}

/// `permit_actix::requires`: handlers and services as well.
pub(crate) fn actix_handler(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    expand(arguments, item, |arguments, function| {
        match arguments.target {
            Target::Handler => {
                let (guard, krate) = guard(arguments, function, quote!(::permit_actix))?;
                if service::is_service(function) {
                    return service::fold(function, Some(&guard), &krate);
                }
                insert(&guard, function);
                Ok(())
            }
            Target::Function { .. } => checked(arguments, function, &quote!(::permit_actix)),
        }
    })
}

/// `permit_actix::guarded`: services that name their guard themselves.
pub(crate) fn actix_service(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    written(item, || {
        let krate = service::krate(arguments)?;
        let krate = krate.map_or_else(|| quote!(::permit_actix), ToTokens::into_token_stream);
        let mut function = Function::under("guarded", item)?;
        if !service::is_service(&function) {
            let message = "`#[guarded]` belongs on a service of actix-web";
            let words = "write it above `#[get(\"/path\")]`; a handler that `route(…)` registers does not need it";
            return Err(Error::new_spanned(
                &function.signature.ident,
                help(message, words),
            ));
        }
        service::fold(&mut function, None, &krate)?;
        Ok(function)
    })
}

fn expand(
    arguments: TokenStream,
    item: &TokenStream,
    write: impl FnOnce(&Arguments, &mut Function) -> Result<()>,
) -> TokenStream {
    written(item, || {
        let arguments: Arguments = syn::parse2(arguments)?;
        let mut function = Function::under("requires", item)?;
        write(&arguments, &mut function)?;
        Ok(function)
    })
}

/// Keeps the item after an error, so that the error does not cause others.
fn written(item: &TokenStream, write: impl FnOnce() -> Result<Function>) -> TokenStream {
    match write() {
        Ok(function) => quote!(#function),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

/// Checks before the first line.
fn checked(arguments: &Arguments, function: &mut Function, krate: &TokenStream) -> Result<()> {
    let Target::Function { who, context } = &arguments.target else {
        return Ok(());
    };
    let body = body(function)?;
    let signature = &function.signature;
    let ReturnType::Type(_, returned) = &signature.output else {
        let message = "`#[requires]` cannot refuse in a function that returns nothing";
        let words = "return a `Result` whose error implements `From<permit::Refused>`";
        return Err(Error::new_spanned(&signature.ident, help(message, words)));
    };
    let krate = arguments
        .krate
        .as_ref()
        .map_or_else(|| krate.clone(), ToTokens::to_token_stream);
    let action = &arguments.action;
    if let Some(action) = handler::of_key(action) {
        let others = [Some(who), context.as_ref()].into_iter().flatten();
        let others = others.map(tokens_text);
        let words = format!("write `{}`", as_written([action].into_iter().chain(others)));
        let message = help(handler::BY_TYPE, words);
        return Err(Error::new_spanned(&arguments.action, message));
    }
    let asked = [Some(action), Some(who), context.as_deref()];
    let asked = asked.into_iter().flatten().map(referred);
    let asked = span::grouped(action, quote!(#(#asked),*));
    let require = if context.is_some() {
        quote!(#krate::__private::require)
    } else {
        quote!(#krate::__private::require_without_context)
    };
    let require = editor::apart(span::over(action, require));
    let refuse = span::over(returned, quote!(#krate::__private::refuse(__refused)));
    let refuse = editor::apart(refuse);
    let (inner, rest) = inner_attributes(body.stream());
    let check = quote! {
        if let ::core::result::Result::Err(__refused) = #require #asked {
            return #refuse;
        }
    };
    let checked = if is_future_without_a_name(returned) {
        // A refusal is not a future, so the check moves into an `async` block. Without the call,
        // clippy would suggest an `async fn`.
        let waiting = quote!(async move { #check (move || { #rest })().await });
        quote!(#inner ::core::convert::identity(#waiting))
    } else {
        quote!(#inner #check #rest)
    };
    let mut checked = Group::new(Delimiter::Brace, checked);
    checked.set_span(body.span());
    function.body = Some(checked);
    Ok(())
}

/// `impl Future<Output = Result<…>>`
fn is_future_without_a_name(returned: &Type) -> bool {
    let Type::ImplTrait(implementor) = returned else {
        return false;
    };
    implementor.bounds.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| last.ident == "Future")
        }
        _ => false,
    })
}

/// The body that the check is added to.
fn body(function: &Function) -> Result<Group> {
    let signature = &function.signature;
    if let Some(constness) = &signature.constness {
        let message = "`#[requires]` cannot check in a `const` function";
        let words = "remove `const`";
        return Err(Error::new_spanned(constness, help(message, words)));
    }
    function.body.clone().ok_or_else(|| {
        let message = "`#[requires]` needs a function with a body";
        let words = "write it above each implementation";
        Error::new_spanned(&signature.ident, help(message, words))
    })
}

/// `&expression`, which errors underline as the expression alone.
fn referred(expression: &Expr) -> TokenStream {
    let reference = span::over(expression, quote!(&));
    let expression = span::grouped(expression, expression.to_token_stream());
    quote!(#reference #expression)
}

/// The inner attributes of a body, which have to stay at its top, and the rest of the body.
fn inner_attributes(body: TokenStream) -> (TokenStream, TokenStream) {
    let read = |input: ParseStream| {
        let inner = input.call(Attribute::parse_inner)?;
        Ok((quote!(#(#inner)*), input.parse()?))
    };
    read.parse2(body.clone())
        .unwrap_or((TokenStream::new(), body))
}

/// The guard of a handler, and the crate that it comes from.
fn guard(
    arguments: &Arguments,
    function: &Function,
    krate: TokenStream,
) -> Result<(Type, TokenStream)> {
    let action = handler::action(&arguments.action)?;
    body(function)?;
    let signature = &function.signature;
    if let Some(receiver) = signature.receiver() {
        let message = "a handler has no `self`";
        let words = "on a method write `#[requires(EditItem, who, item)]`";
        return Err(Error::new_spanned(receiver, help(message, words)));
    }
    if signature.asyncness.is_none() && !returns_future(&signature.output) {
        let message = "a handler is `async`";
        let words = format!(
            "write `async fn {}`, or `#[requires({}, who, context)]` on any other function",
            signature.ident,
            tokens_text(&arguments.action),
        );
        return Err(Error::new_spanned(signature.fn_token, help(message, words)));
    }
    let said = arguments.krate.as_ref().map(ToTokens::to_token_stream);
    // Each token is at the action, because the action has to change when it cannot guard.
    let krate = respanned(said.unwrap_or(krate), action.span());
    let allowed = editor::apart(quote_spanned!(action.span()=> #krate::Allowed));
    let guard = quote_spanned!(action.span()=> #allowed<#action>);
    Ok((Type::Verbatim(guard), krate))
}

/// Adds the guard as the first parameter, also before other guards.
fn insert(guard: &Type, function: &mut Function) {
    // The path in `crate = path` may be longer than necessary.
    let guard = syn::parse_quote!(#[allow(unused_qualifications)] _: #guard);
    function.signature.inputs.insert(0, guard);
}

/// The same tokens, reported at `span`.
fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// Whether a function that is not `async` may be a handler: it returns a future.
fn returns_future(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => false,
        ReturnType::Type(_, returned) => match &**returned {
            Type::ImplTrait(_) => true,
            Type::Path(path) => path.path.segments.last().is_some_and(|last| {
                let name = last.ident.to_string();
                name == "Pin" || name.contains("Future")
            }),
            _ => false,
        },
    }
}
