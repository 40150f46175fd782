//! The names of functions.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Result};

/// A function's name: an identifier, or text where the contract's name is none, as `"ecall.deposit"`.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Parse for Name {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if !input.peek(LitStr) {
            let name = input.call(Ident::parse_any)?;
            return Ok(Self {
                text: name.unraw().to_string(),
                span: name.span(),
            });
        }
        let name: LitStr = input.parse()?;
        let (text, span) = (name.value(), name.span());
        if text.is_empty() || !text.chars().all(is_part) {
            let message = format!(
                "a function's name consists of letters, digits, `_`, `.`, `-` and `:`, found {text:?}"
            );
            return Err(Error::new(span, message));
        }
        Ok(Self { text, span })
    }
}

/// Whether a name may have this in it: what neither a text, nor an address, nor an error's words have to
/// treat as anything else.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':')
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        LitStr::new(&self.text, self.span).to_tokens(tokens);
    }
}
