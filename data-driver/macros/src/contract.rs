//! What `contract!` becomes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;

use crate::declaration::{Declaration, Event, Function, Kind, Topic, Use, Value};
use crate::{checks, docs, framework, layout};

/// The driver's type, its static description, and the trait that reads it.
pub(crate) fn expand(declaration: &Declaration) -> TokenStream {
    let Declaration {
        attributes,
        visibility,
        driver,
        name,
        codec,
        types,
        ..
    } = declaration;
    let context = Context::new(codec.as_ref(), types.as_ref());
    let doc = docs::text(attributes);
    let no_doc = doc.is_empty().then(|| quote!(#[doc = "A data driver."]));
    let functions = context.functions(declaration);
    let events = context.events(declaration);
    let encoders = context.encoders(declaration);
    let checks = context.checks(declaration);
    let archives = context.archives(declaration);
    let framework = framework::name();
    let wire = &context.codec;
    let extern_crate = framework::extern_crate();
    quote! {
        #(#attributes)*
        #no_doc
        #[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
        #visibility struct #driver;

        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        const _: () = {
            #extern_crate

            const _: () = {
                #(#checks)*
            };

            static CONTRACT: _data_driver::declared::Contract = _data_driver::declared::Contract {
                name: #name,
                doc: #doc,
                version: env!("CARGO_PKG_VERSION"),
                codec: <#wire as _data_driver::codec::Codec>::ID,
                functions: #functions,
                events: #events,
            };

            impl #driver {
                /// The contract as it was declared.
                pub const CONTRACT: &'static _data_driver::declared::Contract = &CONTRACT;

                /// How the archives of its values are laid out.
                #[doc(hidden)]
                pub const ARCHIVES: &'static [_data_driver::layout::Value] = ARCHIVES;

                #encoders
            }

            const ARCHIVES: &'static [_data_driver::layout::Value] = &[#(#archives,)*];
            ::#framework::__layout_section!(#name, ARCHIVES);

            impl _data_driver::ConvertibleContract for #driver {
                fn encode_input_fn(&self, fn_name: &str, json: &str) -> _data_driver::__private::Result<_data_driver::__private::Vec<u8>> {
                    CONTRACT.encode_input(fn_name, json)
                }

                fn decode_input_fn(&self, fn_name: &str, bytes: &[u8]) -> _data_driver::__private::Result<_data_driver::JsonValue> {
                    _data_driver::decode_to_value(self, _data_driver::Decode::Input, fn_name, bytes)
                }

                fn decode_output_fn(&self, fn_name: &str, bytes: &[u8]) -> _data_driver::__private::Result<_data_driver::JsonValue> {
                    _data_driver::decode_to_value(self, _data_driver::Decode::Output, fn_name, bytes)
                }

                fn decode_event(&self, event_name: &str, bytes: &[u8]) -> _data_driver::__private::Result<_data_driver::JsonValue> {
                    _data_driver::decode_to_value(self, _data_driver::Decode::Event, event_name, bytes)
                }

                fn decode_to_text(
                    &self,
                    what: _data_driver::Decode,
                    name: &str,
                    bytes: &[u8],
                    out: &mut _data_driver::__private::String,
                ) -> _data_driver::__private::Result<()> {
                    CONTRACT.decode(what, name, bytes, out)
                }

                fn get_schema(&self) -> _data_driver::__private::String {
                    _data_driver::declared::schema(&CONTRACT)
                }

                fn get_version(&self) -> &'static str {
                    CONTRACT.version
                }
            }
        };
    }
}

/// What holds for the whole contract.
struct Context {
    /// The wire format.
    codec: TokenStream,
    /// The marker of the types of other crates that are known.
    types: TokenStream,
}

impl Context {
    fn new(codec: Option<&Type>, types: Option<&Type>) -> Self {
        Self {
            codec: codec.map_or_else(
                || quote!(_data_driver::__private::DefaultCodec),
                ToTokens::to_token_stream,
            ),
            types: types.map_or_else(
                || quote!(_data_driver::foreign::Plain),
                ToTokens::to_token_stream,
            ),
        }
    }

    /// The table of functions, those of used contracts where they stand among the others.
    fn functions(&self, declaration: &Declaration) -> TokenStream {
        let own = declaration
            .functions
            .iter()
            .map(|function| self.function(function));
        let uses = declaration
            .uses
            .iter()
            .map(|used| (used.functions, &used.driver));
        table(own.collect(), uses, &quote!(functions), &quote!(Function))
    }

    /// The table of events, as that of functions.
    fn events(&self, declaration: &Declaration) -> TokenStream {
        // An event stands there once for each of its topics.
        let mut places = vec![0];
        let mut own = Vec::new();
        for event in &declaration.events {
            own.extend(self.event(event));
            places.push(own.len());
        }
        let uses = declaration
            .uses
            .iter()
            .map(|used| (places[used.events], &used.driver));
        table(own, uses, &quote!(events), &quote!(Event))
    }

    fn function(&self, function: &Function) -> TokenStream {
        let Function {
            doc,
            members,
            kind,
            name,
            aliases,
            params,
            ..
        } = function;
        let kind_of_function = *kind;
        let kind = match kind {
            Kind::Transaction => quote!(_data_driver::declared::FunctionKind::Transaction),
            Kind::Query => quote!(_data_driver::declared::FunctionKind::Query),
            Kind::Feed => quote!(_data_driver::declared::FunctionKind::Feed),
        };
        let param_entries = params.iter().map(|param| {
            let name = param.name.unraw().to_string();
            let description = self.description(&param.value);
            quote!(_data_driver::declared::Param { name: #name, ty: #description })
        });
        let input = self.input(function);
        let output = self.output(function);
        let (input_ty, output_ty) = (&input.description, &output.description);
        let item_size = match kind_of_function {
            Kind::Feed => output.item_size(),
            Kind::Transaction | Kind::Query => quote!(::core::option::Option::None),
        };
        let (encode_input, decode_input) = (input.encode(), input.decode());
        let decode_output = output.decode();
        quote! {
            _data_driver::declared::Function {
                name: #name,
                aliases: &[#(#aliases,)*],
                doc: #doc,
                members: &[#(#members,)*],
                kind: #kind,
                params: &[#(#param_entries,)*],
                input: #input_ty,
                output: #output_ty,
                item_size: #item_size,
                encode_input: #encode_input,
                decode_input: #decode_input,
                decode_output: #decode_output,
            }
        }
    }

    fn event(&self, event: &Event) -> impl Iterator<Item = TokenStream> {
        let Event {
            doc,
            members,
            topics,
            data,
        } = event;
        topics.iter().map(move |topic| {
            let data = self.coded(data);
            let (ty, decode) = (&data.description, data.decode());
            quote! {
                _data_driver::declared::Event {
                    topic: #topic,
                    doc: #doc,
                    members: &[#(#members,)*],
                    data: #ty,
                    decode: #decode,
                }
            }
        })
    }

    /// The static description of a type. Paths are absolute everywhere, so that no name of the author's is
    /// hidden by one of ours.
    fn description(&self, value: &Value) -> TokenStream {
        let (ty, knows) = (&value.ty, self.knows(value));
        let description = quote!(<#ty as #knows>::TYPE);
        match &value.unit {
            Some(unit) => unit.of(&description),
            None => description,
        }
    }

    /// The trait that a type must have: one for all that it needs, so that the compiler says once what is
    /// missing.
    fn knows(&self, value: &Value) -> TokenStream {
        let Self { codec, types } = self;
        match value.codec {
            Some(_) => quote!(_data_driver::describe::Describe<#types>),
            None => quote!(_data_driver::codec::Value<#codec, #types>),
        }
    }

    /// What must be so of the contract's types and topics.
    fn checks(&self, declaration: &Declaration) -> Vec<TokenStream> {
        let mut checks = Vec::new();
        if let Some(types) = &declaration.types {
            checks.push(quote_spanned! {checks::at(types)=>
                const fn is_marker<C: _data_driver::foreign::ForeignTypes>() {}
                is_marker::<#types>();
            });
        }
        for value in declaration.values() {
            checks.push(checks::comes_back(&value.ty, &self.knows(value)));
        }
        for Use { driver, .. } in &declaration.uses {
            let codec = &self.codec;
            checks.push(quote_spanned! {checks::at(driver)=>
                ::core::assert!(
                    _data_driver::describe::is_among(
                        #driver::CONTRACT.codec,
                        &[<#codec as _data_driver::codec::Codec>::ID],
                    ),
                    "the contract that is used has another wire format: one contract has one",
                );
            });
        }
        let topics: Vec<&Topic> = declaration
            .events
            .iter()
            .flat_map(|event| &event.topics)
            .collect();
        for (i, topic) in topics.iter().enumerate() {
            // Of two strings it is known already.
            let others: Vec<TokenStream> = topics[..i]
                .iter()
                .filter(|other| {
                    matches!(topic, Topic::Constant(_)) || matches!(other, Topic::Constant(_))
                })
                .map(ToTokens::to_token_stream)
                .collect();
            if others.is_empty() {
                continue;
            }
            let span = checks::at(topic);
            checks.push(quote_spanned! {span=>
                ::core::assert!(
                    !_data_driver::describe::is_among(#topic, &[#(#others,)*]),
                    "this topic is declared twice: an event is known by its topic, so leave out one of them",
                );
            });
        }
        checks
    }

    /// How the archives of the values are laid out, those apart that have a codec of their own.
    fn archives(&self, declaration: &Declaration) -> Vec<TokenStream> {
        let inputs = declaration.functions.iter().map(|function| {
            let name = &function.name;
            (quote!(Input), quote!(#name), self.input(function))
        });
        let outputs = declaration.functions.iter().map(|function| {
            let name = &function.name;
            (quote!(Output), quote!(#name), self.output(function))
        });
        let events = declaration.events.iter().flat_map(|event| {
            let topics = event.topics.iter();
            topics.map(|topic| (quote!(Event), quote!(#topic), self.coded(&event.data)))
        });
        let all = inputs.chain(outputs).chain(events);
        all.filter(|(_, _, coded)| coded.module.is_none())
            .map(|(what, name, coded)| {
                let shown = layout::name(&coded.ty);
                let (measure, own) = (
                    coded.constant(&quote!(MEASURE)),
                    coded.constant(&quote!(LAYOUT)),
                );
                let layout = match syn::parse2(coded.ty) {
                    Ok(ty) => layout::inside(&ty, &own),
                    Err(_) => own,
                };
                quote! {
                    _data_driver::layout::Value {
                        what: _data_driver::Decode::#what,
                        name: #name,
                        ty: #shown,
                        measure: #measure,
                        layout: #layout,
                    }
                }
            })
            .collect()
    }

    /// `encode_value`: a table that would keep code in the `.wasm` that nothing there calls.
    fn encoders(&self, declaration: &Declaration) -> TokenStream {
        let inputs = declaration.functions.iter().map(|function| {
            let Function { name, aliases, .. } = function;
            let encode = self.input(function).encode();
            quote!((_data_driver::Decode::Input, #name #(| #aliases)*) => #encode)
        });
        let outputs = declaration.functions.iter().map(|function| {
            let Function { name, aliases, .. } = function;
            let encode = self.output(function).encode();
            quote!((_data_driver::Decode::Output, #name #(| #aliases)*) => #encode)
        });
        let events = declaration.events.iter().flat_map(|event| {
            event.topics.iter().map(move |topic| {
                let encode = self.coded(&event.data).encode();
                quote!((_data_driver::Decode::Event, name) if name == #topic => #encode)
            })
        });
        let uses = declaration.uses.iter().map(|used| &used.driver);
        quote! {
            /// Turns JSON text into the bytes of an input, an output or an event's data.
            ///
            /// A driver's exports encode inputs only; this is for tests and for making golden vectors,
            /// and not part of the `.wasm`.
            ///
            /// # Errors
            /// The function or event is not declared, or the text is not of its type.
            #[cfg(not(target_family = "wasm"))]
            #[allow(unreachable_code, reason = "a contract may have nothing of its own")]
            pub fn encode_value(what: _data_driver::Decode, name: &str, json: &str) -> _data_driver::__private::Result<_data_driver::__private::Vec<u8>> {
                #(
                    if #uses::CONTRACT.knows(what, name) {
                        return #uses::encode_value(what, name, json);
                    }
                )*
                let encode: _data_driver::codec::Encode = match (what, name) {
                    #(#inputs,)*
                    #(#outputs,)*
                    #(#events,)*
                    (_data_driver::Decode::Event, _) => return Err(CONTRACT.event(name).err().unwrap_or_else(|| {
                        _data_driver::Error::Unsupported(name.into())
                    })),
                    _ => return Err(CONTRACT.function(name).err().unwrap_or_else(|| {
                        _data_driver::Error::Unsupported(name.into())
                    })),
                };
                encode(json).map_err(|error| error.in_place(what.place(name)))
            }
        }
    }

    /// No parameter is the unit, one is itself, several are a tuple.
    fn input(&self, function: &Function) -> Coded<'_> {
        match function.params.as_slice() {
            [] => self.converted(quote_spanned!(checks::of(function.name.span)=> ())),
            [param] => self.coded(&param.value),
            params => {
                let types = params.iter().map(|param| &param.value.ty);
                let descriptions = params.iter().map(|param| self.description(&param.value));
                Coded {
                    description: quote!(&_data_driver::describe::Type::Tuple(&[#(#descriptions,)*])),
                    ..self.converted(quote_spanned!(checks::of(function.name.span)=> (#(#types,)*)))
                }
            }
        }
    }

    fn output(&self, function: &Function) -> Coded<'_> {
        match &function.output {
            Some(value) => self.coded(value),
            None => self.converted(quote_spanned!(checks::of(function.name.span)=> ())),
        }
    }

    fn coded(&self, value: &Value) -> Coded<'_> {
        let ty = &value.ty;
        Coded {
            module: value.codec.as_ref().map(|path| quote!(#path)),
            description: self.description(value),
            ..self.converted(quote!(#ty))
        }
    }

    fn converted(&self, ty: TokenStream) -> Coded<'_> {
        let Self { codec, types } = self;
        Coded {
            description: quote!(<#ty as _data_driver::codec::Value<#codec, #types>>::TYPE),
            ty,
            module: None,
            context: self,
        }
    }
}

/// A table of these, with the tables of used contracts where each stands.
fn table<'a>(
    own: Vec<TokenStream>,
    uses: impl ExactSizeIterator<Item = (usize, &'a syn::Path)>,
    what: &TokenStream,
    ty: &TokenStream,
) -> TokenStream {
    if uses.len() == 0 {
        return quote!(&[#(#own,)*]);
    }
    let (mut parts, mut done) = (Vec::new(), 0);
    for (place, driver) in uses {
        let before = &own[done..place];
        parts.push(quote!(&[#(#before,)*]));
        parts.push(quote!(#driver::CONTRACT.#what));
        done = place;
    }
    let rest = &own[done..];
    quote! {{
        const PARTS: &[&[_data_driver::declared::#ty]] = &[#(#parts,)* &[#(#rest,)*]];
        const ALL: [_data_driver::declared::#ty; _data_driver::declared::count(PARTS)] =
            _data_driver::declared::#what(PARTS);
        &ALL
    }}
}

/// A type with what converts it.
struct Coded<'a> {
    ty: TokenStream,
    description: TokenStream,
    /// The module or type that has functions of its own for it.
    module: Option<TokenStream>,
    context: &'a Context,
}

impl Coded<'_> {
    fn encode(&self) -> TokenStream {
        match &self.module {
            Some(module) => quote!(#module::encode),
            None => self.constant(&quote!(ENCODE)),
        }
    }

    fn decode(&self) -> TokenStream {
        match &self.module {
            Some(module) => quote!(#module::decode),
            None => self.constant(&quote!(DECODE)),
        }
    }

    /// How many bytes each of several values takes, where that is the same for all.
    fn item_size(&self) -> TokenStream {
        if self.module.is_some() {
            return quote!(::core::option::Option::None);
        }
        let (size, description) = (self.constant(&quote!(INLINE_SIZE)), &self.description);
        quote!(_data_driver::codec::item_size(#size, #description))
    }

    fn constant(&self, name: &TokenStream) -> TokenStream {
        let Self {
            ty,
            context: Context { codec, types },
            ..
        } = self;
        quote!(<#ty as _data_driver::codec::Value<#codec, #types>>::#name)
    }
}
