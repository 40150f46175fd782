//! What `#[derive(Describe)]` becomes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, Path, Result, Type, Variant};

use crate::attributes::{Container, Part};
use crate::case::Case;
use crate::{docs, framework};

/// The implementation for a struct or enum.
pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(parameter) = input.generics.params.first() {
        let message = "a described type has no parameters: its name stands for one shape";
        return Err(Error::new_spanned(parameter, message));
    }
    let container = Container::read(&input.attrs)?;
    let ident = &input.ident;
    let name = container
        .rename
        .clone()
        .unwrap_or_else(|| ident.unraw().to_string());
    let doc = docs::text(&input.attrs);
    let mut bounds = Bounds::default();
    let definition = match &input.data {
        Data::Struct(data) => of_struct(&container, &data.fields, &mut bounds)?,
        Data::Enum(data) => of_enum(&container, data, &mut bounds)?,
        Data::Union(_) => {
            return Err(Error::new_spanned(ident, "a union has no form in JSON"));
        }
    };
    let check = container.tag.as_ref().map(|_| {
        quote! {
            ::core::assert!(
                !_data_driver::describe::holds_128_bits(ty),
                "serde cannot read integers of 128 bits inside an enum with `tag`: leave the tag outside, or make \
                 the integer text with a `with` module and `#[describe(ty = String)]`",
            );
        }
    });
    let extern_crate = framework::extern_crate();
    let bounds = bounds.0;
    Ok(quote! {
        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        const _: () = {
            #extern_crate

            impl<__Types> _data_driver::describe::Describe<__Types> for #ident
            where
                #(#bounds: _data_driver::describe::Describe<__Types>,)*
            {
                const TYPE: &'static _data_driver::describe::Type = {
                    let ty: &'static _data_driver::describe::Type = &_data_driver::describe::Type::Named(&_data_driver::describe::Named {
                        name: #name,
                        doc: #doc,
                        definition: #definition,
                    });
                    #check
                    ty
                };
            }
        };
    })
}

fn of_struct(container: &Container, fields: &Fields, bounds: &mut Bounds) -> Result<TokenStream> {
    match fields {
        Fields::Named(named) if container.transparent => {
            let mut shown = Vec::new();
            for field in &named.named {
                let part = Part::read(&field.attrs)?;
                if !part.skip {
                    shown.push((field, part));
                }
            }
            match shown.as_slice() {
                [(field, part)] => alias(field, part, bounds),
                _ => Err(Error::new_spanned(
                    named,
                    "a transparent struct shows one field",
                )),
            }
        }
        Fields::Named(_) => {
            let members = members(fields, container.rename_all, container.default, bounds)?;
            Ok(quote!(_data_driver::describe::Definition::Struct(&[#(#members,)*])))
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            let field = &unnamed.unnamed[0];
            alias(field, &Part::read(&field.attrs)?, bounds)
        }
        Fields::Unnamed(_) => {
            let parts = parts(fields, bounds)?;
            Ok(
                quote!(_data_driver::describe::Definition::Alias(&_data_driver::describe::Type::Tuple(&[#(#parts,)*]))),
            )
        }
        Fields::Unit => Ok(quote!(_data_driver::describe::Definition::Alias(
            &_data_driver::describe::Type::Unit
        ))),
    }
}

fn alias(field: &Field, part: &Part, bounds: &mut Bounds) -> Result<TokenStream> {
    let ty = of_field(field, part, bounds)?;
    Ok(quote!(_data_driver::describe::Definition::Alias(#ty)))
}

fn of_enum(container: &Container, data: &DataEnum, bounds: &mut Bounds) -> Result<TokenStream> {
    let tag = match &container.tag {
        Some(tag) => quote!(_data_driver::describe::Tag::Internal(#tag)),
        None => quote!(_data_driver::describe::Tag::External),
    };
    let mut variants = Vec::new();
    for variant in &data.variants {
        let part = Part::read(&variant.attrs)?;
        if !part.skip {
            variants.push(of_variant(container, variant, &part, bounds)?);
        }
    }
    Ok(quote!(_data_driver::describe::Definition::Enum(#tag, &[#(#variants,)*])))
}

fn of_variant(
    container: &Container,
    variant: &Variant,
    part: &Part,
    bounds: &mut Bounds,
) -> Result<TokenStream> {
    let ident = variant.ident.unraw().to_string();
    let renamed = || {
        container
            .rename_all
            .map_or(ident.clone(), |case| case.of_variant(&ident))
    };
    let name = part.rename.clone().unwrap_or_else(renamed);
    let doc = docs::text(&variant.attrs);
    let content = match &variant.fields {
        Fields::Unit => quote!(_data_driver::describe::Content::Unit),
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            let field = &unnamed.unnamed[0];
            let ty = of_field(field, &Part::read(&field.attrs)?, bounds)?;
            quote!(_data_driver::describe::Content::Newtype(#ty))
        }
        Fields::Unnamed(unnamed) if container.tag.is_some() => {
            let message = "a variant with a tag inside cannot be a tuple";
            return Err(Error::new_spanned(unnamed, message));
        }
        Fields::Unnamed(_) => {
            let parts = parts(&variant.fields, bounds)?;
            quote!(_data_driver::describe::Content::Tuple(&[#(#parts,)*]))
        }
        Fields::Named(_) => {
            let case = part.rename_all.or(container.rename_all_fields);
            let members = members(&variant.fields, case, false, bounds)?;
            quote!(_data_driver::describe::Content::Struct(&[#(#members,)*]))
        }
    };
    Ok(quote!(_data_driver::describe::Variant { name: #name, doc: #doc, content: #content }))
}

/// The members of an object.
fn members(
    fields: &Fields,
    case: Option<Case>,
    default: bool,
    bounds: &mut Bounds,
) -> Result<Vec<TokenStream>> {
    let mut members = Vec::new();
    for field in fields {
        let part = Part::read(&field.attrs)?;
        let (Some(ident), false) = (&field.ident, part.skip) else {
            continue;
        };
        let ident = ident.unraw().to_string();
        let renamed = || case.map_or(ident.clone(), |case| case.of_field(&ident));
        let name = part.rename.clone().unwrap_or_else(renamed);
        let doc = docs::text(&field.attrs);
        let ty = of_field(field, &part, bounds)?;
        let optional = part.optional || default;
        members.push(quote!(_data_driver::describe::Field { name: #name, doc: #doc, ty: #ty, optional: #optional }));
    }
    Ok(members)
}

/// The elements of an array.
fn parts(fields: &Fields, bounds: &mut Bounds) -> Result<Vec<TokenStream>> {
    fields
        .iter()
        .map(|field| of_field(field, &Part::read(&field.attrs)?, bounds))
        .collect()
}

/// The description of a field's value.
fn of_field(field: &Field, part: &Part, bounds: &mut Bounds) -> Result<TokenStream> {
    let ty = &field.ty;
    let mut described = |ty: &Type| {
        // A type inside itself is described if it is; to ask for that has no end.
        if !part.later {
            bounds.add(ty);
        }
        quote!(<#ty as _data_driver::describe::Describe<__Types>>::TYPE)
    };
    let description = match (&part.ty, &part.with) {
        (Some(other), _) => described(other),
        (None, Some(with)) => adapter(with)?.map_or_else(
            || {
                let message = format!(
                    "Describe does not know what `{}` writes: add `#[describe(ty = Type)]` with a \
                     type that looks the same",
                    with.to_token_stream().to_string().replace(' ', "")
                );
                Err(Error::new_spanned(with, message))
            },
            |adapter| Ok(quote!(&<#ty as #adapter>::TYPE)),
        )?,
        (None, None) => described(ty),
    };
    Ok(if part.later {
        quote!(&_data_driver::describe::Type::Later(|| #description))
    } else {
        description
    })
}

/// The trait that says what one of this crate's adapters writes.
fn adapter(with: &Path) -> Result<Option<TokenStream>> {
    let mut segments = with
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    let path = (segments.next(), segments.next(), segments.next());
    Ok(
        match (path.0.as_deref(), path.1.as_deref(), path.2.as_deref()) {
            (Some("data_driver"), Some("hex"), None) => Some(quote!(_data_driver::hex::Hex)),
            (Some("data_driver"), Some("base58"), None) => {
                Some(quote!(_data_driver::base58::Base58))
            }
            _ => None,
        },
    )
}

/// The types of the members, which must describe themselves for the whole to do so.
#[derive(Default)]
struct Bounds(Vec<Type>);

impl Bounds {
    fn add(&mut self, ty: &Type) {
        let words = |ty: &Type| ty.to_token_stream().to_string();
        if !self.0.iter().any(|known| words(known) == words(ty)) {
            self.0.push(ty.clone());
        }
    }
}
