//! What is known of the calls without running one.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use crate::call::Call;
use crate::interface::Interface;
use crate::names::Names;

/// `CALLS`, `id2name`, and which call which version has.
pub(crate) fn expand(interface: &Interface, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let (declared, visibility) = (interface.ident(), &interface.declared.vis);
    let calls = &interface.calls;
    let entries = calls.iter().map(|call| entry(call, names));
    let calls_doc = format!("The calls of [`{declared}`], in the order of their declaration.");
    let ids = calls.iter().map(|call| Literal::u32_unsuffixed(call.id));
    let call_names = calls.iter().map(Call::name);
    let available = interface.beside("Available");
    let available_doc =
        format!("Which version, major and minor, has which call of [`{declared}`].");
    let versions = calls.iter().map(|call| {
        let ident = call.ident();
        let doc = format!("Whether this version has `{}`.", call.name());
        let (major, minor) = call.since;
        quote! {
            #[doc = #doc]
            #[must_use]
            #visibility fn #ident(version: (u32, u32)) -> bool {
                version >= (#major, #minor)
            }
        }
    });
    quote! {
        #[doc = #calls_doc]
        #visibility const CALLS: &[#bridge::Call] = &[#(#entries,)*];

        /// The name of the call that has this id; `unknown` where none has.
        #[must_use]
        #visibility fn id2name(id: u32) -> &'static str {
            match id {
                #(#ids => #call_names,)*
                _ => "unknown",
            }
        }

        #[doc = #available_doc]
        #[derive(Debug, Clone, Copy)]
        #visibility struct #available;

        impl #available {
            #(#versions)*
        }
    }
}

fn entry(call: &Call, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let (id, name) = (call.id, call.name());
    let (major, minor) = call.since;
    let mutability = if call.is_mut {
        quote!(#bridge::Mutability::ReadWrite)
    } else {
        quote!(#bridge::Mutability::ReadOnly)
    };
    let arguments = call.arguments.iter().map(|argument| {
        let (name, ty) = (argument.name.unraw().to_string(), text(&argument.ty));
        quote!(#bridge::Argument { name: #name, ty: #ty })
    });
    let output = text(&call.output());
    quote! {
        #bridge::Call {
            id: #id,
            name: #name,
            mutability: #mutability,
            since: (#major, #minor),
            arguments: &[#(#arguments,)*],
            output: #output,
        }
    }
}

/// A type as people write it.
pub(crate) fn text(ty: &impl ToTokens) -> String {
    let tokens = ty.to_token_stream().to_string();
    let mut text = String::with_capacity(tokens.len());
    for part in tokens.split_whitespace() {
        let glued = text.is_empty()
            || text.ends_with(['<', '(', '[', '&', ':', '!'])
            || part.starts_with(['<', '>', ')', ']', ',', ';', ':']);
        if !glued {
            text.push(' ');
        }
        text.push_str(part);
    }
    text
}
