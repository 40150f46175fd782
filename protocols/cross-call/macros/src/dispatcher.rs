//! The other end: what a call's id and bytes bring about.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::arguments::Arguments;
use crate::call::Call;
use crate::interface::Interface;
use crate::names::{Names, local};

/// `dispatch` and `try_dispatch`.
pub(crate) fn expand(interface: &Interface, arguments: &Arguments, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let (declared, visibility) = (interface.ident(), &interface.declared.vis);
    let calls = &interface.calls;
    let arms = calls.iter().map(|call| arm(call, names));
    let fallible_arms = calls
        .iter()
        .enumerate()
        .map(|(place, call)| fallible_arm(place, call, arguments.lenient, names));
    let [executor, srv, id, input] = ["executor", "srv", "id", "input"].map(local);
    let trailing = if arguments.lenient {
        "Bytes behind the arguments are passed over."
    } else {
        "Bytes behind the arguments are an error."
    };
    let doc = format!("Runs a call of [`{declared}`] and gives the bytes of its result.");
    quote! {
        #[doc = #doc]
        ///
        /// Bytes behind the arguments are passed over. [`try_dispatch`] is for bytes that a stranger made.
        ///
        /// # Panics
        /// No call has this id, or the input is not its arguments.
        #visibility fn dispatch(
            #executor: &mut (impl #bridge::Executing + ?Sized),
            #srv: &mut (impl #declared + ?Sized),
            #id: u32,
            #input: &[u8],
        ) -> #bridge::__private::Vec<u8> {
            match #id {
                #(#arms)*
                _ => ::core::panic!("Unknown call id {}", #id),
            }
        }

        #[doc = #doc]
        ///
        #[doc = #trailing]
        /// What is wrong is known before the call is run, and nothing is run then.
        ///
        /// # Errors
        /// No call has this id, or the input is not its arguments.
        #visibility fn try_dispatch(
            #executor: &mut (impl #bridge::Executing + ?Sized),
            #srv: &mut (impl #declared + ?Sized),
            #id: u32,
            #input: &[u8],
        ) -> ::core::result::Result<#bridge::__private::Vec<u8>, #bridge::DispatchError> {
            match #id {
                #(#fallible_arms)*
                _ => ::core::result::Result::Err(#bridge::DispatchError::UnknownCall { id: #id }),
            }
        }
    }
}

fn arm(call: &Call, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let id = Literal::u32_unsuffixed(call.id);
    let (arguments, input) = (call.inputs(), local("input"));
    let run = run(call, names);
    quote! {
        #id => {
            let #arguments = #bridge::__private::Decode::decode(&mut &#input[..]).expect("Failed to decode args");
            #run
        }
    }
}

fn fallible_arm(place: usize, call: &Call, lenient: bool, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let id = Literal::u32_unsuffixed(call.id);
    let [arguments, input] = ["arguments", "input"].map(local);
    let read = call.arguments.iter().map(|argument| {
        let (name, ty) = (&argument.name, &argument.ty);
        quote!(let #name: #ty = #arguments.read()?;)
    });
    let finish = (!lenient).then(|| quote!(#arguments.finish()?;));
    let mutability = (!call.arguments.is_empty()).then(|| quote!(mut));
    let reader = if call.arguments.is_empty() && lenient {
        TokenStream::new()
    } else {
        quote!(let #mutability #arguments = #bridge::Arguments::new(&CALLS[#place], #input);)
    };
    let run = run(call, names);
    quote! {
        #id => {
            #reader
            #(#read)*
            #finish
            ::core::result::Result::Ok(#run)
        }
    }
}

/// The bytes of what the service gives, run by the executor.
fn run(call: &Call, names: &Names) -> TokenStream {
    let bridge = &names.bridge;
    let execute = Ident::new(
        if call.is_mut {
            "execute_mut"
        } else {
            "execute"
        },
        Span::call_site(),
    );
    let [executor, srv] = ["executor", "srv"].map(local);
    let (ident, arguments) = (call.ident(), call.names());
    quote! {
        #bridge::__private::Encode::encode(
            &#bridge::Executing::#execute(#executor, move || #srv.#ident(#(#arguments),*))
        )
    }
}
