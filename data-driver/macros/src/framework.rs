//! The name by which the author's crate knows this framework.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The framework's name among the author's dependencies, which may have renamed it.
pub(crate) fn name() -> Ident {
    let name = match crate_name("data-driver") {
        Ok(FoundCrate::Name(name)) => name,
        // Its own tests and examples see it as any other crate does. Where cargo does not build, or the
        // manifest cannot be read, the compiler says what is missing.
        Ok(FoundCrate::Itself) | Err(_) => "data_driver".to_owned(),
    };
    Ident::new(&name, Span::call_site())
}

/// Brings the framework into a block as `_data_driver`, the name that generated code uses, so that it
/// neither depends on the author's name for it nor hides one.
pub(crate) fn extern_crate() -> TokenStream {
    let name = name();
    quote! {
        #[allow(unused_extern_crates, clippy::useless_attribute, reason = "generated")]
        extern crate #name as _data_driver;
    }
}
