//! The macros of `data-driver`, which re-exports them and says what they are for.

#![forbid(unsafe_code)]

mod adapters;
mod attributes;
mod case;
mod checks;
mod contract;
mod data;
mod declaration;
mod describe;
mod docs;
mod field;
mod framework;
mod layout;
mod member;
mod name;
mod stubs;
mod unit;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Declares a contract: `data_driver::contract!`.
#[proc_macro]
pub fn contract(input: TokenStream) -> TokenStream {
    match syn::parse::<declaration::Declaration>(input.clone()) {
        Ok(declaration) => contract::expand(&declaration).into(),
        Err(error) => {
            let mut tokens = error.into_compile_error();
            if let Ok(head) = syn::parse::<stubs::Head>(input) {
                tokens.extend(stubs::driver(&head));
            }
            tokens.into()
        }
    }
}

/// Derives `data_driver::describe::Describe`.
#[proc_macro_derive(Describe, attributes(describe, serde, unit))]
pub fn describe(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as syn::DeriveInput);
    describe::expand_or_refuse(&input).into()
}

/// Puts every derive on a type that a contract's types need: `data_driver::data`.
#[proc_macro_attribute]
pub fn data(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(arguments as data::Arguments);
    let mut item = parse_macro_input!(item as syn::DeriveInput);
    data::expand(arguments, &mut item, true).into()
}

/// `data` of a framework without its default wire format.
#[proc_macro_attribute]
pub fn data_without_rkyv(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(arguments as data::Arguments);
    let mut item = parse_macro_input!(item as syn::DeriveInput);
    data::expand(arguments, &mut item, false).into()
}
