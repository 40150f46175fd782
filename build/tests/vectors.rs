//! Golden vectors from folders of pairs of files.

use std::fs;
use std::path::{Path, PathBuf};

use data_driver_build::vectors::{MAX_BYTES, read, text};

/// A folder with these files.
fn folder(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("vectors")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn vectors_are_in_order() {
    let folder = folder(
        "order",
        &[
            ("event/sent.json", "[]\n"),
            ("event/sent.hex", "\n"),
            (
                "input/send.main.net.json",
                r#"{"b":1,"a":"18446744073709551615"}"#,
            ),
            ("input/send.main.net.hex", "00ff\n0a\n"),
            ("input/send.json", "null"),
            ("input/send.hex", "01"),
            ("notes.txt", "of no matter"),
        ],
    );
    assert_eq!(
        text(&read(&folder, &[]).unwrap()),
        concat!(
            r#"[{"bytes":"01","json":"null","name":"send","what":"input"},"#,
            r#"{"bytes":"00ff0a","case":"main.net","json":"{\"b\":1,\"a\":\"18446744073709551615\"}","#,
            r#""name":"send","what":"input"},"#,
            r#"{"bytes":"","json":"[]","name":"sent","what":"event"}]"#
        )
    );
}

#[test]
fn names_may_have_dots() {
    let names = [
        "input/call.deposit",
        "input/call.deposit.main.net",
        "input/call",
        "input/call.other",
        "input/call.deposits",
    ];
    let files: Vec<(String, &str)> = names
        .iter()
        .flat_map(|name| [(format!("{name}.json"), "1"), (format!("{name}.hex"), "01")])
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, *text)).collect();
    let vectors = read(&folder("dots", &files), &["call.deposit", "call"]).unwrap();
    let found: Vec<_> = vectors
        .iter()
        .map(|vector| (vector.name.as_str(), vector.case.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            ("call", None),
            ("call.deposit", None),
            ("call.deposit", Some("main.net")),
            ("call", Some("deposits")),
            ("call", Some("other")),
        ]
    );
}

#[test]
fn large_values_stay_at_home() {
    let hex = |bytes: usize| "00".repeat(bytes);
    let files = [
        ("input/fits.json", "1".to_owned()),
        ("input/fits.hex", hex(MAX_BYTES)),
        ("input/large.json", "1".to_owned()),
        ("input/large.hex", hex(MAX_BYTES + 1)),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let vectors = text(&read(&folder("large", &files), &[]).unwrap());
    assert!(vectors.contains("fits") && !vectors.contains("large"));
}

#[test]
fn what_is_no_vector_is_an_error() {
    for (test, files, says) in [
        ("half", &[("input/f.json", "1")][..], "f.hex"),
        ("other-half", &[("input/f.hex", "01")], "f.json"),
        (
            "no-json",
            &[("input/f.json", "one"), ("input/f.hex", "01")],
            "no JSON",
        ),
        (
            "no-hex",
            &[("input/f.json", "1"), ("input/f.hex", "0x01")],
            "no hex",
        ),
        (
            "odd",
            &[("input/f.json", "1"), ("input/f.hex", "012")],
            "no hex",
        ),
        (
            "nothing",
            &[("other/f.json", "1"), ("other/f.hex", "01")],
            "no vectors",
        ),
    ] {
        let error = read(&folder(test, files), &[]).unwrap_err().to_string();
        assert!(error.contains(says), "{test}: {error}");
    }
}
