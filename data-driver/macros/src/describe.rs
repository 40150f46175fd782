//! What `#[derive(Describe)]` becomes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, LitStr, Path, Result, Type, Variant};

use crate::attributes::{Container, Part};
use crate::case::Case;
use crate::field::{self, Place};
use crate::{adapters, checks, docs, framework, layout, stubs};

/// The implementation for a struct or enum; or the mistake, and an implementation for all that so that it
/// is reported once.
pub(crate) fn expand_or_refuse(input: &DeriveInput) -> TokenStream {
    expand(input).unwrap_or_else(|error| {
        let error = error.into_compile_error();
        let stub = stubs::described(input);
        quote!(#error #stub)
    })
}

/// The implementation for a struct or enum.
pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    checks::no_parameters(input)?;
    let container = Container::read(&input.attrs)?;
    check_container(&container, input)?;
    let ident = &input.ident;
    field::check_recursion(ident, &input.data)?;
    let name = container
        .rename
        .clone()
        .unwrap_or_else(|| ident.unraw().to_string());
    let doc = docs::text(&input.attrs);
    let mut asked = Asked::new(container.types.as_ref());
    let Described {
        definition,
        nullable,
    } = match &input.data {
        Data::Struct(data) => of_struct(&container, &data.fields, &mut asked)?,
        Data::Enum(data) => of_enum(&container, data, &mut asked)?,
        Data::Union(_) => {
            return Err(Error::new_spanned(
                ident,
                "nothing says which member of a union holds the value: write an enum",
            ));
        }
    };
    let check = check_kept(&container);
    let layout = layout::of_type(input, &container, &asked.context)?;
    // Said at once, not only where the description is used.
    let asks_for_choices = container.untagged.as_ref().map(|untagged| {
        quote_spanned!(checks::at(untagged)=> const _: _data_driver::describe::Tag = _data_driver::__private::untagged();)
    });
    let extern_crate = framework::extern_crate();
    let Asked {
        context,
        bounds,
        checks,
        ..
    } = asked;
    let (parameters, bounds) = if container.types.is_some() {
        (None, None)
    } else {
        (
            Some(quote!(<__Types>)),
            Some(quote!(where #(#bounds: _data_driver::describe::Describe<__Types>,)*)),
        )
    };
    let this = container
        .remote
        .as_ref()
        .map_or_else(|| quote!(#ident), ToTokens::to_token_stream);
    Ok(quote! {
        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        const _: () = {
            #extern_crate
            #asks_for_choices

            impl #parameters _data_driver::describe::Describe<#context> for #this #bounds {
                const TYPE: &'static _data_driver::describe::Type = {
                    let ty: &'static _data_driver::describe::Type = &_data_driver::describe::Type::Named(&_data_driver::describe::Named {
                        name: #name,
                        doc: #doc,
                        definition: #definition,
                    });
                    // Behind the description: what may not be reached, the compiler does not keep for ever.
                    #(#checks)*
                    #check
                    ty
                };
                const NULLABLE: bool = #nullable;
                const FAULT: _data_driver::describe::Fault = _data_driver::describe::Fault::None;
                #layout
            }
        };
    })
}

/// What must be so of an enum whose values serde keeps until it knows which variant they are.
fn check_kept(container: &Container) -> Option<TokenStream> {
    let (at, name) = match (&container.tag, &container.untagged) {
        (Some(tag), _) => (checks::at(tag), "tag"),
        (None, Some(untagged)) => (checks::at(untagged), "untagged"),
        (None, None) => return None,
    };
    let message = format!(
        "serde cannot read integers of 128 bits inside an enum with `{name}`: name the variant outside, or make the \
         integer text with a `with` module and `#[describe(ty = String)]`"
    );
    Some(quote_spanned! {at=>
        ::core::assert!(!_data_driver::describe::holds_128_bits(ty), "{}", #message);
        ::core::assert!(
            _data_driver::describe::are_apart(ty),
            "a value could be of two variants: without a tag, they must be of different JSON types, or each have a \
             member that must be there and that no variant behind it has",
        );
    })
}

/// What the attributes say must fit the kind of type.
fn check_container(container: &Container, input: &DeriveInput) -> Result<()> {
    if let (Some(untagged), Data::Struct(_)) = (&container.untagged, &input.data) {
        return Err(Error::new_spanned(
            untagged,
            "a struct has no variants to tell apart: leave out `untagged`",
        ));
    }
    if let (Some(tag), Data::Struct(_)) = (&container.tag, &input.data) {
        return Err(Error::new_spanned(
            tag,
            "a struct has no variants to tell apart: leave out `tag`, or make it a member",
        ));
    }
    if container.default
        && let Data::Struct(data) = &input.data
        && !matches!(data.fields, Fields::Named(_))
    {
        return Err(Error::new_spanned(
            &input.ident,
            "what has no name cannot be left out: leave out `default`, or give the members names",
        ));
    }
    match (&container.remote, &container.types) {
        (Some(remote), None) => Err(Error::new_spanned(
            remote,
            "say who knows this type of another crate: `#[describe(remote = …, types = Marker)]`, with the marker \
             that the declaration names",
        )),
        (None, Some(types)) => Err(Error::new_spanned(
            types,
            "`types` says who knows a type of another crate: write `#[describe(remote = path::to::Type, types = …)]`",
        )),
        _ => Ok(()),
    }
}

/// A definition, and whether one of the values is `null`.
struct Described {
    definition: TokenStream,
    nullable: TokenStream,
}

impl Described {
    /// What is never `null`.
    fn solid(definition: TokenStream) -> Self {
        Self {
            definition,
            nullable: quote!(false),
        }
    }
}

fn of_struct(container: &Container, fields: &Fields, asked: &mut Asked) -> Result<Described> {
    match fields {
        Fields::Named(named) if container.transparent => {
            let mut shown = Vec::new();
            for field in &named.named {
                let part = Part::of_field(&field.attrs)?;
                if part.skip.is_none() {
                    shown.push(field);
                }
            }
            match shown.as_slice() {
                [field] => alias(field, asked),
                _ => Err(Error::new_spanned(
                    named,
                    "a transparent struct shows one field: leave out `transparent`, or `skip` the others",
                )),
            }
        }
        Fields::Named(_) => {
            let members = members(fields, container.rename_all, container.default, asked)?;
            Ok(Described::solid(
                quote!(_data_driver::describe::Definition::Struct(&[#(#members,)*])),
            ))
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => alias(&unnamed.unnamed[0], asked),
        Fields::Unnamed(_) => {
            let parts = parts(fields, asked)?;
            Ok(Described::solid(
                quote!(_data_driver::describe::Definition::Alias(&_data_driver::describe::Type::Tuple(&[#(#parts,)*]))),
            ))
        }
        Fields::Unit => Ok(Described {
            definition: quote!(_data_driver::describe::Definition::Alias(
                &_data_driver::describe::Type::Unit
            )),
            nullable: quote!(true),
        }),
    }
}

fn alias(field: &Field, asked: &mut Asked) -> Result<Described> {
    let part = Part::of_field(&field.attrs)?;
    field::check(field, &part, Place::Alone)?;
    let (ty, nullable) = of_field(field, &part, asked)?;
    Ok(Described {
        definition: quote!(_data_driver::describe::Definition::Alias(#ty)),
        nullable,
    })
}

fn of_enum(container: &Container, data: &DataEnum, asked: &mut Asked) -> Result<Described> {
    let tag = match (&container.tag, &container.untagged) {
        (Some(tag), _) => quote!(_data_driver::describe::Tag::Internal(#tag)),
        (None, Some(_)) => quote!(_data_driver::__private::untagged()),
        (None, None) => quote!(_data_driver::describe::Tag::External),
    };
    if data.variants.is_empty() {
        return Err(Error::new(
            proc_macro2::Span::call_site(),
            "an enum without variants has no values: give it one, or leave it out of the contract",
        ));
    }
    let mut names = field::Names::default();
    let mut variants = Vec::new();
    for variant in &data.variants {
        let part = Part::of_variant(&variant.attrs)?;
        let ident = variant.ident.unraw().to_string();
        let renamed = || {
            container
                .rename_all
                .map_or(ident.clone(), |case| case.of_variant(&ident))
        };
        let name = part.rename.clone().unwrap_or_else(renamed);
        names.add(&name, "variants", &variant.ident)?;
        variants.push(of_variant(container, variant, &part, &name, asked)?);
    }
    let definition = quote!(_data_driver::describe::Definition::Enum(#tag, &[#(#variants,)*]));
    if container.untagged.is_none() {
        return Ok(Described::solid(definition));
    }
    Ok(Described {
        definition,
        nullable: quote!(_data_driver::describe::is_nullable(Self::TYPE)),
    })
}

fn of_variant(
    container: &Container,
    variant: &Variant,
    part: &Part,
    name: &str,
    asked: &mut Asked,
) -> Result<TokenStream> {
    let doc = docs::text(&variant.attrs);
    let content = match (&variant.fields, &container.tag) {
        (Fields::Unit, _) => quote!(_data_driver::describe::Content::Unit),
        (Fields::Unnamed(unnamed), tag) if unnamed.unnamed.len() == 1 => {
            let field = &unnamed.unnamed[0];
            let part = Part::of_field(&field.attrs)?;
            field::check(field, &part, Place::Alone)?;
            let (ty, _) = of_field(field, &part, asked)?;
            if let Some(tag) = tag {
                asked.check_beside_tag(field, &part, tag)?;
            }
            quote!(_data_driver::describe::Content::Newtype(#ty))
        }
        (Fields::Unnamed(unnamed), Some(_)) => {
            let message =
                "several values have no names to stand beside the tag: give them names, `{ … }`";
            return Err(Error::new_spanned(unnamed, message));
        }
        (Fields::Unnamed(_), None) => {
            let parts = parts(&variant.fields, asked)?;
            quote!(_data_driver::describe::Content::Tuple(&[#(#parts,)*]))
        }
        (Fields::Named(_), _) => {
            let case = part.rename_all.or(container.rename_all_fields);
            let members = members(&variant.fields, case, false, asked)?;
            quote!(_data_driver::describe::Content::Struct(&[#(#members,)*]))
        }
    };
    let input_only = part.input_only;
    Ok(
        quote!(_data_driver::describe::Variant { name: #name, doc: #doc, content: #content, input_only: #input_only }),
    )
}

/// The members of an object.
fn members(
    fields: &Fields,
    case: Option<Case>,
    default: bool,
    asked: &mut Asked,
) -> Result<Vec<TokenStream>> {
    let mut names = field::Names::default();
    let mut members = Vec::new();
    for field in fields {
        let part = Part::of_field(&field.attrs)?;
        field::check(field, &part, Place::Member { default })?;
        let (Some(ident), None) = (&field.ident, &part.skip) else {
            continue;
        };
        let unraw = ident.unraw().to_string();
        let renamed = || case.map_or(unraw.clone(), |case| case.of_field(&unraw));
        let name = part.rename.clone().unwrap_or_else(renamed);
        names.add(&name, "members", ident)?;
        let doc = docs::text(&field.attrs);
        let (ty, _) = of_field(field, &part, asked)?;
        let optional = part.default.is_some() || part.omitted_if.is_some() || default;
        members.push(quote!(_data_driver::describe::Field { name: #name, doc: #doc, ty: #ty, optional: #optional }));
    }
    Ok(members)
}

/// The elements of an array.
fn parts(fields: &Fields, asked: &mut Asked) -> Result<Vec<TokenStream>> {
    fields
        .iter()
        .map(|field| {
            let part = Part::of_field(&field.attrs)?;
            field::check(field, &part, Place::Element)?;
            Ok(of_field(field, &part, asked)?.0)
        })
        .collect()
}

/// The description of a field's value, and whether that can be `null`.
fn of_field(field: &Field, part: &Part, asked: &mut Asked) -> Result<(TokenStream, TokenStream)> {
    let described = match (&part.ty, &part.with) {
        (Some(other), _) => Ok(other),
        (None, None) => Ok(&field.ty),
        (None, Some(with)) => Err(with),
    };
    let (description, nullable) = match described {
        Ok(ty) => (asked.describe(ty, part.later), asked.is_nullable(ty)),
        Err(with) => adapted(&field.ty, with)?,
    };
    let description = match &part.unit {
        Some(unit) => unit.of(&description),
        None => description,
    };
    let description = if part.later {
        quote!(&_data_driver::describe::Type::Later(|| #description))
    } else {
        description
    };
    Ok((description, nullable))
}

/// What an adapter writes for a type.
fn adapted(ty: &Type, with: &LitStr) -> Result<(TokenStream, TokenStream)> {
    let path: Path = with.parse()?;
    let Some(adapter) = adapters::find(&path) else {
        let message = format!(
            "what `{}` writes is not known here: add `#[describe(ty = Type)]` with a type that looks the same",
            with.value()
        );
        return Err(Error::new_spanned(with, message));
    };
    // The type is to blame where the adapter has nothing for it.
    let description = quote_spanned!(checks::at(ty)=> <#ty as #adapter>::TYPE);
    Ok((
        quote!(&#description),
        quote!(_data_driver::describe::is_nullable(&#description)),
    ))
}

/// The types that a description asks for theirs.
struct Asked {
    /// The marker of the types of other crates.
    context: TokenStream,
    /// They must describe themselves for the whole to do so.
    bounds: Vec<Type>,
    /// What must be so of them.
    checks: Vec<TokenStream>,
}

impl Asked {
    fn new(types: Option<&Path>) -> Self {
        Self {
            context: types.map_or_else(|| quote!(__Types), ToTokens::to_token_stream),
            bounds: Vec::new(),
            checks: Vec::new(),
        }
    }

    /// A type's description.
    fn describe(&mut self, ty: &Type, later: bool) -> TokenStream {
        // A type inside itself is described if it is; to ask for that has no end.
        if !later {
            let words = |ty: &Type| ty.to_token_stream().to_string();
            if !self.bounds.iter().any(|known| words(known) == words(ty)) {
                self.bounds.push(ty.clone());
            }
        }
        let context = &self.context;
        let knows = quote!(_data_driver::describe::Describe<#context>);
        self.checks.push(checks::comes_back(ty, &knows));
        quote!(<#ty as #knows>::TYPE)
    }

    fn is_nullable(&self, ty: &Type) -> TokenStream {
        let context = &self.context;
        quote!(<#ty as _data_driver::describe::Describe<#context>>::NULLABLE)
    }

    /// What stands beside a tag has members, none of which is called as the tag is.
    fn check_beside_tag(&mut self, field: &Field, part: &Part, tag: &LitStr) -> Result<()> {
        if part.later || part.with.is_some() {
            return Err(Error::new_spanned(
                &field.ty,
                "only a struct's members can stand beside the tag: give this a name, `Variant { value: … }`",
            ));
        }
        let (ty, context) = (part.ty.as_ref().unwrap_or(&field.ty), &self.context);
        let description = quote!(<#ty as _data_driver::describe::Describe<#context>>::TYPE);
        let clash = format!(
            "a member of this struct has the name of the tag, `{}`: rename one of them",
            tag.value()
        );
        self.checks.push(quote_spanned! {checks::at(ty)=>
            ::core::assert!(
                _data_driver::describe::is_struct(#description),
                "only a struct's members can stand beside the tag: give this a name, `Variant {{ value: … }}`",
            );
            ::core::assert!(!_data_driver::describe::has_member(#description, #tag), "{}", #clash);
        });
        Ok(())
    }
}
