//! The attributes of serde and of this crate that change what a type looks like.
//!
//! Those that are not known are refused: a description that passes over one would say something else
//! than the type does.

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
    pub(crate) tag: Option<LitStr>,
    /// The attribute `untagged`.
    pub(crate) untagged: Option<Path>,
    pub(crate) default: bool,
    pub(crate) transparent: bool,
    /// The type of another crate that this one looks like.
    pub(crate) remote: Option<Path>,
    /// The marker for which that type is described.
    pub(crate) types: Option<Path>,
    /// Whether rkyv's derives make its archive.
    pub(crate) archived: bool,
}

/// What the attributes of a field or variant say.
#[derive(Default)]
pub(crate) struct Part {
    pub(crate) rename: Option<String>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) default: Option<Filler>,
    /// The path of `skip_serializing_if`.
    pub(crate) omitted_if: Option<LitStr>,
    /// The attribute `skip`.
    pub(crate) skip: Option<Path>,
    /// The path of `with`.
    pub(crate) with: Option<LitStr>,
    /// The type whose description stands for the field's.
    pub(crate) ty: Option<Type>,
    /// Whether the description is asked for later, as the type contains itself.
    pub(crate) later: bool,
    /// What the value counts.
    pub(crate) unit: Option<Unit>,
    /// Whether the variant is taken and never written.
    pub(crate) input_only: bool,
}

/// What stands for a member that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filler {
    /// The value of its type's `Default`.
    OfType,
    /// What this function gives.
    Function(String),
}

impl Container {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut container = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                attribute.parse_nested_meta(|meta| container.serde(&meta))?;
            } else if attribute.path().is_ident("describe") {
                attribute.parse_nested_meta(|meta| container.describe(&meta))?;
            }
        }
        Ok(container)
    }

    fn serde(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "rename" => self.rename = Some(text(meta)?.value()),
            "rename_all" => self.rename_all = Some(case(meta)?),
            "rename_all_fields" => self.rename_all_fields = Some(case(meta)?),
            "tag" => self.tag = Some(text(meta)?),
            "default" => {
                self.default = true;
                skip_value(meta)?;
            }
            "transparent" => self.transparent = true,
            // They change no form: others than the members are refused by every driver, and the others
            // are for the compiler and for words.
            "deny_unknown_fields" | "crate" | "bound" | "expecting" => skip_value(meta)?,
            "content" => {
                return Err(meta.error(
                    "a driver has no form with the tag and the content side by side: leave out `content`, \
                     and `tag` too where a variant holds something else than a struct",
                ));
            }
            "untagged" => self.untagged = Some(meta.path.clone()),
            known @ ("from" | "try_from" | "into" | "remote") => {
                return Err(meta.error(format!(
                    "what `{known}` makes of the type is not known here: describe the type by hand, with \
                     `impl Describe`, or take it out of the contract's types by `#[describe(ty = Type)]` on \
                     the fields that have it"
                )));
            }
            other => return Err(not_known(meta, other, "a type")),
        }
        Ok(())
    }

    fn describe(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "remote" => self.remote = Some(meta.value()?.parse()?),
            "types" => self.types = Some(meta.value()?.parse()?),
            "archived" => self.archived = true,
            _ => {
                return Err(unknown(
                    meta,
                    "a type",
                    "`describe(remote = path)`, `describe(types = Marker)` and `describe(archived)`",
                ));
            }
        }
        Ok(())
    }
}

impl Part {
    /// The attributes of a field.
    pub(crate) fn of_field(attributes: &[Attribute]) -> Result<Self> {
        Self::read(attributes, "a field", Self::field)
    }

    /// The attributes of a variant.
    pub(crate) fn of_variant(attributes: &[Attribute]) -> Result<Self> {
        Self::read(attributes, "a variant", Self::variant)
    }

    fn read(
        attributes: &[Attribute],
        place: &str,
        mut serde: impl FnMut(&mut Self, &ParseNestedMeta<'_>) -> Result<()>,
    ) -> Result<Self> {
        let mut part = Self::default();
        for attribute in attributes {
            let path = attribute.path();
            if path.is_ident("serde") {
                attribute.parse_nested_meta(|meta| serde(&mut part, &meta))?;
            } else if path.is_ident("describe") {
                attribute.parse_nested_meta(|meta| part.describe(&meta, place))?;
            } else if path.is_ident("unit") {
                part.unit = Some(attribute.parse_args()?);
            }
        }
        // Where `#[serde_as]` has been read, `with` stands beside it.
        let unread = attributes
            .iter()
            .find(|attribute| attribute.path().is_ident("serde_as"));
        if let (Some(unread), None) = (unread, &part.with) {
            return Err(Error::new_spanned(
                unread.path(),
                "`#[serde_as]` must be read before the derives: put it on the type, above `#[derive(…)]`",
            ));
        }
        Ok(part)
    }

    fn field(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "rename" => self.rename = Some(text(meta)?.value()),
            "default" => {
                self.default = Some(if meta.input.peek(Token![=]) {
                    Filler::Function(text(meta)?.value())
                } else {
                    Filler::OfType
                });
            }
            "skip_serializing_if" => self.omitted_if = Some(text(meta)?),
            "skip" => self.skip = Some(meta.path.clone()),
            "with" => self.with = Some(text(meta)?),
            "bound" | "crate" => skip_value(meta)?,
            "flatten" => {
                return Err(meta.error(
                    "an object's members are known one by one: leave out `flatten`, or write the members here",
                ));
            }
            "alias" => {
                return Err(meta.error(
                    "a member has one name, which the schema tells: leave out `alias`, or write `rename`",
                ));
            }
            known @ ("skip_serializing" | "skip_deserializing") => {
                return Err(meta.error(format!(
                    "what a driver writes it must read again: write `skip` rather than `{known}`"
                )));
            }
            known @ ("serialize_with" | "deserialize_with") => {
                return Err(meta.error(format!(
                    "what is written and what is read must be one form: write `with` rather than `{known}`"
                )));
            }
            "borrow" => {
                return Err(
                    meta.error("a contract's values own what they hold: leave out `borrow`")
                );
            }
            other => return Err(not_known(meta, other, "a field")),
        }
        Ok(())
    }

    fn variant(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "rename" => self.rename = Some(text(meta)?.value()),
            "rename_all" => self.rename_all = Some(case(meta)?),
            "bound" | "crate" => skip_value(meta)?,
            "skip" | "skip_serializing" | "skip_deserializing" => {
                let name = name(meta);
                return Err(meta.error(format!(
                    "bytes of this variant would have no JSON: leave out `{name}`"
                )));
            }
            "alias" => {
                return Err(meta.error(
                    "a variant has one name, which the schema tells: leave out `alias`, or write `rename`",
                ));
            }
            known @ ("with" | "serialize_with" | "deserialize_with") => {
                return Err(meta.error(format!(
                    "put `{known}` on the variant's field, where it says what is written: `Variant(#[serde(with = \"…\")] T)`"
                )));
            }
            "other" => {
                return Err(
                    meta.error("what is not known is a mistake, and no variant: leave out `other`")
                );
            }
            "untagged" => {
                return Err(
                    meta.error("either all variants are told apart by what they look like, or none: leave out `untagged`, or put it on the enum")
                );
            }
            "borrow" => {
                return Err(
                    meta.error("a contract's values own what they hold: leave out `borrow`")
                );
            }
            other => return Err(not_known(meta, other, "a variant")),
        }
        Ok(())
    }

    fn describe(&mut self, meta: &ParseNestedMeta<'_>, place: &str) -> Result<()> {
        match name(meta).as_str() {
            "ty" if place == "a field" => self.ty = Some(meta.value()?.parse()?),
            "later" if place == "a field" => self.later = true,
            "input" if place == "a variant" => self.input_only = true,
            _ => {
                let known = "`describe(ty = Type)` and `describe(later)` on fields, `describe(input)` on variants";
                return Err(unknown(meta, place, known));
            }
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

fn unknown(meta: &ParseNestedMeta<'_>, place: &str, known: &str) -> Error {
    meta.error(format!("no such attribute for {place}; known are {known}"))
}

/// An attribute of serde's that nobody has thought about here.
fn not_known(meta: &ParseNestedMeta<'_>, name: &str, place: &str) -> Error {
    meta.error(format!(
        "what serde's `{name}` makes of {place} is not known here, so that a driver's schema could say \
         something else than the driver does: leave it out"
    ))
}

fn text(meta: &ParseNestedMeta<'_>) -> Result<LitStr> {
    if !meta.input.peek(Token![=]) {
        let name = name(meta);
        return Err(meta.error(format!(
            "what a driver writes it must read again, so `{name}` is the same in both directions: write `{name} = \"…\"`"
        )));
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
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let inner;
        syn::parenthesized!(inner in meta.input);
        inner.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}
