//! The spans of generated code: rustc reports errors in it at the user's own text.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The place of `span` with the hygiene of the macro's call. A path may come from a `macro_rules`
/// macro of the user, whose local variables are not ours.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// `tokens` at all of `place`. Each token keeps its own hygiene.
pub(crate) fn over(place: &impl ToTokens, tokens: TokenStream) -> TokenStream {
    let mut spans = place.to_token_stream().into_iter().map(|one| one.span());
    let Some(first) = spans.next() else {
        return tokens;
    };
    let last = spans.last().unwrap_or(first);
    let mut place = first;
    let moved = tokens.into_iter().map(|token| {
        let token = moved(token, place);
        place = last;
        token
    });
    moved.collect()
}

/// `(tokens)`, with its parentheses at the end of `place`.
pub(crate) fn grouped(place: &impl ToTokens, tokens: TokenStream) -> TokenTree {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    if let Some(last) = place.to_token_stream().into_iter().last() {
        group.set_span(at(last.span()));
    }
    group.into()
}

fn moved(token: TokenTree, place: Span) -> TokenTree {
    let mut token = match token {
        TokenTree::Group(group) => {
            let inner = group.stream().into_iter().map(|one| moved(one, place));
            let mut moved = Group::new(group.delimiter(), inner.collect());
            moved.set_span(group.span());
            moved.into()
        }
        other => other,
    };
    token.set_span(token.span().located_at(place));
    token
}
