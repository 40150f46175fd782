//! `#[schema(id = 3, since = "1.0")]`: what a contract says of a function or event beyond what all
//! contracts say.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, Lit, Result, Token};

/// A member of a function's or event's object in the schema.
pub(crate) struct Member {
    name: Ident,
    value: Value,
}

enum Value {
    Text(String),
    Integer(u32),
    Bool(bool),
}

/// What the schema says of every function.
pub(crate) const OF_FUNCTIONS: &[&str] = &[
    "name",
    "aliases",
    "doc",
    "kind",
    "params",
    "itemSize",
    "input",
    "output",
    "inputSchema",
    "outputSchema",
];

/// What it says of every event, in the form that some deployed drivers have as well.
pub(crate) const OF_EVENTS: &[&str] = &["topic", "topics", "doc", "data", "dataSchema"];

impl Member {
    /// The members in all `#[schema(…)]` among the attributes. The schema says what is `taken` already.
    pub(crate) fn all(attributes: &[Attribute], taken: &[&str]) -> Result<Vec<Self>> {
        let mut members: Vec<Self> = Vec::new();
        for attribute in attributes {
            if !attribute.path().is_ident("schema") {
                continue;
            }
            let more =
                attribute.parse_args_with(Punctuated::<Self, Token![,]>::parse_terminated)?;
            for member in more {
                let name = &member.name;
                if taken.contains(&member.key().as_str()) {
                    let message = format!("the schema says `{name}` already: choose another name");
                    return Err(Error::new(name.span(), message));
                }
                if members.iter().any(|other| other.key() == member.key()) {
                    return Err(Error::new(name.span(), format!("`{name}` stands twice")));
                }
                members.push(member);
            }
        }
        Ok(members)
    }

    fn key(&self) -> String {
        self.name.unraw().to_string()
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let wanted = "expected text, `true`, `false` or an integer of 32 bits";
        let wrong = |error: Error| Error::new(error.span(), wanted);
        let value = match input.parse::<Lit>().map_err(wrong)? {
            Lit::Str(text) => Value::Text(text.value()),
            Lit::Int(number) => Value::Integer(number.base10_parse().map_err(wrong)?),
            Lit::Bool(value) => Value::Bool(value.value),
            other => return Err(Error::new(other.span(), wanted)),
        };
        Ok(Self { name, value })
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = self.key();
        let value = match &self.value {
            Value::Text(text) => quote!(Text(#text)),
            Value::Integer(number) => quote!(Integer(#number)),
            Value::Bool(value) => quote!(Bool(#value)),
        };
        tokens.extend(quote! {
            _data_driver::declared::Member {
                name: #name,
                value: _data_driver::declared::MemberValue::#value,
            }
        });
    }
}
