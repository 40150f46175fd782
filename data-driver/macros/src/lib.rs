//! The macros of `data-driver`, which re-exports them and says what they are for.

#![forbid(unsafe_code)]

mod attributes;
mod case;
mod contract;
mod declaration;
mod describe;
mod docs;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Declares a contract: `data_driver::contract!`.
#[proc_macro]
pub fn contract(input: TokenStream) -> TokenStream {
    let declaration = parse_macro_input!(input as declaration::Declaration);
    contract::expand(&declaration).into()
}

/// Derives `data_driver::describe::Describe`.
#[proc_macro_derive(Describe, attributes(describe, serde))]
pub fn describe(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as syn::DeriveInput);
    describe::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
