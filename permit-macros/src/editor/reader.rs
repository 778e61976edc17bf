//! A reader of tokens that never fails: what does not fit is left, and the caller goes on.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::is_word;

pub(super) fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(one) if one.as_char() == punct)
}

/// Tokens, without the invisible groups around what comes from a `macro_rules` macro.
pub(super) struct Reader {
    /// Reversed: the next one is the last.
    tokens: Vec<TokenTree>,
}

impl Reader {
    pub(super) fn of(tokens: TokenStream) -> Self {
        let mut flat = Vec::new();
        flatten(tokens, &mut flat);
        flat.reverse();
        Self { tokens: flat }
    }

    pub(super) fn peek(&self) -> Option<&TokenTree> {
        self.tokens.last()
    }

    /// The token after `ahead` others.
    fn ahead(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.iter().rev().nth(ahead)
    }

    pub(super) fn next(&mut self) -> Option<TokenTree> {
        self.tokens.pop()
    }

    pub(super) fn next_unless(
        &mut self,
        stop: impl FnOnce(&TokenTree) -> bool,
    ) -> Option<TokenTree> {
        self.peek()
            .is_some_and(|token| !stop(token))
            .then(|| self.next())?
    }

    pub(super) fn is(&self, punct: char) -> bool {
        self.peek().is_some_and(|token| is_punct(token, punct))
    }

    pub(super) fn is_group(&self) -> bool {
        matches!(self.peek(), Some(TokenTree::Group(_)))
    }

    /// `::`
    pub(super) fn is_path_separator(&self) -> bool {
        self.is_pair(':', ':', 0)
    }

    fn is_pair(&self, first: char, second: char, ahead: usize) -> bool {
        let joint = matches!(
            self.ahead(ahead),
            Some(TokenTree::Punct(one)) if one.as_char() == first && one.spacing() == Spacing::Joint
        );
        joint
            && self
                .ahead(ahead + 1)
                .is_some_and(|token| is_punct(token, second))
    }

    pub(super) fn takes(&mut self, punct: char) -> bool {
        let is = self.is(punct);
        if is {
            self.next();
        }
        is
    }

    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        self.next_unless(|token| !is_word(token, word)).is_some()
    }

    pub(super) fn takes_arrow(&mut self) -> bool {
        let is = self.is_pair('=', '>', 0);
        if is {
            self.next();
            self.next();
        }
        is
    }

    pub(super) fn ident(&mut self) -> Option<TokenTree> {
        self.next_unless(|token| !matches!(token, TokenTree::Ident(_)))
    }

    pub(super) fn group(&mut self, delimiter: Delimiter) -> Option<Self> {
        match self.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                let inner = Self::of(group.stream());
                self.next();
                Some(inner)
            }
            _ => None,
        }
    }

    /// Names with `::` between them. A `::` at the end is left.
    pub(super) fn path(&mut self) -> Option<TokenStream> {
        let mut path = TokenStream::new();
        let begins = if self.is_path_separator() { 2 } else { 0 };
        if !matches!(self.ahead(begins), Some(TokenTree::Ident(_))) {
            return None;
        }
        path.extend((0..=begins).filter_map(|_| self.next()));
        while self.is_path_separator() && matches!(self.ahead(2), Some(TokenTree::Ident(_))) {
            path.extend((0..3).filter_map(|_| self.next()));
        }
        Some(path)
    }

    /// Whether a name is next that a row begins with, after a row without its comma.
    pub(super) fn begins_row(&self) -> bool {
        let named = matches!(self.peek(), Some(TokenTree::Ident(_)));
        let or = self.ahead(1).is_some_and(|token| is_punct(token, '|'));
        named && (self.is_pair('=', '>', 1) || or && !self.is_pair('|', '|', 1))
    }

    /// Everything before one of `stops`, which is outside of `<…>`.
    pub(super) fn until(&mut self, stops: &[char]) -> TokenStream {
        let mut taken = TokenStream::new();
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            if self.is_path_separator() {
                taken.extend((0..2).filter_map(|_| self.next()));
                continue;
            }
            if depth == 0 && stops.iter().any(|stop| is_punct(token, *stop)) {
                break;
            }
            if is_punct(token, '<') {
                depth += 1;
            } else if is_punct(token, '>') {
                depth = depth.saturating_sub(1);
            }
            taken.extend(self.next());
        }
        without_end(taken)
    }
}

/// Without a `::` at the end, after which a name is being typed.
fn without_end(tokens: TokenStream) -> TokenStream {
    let mut all: Vec<_> = tokens.into_iter().collect();
    while all.last().is_some_and(|token| is_punct(token, ':')) {
        all.pop();
    }
    all.into_iter().collect()
}

fn flatten(tokens: TokenStream, flat: &mut Vec<TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flatten(group.stream(), flat);
            }
            other => flat.push(other),
        }
    }
}
