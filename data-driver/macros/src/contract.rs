//! What `contract!` becomes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use crate::declaration::{Declaration, Event, Function, Kind, Topic, Value};
use crate::docs;

/// The driver's type, its static description, and the trait that reads it.
pub(crate) fn expand(declaration: &Declaration) -> TokenStream {
    let Declaration {
        attributes,
        visibility,
        driver,
        name,
        functions,
        events,
    } = declaration;
    let doc = docs::text(attributes);
    let no_doc = doc.is_empty().then(|| quote!(#[doc = "A data driver."]));
    let function_entries = functions.iter().map(function);
    let event_entries = events.iter().flat_map(event);
    let encoders = encoders(declaration);
    quote! {
        #(#attributes)*
        #no_doc
        #[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
        #visibility struct #driver;

        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        const _: () = {
            static CONTRACT: ::data_driver::declared::Contract = ::data_driver::declared::Contract {
                name: #name,
                doc: #doc,
                version: env!("CARGO_PKG_VERSION"),
                codec: ::data_driver::codec::rkyv::ID,
                functions: &[#(#function_entries,)*],
                events: &[#(#event_entries,)*],
            };

            impl #driver {
                /// The contract as it was declared.
                pub const CONTRACT: &'static ::data_driver::declared::Contract = &CONTRACT;

                #encoders
            }

            impl ::data_driver::ConvertibleContract for #driver {
                fn encode_input_fn(&self, fn_name: &str, json: &str) -> ::data_driver::__private::Result<::data_driver::__private::Vec<u8>> {
                    CONTRACT.encode_input(fn_name, json)
                }

                fn decode_input_fn(&self, fn_name: &str, rkyv: &[u8]) -> ::data_driver::__private::Result<::data_driver::JsonValue> {
                    ::data_driver::decode_to_value(self, ::data_driver::Decode::Input, fn_name, rkyv)
                }

                fn decode_output_fn(&self, fn_name: &str, rkyv: &[u8]) -> ::data_driver::__private::Result<::data_driver::JsonValue> {
                    ::data_driver::decode_to_value(self, ::data_driver::Decode::Output, fn_name, rkyv)
                }

                fn decode_event(&self, event_name: &str, rkyv: &[u8]) -> ::data_driver::__private::Result<::data_driver::JsonValue> {
                    ::data_driver::decode_to_value(self, ::data_driver::Decode::Event, event_name, rkyv)
                }

                fn decode_to_text(
                    &self,
                    what: ::data_driver::Decode,
                    name: &str,
                    bytes: &[u8],
                    out: &mut ::data_driver::__private::String,
                ) -> ::data_driver::__private::Result<()> {
                    CONTRACT.decode(what, name, bytes, out)
                }

                fn get_schema(&self) -> ::data_driver::__private::String {
                    ::data_driver::declared::schema(&CONTRACT)
                }

                fn get_version(&self) -> &'static str {
                    CONTRACT.version
                }
            }
        };
    }
}

fn function(function: &Function) -> TokenStream {
    let Function {
        doc,
        kind,
        name,
        params,
        ..
    } = function;
    let name = name.unraw().to_string();
    let kind = match kind {
        Kind::Transaction => quote!(::data_driver::declared::FunctionKind::Transaction),
        Kind::Query => quote!(::data_driver::declared::FunctionKind::Query),
        Kind::Feed => quote!(::data_driver::declared::FunctionKind::Feed),
    };
    let param_entries = params.iter().map(|param| {
        let name = param.name.unraw().to_string();
        let ty = &param.value.ty;
        let description = description(ty);
        quote!(::data_driver::declared::Param { name: #name, ty: #description })
    });
    let input = input(function);
    let output = output(function);
    let (input_ty, output_ty) = (description(&input.ty), description(&output.ty));
    let (encode_input, decode_input) = (input.encode(), input.decode());
    let decode_output = output.decode();
    quote! {
        ::data_driver::declared::Function {
            name: #name,
            doc: #doc,
            kind: #kind,
            params: &[#(#param_entries,)*],
            input: #input_ty,
            output: #output_ty,
            encode_input: #encode_input,
            decode_input: #decode_input,
            decode_output: #decode_output,
        }
    }
}

fn event(event: &Event) -> impl Iterator<Item = TokenStream> + '_ {
    let Event { doc, topics, data } = event;
    topics.iter().map(move |topic| {
        let topic = topic_text(topic);
        let ty = description(&data.ty);
        let decode = Coded::from(data).decode();
        quote! {
            ::data_driver::declared::Event {
                topic: #topic,
                doc: #doc,
                data: #ty,
                decode: #decode,
            }
        }
    })
}

/// The static description of a type. Paths are absolute everywhere, so that no name of the author's is
/// hidden by one of ours.
fn description(ty: &impl ToTokens) -> TokenStream {
    quote!(<#ty as ::data_driver::describe::Describe>::TYPE)
}

fn topic_text(topic: &Topic) -> TokenStream {
    match topic {
        Topic::Text(text) => quote!(#text),
        Topic::Constant(path) => quote!(#path),
    }
}

/// `encode_value`: a table that would keep code in the `.wasm` that nothing there calls.
fn encoders(declaration: &Declaration) -> TokenStream {
    let inputs = declaration.functions.iter().map(|function| {
        let name = function.name.unraw().to_string();
        let encode = input(function).encode();
        quote!((::data_driver::Decode::Input, #name) => #encode)
    });
    let outputs = declaration.functions.iter().map(|function| {
        let name = function.name.unraw().to_string();
        let encode = output(function).encode();
        quote!((::data_driver::Decode::Output, #name) => #encode)
    });
    let events = declaration.events.iter().flat_map(|event| {
        event.topics.iter().map(move |topic| {
            let topic = topic_text(topic);
            let encode = Coded::from(&event.data).encode();
            quote!((::data_driver::Decode::Event, name) if name == #topic => #encode)
        })
    });
    quote! {
        /// Turns JSON text into the bytes of an input, an output or an event's data.
        ///
        /// A driver's exports encode inputs only; this is for tests and for making golden vectors,
        /// and not part of the `.wasm`.
        ///
        /// # Errors
        /// The function or event is not declared, or the text is not of its type.
        #[cfg(not(target_family = "wasm"))]
        pub fn encode_value(what: ::data_driver::Decode, name: &str, json: &str) -> ::data_driver::__private::Result<::data_driver::__private::Vec<u8>> {
            let encode: ::data_driver::codec::Encode = match (what, name) {
                #(#inputs,)*
                #(#outputs,)*
                #(#events,)*
                (::data_driver::Decode::Event, _) => return Err(CONTRACT.event(name).err().unwrap_or_else(|| {
                    ::data_driver::Error::Unsupported(name.into())
                })),
                _ => return Err(CONTRACT.function(name).err().unwrap_or_else(|| {
                    ::data_driver::Error::Unsupported(name.into())
                })),
            };
            encode(json).map_err(|error| error.in_place(what.place(name)))
        }
    }
}

/// A type with the module that converts it.
struct Coded {
    ty: TokenStream,
    module: Option<TokenStream>,
}

impl From<&Value> for Coded {
    fn from(value: &Value) -> Self {
        let ty = &value.ty;
        Self {
            ty: quote!(#ty),
            module: value.codec.as_ref().map(|path| quote!(#path)),
        }
    }
}

impl Coded {
    fn encode(&self) -> TokenStream {
        let Self { ty, module } = self;
        match module {
            Some(module) => quote!(#module::encode),
            None => quote!(::data_driver::codec::rkyv::encode::<#ty>),
        }
    }

    fn decode(&self) -> TokenStream {
        let Self { ty, module } = self;
        match module {
            Some(module) => quote!(#module::decode),
            None => quote!(::data_driver::codec::rkyv::decode::<#ty>),
        }
    }
}

/// No parameter is the unit, one is itself, several are a tuple.
fn input(function: &Function) -> Coded {
    match function.params.as_slice() {
        [] => Coded {
            ty: quote!(()),
            module: None,
        },
        [param] => Coded::from(&param.value),
        params => {
            let types = params.iter().map(|param| &param.value.ty);
            Coded {
                ty: quote!((#(#types,)*)),
                module: None,
            }
        }
    }
}

fn output(function: &Function) -> Coded {
    let nothing = || Coded {
        ty: quote!(()),
        module: None,
    };
    function.output.as_ref().map_or_else(nothing, Coded::from)
}
