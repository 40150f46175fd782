//! What stands in for the code of a type or declaration with a mistake in it, so that the compiler tells
//! of that mistake and not of everything that the code would have been needed for.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, GenericParam, Generics, Token, Visibility, parse_quote};

use crate::framework;

/// A description.
pub(crate) fn described(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (_, arguments, bounds) = input.generics.split_for_impl();
    let implemented = parameters(&input.generics, parse_quote!(__Types));
    let extern_crate = framework::extern_crate();
    quote! {
        const _: () = {
            #extern_crate

            impl<#implemented> _data_driver::describe::Describe<__Types> for #ident #arguments #bounds {
                const TYPE: &'static _data_driver::describe::Type = &_data_driver::describe::Type::String;
            }
        };
    }
}

/// serde's traits.
pub(crate) fn in_json(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (implemented, arguments, bounds) = input.generics.split_for_impl();
    let deserialized = parameters(&input.generics, parse_quote!('de));
    let extern_crate = framework::extern_crate();
    quote! {
        const _: () = {
            #extern_crate
            use _data_driver::__private::serde;

            impl #implemented serde::Serialize for #ident #arguments #bounds {
                fn serialize<__S: serde::Serializer>(&self, _: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                    ::core::unreachable!()
                }
            }

            impl<#deserialized> serde::Deserialize<'de> for #ident #arguments #bounds {
                fn deserialize<__D: serde::Deserializer<'de>>(_: __D) -> ::core::result::Result<Self, __D::Error> {
                    ::core::unreachable!()
                }
            }
        };
    }
}

/// rkyv's traits.
pub(crate) fn in_archives(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (implemented, arguments, bounds) = input.generics.split_for_impl();
    let serialized = parameters(&input.generics, parse_quote!(__S: rkyv::Fallible + ?Sized));
    let deserialized = parameters(&input.generics, parse_quote!(__D: rkyv::Fallible + ?Sized));
    let extern_crate = framework::extern_crate();
    quote! {
        const _: () = {
            #extern_crate
            use _data_driver::__private::rkyv;

            impl #implemented rkyv::Archive for #ident #arguments #bounds {
                type Archived = ();
                type Resolver = ();

                unsafe fn resolve(&self, _: usize, _: (), _: *mut ()) {}
            }

            impl<#serialized> rkyv::Serialize<__S> for #ident #arguments #bounds {
                fn serialize(&self, _: &mut __S) -> ::core::result::Result<(), __S::Error> {
                    ::core::unreachable!()
                }
            }

            impl<#deserialized> rkyv::Deserialize<#ident #arguments, __D> for () #bounds {
                fn deserialize(&self, _: &mut __D) -> ::core::result::Result<#ident #arguments, __D::Error> {
                    ::core::unreachable!()
                }
            }
        };
    }
}

/// The type's parameters and one more.
fn parameters(generics: &Generics, more: GenericParam) -> Punctuated<GenericParam, Token![,]> {
    let mut parameters: Vec<GenericParam> = vec![more];
    parameters.extend(generics.params.iter().cloned());
    // Lifetimes come first.
    parameters.sort_by_key(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
    parameters.into_iter().collect()
}

/// The beginning of a declaration.
pub(crate) struct Head {
    visibility: Visibility,
    driver: Ident,
}

impl Parse for Head {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let head = Self {
            visibility: input.parse()?,
            driver: input.parse()?,
        };
        input.parse::<TokenStream>()?;
        Ok(head)
    }
}

/// A driver.
pub(crate) fn driver(Head { visibility, driver }: &Head) -> TokenStream {
    let extern_crate = framework::extern_crate();
    quote! {
        #[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
        #visibility struct #driver;

        const _: () = {
            #extern_crate
            use _data_driver::__private::{Result, String, Vec};

            impl _data_driver::ConvertibleContract for #driver {
                fn encode_input_fn(&self, _: &str, _: &str) -> Result<Vec<u8>> {
                    ::core::unreachable!()
                }

                fn decode_input_fn(&self, _: &str, _: &[u8]) -> Result<_data_driver::JsonValue> {
                    ::core::unreachable!()
                }

                fn decode_output_fn(&self, _: &str, _: &[u8]) -> Result<_data_driver::JsonValue> {
                    ::core::unreachable!()
                }

                fn decode_event(&self, _: &str, _: &[u8]) -> Result<_data_driver::JsonValue> {
                    ::core::unreachable!()
                }

                fn get_schema(&self) -> String {
                    ::core::unreachable!()
                }

                fn get_version(&self) -> &'static str {
                    ::core::unreachable!()
                }
            }
        };
    }
}
