//! The data driver: the same calls as a contract's functions.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Result, ReturnType};

use crate::arguments::Driver;
use crate::call::{self, Call};
use crate::interface::Interface;
use crate::names::Names;

/// A declaration of a contract, whose own macro does the rest.
pub(crate) fn expand(interface: &Interface, driver: &Driver, names: &Names) -> Result<TokenStream> {
    let Some(framework) = &names.framework else {
        let message = "a data driver is made with the crate `data-driver`: add it to the dependencies, without its default features";
        return Err(Error::new(driver.span, message));
    };
    let bridge = &names.bridge;
    let (visibility, name) = (&interface.declared.vis, interface.beside("Driver"));
    let contract = interface.ident().to_string();
    let docs = call::docs(&interface.declared.attrs);
    let functions = interface.calls.iter().map(|call| function(call, driver));
    Ok(quote! {
        #framework::contract! {
            #(#docs)*
            #visibility #name(#contract, codec = #bridge::Scale) {
                #(#functions)*
            }
        }
    })
}

/// A call that keeps what it changes is a transaction, one that does not is a query. It is known by its name and its
/// number.
fn function(call: &Call, driver: &Driver) -> TokenStream {
    let docs = call.docs();
    let (id, (major, minor)) = (call.id, call.since);
    let since = format!("{major}.{minor}");
    let kind = if call.is_mut {
        quote!(transaction)
    } else {
        quote!(query)
    };
    let mutability = if call.is_mut {
        "read-write"
    } else {
        "read-only"
    };
    let prefix = driver
        .prefix
        .as_ref()
        .map(|prefix| prefix.value() + ".")
        .unwrap_or_default();
    let name = literal(&format!("{prefix}{}", call.name()), call);
    let number = literal(&format!("{prefix}{id}"), call);
    let arguments = call.arguments.iter().map(|argument| {
        let (name, ty) = (&argument.name, &argument.ty);
        quote!(#name: #ty)
    });
    let output = match &call.signature().output {
        ReturnType::Default => TokenStream::new(),
        output @ ReturnType::Type(..) => quote!(#output),
    };
    quote! {
        #(#docs)*
        #[schema(id = #id, mutability = #mutability, since = #since)]
        #kind fn #name | #number(#(#arguments),*) #output;
    }
}

/// Text in the place of the method's name, for what the compiler says of it.
fn literal(text: &str, call: &Call) -> syn::LitStr {
    syn::LitStr::new(text, call.ident().span())
}
