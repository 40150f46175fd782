//! Expressions in the JSON of Octez.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use data_driver::HexVec;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::build::Builder;
use super::cursor::Cursor;
use super::{Micheline, annotation, text};

impl Serialize for Micheline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cursor = Cursor::new(&self.bytes);
        Node(&cursor).serialize(serializer)
    }
}

/// The node that stands next.
struct Node<'c, 'a>(&'c Cursor<'a>);

impl Serialize for Node<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cursor = self.0;
        let tag = cursor.byte();
        if tag == 2 {
            let length = cursor.length();
            return Nodes::Until(cursor, cursor.at() + length).serialize(serializer);
        }
        let mut object = serializer.serialize_struct("Micheline", 1)?;
        match tag {
            0 => object.serialize_field("int", &cursor.int())?,
            1 => object.serialize_field("string", cursor.text())?,
            10 => object.serialize_field("bytes", &Hex(cursor.dynamic()))?,
            _ => {
                object.serialize_field("prim", cursor.prim())?;
                match tag {
                    3 | 4 => {}
                    9 => {
                        let length = cursor.length();
                        let end = cursor.at() + length;
                        object.serialize_field("args", &Nodes::Until(cursor, end))?;
                    }
                    _ => {
                        let count = usize::from((tag - 3) / 2);
                        object.serialize_field("args", &Nodes::Count(cursor, count))?;
                    }
                }
                let annotations = match tag {
                    4 | 6 | 8 | 9 => cursor.text(),
                    _ => "",
                };
                if !annotations.is_empty() {
                    object.serialize_field("annots", &Annotations(annotations))?;
                }
            }
        }
        object.end()
    }
}

/// The nodes that stand next.
enum Nodes<'c, 'a> {
    Count(&'c Cursor<'a>, usize),
    Until(&'c Cursor<'a>, usize),
}

impl Serialize for Nodes<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut nodes = serializer.serialize_seq(None)?;
        match self {
            Self::Count(cursor, count) => {
                for _ in 0..*count {
                    nodes.serialize_element(&Node(cursor))?;
                }
            }
            Self::Until(cursor, end) => {
                while cursor.at() < *end {
                    nodes.serialize_element(&Node(cursor))?;
                }
            }
        }
        nodes.end()
    }
}

struct Annotations<'a>(&'a str);

impl Serialize for Annotations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.split(' '))
    }
}

struct Hex<'a>(&'a [u8]);

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        data_driver::notation::serialize::<data_driver::hex::Hex, S>(self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Micheline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut builder = Builder::default();
        Into(&mut builder).deserialize(deserializer)?;
        Ok(builder.finish())
    }
}

/// Reads a node and adds it.
struct Into<'b>(&'b mut Builder);

impl<'de> DeserializeSeed<'de> for Into<'_> {
    type Value = ();

    /// The reader knows from the description which kind of node stands there. It is not asked for anything at all: that
    /// would bring the code that reads floating-point numbers.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_enum("Micheline", &[], self)
    }
}

/// The kinds of nodes, as the description names them.
#[derive(Deserialize)]
#[serde(variant_identifier)]
enum Kind {
    Int,
    String,
    Bytes,
    Application,
    Sequence,
    Text,
}

impl<'de> Visitor<'de> for Into<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Micheline: an object, an array or text")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, node: A) -> Result<(), A::Error> {
        let builder = self.0;
        let (kind, content) = node.variant()?;
        match kind {
            Kind::Int => content.struct_variant(&["int"], Members(builder)),
            Kind::String => content.struct_variant(&["string"], Members(builder)),
            Kind::Bytes => content.struct_variant(&["bytes"], Members(builder)),
            Kind::Application => {
                content.struct_variant(&["prim", "args", "annots"], Members(builder))
            }
            Kind::Sequence => {
                let open = builder.open_sequence();
                content.newtype_variant_seed(Elements(builder))?;
                builder.close_sequence(open).map_err(A::Error::custom)
            }
            Kind::Text => {
                let Text(source) = content.newtype_variant()?;
                text::parse_into(&source, builder).map_err(A::Error::custom)
            }
        }
    }
}

/// The members of nodes.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Int,
    String,
    Bytes,
    Prim,
    Args,
    Annots,
}

/// Reads a node's members and adds the node.
struct Members<'b>(&'b mut Builder);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node of Micheline")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let builder = self.0;
        match members.next_key()? {
            None => return Err(A::Error::custom("expected a node, found an empty object")),
            Some(Member::Int) => members.next_value_seed(Int(builder))?,
            Some(Member::String) => {
                let text: Text<'de> = members.next_value()?;
                builder.string(&text.0).map_err(A::Error::custom)?;
            }
            Some(Member::Bytes) => {
                let bytes: HexVec = members.next_value()?;
                builder.bytes(&bytes).map_err(A::Error::custom)?;
            }
            Some(first) => return application(builder, first, members),
        }
        // Described members are told by the reader in better words.
        match members.next_key::<Member>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("a node has one member")),
        }
    }
}

/// Reads the members of an application, of which the first has been met. They may stand in any order.
fn application<'de, A: MapAccess<'de>>(
    builder: &mut Builder,
    first: Member,
    mut members: A,
) -> Result<(), A::Error> {
    let open = builder.open_application();
    let (mut prim, mut arguments, mut annotations) = (None, 0, String::new());
    let mut next = Some(first);
    while let Some(member) = next {
        match member {
            Member::Prim => prim = Some(members.next_value()?),
            Member::Args => arguments = members.next_value_seed(Elements(builder))?,
            Member::Annots => {
                let all: Vec<Annotation<'de>> = members.next_value()?;
                for one in all {
                    if !annotations.is_empty() {
                        annotations.push(' ');
                    }
                    annotations.push_str(&one.0);
                }
            }
            Member::Int | Member::String | Member::Bytes => {
                let reason =
                    "expected the members \"prim\", \"args\" and \"annots\", found another";
                return Err(A::Error::custom(reason));
            }
        }
        next = members.next_key()?;
    }
    let prim = prim.ok_or_else(|| A::Error::missing_field("prim"))?;
    builder
        .close_application(open, prim, arguments, &annotations)
        .map_err(A::Error::custom)
}

/// Reads nodes, adds them and counts them.
struct Elements<'b>(&'b mut Builder);

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of nodes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while elements.next_element_seed(Into(self.0))?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

/// Reads an integer in decimal form and adds it.
struct Int<'b>(&'b mut Builder);

impl<'de> DeserializeSeed<'de> for Int<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Int<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer in decimal form, as text")
    }

    fn visit_str<E: serde::de::Error>(self, decimal: &str) -> Result<(), E> {
        let digits = decimal.strip_prefix('-').unwrap_or(decimal);
        if digits.starts_with('0') && decimal != "0" {
            let reason = "expected an integer in decimal form without zeros in front";
            return Err(E::custom(reason));
        }
        let added = self.0.int(decimal);
        added.map_err(|expected| E::custom(format!("expected {expected}")))
    }
}

/// Text, which mostly needs no copy.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de> Visitor<'de> for Read {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.into())))
            }
        }

        deserializer.deserialize_str(Read)
    }
}

/// An annotation.
struct Annotation<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Annotation<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Text(text) = Text::deserialize(deserializer)?;
        if annotation::is_valid(&text) {
            return Ok(Self(text));
        }
        Err(D::Error::custom(format!(
            "expected {}",
            annotation::EXPECTED
        )))
    }
}
