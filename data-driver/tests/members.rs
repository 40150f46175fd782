//! Types that are read from one struct with a place for every member.

use data_driver::json::{from_str_described, to_json};
use data_driver::members::{FromMembers, Take, Unfit};
use data_driver::{Describe, Kind, from_members, members};
use serde::Serialize;

members! {
    /// The members of any form.
    struct Members {
        count: i64,
        kind as "type": String,
        limit: i64,
        names: Vec<String>,
    }
}

/// A page of names.
#[derive(Debug, PartialEq, Serialize, Describe)]
struct Page {
    count: u8,
    names: Vec<String>,
    #[serde(default)]
    limit: Option<i16>,
}

from_members!(Members => Page { count, names, limit });

/// A request, by its type.
#[derive(Debug, PartialEq, Serialize, Describe)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Request {
    All,
    Some { limit: u32 },
}

impl FromMembers<Members> for Request {
    fn from_members(members: &mut Members) -> Result<Self, Unfit> {
        match members.kind.as_deref() {
            Some("all") => Ok(Self::All),
            Some("some") => Ok(Self::Some {
                limit: Take::take(&mut members.limit, "limit")?,
            }),
            _ => Err(Unfit::Missing("type")),
        }
    }
}

from_members!(Members => Request);

fn page(text: &str) -> Result<Page, data_driver::Error> {
    from_str_described(text)
}

#[test]
fn members_stand_in_any_order_and_optional_ones_may_be_absent() {
    let read = page(r#"{"names": ["a", "b"], "count": 255}"#).unwrap();
    let expected = Page {
        count: 255,
        names: vec!["a".into(), "b".into()],
        limit: None,
    };
    assert_eq!(read, expected);
    assert_eq!(
        to_json(&read).unwrap().to_string(),
        r#"{"count":255,"limit":null,"names":["a","b"]}"#
    );
    let read = page(r#"{"limit": "-5", "count": "1", "names": []}"#).unwrap();
    assert_eq!((read.count, read.limit), (1, Some(-5)));
    assert_eq!(
        page(r#"{"limit": null, "count": 1, "names": []}"#)
            .unwrap()
            .limit,
        None
    );
}

#[test]
fn a_tag_tells_the_form() {
    let read = |text| from_str_described::<Request>(text).unwrap();
    assert_eq!(
        read(r#"{"limit": 7, "type": "some"}"#),
        Request::Some { limit: 7 }
    );
    assert_eq!(read(r#"{"type": "all"}"#), Request::All);
}

/// What is wrong is said as of a type that reads itself.
#[test]
fn mistakes_name_their_place() {
    for (text, kind, message) in [
        (
            r#"{"names": [], "count": 256}"#,
            Kind::InvalidValue,
            "/count: expected an integer from 0 to 255, found 256",
        ),
        (
            r#"{"names": [], "count": 1, "limit": 32768}"#,
            Kind::InvalidValue,
            "/limit: expected an integer from -32768 to 32767, found 32768",
        ),
        (
            r#"{"names": [], "count": null}"#,
            Kind::WrongType,
            "/count: expected an integer from 0 to 255, as a number or a decimal string, found null",
        ),
        (
            r#"{"names": [1], "count": 1}"#,
            Kind::WrongType,
            "/names/0: expected a string, found 1",
        ),
        (
            r#"{"names": []}"#,
            Kind::MissingMember,
            "member \"count\" is missing",
        ),
        (
            r#"{"count": 1, "names": [], "count": 1}"#,
            Kind::DuplicateMember,
            "\"count\"",
        ),
        (
            r#"{"count": 1, "names": [], "limit": null, "limit": 1}"#,
            Kind::DuplicateMember,
            "\"limit\"",
        ),
        // One of the places, and none of the form.
        (
            r#"{"count": 1, "names": [], "type": "all"}"#,
            Kind::UnknownMember,
            "\"type\"",
        ),
    ] {
        let error = page(text).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}: {error}");
        assert!(error.to_string().contains(message), "{text}: {error}");
    }
    let error = from_str_described::<Request>(r#"{"type": "some"}"#).unwrap_err();
    assert_eq!(error.kind(), Kind::MissingMember, "{error}");
}

/// Without a description it is serde's own way: members are told by the type alone.
#[test]
fn other_deserializers_read_the_same() {
    impl<'de> serde::Deserialize<'de> for Plain {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Page::deserialize(deserializer).map(Plain)
        }
    }

    struct Plain(Page);

    let read: Plain = serde_json::from_str(r#"{"names": [], "count": 2}"#).unwrap();
    assert_eq!(read.0.count, 2);
    for (text, message) in [
        (
            r#"{"names": [], "count": 300}"#,
            "`count` is not in its range",
        ),
        (r#"{"names": []}"#, "missing field `count`"),
        (
            r#"{"names": [], "count": 1, "count": 1}"#,
            "duplicate field `count`",
        ),
        (r#"{"names": [], "county": 1}"#, "unknown field `county`"),
    ] {
        let error = serde_json::from_str::<Plain>(text).map(|_| ()).unwrap_err();
        assert!(error.to_string().contains(message), "{text}: {error}");
    }
}
