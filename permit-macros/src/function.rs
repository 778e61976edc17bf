//! A function under an attribute. Its body is kept as tokens: rustc parses it, and an incomplete
//! body must not break completion in an editor.

use proc_macro2::{Group, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, Error, Result, Signature, Visibility,
    parse::{Parse, ParseStream},
    token::Brace,
};

use crate::error::help;

pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// `None` when it ends in a semicolon.
    pub(crate) body: Option<Group>,
    /// What an attribute adds below it.
    pub(crate) beside: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream) -> Result<Self> {
        let function = Self {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.peek(Brace).then(|| input.parse()).transpose()?,
            beside: TokenStream::new(),
        };
        input.parse::<TokenStream>()?;
        Ok(function)
    }
}

impl Function {
    /// Reads the item under `attribute`.
    ///
    /// # Errors
    ///
    /// When it is not a function.
    pub(crate) fn under(attribute: &str, item: &TokenStream) -> Result<Self> {
        syn::parse2(item.clone()).map_err(|error| {
            let message = format!("`#[{attribute}]` belongs on a function");
            let words = format!("this cannot be read as a function: {error}");
            Error::new(error.span(), help(message, words))
        })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for attribute in &self.attributes {
            attribute.to_tokens(tokens);
        }
        self.visibility.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
        self.beside.to_tokens(tokens);
    }
}
