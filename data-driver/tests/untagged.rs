//! Enums whose variant the content shows (`Tag::Untagged`), or a member names (`Tag::Internal`), read where they stand.

use data_driver::describe::{
    Content, Definition, Encoding, Field, Named, Prefix, Tag, Text, Type, Variant,
};
use data_driver::json::from_str_described;
use data_driver::testing::assert_mirrors;
use data_driver::{Describe, Error, Kind};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

const PREFIXES: [Prefix; 2] = [
    Prefix {
        letters: "tz1",
        bytes: &[6, 161, 159],
    },
    Prefix {
        letters: "KT1",
        bytes: &[2, 90, 121],
    },
];

const fn address(prefix: Prefix) -> Type {
    Type::Bytes {
        encoding: Encoding::Base58Check(prefix),
        length: Some(20),
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

const fn variant(name: &'static str, content: Content) -> Variant {
    Variant {
        name,
        doc: "",
        content,
        input_only: false,
    }
}

/// A tree, whose leaves are numbers or names.
#[derive(Debug, PartialEq, Deserialize)]
enum Tree {
    Leaf(Leaf),
    Branches(Vec<Tree>),
    Named(String),
    Event(Event),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
struct Leaf {
    number: u64,
}

/// Named by a member.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    Started,
    Moved { by: u64, to: Vec<u64> },
}

impl Describe for Event {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "Event",
        doc: "",
        definition: Definition::Enum(
            Tag::Internal("kind"),
            &[
                variant("started", Content::Unit),
                variant(
                    "moved",
                    Content::Struct(&[
                        field("by", <u64 as Describe>::TYPE),
                        field("to", <Vec<u64> as Describe>::TYPE),
                    ]),
                ),
            ],
        ),
    });
}

impl Describe for Tree {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "Tree",
        doc: "",
        definition: Definition::Enum(
            Tag::Untagged,
            &[
                variant("Leaf", Content::Newtype(<Leaf as Describe>::TYPE)),
                variant(
                    "Branches",
                    Content::Newtype(&Type::List(&Type::Later(|| <Tree as Describe>::TYPE))),
                ),
                variant("Named", Content::Newtype(&Type::String)),
                variant("Event", Content::Newtype(<Event as Describe>::TYPE)),
            ],
        ),
    });
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("Event", 3)?;
        match self {
            Self::Started => members.serialize_field("kind", "started")?,
            Self::Moved { by, to } => {
                members.serialize_field("kind", "moved")?;
                members.serialize_field("by", by)?;
                members.serialize_field("to", to)?;
            }
        }
        members.end()
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Leaf(leaf) => leaf.serialize(serializer),
            Self::Branches(branches) => branches.serialize(serializer),
            Self::Named(name) => name.serialize(serializer),
            Self::Event(event) => event.serialize(serializer),
        }
    }
}

#[test]
fn every_variant_comes_back() {
    let leaf = |number| Tree::Leaf(Leaf { number });
    assert_mirrors::<_, Tree>(&[
        Tree::Branches(vec![
            leaf(1),
            Tree::Branches(vec![]),
            Tree::Named("x".into()),
        ]),
        leaf(u64::MAX),
        Tree::Event(Event::Started),
        Tree::Event(Event::Moved {
            by: 1,
            to: vec![2, 3],
        }),
    ] as &[Tree]);
}

#[test]
fn the_tag_may_stand_anywhere() -> Result<(), Error> {
    for text in [
        r#"{"kind": "moved", "by": 1, "to": ["2"]}"#,
        r#"{"to": [2], "by": "1", "kind": "moved"}"#,
    ] {
        let event: Event = from_str_described(text)?;
        assert_eq!(event, Event::Moved { by: 1, to: vec![2] });
    }
    Ok(())
}

/// Errors know their place, which they would not if values were kept aside.
#[test]
fn errors_know_their_place() {
    for (text, pointer, offset, message) in [
        (
            r#"[{"number": "x"}]"#,
            "/0/number",
            12,
            r#"/0/number: expected an integer from 0 to 18446744073709551615, found "x""#,
        ),
        (
            r#"[[], {"kind": "moved", "by": 1, "to": [7, -1]}]"#,
            "/1/to/1",
            42,
            "/1/to/1: expected an integer from 0 to 18446744073709551615, found -1",
        ),
        (
            r#"[{"kind": "moved", "by": 1}]"#,
            "/0",
            1,
            r#"/0: member "to" is missing"#,
        ),
        (
            r#"{"kind": "started", "by": 1}"#,
            "",
            20,
            r#"unknown member "by"; known are nothing"#,
        ),
        (
            r#"{"kind": "moved", "by": 1, "to": [], "too": 1}"#,
            "",
            37,
            r#"unknown member "too"; did you mean "to"?"#,
        ),
        (
            r#"{"kind": "moved", "kind": "moved", "by": 1, "to": []}"#,
            "",
            18,
            r#"member "kind" stands twice"#,
        ),
        (
            r#"{"kind": "mooved"}"#,
            "/kind",
            9,
            r#"/kind: expected one of "started", "moved", found "mooved""#,
        ),
        (
            r#"{"number": 1, "more": 2}"#,
            "",
            14,
            r#"unknown member "more"; known are "number""#,
        ),
        (
            r#"{"other": 1}"#,
            "",
            0,
            r#"expected an object with the member "number", an array, text or an object with the member "kind", found an object with the member "other""#,
        ),
        (
            "{}",
            "",
            0,
            r#"expected an object with the member "number", an array, text or an object with the member "kind", found an object without members"#,
        ),
        (
            "[true]",
            "/0",
            1,
            r#"/0: expected an object with the member "number", an array, text or an object with the member "kind", found true"#,
        ),
    ] {
        let error = from_str_described::<Tree>(text).expect_err(text).report();
        assert_eq!(
            (
                error.pointer.as_deref(),
                error.offset,
                error.message.as_str()
            ),
            (Some(pointer), Some(offset), message),
            "{text}"
        );
    }
}

/// A text in base58check begins with the letters of one variant.
#[test]
fn text_is_told_apart_by_its_letters() -> Result<(), Error> {
    #[derive(Debug, PartialEq)]
    struct Bytes(Vec<u8>);

    impl<'de> Deserialize<'de> for Bytes {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            let prefix = PREFIXES
                .into_iter()
                .find(|prefix| text.starts_with(prefix.letters));
            let bytes =
                data_driver::base58::check::decode(&text, prefix.unwrap_or(PREFIXES[0]), Some(20));
            bytes.map(Self).map_err(serde::de::Error::custom)
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Address {
        Account(Bytes),
        Contract(Bytes),
    }

    impl Describe for Address {
        const TYPE: &'static Type = &Type::Named(&Named {
            name: "Address",
            doc: "",
            definition: Definition::Enum(
                Tag::Untagged,
                &[
                    variant("Account", Content::Newtype(&address(PREFIXES[0]))),
                    variant("Contract", Content::Newtype(&address(PREFIXES[1]))),
                ],
            ),
        });
    }

    let contract: Address = from_str_described(r#""KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHT""#)?;
    assert_eq!(contract, Address::Contract(Bytes(vec![0; 20])));
    let account: Address = from_str_described(r#""tz1Ke2h7sDdakHJQh8WX4Z372du1KChsksyU""#)?;
    assert_eq!(account, Address::Account(Bytes(vec![0; 20])));
    let error =
        from_str_described::<Address>(r#""sr163Lv22CdE8QagCwf48PWDTquk6isQwv57""#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected 20 bytes of base58check that begins with tz1 or 20 bytes of base58check that begins with KT1, \
         found \"sr163Lv22CdE8QagCwf48PWDTquk6isQwv57\""
    );
    let error =
        from_str_described::<Address>(r#""KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHU""#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected 20 bytes of base58check that begins with KT1: the checksum does not match: a letter is wrong or missing"
    );
    Ok(())
}

/// A list of all names of a large enum helps nobody.
#[test]
fn of_many_names_the_nearest_are_told() {
    const NAMES: &[&str] = &[
        "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
        "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26",
        "x27", "x28", "x29", "x30", "x31", "Pair",
    ];

    #[derive(Debug)]
    struct Name;

    impl<'de> Deserialize<'de> for Name {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let name = String::deserialize(deserializer)?;
            Err(serde::de::Error::unknown_variant(&name, NAMES))
        }
    }

    for (text, message) in [
        (r#""Par""#, r#"expected "Pair", found "Par""#),
        (
            r#""something""#,
            r#"expected one of 33 names, found "something""#,
        ),
    ] {
        let error = data_driver::json::from_str::<Name>(text).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (Kind::InvalidValue, message)
        );
    }
}

/// A text that is written in a certain way says so in the schema.
#[test]
fn the_schema_says_what_shows_a_variant() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Day(String);

    impl<C> Describe<C> for Day {
        const TYPE: &'static Type = &Type::Text(&Text {
            format: "date",
            pattern: "^[0-9-]+$",
            max_length: Some(10),
        });
    }

    mod bytes {
        use data_driver::Error;
        pub(super) fn encode(_: &str) -> Result<Vec<u8>, Error> {
            Ok(Vec::new())
        }
        pub(super) fn decode(_: &[u8], _: &mut String) -> Result<(), Error> {
            Ok(())
        }
    }

    data_driver::contract! {
        /// Trees.
        pub TreeDriver("Trees") {
            /// Plants one.
            transaction fn plant(#[codec(bytes)] tree: Tree) -> #[codec(bytes)] Day;
        }
    }

    let schema = data_driver::declared::schema(TreeDriver::CONTRACT);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(
        schema["$defs"]["Tree"]["oneOf"],
        serde_json::json!([
            { "title": "Leaf", "$ref": "#/$defs/Leaf" },
            { "title": "Branches", "type": "array", "items": { "$ref": "#/$defs/Tree" } },
            { "title": "Named", "type": "string" },
            { "title": "Event", "$ref": "#/$defs/Event" },
        ])
    );
    assert_eq!(
        schema["functions"][0]["outputSchema"],
        serde_json::json!({ "type": "string", "format": "date", "pattern": "^[0-9-]+$", "maxLength": 10 })
    );
}

/// One struct can be read for every variant, and has the members of the one that stands there.
#[test]
fn a_struct_of_all_members_is_held_to_the_variant() -> Result<(), Error> {
    #[derive(Debug, PartialEq, Deserialize)]
    struct All {
        kind: String,
        by: Option<u64>,
        to: Option<Vec<u64>>,
    }

    impl Describe for All {
        const TYPE: &'static Type = <Event as Describe>::TYPE;
    }

    let started: All = from_str_described(r#"{"kind": "started"}"#)?;
    assert_eq!((started.by, started.to), (None, None));
    let moved: All = from_str_described(r#"{"to": [], "by": "1", "kind": "moved"}"#)?;
    assert_eq!((moved.by, moved.to), (Some(1), Some(vec![])));
    for (text, message) in [
        (
            r#"{"kind": "started", "by": 1}"#,
            r#"unknown member "by"; known are "kind""#,
        ),
        (
            r#"{"kind": "moved", "by": null, "to": []}"#,
            "/by: expected an integer from 0 to 18446744073709551615, as a number or a decimal string, found null",
        ),
        (r#"{"kind": "moved", "by": 1}"#, r#"member "to" is missing"#),
        (r#"{"by": 1}"#, r#"member "kind" is missing"#),
    ] {
        let error = from_str_described::<All>(text).unwrap_err();
        assert_eq!(error.to_string(), message, "{text}");
    }
    Ok(())
}

/// A type that takes any number of bytes is held to the number that its description says.
#[test]
fn bytes_are_as_many_as_described() {
    #[derive(Debug, Deserialize)]
    #[serde(transparent)]
    struct Four(data_driver::PrefixedHexVec);

    impl Describe for Four {
        const TYPE: &'static Type = &Type::Bytes {
            encoding: Encoding::PrefixedHex,
            length: Some(4),
        };
    }

    for text in [r#""0x01020304""#, r#""01020304""#, "[1,2,3,\"4\"]"] {
        let four: Four = from_str_described(text).unwrap();
        assert_eq!(four.0.as_slice(), [1, 2, 3, 4]);
    }
    for text in [r#""0x010203""#, "[1,2,3]"] {
        let error = from_str_described::<Four>(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected 4 bytes of hex, found 3",
            "{text}"
        );
    }
}
