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
        <(u64, Vec<Option<String>>) as Describe>::TYPE.name(),
        "(u64,Vec<Option<String>>)"
    );
    assert_eq!(<[i128; 3] as Describe>::TYPE.name(), "[i128;3]");
    assert_eq!(<() as Describe>::TYPE.name(), "()");
    assert_eq!(<Command as Describe>::TYPE.name(), "Command");
    assert_eq!(
        <BTreeMap<u8, bool> as Describe>::TYPE.name(),
        "BTreeMap<u8,bool>"
    );
}

#[derive(Debug, PartialEq, Deserialize, Describe)]
#[serde(tag = "kind")]
enum Order {
    Buy { amount: u64, limit: Option<u64> },
    Take(Limits),
    Stop,
}

#[derive(Debug, PartialEq, Deserialize, Describe)]
struct Limits {
    low: Option<u64>,
    #[serde(default)]
    high: Option<u64>,
}

#[test]
fn what_the_description_requires_must_be_there() {
    let limits = json::from_str_described::<Limits>(r#"{"low":null}"#).expect("all there");
    assert_eq!(
        limits,
        Limits {
            low: None,
            high: None
        }
    );
    for text in [r#"{}"#, r#"{"high":1}"#] {
        let report = json::from_str_described::<Limits>(text)
            .expect_err(text)
            .report();
        assert_eq!(report.message, r#"member "low" is missing"#);
        // serde itself takes a member that is not there for `None`.
        json::from_str::<Limits>(text).expect(text);
    }
    let report = json::from_str_described::<Vec<Limits>>(r#"[{"low":1},{"hihg":2}]"#)
        .expect_err("a mistake")
        .report();
    assert_eq!(report.pointer.as_deref(), Some("/1"));
}

#[test]
fn variants_with_their_tag_inside_have_all_their_members_and_no_others() {
    for (text, order) in [
        (
            r#"{"kind":"Buy","amount":1,"limit":null}"#,
            Order::Buy {
                amount: 1,
                limit: None,
            },
        ),
        (
            r#"{"low":"1","kind":"Take"}"#,
            Order::Take(Limits {
                low: Some(1),
                high: None,
            }),
        ),
        (r#"{"kind":"Stop"}"#, Order::Stop),
    ] {
        assert_eq!(json::from_str_described::<Order>(text).expect(text), order);
    }
    for (text, message) in [
        (
            r#"{"kind":"Buy","amount":1}"#,
            r#"member "limit" is missing"#,
        ),
        (
            r#"{"limit":1,"kind":"Buy"}"#,
            r#"member "amount" is missing"#,
        ),
        (r#"{"kind":"Take"}"#, r#"member "low" is missing"#),
        (
            r#"{"kind":"Stop","amount":1}"#,
            r#"unknown member "amount"; known are "kind""#,
        ),
        (
            r#"{"amunt":1,"kind":"Buy","amount":1,"limit":null}"#,
            r#"unknown member "amunt"; did you mean "amount"?"#,
        ),
    ] {
        let report = json::from_str_described::<Order>(text).expect_err(text);
        assert_eq!(report.report().message, message, "{text}");
    }
    json::from_str_described::<Order>(r#"{"kind":"Hold"}"#).expect_err("no variant");
    json::from_str_described::<Order>(r#"{"amount":1}"#).expect_err("no tag");
    json::from_str_described::<Order>(r#"{"kind":1}"#).expect_err("no name");
}

#[derive(Debug, PartialEq, Deserialize, Describe)]
#[serde(tag = "kind")]
enum Parcel {
    Sent {
        stamps: Vec<Option<u64>>,
        #[serde(with = "data_driver::hex")]
        label: Vec<u8>,
        place: Place,
    },
}

#[derive(Debug, Clone, PartialEq, Deserialize, Describe)]
enum Place {
    Box(u64),
    Street { number: u64, of: (u8, u16) },
    Home,
}

#[test]
fn everything_inside_an_enum_with_its_tag_inside_is_taken_in_every_form() {
    for (label, place, expected) in [
        (r#""0x07""#, r#"{"Box":"1"}"#, Place::Box(1)),
        (
            r#"["7"]"#,
            r#"{"Street":{"number":"1","of":["2","3"]}}"#,
            Place::Street {
                number: 1,
                of: (2, 3),
            },
        ),
        ("[7]", r#""Home""#, Place::Home),
    ] {
        let members = format!(r#""stamps":["1",null,2],"label":{label},"place":{place}"#);
        for text in [
            format!(r#"{{"kind":"Sent",{members}}}"#),
            format!(r#"{{{members},"kind":"Sent"}}"#),
        ] {
            let expected = Parcel::Sent {
                stamps: vec![Some(1), None, Some(2)],
                label: vec![7],
                place: expected.clone(),
            };
            let parcel = json::from_str_described::<Parcel>(&text);
            assert_eq!(parcel.expect(&text), expected);
        }
    }
}
