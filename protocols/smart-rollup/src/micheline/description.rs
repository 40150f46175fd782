//! What the JSON of an expression looks like.

use data_driver::describe::{
    Content, Definition, Describe, Encoding, Field, Named, Tag, Text, Type, Variant,
};

use super::{Micheline, Prim, annotation};

static MICHELINE: Type = Type::Named(&Named {
    name: "Micheline",
    doc: "An expression of Micheline, in the JSON of Octez.",
    definition: Definition::Enum(
        Tag::Untagged,
        &[
            variant(
                "Int",
                "An integer of any size.",
                Content::Struct(&[field("int", &INT)]),
            ),
            variant(
                "String",
                "Text.",
                Content::Struct(&[field("string", &Type::String)]),
            ),
            variant(
                "Bytes",
                "Bytes in hex.",
                Content::Struct(&[field(
                    "bytes",
                    &Type::Bytes {
                        encoding: Encoding::Hex,
                        length: None,
                    },
                )]),
            ),
            variant(
                "Application",
                "A primitive, with its arguments and annotations.",
                Content::Struct(&[
                    field("prim", <Prim as Describe>::TYPE),
                    optional("args", &NODES),
                    optional("annots", &Type::List(&annotation::TYPE)),
                ]),
            ),
            variant("Sequence", "A sequence.", Content::Newtype(&NODES)),
            variant(
                "Text",
                "Any expression as people write it, `Pair 1 (Some \"a\")`. It is read, and not written.",
                Content::Newtype(&Type::String),
            ),
        ],
    ),
});

const NODES: Type = Type::List(&Type::Later(|| &MICHELINE));

const INT: Type = Type::Text(&Text {
    format: "decimal",
    pattern: "^(0|-?[1-9][0-9]*)$",
    max_length: None,
});

const fn variant(name: &'static str, doc: &'static str, content: Content) -> Variant {
    Variant {
        name,
        doc,
        content,
        input_only: false,
    }
}

const fn field(name: &'static str, ty: &'static Type) -> Field {
    Field {
        name,
        doc: "",
        ty,
        optional: false,
    }
}

const fn optional(name: &'static str, ty: &'static Type) -> Field {
    Field {
        optional: true,
        ..field(name, ty)
    }
}

impl<C> Describe<C> for Micheline {
    const TYPE: &'static Type = &MICHELINE;
}
