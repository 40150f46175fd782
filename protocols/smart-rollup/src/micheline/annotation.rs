//! Annotations of primitives.

use data_driver::describe::{Definition, Named, Text, Type};

/// The most bytes of an annotation: `max_annot_length` in `src/lib_micheline/micheline_parser.ml`.
pub(super) const MAX_LENGTH: usize = 255;

/// Whether a text is an annotation.
pub(super) fn is_valid(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= MAX_LENGTH && bytes.next().is_some_and(begins) && bytes.all(continues)
}

/// Whether an annotation can begin with it.
pub(super) const fn begins(byte: u8) -> bool {
    matches!(byte, b'@' | b':' | b'$' | b'&' | b'%' | b'!' | b'?')
}

/// Whether it can stand further behind.
pub(super) const fn continues(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'%' | b'@')
}

/// What one is, for errors.
pub(super) const EXPECTED: &str =
    "an annotation: one of @:$&%!? and letters, digits and _.%@, at most 255 in all";

/// What one looks like.
pub(super) const TYPE: Type = Type::Named(&Named {
    name: "Annotation",
    doc: "An annotation of a primitive: `%entrypoint`, `:type`, `@variable`.",
    definition: Definition::Alias(&Type::Text(&Text {
        format: "annotation",
        pattern: "^[@:$&%!?][a-zA-Z0-9_.%@]*$",
        max_length: Some(MAX_LENGTH),
    })),
});
