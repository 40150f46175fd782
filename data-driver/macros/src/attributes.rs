//! The attributes of serde and of this crate that change what a type looks like.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, LitStr, Path, Result, Token, Type};

use crate::case::Case;
use crate::unit::Unit;

/// What the attributes of a struct or enum say.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) rename: Option<String>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) rename_all_fields: Option<Case>,
    pub(crate) tag: Option<String>,
    pub(crate) default: bool,
    pub(crate) transparent: bool,
}

/// What the attributes of a field or variant say.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) rename: Option<String>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) optional: bool,
    pub(crate) skip: bool,
    /// The path of `with`.
    pub(crate) with: Option<Path>,
    /// The type whose description stands for the field's.
    pub(crate) ty: Option<Type>,
    /// Whether the description is asked for later, as the type contains itself.
    pub(crate) later: bool,
    /// What the value counts.
    pub(crate) unit: Option<Unit>,
}

impl Container {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut container = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                attribute.parse_nested_meta(|meta| container.serde(&meta))?;
            } else if attribute.path().is_ident("describe") {
                attribute.parse_nested_meta(|meta| Err(unknown(&meta, "a type")))?;
            }
        }
        Ok(container)
    }

    fn serde(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "rename" => self.rename = Some(text(meta)?.value()),
            "rename_all" => self.rename_all = Some(case(meta)?),
            "rename_all_fields" => self.rename_all_fields = Some(case(meta)?),
            "tag" => self.tag = Some(text(meta)?.value()),
            "default" => {
                self.default = true;
                skip_value(meta)?;
            }
            "transparent" => self.transparent = true,
            "untagged" | "content" | "from" | "try_from" | "into" | "remote" => {
                let message = format!(
                    "Describe does not know what `{}` makes of the type: implement it by hand",
                    name(meta)
                );
                return Err(meta.error(message));
            }
            _ => skip_value(meta)?,
        }
        Ok(())
    }
}

impl Part {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut part = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                attribute.parse_nested_meta(|meta| part.serde(&meta))?;
            } else if attribute.path().is_ident("describe") {
                attribute.parse_nested_meta(|meta| part.describe(&meta))?;
            } else if attribute.path().is_ident("unit") {
                part.unit = Some(attribute.parse_args()?);
            }
        }
        Ok(part)
    }

    fn serde(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "rename" => self.rename = Some(text(meta)?.value()),
            "rename_all" => self.rename_all = Some(case(meta)?),
            "default" => {
                self.optional = true;
                skip_value(meta)?;
            }
            "skip_serializing_if" => {
                self.optional = true;
                skip_value(meta)?;
            }
            "skip" => self.skip = true,
            "with" => self.with = Some(text(meta)?.parse_with(Path::parse_mod_style)?),
            "flatten" | "serialize_with" | "deserialize_with" | "untagged" | "other" => {
                let message = format!(
                    "Describe does not know what `{}` makes of this: implement it by hand",
                    name(meta)
                );
                return Err(meta.error(message));
            }
            _ => skip_value(meta)?,
        }
        Ok(())
    }

    fn describe(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "ty" => self.ty = Some(meta.value()?.parse()?),
            "later" => self.later = true,
            _ => return Err(unknown(meta, "a field")),
        }
        Ok(())
    }
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path
        .get_ident()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn unknown(meta: &ParseNestedMeta<'_>, place: &str) -> Error {
    let known = "`describe(ty = Type)` and `describe(later)` on fields";
    meta.error(format!("no such attribute for {place}; known are {known}"))
}

fn text(meta: &ParseNestedMeta<'_>) -> Result<LitStr> {
    if !meta.input.peek(Token![=]) {
        return Err(meta.error("Describe takes one name for both directions here: write `= \"…\"`"));
    }
    meta.value()?.parse()
}

fn case(meta: &ParseNestedMeta<'_>) -> Result<Case> {
    let text = text(meta)?;
    let known = Case::ALL
        .into_iter()
        .find(|(name, _)| *name == text.value());
    known.map(|(_, case)| case).ok_or_else(|| {
        let names: Vec<&str> = Case::ALL.iter().map(|(name, _)| *name).collect();
        Error::new(text.span(), format!("expected one of {}", names.join(", ")))
    })
}

/// Passes over the value of an attribute that does not matter here.
fn skip_value(meta: &ParseNestedMeta<'_>) -> Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Lit>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let inner;
        syn::parenthesized!(inner in meta.input);
        inner.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}
