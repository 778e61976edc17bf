//! `#[requires(…)]`: on a handler it puts the guard first, in any other function a check before
//! the first line.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, Ident, Path, Result, ReturnType, Signature, Token, Type, Visibility,
    braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use crate::{error::help, model::tokens_text};

/// `permit::requires`: any function.
pub(crate) fn function(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    expand(arguments, item, |arguments, function| {
        match arguments.asked {
            Asked::Handler => Err(Error::new_spanned(
                &arguments.action,
                help(
                    "a handler's guard comes from the crate of its web framework",
                    format_args!(
                        "write `#[permit_axum::requires({0})]`, or for any other function `#[requires({0}, who, context)]`",
                        tokens_text(&arguments.action),
                    ),
                ),
            )),
            Asked::Function { .. } => checked(arguments, function, &quote!(::permit)),
        }
    })
}

/// `permit_axum::requires`: handlers as well.
pub(crate) fn handler(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    expand(arguments, item, |arguments, function| {
        match arguments.asked {
            Asked::Handler => guarded(arguments, function, &quote!(::permit_axum)),
            Asked::Function { .. } => checked(arguments, function, &quote!(::permit_axum)),
        }
    })
}

/// The item stays whatever happens, so that nothing else fails because of it.
fn expand(
    arguments: TokenStream,
    item: &TokenStream,
    write: impl FnOnce(&Arguments, &mut Function) -> Result<()>,
) -> TokenStream {
    let read = || {
        let arguments: Arguments = syn::parse2(arguments)?;
        let mut function: Function = syn::parse2(item.clone())?;
        write(&arguments, &mut function)?;
        Ok(function)
    };
    match read() {
        Ok(function) => quote!(#function),
        Err(error) => {
            let error: Error = error;
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

/// `(EditItem)`, `(PostItem, who)` or `(EditItem, who, item)`.
struct Arguments {
    action: Expr,
    asked: Asked,
    krate: Option<Path>,
}

enum Asked {
    Handler,
    Function {
        who: Box<Expr>,
        context: Option<Box<Expr>>,
    },
}

impl Parse for Arguments {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.is_empty() {
            return Err(input.error(help(
                "`#[requires]` needs an action",
                "write `#[requires(EditItem)]` on a handler, `#[requires(EditItem, who, item)]` on any other function",
            )));
        }
        let mut said: Vec<Expr> = Vec::new();
        let mut krate = None;
        while !input.is_empty() {
            if input.peek(Token![crate]) && input.peek2(Token![=]) {
                input.call(Ident::parse_any)?;
                input.parse::<Token![=]>()?;
                krate = Some(input.call(Path::parse_mod_style)?);
            } else {
                said.push(input.parse()?);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let mut said = said.into_iter();
        let (Some(action), who, context, None) =
            (said.next(), said.next(), said.next(), said.next())
        else {
            return Err(input.error("`#[requires]` takes an action, who asks, and on what"));
        };
        let asked = match who {
            None => Asked::Handler,
            Some(who) => Asked::Function {
                who: Box::new(who),
                context: context.map(Box::new),
            },
        };
        Ok(Self {
            action,
            asked,
            krate,
        })
    }
}

/// A function, whose body is left as it is.
struct Function {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    signature: Signature,
    inner_attributes: Vec<Attribute>,
    check: TokenStream,
    body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature: Signature = input
            .parse()
            .map_err(|error| Error::new(error.span(), "`#[requires]` stands above a function"))?;
        if input.peek(Token![;]) {
            let message = "`#[requires]` needs a body to check in";
            let words = "write it above each implementation";
            return Err(Error::new_spanned(&signature.ident, help(message, words)));
        }
        if let Some(constness) = &signature.constness {
            let message = "`#[requires]` cannot check in a `const` function";
            return Err(Error::new_spanned(constness, message));
        }
        let body;
        braced!(body in input);
        Ok(Self {
            attributes,
            visibility,
            signature,
            inner_attributes: body.call(Attribute::parse_inner)?,
            check: TokenStream::new(),
            body: body.parse()?,
        })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (attributes, visibility) = (&self.attributes, &self.visibility);
        let (signature, inner) = (&self.signature, &self.inner_attributes);
        let (check, body) = (&self.check, &self.body);
        tokens.extend(quote! {
            #(#attributes)* #visibility #signature { #(#inner)* #check #body }
        });
    }
}

/// Checks before the first line.
fn checked(arguments: &Arguments, function: &mut Function, krate: &TokenStream) -> Result<()> {
    let Asked::Function { who, context } = &arguments.asked else {
        return Ok(());
    };
    let krate = arguments
        .krate
        .as_ref()
        .map_or_else(|| krate.clone(), ToTokens::to_token_stream);
    let returned = match &function.signature.output {
        ReturnType::Default => {
            let span = &function.signature.ident;
            let message = "`#[requires]` cannot refuse in a function that returns nothing";
            let words = "return a `Result` whose error is `From<permit::Refused>`";
            return Err(Error::new_spanned(span, help(message, words)));
        }
        ReturnType::Type(_, returned) => returned,
    };
    let action = &arguments.action;
    let context = context
        .as_ref()
        .map_or_else(|| quote!(()), ToTokens::to_token_stream);
    let refuse = quote_spanned!(returned.span()=> #krate::__private::refuse(__refused));
    function.check = quote! {
        if let ::core::result::Result::Err(__refused) =
            #krate::__private::require(&(#action), &(#who), &(#context))
        {
            return #refuse;
        }
    };
    Ok(())
}

/// Puts the guard first, whatever other permits are there.
fn guarded(arguments: &Arguments, function: &mut Function, krate: &TokenStream) -> Result<()> {
    let signature = &mut function.signature;
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
    let krate = arguments
        .krate
        .as_ref()
        .map_or_else(|| krate.clone(), ToTokens::to_token_stream);
    let action = &arguments.action;
    // Each token at the action: it is what has to change when it cannot guard.
    let krate = respanned(krate, action.span());
    let guard = quote_spanned!(action.span()=> #krate::Allowed<#action>);
    signature.inputs.insert(0, syn::parse_quote!(_: #guard));
    Ok(())
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

/// Whether a function that is not `async` may be a handler: it returns what can be waited for.
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
