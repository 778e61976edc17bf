//! The body of a condition as a filter: `#[condition(filter)]`.
//!
//! The predicate and the filter come from the same expression, so they cannot disagree. A part of
//! the expression that is outside of the subset is an error at that part.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    BinOp, Block, Error, Expr, ExprBinary, ExprMethodCall, FnArg, Generics, Ident, Member, Pat,
    Path, Result, Stmt, Type, UnOp, spanned::Spanned,
};

use crate::{
    error::{Errors, help},
    function::Function,
};

/// The expression that makes the filter of the condition `function` on contexts of type `context`,
/// which `parameter` names.
///
/// # Errors
///
/// When the body is not one expression of the subset.
pub(crate) fn tree(
    function: &Function,
    parameter: &FnArg,
    context: &Type,
    krate: &Path,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let body = function.body.as_ref()?.to_token_stream();
    let tree = Tree {
        name: errors.keep(name(parameter))?,
        context,
        krate,
    };
    if tree.is_mentioned(&body) {
        errors.keep(concrete(parameter, &function.signature.generics))?;
    }
    let body: Block = errors.keep(syn::parse2(body))?;
    if let [Stmt::Expr(expression, None)] = body.stmts.as_slice() {
        return tree.filter(expression, errors);
    }
    let message = help("a condition with a filter is one expression", SUBSET);
    match body.stmts.first() {
        Some(statement) => errors.at(statement, message),
        None => errors.at(&body, message),
    }
    None
}

const SUBSET: &str = "write comparisons of a field of the context with a value, or \
                      `set.contains(&item.field)`, joined with `&&` and `||`";

/// The name of the context in the body; `None` when the body cannot name it.
fn name(parameter: &FnArg) -> Result<Option<Ident>> {
    let FnArg::Typed(typed) = parameter else {
        return Ok(None);
    };
    match &*typed.pat {
        Pat::Ident(pattern) if pattern.subpat.is_none() => Ok(Some(pattern.ident.clone())),
        Pat::Wild(_) => Ok(None),
        other => {
            let message = "the context of a condition with a filter needs a name";
            let words = "write `item: &Item`, and `item.field` in the body";
            Err(Error::new_spanned(other, help(message, words)))
        }
    }
}

/// Only a concrete type has columns.
fn concrete(parameter: &FnArg, generics: &Generics) -> Result<()> {
    let FnArg::Typed(typed) = parameter else {
        return Ok(());
    };
    let Type::Reference(reference) = &*typed.ty else {
        return Ok(());
    };
    let is_parameter = match &*reference.elem {
        Type::ImplTrait(_) => true,
        Type::Path(path) => generics
            .type_params()
            .any(|parameter| path.path.is_ident(&parameter.ident)),
        _ => false,
    };
    if !is_parameter {
        return Ok(());
    }
    let message = "a condition with a filter takes one type of context";
    let words = "name a struct with `#[derive(permit::Columns)]`";
    Err(Error::new_spanned(&reference.elem, help(message, words)))
}

struct Tree<'a> {
    name: Option<Ident>,
    context: &'a Type,
    krate: &'a Path,
}

/// One side of a comparison.
enum Side<'a> {
    Field(&'a Ident),
    /// `Some(item.field)`
    Some(&'a Ident),
    /// `Some(&item.field)`
    SomeReference(&'a Ident),
    Value(&'a Expr),
}

impl Tree<'_> {
    fn filter(&self, expression: &Expr, errors: &mut Errors) -> Option<TokenStream> {
        if !self.is_mentioned(expression) {
            let krate = self.krate;
            return Some(
                quote_spanned!(expression.span()=> #krate::filter::Filter::constant(#expression)),
            );
        }
        match expression {
            Expr::Paren(inner) => self.filter(&inner.expr, errors),
            Expr::Group(inner) => self.filter(&inner.expr, errors),
            Expr::Binary(binary) => self.binary(binary, errors),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                let Ok(field) = self.field(&unary.expr) else {
                    let message = "only a field can be negated in a filter";
                    let words =
                        "write the opposite comparison: `!=` instead of `==`, `>=` instead of `<`";
                    errors.at(expression, help(message, words));
                    return None;
                };
                Some(self.column(field, &quote!(is_false())))
            }
            Expr::MethodCall(call)
                if call.args.is_empty()
                    && (call.method == "is_none" || call.method == "is_some") =>
            {
                let field = errors.keep(self.field(&call.receiver))?;
                let method = &call.method;
                Some(self.column(field, &quote!(#method())))
            }
            Expr::MethodCall(call) if call.method == "contains" => self.contained(call, errors),
            Expr::MethodCall(call) if call.method == "is_some_and" => self.some(call, errors),
            Expr::Field(_) => {
                let field = errors.keep(self.field(expression))?;
                Some(self.column(field, &quote!(is_true())))
            }
            Expr::Macro(_) => {
                let words = "write the comparisons that the macro stands for, \
                             joined with `&&` and `||`";
                errors.at(expression, help("a macro cannot become a filter", words));
                None
            }
            other => {
                errors.at(other, help("this cannot become a filter", SUBSET));
                None
            }
        }
    }

    fn binary(&self, binary: &ExprBinary, errors: &mut Errors) -> Option<TokenStream> {
        // For the comparison as it is written, and with its sides exchanged.
        let (method, exchanged) = match binary.op {
            BinOp::And(_) => return self.joined(binary, &quote!(and_then), errors),
            BinOp::Or(_) => return self.joined(binary, &quote!(or_else), errors),
            BinOp::Eq(_) => ("equal", "equal"),
            BinOp::Ne(_) => ("not_equal", "not_equal"),
            BinOp::Lt(_) => ("less", "greater"),
            BinOp::Le(_) => ("less_or_equal", "greater_or_equal"),
            BinOp::Gt(_) => ("greater", "less"),
            BinOp::Ge(_) => ("greater_or_equal", "less_or_equal"),
            _ => {
                errors.at(binary, help("this cannot become a filter", SUBSET));
                return None;
            }
        };
        let left = errors.keep(self.side(&binary.left));
        let right = errors.keep(self.side(&binary.right));
        let (field, method, value) = match (left?, right?) {
            (Side::Value(value), field) => (field, exchanged, value),
            (field, Side::Value(value)) => (field, method, value),
            _ => {
                let message = "a filter compares a field with a value, and these are two fields";
                let words = "compare each of them with a literal or with a value from `who`";
                errors.at(binary, help(message, words));
                return None;
            }
        };
        let is_order = !matches!(binary.op, BinOp::Eq(_) | BinOp::Ne(_));
        let method = |suffix: &str| format_ident!("{method}{suffix}", span = value.span());
        let (field, asked) = match field {
            Side::Some(_) | Side::SomeReference(_) if is_order => {
                let message = "an optional value has no order in a filter";
                errors.at(binary, help(message, "compare the field itself"));
                return None;
            }
            Side::Field(field) => {
                let method = method("");
                (field, quote_spanned!(value.span()=> #method(&(#value))))
            }
            Side::Some(field) => {
                let method = method("_some");
                (
                    field,
                    quote_spanned!(value.span()=> #method((#value).as_ref())),
                )
            }
            Side::SomeReference(field) => {
                let method = method("_some");
                (field, quote_spanned!(value.span()=> #method(#value)))
            }
            // Both sides are values: `filter` has returned before, as neither mentions the context.
            Side::Value(_) => return None,
        };
        Some(self.column(field, &asked))
    }

    /// `who.projects.contains(&item.project)`
    fn contained(&self, call: &ExprMethodCall, errors: &mut Errors) -> Option<TokenStream> {
        let Some(Expr::Reference(argument)) = call.args.first().filter(|_| call.args.len() == 1)
        else {
            errors.at(&call.args, help("this cannot become a filter", LOOKED_UP));
            return None;
        };
        let set = errors.keep(self.set(&call.receiver))?;
        let field = errors.keep(self.field(&argument.expr))?;
        Some(self.column(field, &quote_spanned!(set.span()=> is_in(&(#set)))))
    }

    /// `item.project.is_some_and(|project| who.projects.contains(&project))`
    fn some(&self, call: &ExprMethodCall, errors: &mut Errors) -> Option<TokenStream> {
        let field = errors.keep(self.field(receiver_of_some(&call.receiver)))?;
        let Some((name, inner)) = call.args.first().and_then(looked_up) else {
            let message = help("this cannot become a filter", SOME_LOOKED_UP);
            errors.at(&call.args, message);
            return None;
        };
        let set = errors.keep(self.set(&inner.receiver))?;
        if mentions(set.to_token_stream(), name) {
            errors.at(set, help("this cannot become a filter", SOME_LOOKED_UP));
            return None;
        }
        Some(self.column(field, &quote_spanned!(set.span()=> is_some_in(&(#set)))))
    }

    /// What a field is looked up in, which is no part of the context.
    fn set<'e>(&self, expression: &'e Expr) -> Result<&'e Expr> {
        if !self.is_mentioned(expression) {
            return Ok(expression);
        }
        let message = "a filter looks a field up in a set that is not of the context";
        Err(Error::new_spanned(expression, help(message, LOOKED_UP)))
    }

    fn joined(
        &self,
        binary: &ExprBinary,
        method: &TokenStream,
        errors: &mut Errors,
    ) -> Option<TokenStream> {
        let left = self.filter(&binary.left, errors);
        let right = self.filter(&binary.right, errors);
        let (left, right) = (left?, right?);
        Some(quote!(#left.#method(|| #right)))
    }

    fn side<'e>(&self, expression: &'e Expr) -> Result<Side<'e>> {
        if !self.is_mentioned(expression) {
            return Ok(Side::Value(expression));
        }
        match expression {
            Expr::Paren(inner) => self.side(&inner.expr),
            Expr::Group(inner) => self.side(&inner.expr),
            Expr::Call(call) if call.args.len() == 1 && is_some(&call.func) => {
                match call.args.first() {
                    Some(Expr::Reference(reference)) => {
                        self.field(&reference.expr).map(Side::SomeReference)
                    }
                    Some(argument) => self.field(argument).map(Side::Some),
                    None => Ok(Side::Value(expression)),
                }
            }
            _ => self.field(expression).map(Side::Field),
        }
    }

    /// `item.field`, perhaps in parentheses.
    fn field<'e>(&self, expression: &'e Expr) -> Result<&'e Ident> {
        match expression {
            Expr::Paren(inner) => return self.field(&inner.expr),
            Expr::Group(inner) => return self.field(&inner.expr),
            Expr::Field(access) => {
                if let (Expr::Path(base), Member::Named(field)) = (&*access.base, &access.member)
                    && base
                        .path
                        .get_ident()
                        .is_some_and(|base| Some(base) == self.name.as_ref())
                {
                    return Ok(field);
                }
            }
            _ => {}
        }
        let name = self
            .name
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let words = if matches!(expression, Expr::Binary(_)) {
            format!("write only `{name}.field` on this side, and compute on the other")
        } else {
            format!("a database compares the value of one column: `{name}.field`")
        };
        let message = "this is not a field of the context";
        Err(Error::new_spanned(expression, help(message, words)))
    }

    /// A method call on the column of a field. An error in it is reported at the field.
    fn column(&self, field: &Ident, asked: &TokenStream) -> TokenStream {
        let (krate, context) = (self.krate, self.context);
        let column =
            quote_spanned!(field.span()=> <#context as #krate::filter::Columns>::FIELDS.#field);
        quote!(#column.#asked)
    }

    fn is_mentioned(&self, tokens: &impl ToTokens) -> bool {
        let name = self.name.as_ref();
        name.is_some_and(|name| mentions(tokens.to_token_stream(), name))
    }
}

const LOOKED_UP: &str = "write `who.projects.contains(&item.project)`";

const SOME_LOOKED_UP: &str =
    "write `item.project.is_some_and(|project| who.projects.contains(&project))`";

/// A field of which a reference is asked: `item.project.as_ref()`.
fn receiver_of_some(receiver: &Expr) -> &Expr {
    match receiver {
        Expr::MethodCall(call) if call.method == "as_ref" && call.args.is_empty() => &call.receiver,
        other => other,
    }
}

/// `|project| SET.contains(&project)`, or `|project| SET.contains(project)`: the name, and the call.
fn looked_up(closure: &Expr) -> Option<(&Ident, &ExprMethodCall)> {
    let Expr::Closure(closure) = closure else {
        return None;
    };
    let (Some(Pat::Ident(parameter)), 1) = (closure.inputs.first(), closure.inputs.len()) else {
        return None;
    };
    let Expr::MethodCall(call) = &*closure.body else {
        return None;
    };
    let argument = match call.args.first()? {
        Expr::Reference(reference) => &*reference.expr,
        other => other,
    };
    let is_named = matches!(argument, Expr::Path(path) if path.path.is_ident(&parameter.ident));
    let is_contains = call.method == "contains" && call.args.len() == 1;
    (is_named && is_contains && parameter.subpat.is_none()).then_some((&parameter.ident, call))
}

fn is_some(function: &Expr) -> bool {
    matches!(function, Expr::Path(path) if path.path.is_ident("Some"))
}

/// Whether the tokens mention the variable `name`, also in the tokens of a macro. A field or a
/// module of that name does not count: `who.item`, `item::LIMIT`.
fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is = |index: Option<usize>, wanted: char| {
        let token = index.and_then(|index| tokens.get(index));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
    };
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Ident(ident) if ident == name => {
            let before = |steps| index.checked_sub(steps);
            let is_member = is(before(1), '.') && !is(before(2), '.');
            let in_path = is(Some(index + 1), ':') && is(Some(index + 2), ':');
            !is_member && !in_path
        }
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
