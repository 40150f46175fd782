//! What the compiler says of a type that cannot cross: at the type, and what to write.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ReturnType;
use syn::spanned::Spanned;

use crate::interface::Interface;
use crate::names::Names;

pub(crate) fn expand(interface: &Interface, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let types = interface.calls.iter().flat_map(|call| {
        let arguments = call.arguments.iter().map(|argument| &argument.ty);
        let output = match &call.signature().output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(&**ty),
        };
        arguments.chain(output)
    });
    let checks = types.map(|ty| {
        let span = Span::call_site().located_at(ty.span());
        let ty = ty.to_token_stream();
        quote_spanned!(span=> crosses::<#ty>();)
    });
    quote! {
        const _: () = {
            const fn crosses<T: #bridge::Crosses>() {}
            #(#checks)*
        };
    }
}
