//! A method of the trait as a call.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Meta, Result, ReturnType, Signature, TraitItemFn};

use crate::signature::{self, Argument};
use crate::xcall::{self, Version, Xcall};

/// A call.
pub(crate) struct Call {
    pub(crate) id: u32,
    pub(crate) since: Version,
    /// Whether it is by `&mut self`.
    pub(crate) is_mut: bool,
    /// The method as it stands in the trait.
    pub(crate) method: TraitItemFn,
    pub(crate) arguments: Vec<Argument>,
}

impl Call {
    /// What a method says of itself; a call without an id has its place among the calls, from 1.
    pub(crate) fn read(method: &TraitItemFn) -> Result<(Self, Option<xcall::Id>)> {
        let xcall = Xcall::find(&method.attrs)?;
        let is_mut = signature::is_mut(&method.sig)?;
        let arguments = signature::arguments(method)?;
        let mut method = method.clone();
        method.attrs.retain(|attribute| !xcall::is_xcall(attribute));
        let call = Self {
            id: 0,
            since: xcall.as_ref().map_or(xcall::FIRST, |xcall| xcall.since),
            is_mut,
            method,
            arguments,
        };
        Ok((call, xcall.map(|xcall| xcall.id)))
    }

    pub(crate) fn ident(&self) -> &Ident {
        &self.method.sig.ident
    }

    /// The name as text.
    pub(crate) fn name(&self) -> String {
        self.ident().unraw().to_string()
    }

    pub(crate) fn signature(&self) -> &Signature {
        &self.method.sig
    }

    /// The names of the arguments.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        self.arguments.iter().map(|argument| &argument.name)
    }

    /// The arguments as one value: several are a tuple, one is itself, none is `()`.
    pub(crate) fn inputs(&self) -> TokenStream {
        let names: Vec<&Ident> = self.names().collect();
        match names[..] {
            [one] => quote!(#one),
            _ => quote!((#(#names),*)),
        }
    }

    /// The type of the result.
    pub(crate) fn output(&self) -> TokenStream {
        match &self.signature().output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => quote!(#ty),
        }
    }

    /// What was written about the call.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &Attribute> {
        docs(&self.method.attrs)
    }
}

/// The doc comments among attributes.
pub(crate) fn docs(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| {
        let Meta::NameValue(meta) = &attribute.meta else {
            return false;
        };
        let is_text = matches!(
            &meta.value,
            Expr::Lit(ExprLit {
                lit: Lit::Str(_),
                ..
            })
        );
        meta.path.is_ident("doc") && is_text
    })
}
