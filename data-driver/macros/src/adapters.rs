//! The modules for serde's `with` of which it is known what they write.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, Path, PathArguments, Type};

use crate::framework;

/// The trait that says what a module writes, if it is known.
pub(crate) fn find(path: &Path) -> Option<TokenStream> {
    let words = words(path);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // The author may have renamed the framework.
    let notation = match words.as_slice() {
        [first, inner @ ..] if framework::name() == first => match inner {
            ["hex"] => quote!(hex::Hex),
            ["hex", "prefixed"] => quote!(hex::prefixed::PrefixedHex),
            ["base58"] => quote!(base58::Base58),
            _ => return None,
        },
        // What `#[serde_as(as = "Hex")]` becomes.
        ["serde_with", "As"] if is_plain_hex(argument(path)?) => quote!(hex::Hex),
        _ => return None,
    };
    Some(quote!(_data_driver::notation::Written<_data_driver::#notation>))
}

fn words(path: &Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect()
}

fn is_plain_hex(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|last| last.ident == "Hex" && matches!(last.arguments, PathArguments::None))
}

/// The only type among the arguments of the last segment.
fn argument(path: &Path) -> Option<&Path> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(Type::Path(path)) if arguments.args.len() == 1 => Some(&path.path),
        _ => None,
    }
}
