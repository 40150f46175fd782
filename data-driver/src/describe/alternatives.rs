//! What the values of an enum can be, where that is not said by a name around them.

use alloc::vec::Vec;

use super::{Content, Definition, Field, Named, Tag, Type, Variant};

/// One of the things that a value can look like.
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The variant's name, where no tag says it.
    pub title: &'static str,
    /// What it means, in Markdown: of the variant, and of the variant inside that.
    pub docs: [&'static str; 2],
    /// Whether it is taken only, see [`Variant::input_only`].
    pub input_only: bool,
    /// What it looks like.
    pub looks: Looks,
}

/// What a value looks like that is one of several.
#[derive(Debug, Clone, Copy)]
pub enum Looks {
    /// An object.
    Members {
        /// The member that names the variant, and the name.
        tag: Option<(&'static str, &'static str)>,
        /// The other members.
        fields: &'static [Field],
    },
    /// An array with a type for each place.
    Parts(&'static [&'static Type]),
    /// A value of a type that is none of the above.
    Type(&'static Type),
}

/// What the values of an enum's variants can look like, where this member names the variant.
#[must_use]
pub fn alternatives(tag: &'static str, variants: &'static [Variant]) -> Vec<Alternative> {
    let mut found = Vec::new();
    add_variants(Some(tag), variants, &mut found);
    found
}

fn add_variants(
    tag: Option<&'static str>,
    variants: &'static [Variant],
    found: &mut Vec<Alternative>,
) {
    for variant in variants {
        let start = found.len();
        add_content(variant, tag.map(|tag| (tag, variant.name)), found);
        for one in &mut found[start..] {
            one.input_only |= variant.input_only;
            if one.docs[0] != variant.doc {
                one.docs = [variant.doc, one.docs[0]];
            }
        }
    }
}

fn add_content(
    variant: &'static Variant,
    tag: Option<(&'static str, &'static str)>,
    found: &mut Vec<Alternative>,
) {
    let looks = match variant.content {
        Content::Struct(fields) => Looks::Members { tag, fields },
        Content::Unit if tag.is_some() => Looks::Members { tag, fields: &[] },
        Content::Unit => Looks::Type(&Type::Unit),
        Content::Tuple(parts) => Looks::Parts(parts),
        Content::Newtype(ty) => {
            let start = found.len();
            add_type(ty, found);
            // Only members can stand beside the tag, and there is one tag.
            for one in &mut found[start..] {
                if let (Some(_), Looks::Members { tag: known, .. }) = (tag, &mut one.looks) {
                    *known = tag;
                }
            }
            return;
        }
    };
    found.push(Alternative {
        title: if tag.is_some() { "" } else { variant.name },
        docs: [variant.doc, ""],
        input_only: false,
        looks,
    });
}

fn add_type(ty: &'static Type, found: &mut Vec<Alternative>) {
    let ty = ty.resolve();
    let looks = match ty {
        Type::Named(Named {
            definition: Definition::Struct(fields),
            ..
        }) => Looks::Members { tag: None, fields },
        Type::Named(Named {
            definition: Definition::Enum(tag @ (Tag::Internal(_) | Tag::Untagged), variants),
            ..
        }) if cfg!(feature = "choices") => {
            let tag = match tag {
                Tag::Internal(tag) => Some(*tag),
                _ => None,
            };
            return add_variants(tag, variants, found);
        }
        _ => Looks::Type(ty),
    };
    found.push(Alternative {
        title: "",
        docs: ["", ""],
        input_only: false,
        looks,
    });
}

impl Type {
    /// What its values can look like: more than one thing only where the type is an enum whose variants
    /// are not named around them.
    #[must_use]
    pub fn alternatives(&'static self) -> Vec<Alternative> {
        let mut found = Vec::new();
        add_type(self, &mut found);
        found
    }
}
