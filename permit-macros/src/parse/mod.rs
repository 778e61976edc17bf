//! Reading what is written, and going on after a mistake.

mod arguments;
mod catalogue;
mod formula;
mod rows;

pub(crate) use self::{
    arguments::{Place, arguments},
    catalogue::{Catalogue, Entry, Header, Inline, catalogue},
    rows::rows,
};

use proc_macro2::TokenTree;
use syn::{Token, parse::ParseStream};

/// Skips to behind the next comma, so that the next part can be read.
fn skip_past_comma(input: ParseStream) {
    while !input.is_empty() {
        if input.parse::<Token![,]>().is_ok() {
            return;
        }
        // A token tree can always be read where there is one.
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
