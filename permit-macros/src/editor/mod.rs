//! What an editor needs of an expansion: each name that the user wrote once, as it was written.
//!
//! rust-analyzer follows a name into the expansion, to every token at its place. Code at the names of
//! the user is right for rustc, which underlines them in errors. In an editor, a definition would lead
//! to twenty places, and a new name would reach one of three rows. So for rust-analyzer, generated code
//! is [`apart`] from the names of the user, and [`catalogue`] and [`action`] name each of them again, in
//! code of which only the names matter. This code also exists for a table that is half typed, so the
//! editor completes names in it.
//!
//! rustc never receives this code. A `cfg` could not tell the two readers apart here: `cfg(rust_analyzer)`
//! is unknown to rustc, which would warn in the application.

mod names;
mod reader;
mod table;

pub(crate) use self::table::{action, catalogue, columns, condition};

use std::sync::LazyLock;

use proc_macro2::{Group, Span, TokenStream, TokenTree};

/// Whether rust-analyzer expands this macro, and not rustc. It does so in a program of its own.
static IS_EDITOR: LazyLock<bool> = LazyLock::new(|| {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(|program| program.file_name());
    name.is_some_and(|name| name.as_encoded_bytes().starts_with(b"rust-analyzer"))
});

/// What `write` writes for an editor, and nothing for rustc.
pub(crate) fn only(write: impl FnOnce() -> TokenStream) -> TokenStream {
    if *IS_EDITOR {
        write()
    } else {
        TokenStream::new()
    }
}

/// What rustc alone needs.
pub(crate) fn without(generated: TokenStream) -> TokenStream {
    if *IS_EDITOR {
        TokenStream::new()
    } else {
        generated
    }
}

/// Generated code, for an editor apart from the names of the user. The errors in it stay where they are.
pub(crate) fn apart(generated: TokenStream) -> TokenStream {
    if *IS_EDITOR {
        moved(generated)
    } else {
        generated
    }
}

/// [`apart`], for every reader.
pub(crate) fn moved(tokens: TokenStream) -> TokenStream {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    let mut errors = all
        .iter()
        .enumerate()
        .filter(|(_, token)| is_word(token, "compile_error"))
        .map(|(place, _)| place.saturating_sub(BEFORE_ERROR)..=place + AFTER_ERROR)
        .peekable();
    let moved = all.iter().enumerate().map(|(place, token)| {
        while errors.next_if(|error| *error.end() < place).is_some() {}
        let is_error = errors.peek().is_some_and(|error| error.contains(&place));
        if is_error { token.clone() } else { away(token) }
    });
    moved.collect()
}

/// The tokens of `::core::` in `::core::compile_error! { … }`.
const BEFORE_ERROR: usize = 5;
/// The tokens of `! { … }`.
const AFTER_ERROR: usize = 2;

/// The token at the place of the macro itself.
fn away(token: &TokenTree) -> TokenTree {
    let mut token = match token {
        TokenTree::Group(group) => Group::new(group.delimiter(), moved(group.stream())).into(),
        other => other.clone(),
    };
    // An editor shows an implementation where its `impl` is, which is no name. `$crate` means the crate
    // of the `macro_rules` macro that wrote it.
    if !is_word(&token, "impl") && !is_word(&token, "$crate") {
        token.set_span(Span::call_site());
    }
    token
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}
