//! D8: items of a feed one behind the other, and lists of events.

use data_driver::Kind;
use data_driver_host::Driver;
use serde_json::json;

use crate::support;

fn golden(file: &str) -> (Vec<u8>, serde_json::Value) {
    let folder = support::root().join("host-tests/golden/stake");
    let read =
        |end: &str| std::fs::read_to_string(folder.join(format!("{file}.{end}"))).expect(file);
    let digits: String = read("hex").split_whitespace().collect();
    let bytes = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hex"))
        .collect();
    (bytes, serde_json::from_str(&read("json")).expect("JSON"))
}

fn items() -> (Vec<u8>, Vec<serde_json::Value>) {
    let (first, second) = (golden("output/stakes"), golden("output/stakes.b"));
    let bytes = [first.0.as_slice(), &second.0, &first.0].concat();
    (bytes, vec![first.1.clone(), second.1, first.1])
}

fn stake() -> Driver {
    Driver::from_bytes(&support::built("stake")).expect("a driver")
}

#[test]
fn items_of_a_feed_stand_one_behind_the_other() {
    let (bytes, expected) = items();
    let stake = stake();
    assert_eq!(stake.feed("stakes").expect("a feed").item_size(), 456);
    assert_eq!(
        stake.decode_feed("stakes", &bytes).expect("items"),
        expected
    );
    assert!(stake.decode_feed("stakes", &[]).expect("none").is_empty());
}

#[test]
fn bytes_of_a_feed_come_in_pieces_of_any_size() {
    let (bytes, expected) = items();
    let stake = stake();
    for size in [1, 7, 455, 456, 457, 1000, 5000] {
        let mut feed = stake.feed("stakes").expect("a feed");
        let mut found = Vec::new();
        for piece in bytes.chunks(size) {
            found.extend(feed.push(piece).map(|item| item.expect("an item")));
        }
        feed.end().expect("whole items");
        assert_eq!(found, expected, "pieces of {size}");
    }
}

#[test]
fn a_wrong_item_says_which_and_loses_no_other() {
    let (mut bytes, expected) = items();
    // The tag of the second item's owner.
    bytes[456..456 + 8].fill(0xff);
    let stake = stake();
    let mut feed = stake.feed("stakes").expect("a feed");
    let found: Vec<_> = feed.push(&bytes[..1000]).collect();
    assert_eq!(found.len(), 2);
    let more: Vec<_> = feed.push(&bytes[1000..1300]).collect();
    assert!(more.is_empty());
    let error = feed.end().expect_err("not whole");
    assert_eq!(
        error.to_string(),
        "stakes: expected items of 456 bytes, found 388 bytes at the end"
    );
    assert_eq!(error.report().offset, Some(912));
    assert_eq!(found[0].as_ref().expect("an item"), &expected[0]);
    let error = stake.decode_feed("stakes", &bytes).expect_err("the second");
    assert!(
        error.to_string().starts_with("stakes: ")
            && error.to_string().ends_with(" (item 1 of the feed)"),
        "{error}"
    );
}

#[test]
fn what_cannot_be_split_says_why() {
    let stake = stake();
    for (name, kind, words) in [
        (
            "get_config",
            Kind::Unsupported,
            "get_config: it is a query and no feed",
        ),
        (
            "stake",
            Kind::Unsupported,
            "stake: it is a transaction and no feed",
        ),
        (
            "steaks",
            Kind::UnknownFunction,
            "steaks: the driver's schema has no such function",
        ),
    ] {
        let error = stake.feed(name).expect_err(name);
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, words));
    }
    let transfer = Driver::from_bytes(&support::built("transfer")).expect("a driver");
    let error = transfer
        .feed("leaves_from_pos")
        .expect_err("no size")
        .to_string();
    assert!(error.contains("has no itemSize"), "{error}");
}

#[test]
fn events_come_in_order_and_none_is_lost() {
    let (bytes, value) = golden("event/reward.mainnet");
    let stake = stake();
    let events = [
        ("reward", bytes.clone()),
        ("rewards", vec![]),
        ("reward", bytes),
    ];
    let found: Vec<_> = stake.decode_events(events).collect();
    assert_eq!(found[0].as_ref().expect("an event"), &value);
    assert_eq!(
        found[1].as_ref().expect_err("no event").kind(),
        Kind::UnknownEvent
    );
    assert_eq!(found[2].as_ref().expect("an event"), &value);
    assert_eq!(
        stake
            .decode_events(std::iter::empty::<(&str, &[u8])>())
            .count(),
        0
    );
    assert_ne!(value, json!(null));
}
