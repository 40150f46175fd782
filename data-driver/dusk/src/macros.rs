//! A short form for descriptions.

/// The text of a doc comment, as one paragraph.
macro_rules! text {
    ($($line:literal)*) => {
        concat!($($line),*).trim_ascii()
    };
}

/// Describes structs.
macro_rules! objects {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal {
        $($(#[doc = $field_doc:literal])* $field:ident: $field_ty:ty,)*
    })*) => {$(
        impl data_driver::describe::Describe<crate::Dusk> for $ty {
            const TYPE: &'static data_driver::describe::Type =
                &data_driver::describe::Type::Named(&data_driver::describe::Named {
                    name: $name,
                    doc: crate::macros::text!($($doc)*),
                    definition: data_driver::describe::Definition::Struct(&[
                        $(data_driver::describe::Field {
                            name: stringify!($field),
                            doc: crate::macros::text!($($field_doc)*),
                            ty: <$field_ty as data_driver::describe::Describe<crate::Dusk>>::TYPE,
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
        impl data_driver::describe::Describe<crate::Dusk> for $ty {
            const TYPE: &'static data_driver::describe::Type =
                &data_driver::describe::Type::Named(&data_driver::describe::Named {
                    name: $name,
                    doc: crate::macros::text!($($doc)*),
                    definition: data_driver::describe::Definition::Enum(
                        data_driver::describe::Tag::External,
                        &[$(data_driver::describe::Variant {
                            name: stringify!($variant),
                            doc: crate::macros::text!($($variant_doc)*),
                            content: crate::macros::content!($($content)?),
                            input_only: false,
                        },)*],
                    ),
                });
        }
    )*};
}

/// What a variant holds.
macro_rules! content {
    () => {
        data_driver::describe::Content::Unit
    };
    ($ty:ty) => {
        data_driver::describe::Content::Newtype(
            <$ty as data_driver::describe::Describe<crate::Dusk>>::TYPE,
        )
    };
}

pub(crate) use {content, enums, objects, text};
