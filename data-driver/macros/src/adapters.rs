//! The modules for serde's `with` of which it is known what they write.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, Path, PathArguments, Type};

use crate::framework;

/// The trait that says what a module writes, if it is known.
pub(crate) fn find(path: &Path) -> Option<TokenStream> {
    let framework = framework::name();
    match words(path).as_slice() {
        [first, second] if framework == first => match second.as_str() {
            "hex" => Some(quote!(_data_driver::hex::Hex)),
            "base58" => Some(quote!(_data_driver::base58::Base58)),
            _ => None,
        },
        // What `#[serde_as(as = "Hex")]` becomes.
        [first, second] if first == "serde_with" && second == "As" => {
            let inner = argument(path)?;
            (words(inner).last()? == "Hex" && !has_arguments(inner))
                .then(|| quote!(_data_driver::hex::Hex))
        }
        _ => None,
    }
}

fn words(path: &Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect()
}

fn has_arguments(path: &Path) -> bool {
    path.segments
        .iter()
        .any(|segment| !matches!(segment.arguments, PathArguments::None))
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
