//! Derived descriptions: serde's attributes, and the values that the reader then takes.

use std::collections::BTreeMap;

use data_driver::describe::{Content, Definition, Field, Named, Tag, Type};
use data_driver::{Describe, json};
use serde::{Deserialize, Serialize};

/// The definition of a type that must have a name.
fn named<T: Describe>() -> &'static Named {
    match T::TYPE {
        Type::Named(named) => named,
        other => panic!("{other:?} has no name"),
    }
}

fn fields<T: Describe>() -> &'static [Field] {
    match named::<T>().definition {
        Definition::Struct(fields) => fields,
        other => panic!("{other:?} is no struct"),
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Command {
    /// Stops.
    HaltNow,
    Move {
        steps: u64,
        #[serde(rename = "dir")]
        direction: i64,
    },
    Wrapped(Settings),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Settings {
    first_name: String,
    #[serde(default)]
    last_seen: Option<u64>,
    #[serde(skip)]
    cache: u8,
    r#type: BTreeMap<u32, Vec<u64>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
#[serde(transparent)]
struct Meters {
    value: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
struct Pair(u8, Meters);

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
struct Tree {
    value: u64,
    #[describe(later)]
    children: Vec<Self>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
struct Borrowed {
    #[serde(with = "text")]
    #[describe(ty = String)]
    number: u8,
}

mod text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(number: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&"i".repeat(usize::from(*number)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let text = String::deserialize(deserializer)?;
        u8::try_from(text.len()).map_err(serde::de::Error::custom)
    }
}

#[test]
fn names_follow_serde() {
    let names: Vec<&str> = fields::<Settings>()
        .iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(names, ["FIRST-NAME", "LAST-SEEN", "TYPE"]);
    let optional: Vec<bool> = fields::<Settings>()
        .iter()
        .map(|field| field.optional)
        .collect();
    assert_eq!(optional, [false, true, false]);
    // What serde itself writes has the same members.
    let settings = Settings {
        first_name: "a".into(),
        last_seen: None,
        cache: 7,
        r#type: BTreeMap::new(),
    };
    let written = serde_json::to_value(&settings).expect("a value");
    assert_eq!(
        written.as_object().map(serde_json::Map::len),
        Some(names.len())
    );
    assert!(names.iter().all(|name| written.get(name).is_some()));
}

#[test]
fn a_tag_inside_is_described_and_read() {
    let Definition::Enum(Tag::Internal("kind"), variants) = named::<Command>().definition else {
        panic!("an enum with its tag inside");
    };
    let names: Vec<&str> = variants.iter().map(|variant| variant.name).collect();
    assert_eq!(names, ["halt_now", "move", "wrapped"]);
    assert_eq!(variants[0].doc, "Stops.");
    assert!(matches!(
        variants[1].content,
        Content::Struct([_, Field { name: "dir", .. }])
    ));

    let command = Command::Move {
        steps: u64::MAX,
        direction: i64::MIN,
    };
    for text in [
        r#"{"kind":"move","steps":"18446744073709551615","dir":"-9223372036854775808"}"#,
        r#"{"steps":18446744073709551615,"dir":-9223372036854775808,"kind":"move"}"#,
    ] {
        assert_eq!(
            json::from_str_described::<Command>(text).expect(text),
            command
        );
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Describe)]
#[serde(tag = "kind")]
enum Value {
    Number { value: u64 },
    Text { value: String },
}

#[test]
fn a_member_that_variants_do_not_agree_on_is_read_by_its_own_variant() {
    let read = |text: &str| json::from_str_described::<Value>(text).expect(text);
    let text = Value::Text {
        value: "five".into(),
    };
    assert_eq!(read(r#"{"kind":"Text","value":"five"}"#), text);
    assert_eq!(read(r#"{"value":"five","kind":"Text"}"#), text);
    assert_eq!(
        read(r#"{"kind":"Number","value":5}"#),
        Value::Number { value: 5 }
    );
}

#[test]
fn wrappers_look_like_what_they_wrap() {
    assert!(matches!(
        named::<Meters>().definition,
        Definition::Alias(Type::Integer(integer)) if integer.bits == 32 && !integer.signed
    ));
    assert!(matches!(
        named::<Pair>().definition,
        Definition::Alias(Type::Tuple([_, _]))
    ));
    let pair: Pair = json::from_str_described(r#"["1",2]"#).expect("a pair");
    assert_eq!(pair, Pair(1, Meters { value: 2 }));
}

#[test]
fn a_type_may_contain_itself() {
    let Type::Later(get) = fields::<Tree>()[1].ty else {
        panic!("later")
    };
    assert_eq!(get().name(), "Vec<Tree>");
    let text = r#"{"value":1,"children":[{"value":"2","children":[]}]}"#;
    let tree: Tree = json::from_str_described(text).expect("a tree");
    assert_eq!(tree.children[0].value, 2);
}

#[test]
fn another_type_can_stand_for_a_field() {
    assert!(matches!(fields::<Borrowed>()[0].ty, Type::String));
    let borrowed: Borrowed = json::from_str_described(r#"{"number":"iii"}"#).expect("a number");
    assert_eq!(borrowed.number, 3);
}

#[test]
fn names_of_types_are_as_deployed_schemas_write_them() {
    assert_eq!(
        <(u64, Vec<Option<String>>)>::TYPE.name(),
        "(u64,Vec<Option<String>>)"
    );
    assert_eq!(<[i128; 3]>::TYPE.name(), "[i128;3]");
    assert_eq!(<()>::TYPE.name(), "()");
    assert_eq!(Command::TYPE.name(), "Command");
    assert_eq!(<BTreeMap<u8, bool>>::TYPE.name(), "BTreeMap<u8,bool>");
}
