//! What a method may look like whose calls cross: its arguments and its result are bytes on the way.

use syn::{Error, FnArg, Ident, Pat, Result, ReturnType, Signature, TraitItemFn, Type};

/// How many arguments a call can have: as many as tuples have bytes in SCALE.
pub(crate) const MAX_ARGUMENTS: usize = 18;

/// An argument of a call.
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

/// The arguments of a method that can cross.
pub(crate) fn arguments(method: &TraitItemFn) -> Result<Vec<Argument>> {
    let signature = &method.sig;
    check(method)?;
    let arguments: Vec<Argument> = signature
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(argument) => Some(argument),
            FnArg::Receiver(_) => None,
        })
        .map(|argument| {
            let Pat::Ident(pattern) = &*argument.pat else {
                let message = "an argument has a name alone, which the description of the call tells: write `name: Type`";
                return Err(Error::new_spanned(&argument.pat, message));
            };
            owned(&argument.ty, "an argument")?;
            Ok(Argument {
                name: pattern.ident.clone(),
                ty: (*argument.ty).clone(),
            })
        })
        .collect::<Result<_>>()?;
    if arguments.len() > MAX_ARGUMENTS {
        let message = format!("more than {MAX_ARGUMENTS} arguments: put them into a struct");
        return Err(Error::new_spanned(&signature.ident, message));
    }
    if let ReturnType::Type(_, ty) = &signature.output {
        owned(ty, "a result")?;
    }
    Ok(arguments)
}

/// What a method has besides arguments and a result.
fn check(method: &TraitItemFn) -> Result<()> {
    let Signature {
        constness,
        asyncness,
        unsafety,
        abi,
        generics,
        ..
    } = &method.sig;
    let refused =
        |what: &dyn quote::ToTokens, message: &str| Err(Error::new_spanned(what, message));
    if let Some(word) = constness {
        return refused(
            word,
            "a call crosses when the program runs: leave out `const`",
        );
    }
    if let Some(word) = asyncness {
        return refused(
            word,
            "the caller waits until the call is back: leave out `async`",
        );
    }
    if let Some(word) = unsafety {
        return refused(
            word,
            "nothing that the caller promises crosses with the call: leave out `unsafe`",
        );
    }
    if let Some(abi) = abi {
        return refused(abi, "a call crosses as its bytes: leave out `extern`");
    }
    if !generics.params.is_empty() || generics.where_clause.is_some() {
        return refused(
            &method.sig,
            "the bytes of a call are of one type: leave out the parameters of types and lifetimes",
        );
    }
    if let Some(body) = &method.default {
        return refused(
            body,
            "a call runs where the trait is implemented: write `;` in place of the body",
        );
    }
    if let Some(attribute) = method
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr"))
    {
        return refused(
            attribute,
            "both ends have the same calls: leave out the condition, or put it in front of the trait",
        );
    }
    Ok(())
}

/// Whether the call is by `&mut self`.
pub(crate) fn is_mut(signature: &Signature) -> Result<bool> {
    const FORM: &str = "a call is by `&self`, where it only reads, or by `&mut self`, where it changes something: write one of them first";
    let Some(receiver) = signature.receiver() else {
        return Err(Error::new_spanned(signature, FORM));
    };
    let plain = matches!(&receiver.reference, Some((_, None))) && receiver.colon_token.is_none();
    if !plain {
        return Err(Error::new_spanned(receiver, FORM));
    }
    Ok(receiver.mutability.is_some())
}

/// What crosses is made anew on the other side, which can borrow nothing.
fn owned(ty: &Type, what: &str) -> Result<()> {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => {
            let message = format!(
                "{what} crosses as bytes, and what the other side changes does not come back: return the changed value instead of `&mut`"
            );
            Err(Error::new_spanned(ty, message))
        }
        Type::Reference(_) => {
            let message = format!(
                "{what} is made of bytes on the other side, and borrows nothing: write `String` for `&str`, `Vec<u8>` for `&[u8]`, `T` for `&T`"
            );
            Err(Error::new_spanned(ty, message))
        }
        Type::ImplTrait(_) => {
            let message =
                format!("the bytes of {what} are of one type: write its name instead of `impl`");
            Err(Error::new_spanned(ty, message))
        }
        Type::Paren(inner) => owned(&inner.elem, what),
        Type::Group(inner) => owned(&inner.elem, what),
        _ => Ok(()),
    }
}
