//! The caller's end: a method encodes its arguments, has them carried across, and decodes the result.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, Receiver, Signature};

use crate::arguments::Arguments;
use crate::call::Call;
use crate::interface::Interface;
use crate::names::{Names, local};

/// The blanket implementations of the trait, of that of its read-only calls, and of that whose calls can fail.
pub(crate) fn expand(interface: &Interface, arguments: &Arguments, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let bound = arguments
        .bound
        .as_ref()
        .map_or_else(|| quote!(#bridge::CrossCall), ToTokens::to_token_stream);
    let (declared, visibility) = (interface.ident(), &interface.declared.vis);
    let methods = interface.calls.iter().map(|call| method(call, names));
    let read_only = interface.beside("Ro");
    let read_only_doc = format!(
        "The calls of [`{declared}`] that change nothing, for callers that carry such calls alone."
    );
    let read_only_declared = interface.read_only().map(|call| &call.method);
    let read_only_methods = interface.read_only().map(|call| method(call, names));
    let fallible = fallible(interface, names);
    quote! {
        #[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
        impl<T: #bound + #bridge::CrossCallMut> #declared for T {
            #(#methods)*
        }

        #[doc = #read_only_doc]
        #[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
        #visibility trait #read_only {
            #(#read_only_declared)*
        }

        #[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
        impl<T: #bound> #read_only for T {
            #(#read_only_methods)*
        }

        #fallible
    }
}

fn method(call: &Call, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let signature = call.signature();
    let this = this(signature);
    let id = Literal::u32_unsuffixed(call.id);
    let carry = if call.is_mut {
        quote!(#bridge::CrossCallMut::cross_call_mut)
    } else {
        quote!(#bridge::CrossCall::cross_call)
    };
    let arguments = call.inputs();
    let (inputs, ret) = (local("inputs"), local("ret"));
    quote! {
        #signature {
            let #inputs = #arguments;
            let #ret = #carry(#this, #id, &#bridge::__private::Encode::encode(&#inputs));
            #bridge::__private::Decode::decode(&mut &#ret[..]).expect("Decode failed")
        }
    }
}

/// `self` as the method has it: a keyword of ours would be another one to the compiler.
fn this(signature: &Signature) -> Option<&syn::token::SelfValue> {
    signature
        .receiver()
        .map(|Receiver { self_token, .. }| self_token)
}

/// The trait whose calls give an error where the way or the result fails.
fn fallible(interface: &Interface, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let (declared, visibility) = (interface.ident(), &interface.declared.vis);
    let name = interface.beside("Try");
    let doc = format!(
        "The calls of [`{declared}`] as they are to a caller who does not trust the other side: each can fail."
    );
    let signatures: Vec<TokenStream> = interface
        .calls
        .iter()
        .map(|call| {
            let (docs, ident, output) = (call.docs(), call.ident(), call.output());
            let receiver = if call.is_mut {
                quote!(&mut self)
            } else {
                quote!(&self)
            };
            let inputs = call
                .signature()
                .inputs
                .iter()
                .filter(|input| matches!(input, FnArg::Typed(_)));
            quote! {
                #(#docs)*
                ///
                /// # Errors
                /// The call did not come back, or with bytes that are no result.
                fn #ident(#receiver, #(#inputs),*) -> ::core::result::Result<#output, Self::Error>
            }
        })
        .collect();
    let bodies = interface.calls.iter().enumerate().map(|(place, call)| {
        let arguments = call.inputs();
        let inputs = local("inputs");
        let carry = if call.is_mut {
            quote!(#bridge::__private::call_mut)
        } else {
            quote!(#bridge::__private::call)
        };
        quote! {
            let #inputs = #arguments;
            #carry(self, &CALLS[#place], &#bridge::__private::Encode::encode(&#inputs))
        }
    });
    quote! {
        #[doc = #doc]
        #[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
        #visibility trait #name: #bridge::TryCrossCallMut {
            #(#signatures;)*
        }

        #[allow(clippy::too_many_arguments, reason = "as many as the trait has")]
        impl<T: #bridge::TryCrossCallMut> #name for T {
            #(#signatures { #bodies })*
        }
    }
}
