//! The names by which generated code knows what it uses.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Paths from the root, so that no name of the author's is hidden or taken by one of ours.
pub(crate) struct Names {
    /// The crate with the traits.
    pub(crate) bridge: TokenStream,
    /// The framework of data drivers, where the author depends on it.
    pub(crate) framework: Option<TokenStream>,
}

impl Names {
    pub(crate) fn find() -> Self {
        let bridge = find("cross-call").unwrap_or_else(|| path("cross_call"));
        Self {
            bridge,
            framework: find("data-driver"),
        }
    }
}

fn find(package: &str) -> Option<TokenStream> {
    match crate_name(package).ok()? {
        FoundCrate::Name(name) => Some(path(&name)),
        // Its own tests and examples see it as any other crate does.
        FoundCrate::Itself => Some(path(&package.replace('-', "_"))),
    }
}

fn path(name: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote!(::#name)
}

/// A variable of generated code, which no name of the author's is mistaken for.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
