//! What `#[requires(…)]` says, by position: an action, who does it, and what it is done to.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    Error, Expr, Ident, Path, Result, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use crate::{
    error::help,
    handler::{is_type, of_key, operation},
    model::tokens_text,
};

/// `(EditItem)`, `(PostItem, who)` or `(EditItem, who, item)`.
pub(super) struct Arguments {
    pub(super) action: Expr,
    pub(super) target: Target,
    pub(super) krate: Option<Path>,
}

pub(super) enum Target {
    Handler,
    Function {
        who: Box<Expr>,
        context: Option<Box<Expr>>,
    },
}

impl Parse for Arguments {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.is_empty() {
            let message = "`#[requires]` needs an action";
            let words = "write `#[requires(EditItem)]` on a handler, `#[requires(EditItem, who, item)]` on any other function";
            return Err(Error::new(input.span(), help(message, words)));
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
        by_position(&said)?;
        one_action_first(&said)?;
        let mut said = said.into_iter();
        let (Some(action), who, context, None) =
            (said.next(), said.next(), said.next(), said.next())
        else {
            let message = "`#[requires]` takes an action, a principal and a context";
            let words = "write `#[requires(EditItem, who, item)]`";
            return Err(Error::new(Span::call_site(), help(message, words)));
        };
        let target = match who {
            None => Target::Handler,
            Some(who) => Target::Function {
                who: Box::new(who),
                context: context.map(Box::new),
            },
        };
        Ok(Self {
            action,
            target,
            krate,
        })
    }
}

/// Refuses `action = EditItem`.
fn by_position(said: &[Expr]) -> Result<()> {
    if !said.iter().any(|one| matches!(one, Expr::Assign(_))) {
        return Ok(());
    }
    let mut values: Vec<_> = said.iter().enumerate().map(placed).collect();
    values.sort_by_key(|(place, _)| *place);
    let words = format!(
        "write `{}`",
        written(values.into_iter().map(|(_, value)| value))
    );
    let message = "`#[requires]` takes its arguments by their position";
    Err(Error::new_spanned(all(said), help(message, words)))
}

/// What stands behind a name, and the place that the name means; without one, its own place.
fn placed((place, one): (usize, &Expr)) -> (usize, String) {
    let Expr::Assign(named) = one else {
        return (place, tokens_text(one));
    };
    let place = match tokens_text(&named.left).as_str() {
        "action" => 0,
        "who" | "principal" | "user" | "subject" => 1,
        "context" => 2,
        _ => place,
    };
    (place, tokens_text(&named.right))
}

/// Refuses an action in the place of the principal. The value of a principal is never a type.
fn one_action_first(said: &[Expr]) -> Result<()> {
    let [first, second, ..] = said else {
        return Ok(());
    };
    if action(second).is_none() {
        return Ok(());
    }
    if action(first).is_some() {
        let actions: Vec<_> = said.iter().filter_map(action).collect();
        let message = help("`#[requires]` takes one action", operation(&actions));
        return Err(Error::new_spanned(all(said), message));
    }
    let others = said.iter().enumerate().filter(|(place, _)| *place != 1);
    let others = others.map(|(_, one)| tokens_text(one));
    let words = format!(
        "write `{}`",
        written(action(second).into_iter().chain(others))
    );
    let message = "the action comes first, then the principal, then the context";
    Err(Error::new_spanned(all(said), help(message, words)))
}

/// The action that is named by its type, or by its key.
fn action(written: &Expr) -> Option<String> {
    of_key(written).or_else(|| is_type(written).then(|| tokens_text(written)))
}

/// `#[requires(EditItem, who, item)]`, with these.
pub(super) fn written(arguments: impl Iterator<Item = String>) -> String {
    let arguments: Vec<_> = arguments.collect();
    format!("#[requires({})]", arguments.join(", "))
}

fn all(said: &[Expr]) -> TokenStream {
    quote!(#(#said),*)
}
