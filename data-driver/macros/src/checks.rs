//! What must be so of a type whose description is asked for.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Error, GenericParam, Result, Type};

/// A described type is one type, which owns what it holds.
pub(crate) fn no_parameters(input: &DeriveInput) -> Result<()> {
    let Some(parameter) = input.generics.params.first() else {
        return Ok(());
    };
    let message = match parameter {
        GenericParam::Lifetime(_) => {
            "a contract's values own what they hold: write `String` or `Vec<u8>` rather than a reference"
        }
        _ => {
            "a schema has one name for one shape: write a type for each that the contract has, \
             such as `struct PageOfNotes { items: Vec<Note> }`"
        }
    };
    Err(Error::new_spanned(parameter, message))
}

/// Statements that stop the compiler where values of the type would not come back as they were written.
/// `knows` is the trait that says so.
pub(crate) fn comes_back(ty: &Type, knows: &impl ToTokens) -> TokenStream {
    quote_spanned! {at(ty)=>
        ::core::assert!(
            <#ty as #knows>::FAULT.keeps_null(),
            "`null` is `None` here, and something inside of the `Option` is `null` too, so that one would come back \
             as the other: write an enum of your own in place of one of them",
        );
        ::core::assert!(
            <#ty as #knows>::FAULT.has_keys(),
            "JSON has text for keys, so a map's keys are text, integers, `bool`, bytes as text or an enum without \
             content: write a list of pairs, `Vec<(K, V)>`",
        );
    }
}

/// Where the compiler is to point: at what the author wrote, as code that the author did not write.
pub(crate) fn at(place: &impl Spanned) -> Span {
    of(place.span())
}

/// The same, of a place.
pub(crate) fn of(place: Span) -> Span {
    Span::call_site().located_at(place)
}
