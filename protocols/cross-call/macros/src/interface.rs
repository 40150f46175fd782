//! The trait, read.

use proc_macro2::TokenStream;
use quote::format_ident;
use syn::{Error, Ident, ItemTrait, Result, TraitItem, TraitItemFn};

use crate::call::Call;
use crate::xcall::{self, Id};

/// A trait whose methods are calls.
pub(crate) struct Interface {
    /// The trait without the attributes that are for the macro.
    pub(crate) declared: ItemTrait,
    pub(crate) calls: Vec<Call>,
}

impl Interface {
    pub(crate) fn parse(item: TokenStream) -> Result<Self> {
        let mut declared: ItemTrait = syn::parse2(item).map_err(|error| {
            let message = format!("`#[cross_call(…)]` stands in front of a trait: {error}");
            Error::new(error.span(), message)
        })?;
        if !declared.generics.params.is_empty() || declared.generics.where_clause.is_some() {
            let message = "the bytes of a call are of one type: leave out the trait's parameters";
            return Err(Error::new_spanned(&declared.generics, message));
        }
        if let Some(word) = &declared.unsafety {
            let message = "the caller's end is generated, and promises nothing: leave out `unsafe`";
            return Err(Error::new_spanned(word, message));
        }
        let methods = declared.items.iter().filter_map(|item| match item {
            TraitItem::Fn(method) => Some(Call::read(method)),
            _ => None,
        });
        let calls = numbered(methods.collect::<Result<_>>()?)?;
        for item in &mut declared.items {
            if let TraitItem::Fn(TraitItemFn { attrs, .. }) = item {
                attrs.retain(|attribute| !xcall::is_xcall(attribute));
            }
        }
        Ok(Self { declared, calls })
    }

    pub(crate) fn ident(&self) -> &Ident {
        &self.declared.ident
    }

    /// The name of something that is generated beside the trait.
    pub(crate) fn beside(&self, ending: &str) -> Ident {
        format_ident!("{}{ending}", self.ident())
    }

    /// The calls by `&self`.
    pub(crate) fn read_only(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| !call.is_mut)
    }
}

/// Gives each call its id: its own, or its place where no call has one.
fn numbered(calls: Vec<(Call, Option<Id>)>) -> Result<Vec<Call>> {
    let with_id = calls.iter().find(|(_, id)| id.is_some());
    let with_id = with_id.map(|(call, _)| call.name());
    let mut numbered: Vec<Call> = Vec::with_capacity(calls.len());
    for (place, (call, id)) in calls.into_iter().enumerate() {
        let name = call.name();
        let number = match (id, &with_id) {
            (Some(id), _) => id.number,
            (None, Some(other)) => {
                let message = format!(
                    "`{name}` has no id, but `{other}` has: write `#[xcall(id = …)]` in front of each method, or in front of none, \
                     so that they are counted"
                );
                return Err(Error::new_spanned(call.signature(), message));
            }
            (None, None) => u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1),
        };
        if let Some(other) = numbered.iter().find(|other| other.id == number) {
            let largest = numbered.iter().map(|other| other.id).max();
            let free = largest.unwrap_or(0).saturating_add(1);
            let message = format!(
                "the id {number} is that of `{}` already: write another one in front of `{name}`, `#[xcall(id = {free})]`",
                other.name()
            );
            let span = id.map_or_else(|| call.ident().span(), |id| id.span);
            return Err(Error::new(span, message));
        }
        numbered.push(Call { id: number, ..call });
    }
    Ok(numbered)
}
