//! What the layout of a type's archive becomes: constants that only the section which the build reads is made of.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Field, Fields, Result, Type};

use crate::attributes::{Container, Part};

/// The constant `LAYOUT` of a described type.
///
/// The fields of its archive are named where rkyv's derives are known to be there, which is when
/// [`data`](crate::data) has put them there or the author says `#[describe(archived)]`.
pub(crate) fn of_type(
    input: &DeriveInput,
    container: &Container,
    context: &TokenStream,
) -> Result<TokenStream> {
    let this = match &container.remote {
        Some(remote) => remote.to_token_stream(),
        None => input.ident.to_token_stream(),
    };
    let shown = container
        .remote
        .as_ref()
        .and_then(|remote| remote.segments.last())
        .map_or(&input.ident, |last| &last.ident)
        .unraw()
        .to_string();
    let is_known = container.archived && container.remote.is_none() && !is_another(&input.attrs);
    let shape = is_known.then(|| shape(input)).flatten();
    let (constants, shape) = shape.unwrap_or_else(|| {
        let opaque = quote!(_data_driver::layout::Shape::Opaque);
        (TokenStream::new(), opaque)
    });
    let holds = match container.remote {
        Some(_) => Vec::new(),
        None => holds(input, context)?,
    };
    Ok(quote! {
        const LAYOUT: &'static _data_driver::layout::Layout = {
            #[allow(unused_imports, reason = "generated")]
            use _data_driver::layout::Fallback as _;
            #constants
            &_data_driver::layout::Layout::Type(&_data_driver::layout::Archived {
                name: #shown,
                place: ::core::concat!(::core::module_path!(), ":", ::core::line!(), ":", ::core::column!()),
                measure: _data_driver::layout::Probe::<#this>::MEASURE,
                shape: #shape,
                holds: &[#(#holds,)*],
            })
        };
    })
}

/// The types in a type: what it says itself, and the tuples that are written there.
pub(crate) fn inside(ty: &Type, own: &TokenStream) -> TokenStream {
    let mut tuples = Vec::new();
    add_tuples(ty, &mut tuples);
    if tuples.is_empty() {
        return own.clone();
    }
    quote!(&_data_driver::layout::Layout::All(&[#(#tuples,)* #own]))
}

/// A type as it is shown: `Option<(u64,Tip)>`.
pub(crate) fn name(ty: &impl ToTokens) -> String {
    let words = ty.to_token_stream().to_string();
    let words: Vec<&str> = words.split_whitespace().collect();
    // As macros write a tuple, whose author may not.
    words.concat().replace(",)", ")")
}

fn add_tuples(ty: &Type, found: &mut Vec<TokenStream>) {
    match ty {
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            let shown = name(tuple);
            let fields = tuple.elems.iter().enumerate().map(|(i, part)| {
                let (number, part) = (i.to_string(), name(part));
                quote! {
                    _data_driver::layout::Field {
                        name: #number,
                        ty: #part,
                        place: match _data_driver::layout::Probe::<#tuple>::PLACES {
                            [] => [0, 0],
                            places => places[#i],
                        },
                    }
                }
            });
            // A block, as what it refers to has to live as long as a constant.
            found.push(quote!({
                #[allow(unused_imports, reason = "generated")]
                use _data_driver::layout::Fallback as _;
                const TUPLE: &'static [_data_driver::layout::Field] = &[#(#fields,)*];
                &_data_driver::layout::Layout::Type(&_data_driver::layout::Archived {
                    name: #shown,
                    place: ::core::module_path!(),
                    measure: _data_driver::layout::Probe::<#tuple>::MEASURE,
                    shape: _data_driver::layout::Shape::Fields(TUPLE),
                    holds: &[],
                })
            }));
            tuple.elems.iter().for_each(|part| add_tuples(part, found));
        }
        Type::Array(array) => add_tuples(&array.elem, found),
        Type::Path(path) => {
            for segment in &path.path.segments {
                let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
                    continue;
                };
                for argument in &arguments.args {
                    if let syn::GenericArgument::Type(ty) = argument {
                        add_tuples(ty, found);
                    }
                }
            }
        }
        _ => {}
    }
}

/// The types of the members, where they describe themselves.
fn holds(input: &DeriveInput, context: &TokenStream) -> Result<Vec<TokenStream>> {
    let fields: Vec<&Field> = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|one| &one.fields).collect(),
        Data::Union(_) => Vec::new(),
    };
    let mut holds = Vec::new();
    for field in fields {
        let part = Part::of_field(&field.attrs)?;
        if part.later || part.skip.is_some() || part.with.is_some() || part.ty.is_some() {
            continue;
        }
        let ty = &field.ty;
        let own = quote!(<#ty as _data_driver::describe::Describe<#context>>::LAYOUT);
        holds.push(inside(ty, &own));
    }
    Ok(holds)
}

/// Constants with the fields, and the shape that they make. None where the archive has not the fields that
/// the type has.
fn shape(input: &DeriveInput) -> Option<(TokenStream, TokenStream)> {
    let this = &input.ident;
    match &input.data {
        Data::Struct(data) => {
            let fields = data.fields.iter().enumerate().map(|(i, field)| {
                let member = match &field.ident {
                    Some(ident) => ident.to_token_stream(),
                    None => syn::Index::from(i).to_token_stream(),
                };
                of_field(i, field, &quote! {
                    [
                        ::core::mem::offset_of!(__Archived, #member),
                        _data_driver::layout::size_behind(|archived: &__Archived| &archived.#member),
                    ]
                })
            });
            let constants = quote! {
                type __Archived = <#this as _data_driver::__private::rkyv::Archive>::Archived;
                const FIELDS: &'static [_data_driver::layout::Field] = &[#(#fields,)*];
            };
            Some((
                constants,
                quote!(_data_driver::layout::Shape::Fields(FIELDS)),
            ))
        }
        Data::Enum(data) => {
            let mut constants = TokenStream::new();
            let mut variants = Vec::new();
            for (i, variant) in data.variants.iter().enumerate() {
                let (constant, fields) = (format_ident!("FIELDS_{i}"), &variant.fields);
                constants.extend(of_variant(&constant, fields)?);
                let name = variant.ident.unraw().to_string();
                variants
                    .push(quote!(_data_driver::layout::Variant { name: #name, fields: #constant }));
            }
            let shape = quote!(_data_driver::layout::Shape::Variants(&[#(#variants,)*]));
            Some((constants, shape))
        }
        Data::Union(_) => None,
    }
}

fn of_variant(constant: &Ident, fields: &Fields) -> Option<TokenStream> {
    // What `#[with]` archives a field as has no name here, and the language tells of no variant's fields.
    let is_with = |field: &Field| field.attrs.iter().any(|one| one.path().is_ident("with"));
    if fields.iter().any(is_with) {
        return None;
    }
    let measures = fields.iter().map(|Field { ty, .. }| {
        let archived = quote!(_data_driver::__private::rkyv::Archived<#ty>);
        quote!([::core::mem::size_of::<#archived>(), ::core::mem::align_of::<#archived>()])
    });
    let shown = fields
        .iter()
        .enumerate()
        .map(|(i, field)| of_field(i, field, &quote!(PLACES[#i])));
    let count = fields.len();
    Some(quote! {
        const #constant: &'static [_data_driver::layout::Field] = {
            const PLACES: [[usize; 2]; #count] = _data_driver::layout::enum_places([#(#measures,)*]);
            &[#(#shown,)*]
        };
    })
}

fn of_field(i: usize, field: &Field, place: &TokenStream) -> TokenStream {
    let shown = field
        .ident
        .as_ref()
        .map_or_else(|| i.to_string(), |ident| ident.unraw().to_string());
    let ty = name(&field.ty);
    quote!(_data_driver::layout::Field { name: #shown, ty: #ty, place: #place })
}

/// Whether the archive is a type that the author has written: `#[archive(as = "…")]`.
fn is_another(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("archive"))
        .any(|attribute| {
            attribute
                .parse_args_with(|input: syn::parse::ParseStream<'_>| {
                    let words = input.parse::<TokenStream>()?.to_string();
                    Ok(words
                        .split(',')
                        .any(|word| word.trim_start().starts_with("as =")))
                })
                .unwrap_or_default()
        })
}
