//! A short form for descriptions.

/// The text of a doc comment, as one paragraph.
macro_rules! text {
    ($($line:literal)*) => {
        concat!($($line),*).trim_ascii()
    };
}

/// Describes structs. `private` stands behind the name of one whose fields cannot be named here: of its archive,
/// bytes and alignment are all that is known.
macro_rules! objects {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal $($private:ident)? {
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
            const LAYOUT: &'static data_driver::layout::Layout = {
                const SHAPE: data_driver::layout::Shape =
                    crate::macros::fields!($($private)? $ty { $($field: $field_ty,)* });
                &data_driver::layout::Layout::Type(&data_driver::layout::Archived {
                    name: $name,
                    place: module_path!(),
                    measure: data_driver::layout::Probe::<$ty>::MEASURE,
                    shape: SHAPE,
                    holds: &[$(<$field_ty as data_driver::describe::Describe<crate::Dusk>>::LAYOUT,)*],
                })
            };
        }
    )*};
}

/// What is known of the inside of a struct's archive.
macro_rules! fields {
    (private $ty:ty { $($fields:tt)* }) => {
        data_driver::layout::Shape::Opaque
    };
    ($ty:ty { $($field:ident: $field_ty:ty,)* }) => {{
        type Archived = <$ty as rkyv::Archive>::Archived;
        const FIELDS: &[data_driver::layout::Field] = &[$(data_driver::layout::Field {
            name: stringify!($field),
            ty: stringify!($field_ty),
            place: [
                core::mem::offset_of!(Archived, $field),
                data_driver::layout::size_behind(|archived: &Archived| &archived.$field),
            ],
        },)*];
        data_driver::layout::Shape::Fields(FIELDS)
    }};
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
            const LAYOUT: &'static data_driver::layout::Layout = {
                #[allow(unused_imports, reason = "not every type that is described has an archive")]
                use data_driver::layout::Fallback as _;
                const VARIANTS: &[data_driver::layout::Variant] = &[$(data_driver::layout::Variant {
                    name: stringify!($variant),
                    fields: crate::macros::places!($($content)?),
                },)*];
                &data_driver::layout::Layout::Type(&data_driver::layout::Archived {
                    name: $name,
                    place: module_path!(),
                    measure: data_driver::layout::Probe::<$ty>::MEASURE,
                    shape: data_driver::layout::Shape::Variants(VARIANTS),
                    holds: &[$($(<$content as data_driver::describe::Describe<crate::Dusk>>::LAYOUT,)?)*],
                })
            };
        }
    )*};
}

/// Where a variant's content stands in its enum's archive.
macro_rules! places {
    () => {
        &[]
    };
    ($ty:ty) => {{
        type Archived = rkyv::Archived<$ty>;
        const PLACES: [[usize; 2]; 1] =
            data_driver::layout::enum_places([[size_of::<Archived>(), align_of::<Archived>()]]);
        &[data_driver::layout::Field {
            name: "0",
            ty: stringify!($ty),
            place: PLACES[0],
        }]
    }};
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

pub(crate) use {content, enums, fields, objects, places, text};
