//! What `#[data]` puts on a type: every derive that its bytes, its JSON and its description need.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Ident, Path, Result, Token, parenthesized,
    parse_quote,
};

use crate::attributes::Part;
use crate::{describe, framework, stubs};

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
    let first = read_first(item);
    // What the description refuses, the other derives would refuse once more in their own words.
    if first.is_none()
        && let Err(error) = describe::expand(item)
    {
        return refused(error, item, &arguments, has_rkyv);
    }
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
            let helper =
                quote!(#[archive(check_bytes, crate = #path)] #[describe(archived)] #recursion);
            (derives.to_vec(), Some(helper))
        }
    };
    let serde = format!("::{framework}::__private::serde");
    quote! {
        #first
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

/// `#[serde_as]`, which rewrites attributes that the derives read, so that it has to stand above them.
fn read_first(item: &mut DeriveInput) -> Option<Attribute> {
    let is_first = |attribute: &Attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|segment| segment.ident == "serde_as")
    };
    let place = item.attrs.iter().position(is_first)?;
    Some(item.attrs.remove(place))
}

/// The error, and the type with stubs in place of its derives.
fn refused(
    error: Error,
    item: &mut DeriveInput,
    arguments: &Arguments,
    has_rkyv: bool,
) -> TokenStream {
    strip(&mut item.attrs);
    for field in fields_mut(&mut item.data) {
        strip(&mut field.attrs);
    }
    if let Data::Enum(data) = &mut item.data {
        for variant in &mut data.variants {
            strip(&mut variant.attrs);
        }
    }
    let error = error.into_compile_error();
    let (described, in_json) = (stubs::described(item), stubs::in_json(item));
    let in_archives = (has_rkyv && arguments.codec.is_none()).then(|| stubs::in_archives(item));
    quote!(#error #[allow(dead_code, reason = "what reads it has a mistake")] #item #described #in_json #in_archives)
}

fn strip(attributes: &mut Vec<Attribute>) {
    const READ: [&str; 6] = [
        "serde",
        "describe",
        "archive",
        "archive_attr",
        "with",
        "borsh",
    ];
    attributes.retain(|attribute| !READ.iter().any(|name| attribute.path().is_ident(name)));
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
