//! The macro of `cross-call`, which re-exports it and says what it is for.

#![forbid(unsafe_code)]

mod arguments;
mod call;
mod caller;
mod checks;
mod dispatcher;
mod driver;
mod interface;
mod names;
mod signature;
mod table;
mod xcall;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Result;

use crate::arguments::Arguments;
use crate::interface::Interface;

/// Makes a caller, a dispatcher and, if it is asked for, a data driver of a trait: `cross_call::cross_call`.
#[proc_macro_attribute]
pub fn cross_call(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand(arguments.into(), item.into())
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}

fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments: Arguments = syn::parse2(arguments)?;
    let interface = Interface::parse(item)?;
    let names = names::Names::find();
    let declared = &interface.declared;
    let checks = checks::expand(&interface, &names);
    let caller = caller::expand(&interface, &arguments, &names);
    let dispatcher = dispatcher::expand(&interface, &arguments, &names);
    let table = table::expand(&interface, &names);
    let driver = arguments
        .driver
        .as_ref()
        .map(|driver| driver::expand(&interface, driver, &names))
        .transpose()?;
    Ok(quote! {
        #declared
        #checks
        #caller
        #dispatcher
        #table
        #driver
    })
}

#[cfg(test)]
mod tests;
