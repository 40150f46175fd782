//! What `#[data]` puts on a type: every derive that its bytes, its JSON and its description need.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Data, DeriveInput, Error, Field, Ident, Path, Result, Token, parenthesized, parse_quote,
};

use crate::attributes::Part;
use crate::framework;

/// What stands in `#[data(…)]`.
pub(crate) struct Arguments {
    /// The derives of the wire format; none where they are the default's.
    codec: Option<Vec<Path>>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() {
            return Ok(Self { codec: None });
        }
        let wanted =
            "expected nothing, or `codec(…)` with the derives of the contract's wire format";
        let word: Ident = input
            .parse()
            .map_err(|error| Error::new(error.span(), wanted))?;
        if word != "codec" || !input.peek(syn::token::Paren) {
            return Err(Error::new(word.span(), wanted));
        }
        let derives;
        parenthesized!(derives in input);
        let derives =
            Punctuated::<Path, Token![,]>::parse_terminated_with(&derives, Path::parse_mod_style)?;
        if !input.is_empty() {
            return Err(input.error("nothing may follow `codec(…)`"));
        }
        Ok(Self {
            codec: Some(derives.into_iter().collect()),
        })
    }
}

/// The type with its derives. `has_rkyv` says whether the framework has the default wire format.
pub(crate) fn expand(arguments: Arguments, item: &mut DeriveInput, has_rkyv: bool) -> TokenStream {
    let framework = framework::name();
    let private = quote!(::#framework::__private);
    let (derives, helper) = match arguments.codec {
        Some(derives) => (
            derives.iter().map(ToTokens::to_token_stream).collect(),
            None,
        ),
        None if !has_rkyv => (Vec::new(), None),
        None => {
            let path = format!("::{framework}::__private::rkyv");
            let derives = ["Archive", "Serialize", "Deserialize"].map(|name| {
                let name = Ident::new(name, proc_macro2::Span::call_site());
                quote!(#private::rkyv::#name)
            });
            let recursion = break_recursion(item, &path);
            let helper = quote!(#[archive(check_bytes, crate = #path)] #recursion);
            (derives.to_vec(), Some(helper))
        }
    };
    let serde = format!("::{framework}::__private::serde");
    quote! {
        #[derive(
            #(#derives,)*
            #private::serde::Serialize,
            #private::serde::Deserialize,
            ::#framework::Describe,
        )]
        #helper
        #[serde(crate = #serde)]
        #item
    }
}

/// What rkyv has to be told of a type that contains itself: what its members need, as it cannot be
/// asked of the members.
fn break_recursion(item: &mut DeriveInput, rkyv: &str) -> Option<TokenStream> {
    let mut recursive = false;
    for field in fields_mut(&mut item.data) {
        if is_later(field) {
            recursive = true;
            field.attrs.push(parse_quote!(#[omit_bounds]));
            field.attrs.push(parse_quote!(#[archive_attr(omit_bounds)]));
        }
    }
    let serialize = format!("__S: {rkyv}::ser::ScratchSpace + {rkyv}::ser::Serializer");
    let deserialize = format!("__D: {rkyv}::Fallible");
    let check = format!(
        "__C: {rkyv}::validation::ArchiveContext, <__C as {rkyv}::Fallible>::Error: {rkyv}::bytecheck::Error"
    );
    recursive.then(|| {
        quote! {
            #[archive(bound(serialize = #serialize, deserialize = #deserialize))]
            #[archive_attr(check_bytes(bound = #check))]
        }
    })
}

fn fields_mut(data: &mut Data) -> Vec<&mut Field> {
    match data {
        Data::Struct(data) => data.fields.iter_mut().collect(),
        Data::Enum(data) => data
            .variants
            .iter_mut()
            .flat_map(|variant| &mut variant.fields)
            .collect(),
        Data::Union(_) => Vec::new(),
    }
}

/// Whether the field has `#[describe(later)]`.
fn is_later(field: &Field) -> bool {
    Part::of_field(&field.attrs).is_ok_and(|part| part.later)
}
