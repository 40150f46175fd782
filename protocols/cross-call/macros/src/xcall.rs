//! `#[xcall(id = 3, since = "1.1")]`.

use proc_macro2::Span;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Expr, ExprLit, Lit, LitInt, LitStr, Meta, Result, Token};

/// The version of an interface that had a call first, major and minor.
pub(crate) type Version = (u32, u32);

/// What a call says where nothing is said.
pub(crate) const FIRST: Version = (1, 0);

/// What a method says of itself.
pub(crate) struct Xcall {
    pub(crate) id: Id,
    pub(crate) since: Version,
}

/// A call's number, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Id {
    pub(crate) number: u32,
    pub(crate) span: Span,
}

const FORM: &str = "`#[xcall(id = 1)]` or `#[xcall(id = 1, since = \"1.1\")]`";

impl Xcall {
    /// The one among a method's attributes.
    pub(crate) fn find(attributes: &[Attribute]) -> Result<Option<Self>> {
        let mut found = None;
        for attribute in attributes.iter().filter(|attribute| is_xcall(attribute)) {
            if found.is_some() {
                let message = "a call has one `#[xcall]`: write both members into it, \
                               `#[xcall(id = 1, since = \"1.1\")]`";
                return Err(Error::new_spanned(attribute, message));
            }
            found = Some(Self::read(attribute)?);
        }
        Ok(found)
    }

    fn read(attribute: &Attribute) -> Result<Self> {
        let Meta::List(list) = &attribute.meta else {
            let message = format!("the attribute `xcall` is a list: write {FORM}");
            return Err(Error::new_spanned(attribute, message));
        };
        let members = members.parse2(list.tokens.clone())?;
        let (mut id, mut since) = (None, None);
        for member in &members {
            let Some(name) = member.path.get_ident() else {
                let message =
                    format!("the name of a member is an identifier, `id` or `since`: write {FORM}");
                return Err(Error::new_spanned(&member.path, message));
            };
            let twice = match name.to_string().as_str() {
                "id" => id.replace(number(&member.value)?).is_some(),
                "since" => since.replace(version(&member.value)?).is_some(),
                other => {
                    let message = format!("`xcall` has no member `{other}`: write {FORM}");
                    return Err(Error::new_spanned(member, message));
                }
            };
            if twice {
                return Err(Error::new_spanned(member, format!("`{name}` stands twice")));
            }
        }
        let Some(id) = id else {
            let message = format!("the call's id is missing: write {FORM}");
            return Err(Error::new_spanned(attribute, message));
        };
        let since = since.unwrap_or(FIRST);
        Ok(Self { id, since })
    }
}

/// Whether this is the attribute that is read here, and taken from the trait.
pub(crate) fn is_xcall(attribute: &Attribute) -> bool {
    attribute.path().is_ident("xcall")
}

fn members(input: ParseStream<'_>) -> Result<Vec<syn::MetaNameValue>> {
    let wrong = |span| {
        Error::new(
            span,
            format!("expected members with their values: write {FORM}"),
        )
    };
    let start = input.span();
    let members = Punctuated::<Meta, Token![,]>::parse_terminated(input)
        .map_err(|error| wrong(error.span()))?;
    members
        .into_iter()
        .map(|member| match member {
            Meta::NameValue(member) => Ok(member),
            _ => Err(wrong(start)),
        })
        .collect()
}

fn number(value: &Expr) -> Result<Id> {
    let Some(number) = integer(value) else {
        let message = "the id is an integer from 1 to 4294967295: write `id = 1`";
        return Err(Error::new_spanned(value, message));
    };
    match number.base10_parse() {
        Ok(0) => {
            let message = "the id 0 is no call's: ids begin with 1, write `id = 1`";
            Err(Error::new_spanned(value, message))
        }
        Ok(id) => Ok(Id {
            number: id,
            span: number.span(),
        }),
        Err(_) => {
            let message =
                "the id is an integer from 1 to 4294967295, which is what has room in 32 bits";
            Err(Error::new_spanned(value, message))
        }
    }
}

fn integer(value: &Expr) -> Option<&LitInt> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => Some(number),
        _ => None,
    }
}

fn version(value: &Expr) -> Result<Version> {
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = value
    else {
        let message = "a version is text, major and minor: write `since = \"1.1\"`";
        return Err(Error::new_spanned(value, message));
    };
    read_version(text)
}

fn read_version(text: &LitStr) -> Result<Version> {
    let value = text.value();
    let parts: Vec<&str> = value.split('.').collect();
    let [major, minor] = parts[..] else {
        let message = format!(
            "a version is major and minor, with one point between them, found \"{value}\": write `since = \"1.1\"`"
        );
        return Err(Error::new(text.span(), message));
    };
    let part = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten().ok_or_else(|| {
            let message = format!(
                "each part of a version is a number of 32 bits in decimal digits, found \"{part}\": write `since = \"1.1\"`"
            );
            Error::new(text.span(), message)
        })
    };
    Ok((part(major)?, part(minor)?))
}
