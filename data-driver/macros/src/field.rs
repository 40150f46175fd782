//! What is not so of every field that serde takes.

use std::collections::BTreeSet;

use syn::{Data, Error, Expr, ExprLit, Field, Ident, Lit, PathArguments, Result, Type};

use crate::attributes::{Filler, Part};

/// Where a field stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    /// In an object.
    Member {
        /// Whether the struct says what stands for members that are not there.
        default: bool,
    },
    /// In an array.
    Element,
    /// By itself.
    Alone,
}

/// How many elements the arrays have at most for which serde has a form.
const MAX_ARRAY: u64 = 32;

/// What is written is read again, and the schema can say it.
pub(crate) fn check(field: &Field, part: &Part, place: Place) -> Result<()> {
    check_type(&field.ty, part)?;
    match place {
        Place::Member { default } => check_omitted(field, part, default),
        Place::Element | Place::Alone => {
            let name = if part.skip.is_some() {
                "skip"
            } else if part.default.is_some() {
                "default"
            } else if part.omitted_if.is_some() {
                "skip_serializing_if"
            } else if part.rename.is_some() {
                "rename"
            } else {
                return Ok(());
            };
            Err(Error::new_spanned(
                field,
                format!(
                    "`{name}` is for members, which have names: give this one a name, or leave out `{name}`"
                ),
            ))
        }
    }
}

/// A member that is left out must be read as what it was.
fn check_omitted(field: &Field, part: &Part, default: bool) -> Result<()> {
    let Some(omitted_if) = &part.omitted_if else {
        return Ok(());
    };
    let predicate = omitted_if.value();
    let predicate = predicate.rsplit("::").next().unwrap_or_default().trim();
    let is_read = match (predicate, &part.default) {
        ("is_none" | "is_empty", Some(Filler::OfType)) => true,
        // serde reads an `Option` that is not there as `None`, but not where `with` reads it.
        ("is_none", None) => is_option(&field.ty) && part.with.is_none() && !default,
        _ => false,
    };
    if is_read {
        return Ok(());
    }
    Err(Error::new_spanned(
        omitted_if,
        "what is left out must be read as what it was: write `#[serde(default, skip_serializing_if = \"Option::is_none\")]`, \
         or `is_empty` of the member's type; others are not known here",
    ))
}

/// Types that no contract has, for which serde's own words are long.
fn check_type(ty: &Type, part: &Part) -> Result<()> {
    if part.ty.is_some() || part.skip.is_some() {
        return Ok(());
    }
    check_owned(ty)?;
    if part.with.is_none() {
        check_array(ty)?;
    } else if let (Some(with), Type::Path(path)) = (&part.with, ty)
        && let Some(word) = path.path.get_ident()
        && is_number(word)
        && crate::adapters::find(&with.parse()?).is_some()
    {
        return Err(Error::new_spanned(
            ty,
            format!(
                "`{}` is for bytes, `Vec<u8>` and `[u8; N]`, and `{word}` is none: leave out `with`",
                with.value()
            ),
        ));
    }
    Ok(())
}

fn is_number(word: &Ident) -> bool {
    let word = word.to_string();
    let bits = word.strip_prefix(['u', 'i', 'f']).unwrap_or_default();
    bits == "size" || bits.parse::<u8>().is_ok()
}

/// A value owns what it holds, and says the same in every host.
pub(crate) fn check_owned(ty: &Type) -> Result<()> {
    match ty {
        Type::Reference(_) => Err(Error::new_spanned(
            ty,
            "a contract's values own what they hold: write `String` or `Vec<u8>` rather than a reference",
        )),
        Type::Array(array) => check_owned(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().try_for_each(check_owned),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else {
                return Ok(());
            };
            if last.ident == "HashMap" || last.ident == "HashSet" {
                let sorted = last.ident.to_string().replace("Hash", "BTree");
                return Err(Error::new_spanned(
                    &last.ident,
                    format!(
                        "a `{}` has another order in every host, and so have its bytes and its text: write `{sorted}`",
                        last.ident
                    ),
                ));
            }
            if last.ident == "usize" || last.ident == "isize" {
                let sized = last.ident.to_string().replace("size", "32");
                return Err(Error::new_spanned(
                    &last.ident,
                    format!(
                        "a `{}` is as wide as the host's pointers: write `{sized}`, which it is in an archive",
                        last.ident
                    ),
                ));
            }
            if last.ident == "Rc" || last.ident == "Arc" {
                // RUSTSEC-2026-0235: in rkyv 0.7 two shared pointers to one slice, with different lengths, pass for
                // valid, and the longer one is read beyond the archive's end.
                return Err(Error::new_spanned(
                    &last.ident,
                    format!(
                        "`{}` is not safe to read from the bytes of anybody, since an archive's check of it is too weak: write `Box` or `Vec`",
                        last.ident
                    ),
                ));
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return Ok(());
            };
            arguments
                .args
                .iter()
                .try_for_each(|argument| match argument {
                    syn::GenericArgument::Type(ty) => check_owned(ty),
                    _ => Ok(()),
                })
        }
        _ => Ok(()),
    }
}

/// serde has no form for long arrays.
pub(crate) fn check_array(ty: &Type) -> Result<()> {
    match ty {
        Type::Array(array) => {
            if let Expr::Lit(ExprLit {
                lit: Lit::Int(length),
                ..
            }) = &array.len
                && length
                    .base10_parse::<u64>()
                    .is_ok_and(|length| length > MAX_ARRAY)
            {
                let message = if is_byte(&array.elem) {
                    "serde has no form for arrays of more than 32 elements: put \
                     `#[serde(with = \"data_driver::hex\")]` on a field of that many bytes, as in \
                     `#[data_driver::data] struct Key(#[serde(with = \"data_driver::hex\")] [u8; 64]);`"
                } else {
                    "serde has no form for arrays of more than 32 elements: write a `Vec`"
                };
                return Err(Error::new_spanned(ty, message));
            }
            check_array(&array.elem)
        }
        Type::Tuple(tuple) => tuple.elems.iter().try_for_each(check_array),
        Type::Path(path) => path.path.segments.iter().try_for_each(|segment| {
            let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
                return Ok(());
            };
            arguments
                .args
                .iter()
                .try_for_each(|argument| match argument {
                    syn::GenericArgument::Type(ty) => check_array(ty),
                    _ => Ok(()),
                })
        }),
        _ => Ok(()),
    }
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

/// A type that contains itself says so where it does.
pub(crate) fn check_recursion(ident: &Ident, data: &Data) -> Result<()> {
    let fields: Vec<&Field> = match data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data
            .variants
            .iter()
            .flat_map(|variant| &variant.fields)
            .collect(),
        Data::Union(_) => Vec::new(),
    };
    for field in fields {
        let part = Part::of_field(&field.attrs)?;
        if !part.later && part.skip.is_none() && part.ty.is_none() && names(&field.ty, ident) {
            let message = format!(
                "`{ident}` contains itself here, so that its description would have no end: put `#[describe(later)]` on the field"
            );
            return Err(Error::new_spanned(&field.ty, message));
        }
    }
    Ok(())
}

/// Whether the type has this name in it.
fn names(ty: &Type, ident: &Ident) -> bool {
    match ty {
        Type::Array(array) => names(&array.elem, ident),
        Type::Tuple(tuple) => tuple.elems.iter().any(|part| names(part, ident)),
        Type::Path(path) => {
            let last = path.path.segments.last();
            path.path.is_ident(ident)
                || path.path.is_ident("Self")
                || last.is_some_and(|last| {
                    match &last.arguments {
                    PathArguments::AngleBracketed(arguments) => {
                        arguments.args.iter().any(|argument| {
                            matches!(argument, syn::GenericArgument::Type(ty) if names(ty, ident))
                        })
                    }
                    _ => false,
                }
                })
        }
        _ => false,
    }
}

/// Whether the type is written as an `Option`.
fn is_option(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|segment| segment.ident == "Option")
}

/// The names of an object's members, or of an enum's variants.
#[derive(Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Takes one name more.
    pub(crate) fn add(&mut self, name: &str, of: &str, place: &Ident) -> Result<()> {
        if self.0.insert(name.to_owned()) {
            return Ok(());
        }
        let message = format!("two {of} have the name `{name}` in JSON: rename one");
        Err(Error::new_spanned(place, message))
    }
}
