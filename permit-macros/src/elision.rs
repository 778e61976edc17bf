//! What the parameters of a function may leave unnamed and an `impl` may not: `impl Trait` and
//! lifetimes.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree, token_stream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Lifetime, Type, parse_quote};

/// The type of a parameter with a name for everything in it. The new names are added to `names`.
pub(crate) fn named(referred: &Type, names: &mut Vec<GenericParam>) -> Type {
    let referred = match referred {
        Type::Paren(inner) => &inner.elem,
        other => other,
    };
    let tokens = with_lifetimes(referred.to_token_stream(), names);
    match syn::parse2(tokens) {
        Ok(Type::ImplTrait(anonymous)) => {
            let (name, bounds) = (format_ident!("__T{}", names.len()), anonymous.bounds);
            names.push(parse_quote!(#name: #bounds));
            parse_quote!(#name)
        }
        Ok(named) => named,
        Err(_) => referred.clone(),
    }
}

/// `Cow<'_, str>` and `(&str, u8)` with a name for each lifetime.
fn with_lifetimes(tokens: TokenStream, names: &mut Vec<GenericParam>) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut named = TokenStream::new();
    let mut after_word = false;
    while let Some(token) = tokens.next() {
        let word = matches!(token, TokenTree::Ident(_));
        match token {
            TokenTree::Punct(quote) if quote.as_char() == '\'' => match tokens.next() {
                Some(TokenTree::Ident(name)) if name == "_" => fresh(names).to_tokens(&mut named),
                name => named.extend(quote!(#quote #name)),
            },
            TokenTree::Punct(reference) if reference.as_char() == '&' => {
                let lifetime = (!names_lifetime(&mut tokens)).then(|| fresh(names));
                named.extend(quote!(#reference #lifetime));
            }
            // A lifetime that `Fn(&str)` leaves out does not belong to the parameter.
            TokenTree::Group(group)
                if !after_word || group.delimiter() != Delimiter::Parenthesis =>
            {
                let inner = with_lifetimes(group.stream(), names);
                let mut group_named = Group::new(group.delimiter(), inner);
                group_named.set_span(group.span());
                group_named.to_tokens(&mut named);
            }
            other => other.to_tokens(&mut named),
        }
        after_word = word;
    }
    named
}

fn names_lifetime(tokens: &mut Peekable<token_stream::IntoIter>) -> bool {
    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'')
}

fn fresh(names: &mut Vec<GenericParam>) -> Lifetime {
    let name = format_ident!("__l{}", names.len());
    let lifetime = Lifetime {
        apostrophe: name.span(),
        ident: name,
    };
    names.push(parse_quote!(#lifetime));
    lifetime
}
