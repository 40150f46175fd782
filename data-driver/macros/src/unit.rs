//! `#[unit("DUSK", 9)]`: what an integer counts.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitInt, LitStr, Result, Token};

/// A unit's symbol, and how many of its decimal places the integer counts.
pub(crate) struct Unit {
    symbol: LitStr,
    decimals: u8,
}

impl Parse for Unit {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let wanted =
            "expected the unit's symbol and its number of decimal places: `#[unit(\"DUSK\", 9)]`";
        let wrong = |error: syn::Error| syn::Error::new(error.span(), wanted);
        let symbol = input.parse().map_err(wrong)?;
        input.parse::<Token![,]>().map_err(wrong)?;
        let decimals: LitInt = input.parse().map_err(wrong)?;
        if !input.is_empty() {
            return Err(input.error(wanted));
        }
        Ok(Self {
            symbol,
            decimals: decimals.base10_parse().map_err(wrong)?,
        })
    }
}

impl Unit {
    /// The description of a type, of which this is the unit.
    pub(crate) fn of(&self, description: &TokenStream) -> TokenStream {
        let Self { symbol, decimals } = self;
        quote! {
            &_data_driver::describe::Type::measured(
                _data_driver::describe::Unit { symbol: #symbol, decimals: #decimals },
                #description,
            )
        }
    }
}
