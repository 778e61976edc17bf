//! Samples, changed token by token: a fuzzer's bytes say which tokens are dropped, doubled, moved
//! or replaced.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::samples;

/// The words of the language, and some that it does not have.
const WORDS: [&str; 74] = [
    "allow",
    "deny",
    "if",
    "owner",
    "_",
    "=>",
    "|",
    "||",
    "&&",
    "!",
    "::",
    ":",
    ",",
    ";",
    "#",
    "=",
    "<",
    ">",
    "->",
    "&",
    "?",
    "*",
    ".",
    "'a",
    "'_",
    "Anonymous",
    "Shopper",
    "Seller",
    "UserType",
    "self",
    "Self",
    "crate",
    "super",
    "fn",
    "r#fn",
    "use",
    "as",
    "pub",
    "pub(crate)",
    "struct",
    "enum",
    "impl",
    "dyn",
    "async",
    "unsafe",
    "where",
    "mut",
    "tenants",
    "subject",
    "user_type",
    "context",
    "flag",
    "name",
    "requires",
    "hide",
    "by",
    "says",
    "flags",
    "\"beta\"",
    "\"\"",
    "1",
    "#[cfg(test)]",
    "#[anonymous]",
    "()",
    "places",
    "never_impersonated",
    "all_of",
    "filter",
    "column",
    "place",
    "tenant",
    "skip",
    "#[internal]",
    "is_none()",
];

const DELIMITERS: [Delimiter; 4] = [
    Delimiter::Parenthesis,
    Delimiter::Brace,
    Delimiter::Bracket,
    // The group that a `macro_rules` macro puts around an expression or a type of its caller.
    Delimiter::None,
];

/// The sample that the first byte names, after the changes that the others name, four bytes each:
/// the place (two), what to do, and the word.
pub(crate) fn mutated(bytes: &[u8]) -> TokenStream {
    let Some((first, rest)) = bytes.split_first() else {
        return TokenStream::new();
    };
    let sample = match first % 8 {
        0 => samples::user_types(),
        1 => samples::action(),
        2 => samples::catalogue(),
        3 => samples::function(),
        4 => samples::method(),
        5 => samples::operation(),
        6 => samples::columns(),
        _ => samples::filter(),
    };
    // Parsed from a text, so that each token has a place.
    let sample = parsed(&sample.to_string());
    let changes = rest.as_chunks::<4>().0.iter();
    changes.fold(sample, |tokens, &[high, low, what, word]| {
        let length = count(&tokens).max(1);
        let mut place = usize::from(u16::from_be_bytes([high, low])) % length;
        change(tokens, &mut place, Change { what, word })
    })
}

fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// The number of tokens: groups, and the tokens in them.
fn count(tokens: &TokenStream) -> usize {
    let each = tokens.clone().into_iter().map(|token| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    });
    each.sum()
}

/// Changes the token at position `place`, and counts `place` down on the way.
fn change(tokens: TokenStream, place: &mut usize, change: Change) -> TokenStream {
    let mut changed = TokenStream::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        if *place == 0 {
            *place = usize::MAX;
            let next = if change.takes_next() {
                rest.next()
            } else {
                None
            };
            changed.extend(change.of(token, next));
            continue;
        }
        *place -= 1;
        changed.extend([match token {
            TokenTree::Group(group) => {
                let inner = self::change(group.stream(), place, change);
                wrapped(group.delimiter(), inner, &group.clone().into())
            }
            other => other,
        }]);
    }
    changed
}

#[derive(Clone, Copy)]
struct Change {
    what: u8,
    word: u8,
}

impl Change {
    const fn takes_next(self) -> bool {
        self.what % 8 == 2
    }

    /// The replacement of `token`, and of the token after it.
    fn of(self, token: TokenTree, next: Option<TokenTree>) -> TokenStream {
        let place = token.clone();
        let delimiter = DELIMITERS[usize::from(self.word) % DELIMITERS.len()];
        match (self.what % 8, token) {
            (0, _) => TokenStream::new(),
            (1, token) => [token.clone(), token].into_iter().collect(),
            (2, token) => next.into_iter().chain([token]).collect(),
            (3 | 4, _) => self.word(&place),
            (5, token) => self.word(&place).into_iter().chain([token]).collect(),
            (6, TokenTree::Group(group)) => group.stream(),
            (_, TokenTree::Group(group)) => wrapped(delimiter, group.stream(), &place).into(),
            (_, token) => wrapped(delimiter, token.into(), &place).into(),
        }
    }

    /// The word, at the span of `place`.
    fn word(self, place: &TokenTree) -> TokenStream {
        let word = parsed(WORDS[usize::from(self.word) % WORDS.len()]).into_iter();
        let moved = word.map(|mut token| {
            token.set_span(place.span());
            token
        });
        moved.collect()
    }
}

fn wrapped(delimiter: Delimiter, inner: TokenStream, place: &TokenTree) -> TokenTree {
    let mut group = Group::new(delimiter, inner);
    group.set_span(place.span());
    group.into()
}
