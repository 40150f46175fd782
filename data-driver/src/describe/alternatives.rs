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

impl Variant {
    /// What its values can look like, where `tag` is the member that names it, if any.
    #[must_use]
    pub fn alternatives(&'static self, tag: Option<&'static str>) -> Vec<Alternative> {
        let mut found = Vec::new();
        self.add(tag.map(|tag| (tag, self.name)), &mut found);
        for one in &mut found {
            one.input_only |= self.input_only;
            if one.docs[0] != self.doc {
                one.docs = [self.doc, one.docs[0]];
            }
        }
        found
    }

    fn add(&'static self, tag: Option<(&'static str, &'static str)>, found: &mut Vec<Alternative>) {
        let looks = match self.content {
            Content::Struct(fields) => Looks::Members { tag, fields },
            Content::Unit if tag.is_some() => Looks::Members { tag, fields: &[] },
            Content::Unit => Looks::Type(&Type::Unit),
            Content::Tuple(parts) => Looks::Parts(parts),
            Content::Newtype(ty) => {
                // Only members can stand beside the tag, and there is one tag.
                return found.extend(ty.alternatives().into_iter().map(|mut one| {
                    if let (Some(_), Looks::Members { tag: known, .. }) = (tag, &mut one.looks) {
                        *known = tag;
                    }
                    one
                }));
            }
        };
        found.push(Alternative {
            title: if tag.is_some() { "" } else { self.name },
            docs: [self.doc, ""],
            input_only: false,
            looks,
        });
    }
}

impl Type {
    /// What its values can look like: more than one thing only where the type is an enum whose variants
    /// are not named around them.
    #[must_use]
    pub fn alternatives(&'static self) -> Vec<Alternative> {
        let ty = self.resolve();
        let looks = match ty {
            Self::Named(Named {
                definition: Definition::Struct(fields),
                ..
            }) => Looks::Members { tag: None, fields },
            Self::Named(Named {
                definition: Definition::Enum(tag @ (Tag::Internal(_) | Tag::Untagged), variants),
                ..
            }) if cfg!(feature = "choices") => {
                let tag = match tag {
                    Tag::Internal(tag) => Some(*tag),
                    _ => None,
                };
                return variants
                    .iter()
                    .flat_map(|variant| variant.alternatives(tag))
                    .collect();
            }
            _ => Looks::Type(ty),
        };
        [Alternative {
            title: "",
            docs: ["", ""],
            input_only: false,
            looks,
        }]
        .into()
    }
}
