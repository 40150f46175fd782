//! A short form for descriptions.

/// The text of a doc comment, as one paragraph.
macro_rules! text {
    ($($line:literal)*) => {
        concat!($($line),*).trim_ascii()
    };
}

/// Describes types that are bytes in a string.
macro_rules! strings {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal: $encoding:ident, $length:expr;)*) => {$(
        impl $crate::describe::Describe for $ty {
            const TYPE: &'static $crate::describe::Type =
                &$crate::describe::Type::Named(&$crate::describe::Named {
                    name: $name,
                    doc: super::macros::text!($($doc)*),
                    definition: $crate::describe::Definition::Alias(
                        &$crate::describe::Type::Bytes {
                            encoding: $crate::describe::Encoding::$encoding,
                            length: Some($length),
                        },
                    ),
                });
        }
    )*};
}

/// Describes structs.
macro_rules! objects {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal {
        $($(#[doc = $field_doc:literal])* $field:ident: $field_ty:ty,)*
    })*) => {$(
        impl $crate::describe::Describe for $ty {
            const TYPE: &'static $crate::describe::Type =
                &$crate::describe::Type::Named(&$crate::describe::Named {
                    name: $name,
                    doc: super::macros::text!($($doc)*),
                    definition: $crate::describe::Definition::Struct(&[
                        $($crate::describe::Field {
                            name: stringify!($field),
                            doc: super::macros::text!($($field_doc)*),
                            ty: <$field_ty as $crate::describe::Describe>::TYPE,
                            optional: false,
                        },)*
                    ]),
                });
        }
    )*};
}

/// Describes enums.
macro_rules! enums {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal {
        $($(#[doc = $variant_doc:literal])* $variant:ident $(($content:ty))?,)*
    })*) => {$(
        impl $crate::describe::Describe for $ty {
            const TYPE: &'static $crate::describe::Type =
                &$crate::describe::Type::Named(&$crate::describe::Named {
                    name: $name,
                    doc: super::macros::text!($($doc)*),
                    definition: $crate::describe::Definition::Enum(
                        $crate::describe::Tag::External,
                        &[$($crate::describe::Variant {
                            name: stringify!($variant),
                            doc: super::macros::text!($($variant_doc)*),
                            content: super::macros::content!($($content)?),
                        },)*],
                    ),
                });
        }
    )*};
}

/// What a variant holds.
macro_rules! content {
    () => {
        $crate::describe::Content::Unit
    };
    ($ty:ty) => {
        $crate::describe::Content::Newtype(<$ty as $crate::describe::Describe>::TYPE)
    };
}

pub(super) use {content, enums, objects, strings, text};
