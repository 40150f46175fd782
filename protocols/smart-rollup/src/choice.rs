//! Enums as Octez' JSON has them: told apart by what they hold, or by a member that names the variant.
//!
//! Both read JSON where it stands, guided by their descriptions, so that errors name the place.

/// Declares an enum whose content shows which variant it is.
macro_rules! untagged {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            $($(#[doc = $variant_doc:literal])* $variant:ident($ty:ty),)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $variant_doc])* $variant($ty),)*
        }

        impl<C> data_driver::Describe<C> for $name
        where
            $($ty: data_driver::Describe<C>,)*
        {
            const TYPE: &'static data_driver::describe::Type =
                &data_driver::describe::Type::Named(&data_driver::describe::Named {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*).trim_ascii(),
                    definition: data_driver::describe::Definition::Enum(
                        data_driver::describe::Tag::Untagged,
                        &[$(data_driver::describe::Variant {
                            name: stringify!($variant),
                            doc: concat!($($variant_doc, "\n"),*).trim_ascii(),
                            input_only: false,
                            content: data_driver::describe::Content::Newtype(
                                <$ty as data_driver::Describe<C>>::TYPE,
                            ),
                        }),*],
                    ),
                });
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(content) => serde::Serialize::serialize(content, serializer),)*
                }
            }
        }
    };
}

/// Declares an enum of which a member names the variant, beside the members that the variant has. Those in
/// brackets may be absent: `[member: Type]` is an `Option<Type>`.
macro_rules! tagged {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident by $tag:literal {
            $(
                $(#[doc = $variant_doc:literal])*
                $variant:ident as $text:literal {
                    $($(#[doc = $member_doc:literal])* $member:ident: $ty:ty,)*
                    $([$(#[doc = $optional_doc:literal])* $optional:ident: $optional_ty:ty],)*
                },
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
        pub enum $name {
            $(
                $(#[doc = $variant_doc])*
                #[serde(rename = $text)]
                $variant {
                    $($(#[doc = $member_doc])* $member: $ty,)*
                    $($(#[doc = $optional_doc])* #[serde(default)] $optional: Option<$optional_ty>,)*
                },
            )*
        }

        impl<C> data_driver::Describe<C> for $name
        where
            $($($ty: data_driver::Describe<C>,)* $($optional_ty: data_driver::Describe<C>,)*)*
        {
            const TYPE: &'static data_driver::describe::Type =
                &data_driver::describe::Type::Named(&data_driver::describe::Named {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*).trim_ascii(),
                    definition: data_driver::describe::Definition::Enum(
                        data_driver::describe::Tag::Internal($tag),
                        &[$(data_driver::describe::Variant {
                            name: $text,
                            doc: concat!($($variant_doc, "\n"),*).trim_ascii(),
                            input_only: false,
                            content: data_driver::describe::Content::Struct(&[
                                $(data_driver::describe::Field {
                                    name: stringify!($member),
                                    doc: concat!("", $($member_doc, "\n"),*).trim_ascii(),
                                    ty: <$ty as data_driver::Describe<C>>::TYPE,
                                    optional: false,
                                },)*
                                $(data_driver::describe::Field {
                                    name: stringify!($optional),
                                    doc: concat!("", $($optional_doc, "\n"),*).trim_ascii(),
                                    ty: <Option<$optional_ty> as data_driver::Describe<C>>::TYPE,
                                    optional: true,
                                },)*
                            ]),
                        }),*],
                    ),
                });
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant { $($member,)* $($optional,)* } => {
                        let mut members = serializer.serialize_struct(stringify!($name), 0)?;
                        members.serialize_field($tag, $text)?;
                        $(members.serialize_field(stringify!($member), $member)?;)*
                        $(if let Some(value) = $optional {
                            members.serialize_field(stringify!($optional), value)?;
                        })*
                        serde::ser::SerializeStruct::end(members)
                    })*
                }
            }
        }
    };
}

pub(crate) use {tagged, untagged};
