//! The example in all the ways in which it runs.

use std::fs;

use crate::support::{COMMAND, HASH, PRINTED, Place, native, preimage, wasm};

fn run(place: &Place, online: bool, program: &str) -> crate::support::Run {
    let mut words = place.answers("run", online);
    words.extend(["--".into(), program.into()]);
    preimage(words)
}

/// Online, where the hint brings the header into the empty store; then out of the store alone.
fn online_and_read_only(program: &str) {
    let place = Place::new();
    let missing = run(&place, false, program);
    assert_eq!(
        missing.fails(3),
        format!("preimage of 0x02{}: there is none", &HASH[2..])
    );
    assert_eq!(missing.out, "");

    let online = run(&place, true, program);
    assert_eq!(online.text(), PRINTED);
    assert!(
        online
            .summary()
            .starts_with("1 hint, 2 preimages of 564 bytes in "),
        "{}",
        online.err
    );
    let stored: Vec<_> = fs::read_dir(place.path("store"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(stored, [format!("02{}", &HASH[2..]).as_str()]);

    let read_only = run(&place, false, program);
    assert_eq!(read_only.text(), PRINTED);
}

#[test]
fn natively_online_and_read_only() {
    online_and_read_only(&native());
}

#[test]
fn in_webassembly_online_and_read_only() {
    online_and_read_only(&wasm());
}

/// Through the relay with a host behind it, then without a host.
fn recorded_and_replayed(program: &str, online: bool) {
    let place = Place::new();
    if !online {
        assert_eq!(run(&place, true, program).text(), PRINTED);
    }
    let record = place.text("record");
    let mut words = vec!["relay", "--check", "--record", &record, "--", COMMAND];
    let host = place.answers("serve", online);
    words.extend(host.iter().map(String::as_str));
    words.extend(["--", program]);
    let relayed = preimage(&words);
    assert_eq!(relayed.text(), PRINTED);
    assert!(
        relayed
            .summary()
            .starts_with("1 hint, 2 preimages of 564 bytes in "),
        "{}",
        relayed.err
    );
    // What has been recorded is not written over.
    assert_eq!(
        preimage(&words).fails(5),
        format!("{record}/log: there is a recording already, which would be lost")
    );

    let replayed = preimage(["replay", &record, "--", program]);
    assert_eq!(replayed.text(), relayed.text());

    let shown = preimage(["show", &record]);
    let key = format!("0x{}", &HASH[2..]);
    let expected = [
        "        message       bytes  about".to_owned(),
        "     1  preimage         32  local index 1".to_owned(),
        format!("     2  hint             82  l1-block-header 0x{HASH}"),
        format!("     3  preimage        532  keccak256 {key}"),
    ];
    assert_eq!(shown.text().lines().collect::<Vec<_>>(), expected);
}

#[test]
fn natively_through_the_relay() {
    recorded_and_replayed(&native(), true);
    recorded_and_replayed(&native(), false);
}

#[test]
fn in_webassembly_through_the_relay() {
    recorded_and_replayed(&wasm(), true);
    recorded_and_replayed(&wasm(), false);
}

/// A store that was tampered with is noticed before the program sees it.
#[test]
fn a_file_that_is_another_preimage_is_named() {
    let place = Place::new();
    let file = place.path("store").join(format!("02{}", &HASH[2..]));
    fs::write(&file, "another").unwrap();
    let error = run(&place, false, &native());
    let text = error.fails(3);
    assert!(text.contains(file.to_str().unwrap()), "{text}");
    assert!(text.contains("found that of 0x02"), "{text}");
}
