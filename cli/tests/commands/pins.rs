//! `--integrity`.

use std::fs;

use crate::support::{driver, folder, run};

fn hash_of(file: &str) -> String {
    let inspected = run(&["inspect", file, "--json"]).object();
    inspected["integrity"].as_str().expect("a text").to_owned()
}

#[test]
fn a_driver_is_used_only_if_it_is_the_pinned_one() {
    let (stake, token) = (driver("stake"), driver("drc20"));
    let (pin, other) = (hash_of(&stake), hash_of(&token));
    let expected = format!("the driver is not the pinned one: expected {other}, found {pin}");
    for command in [
        &["inspect", &stake][..],
        &["schema", &stake],
        &["types", &stake],
        &["example", &stake, "stake"],
        &["vectors", &stake],
        &[
            "decode",
            "output",
            &stake,
            "burnt_amount",
            "0000000000000000",
        ],
        &["decode", "--try", &stake, "0000000000000000"],
        &["encode", &stake, "burnt_amount"],
    ] {
        let with = |pins: &[&str]| {
            let flags = pins.iter().flat_map(|pin| ["--integrity", pin]);
            run(&flags.chain(command.iter().copied()).collect::<Vec<_>>())
        };
        assert_eq!(with(&[&pin]).code, 0, "{command:?}");
        // One of several is enough: some commands take several drivers.
        assert_eq!(with(&[&other, &pin]).code, 0, "{command:?}");
        let refused = with(&[&other]);
        assert_eq!(
            refused.fails(4),
            format!("error: {stake}: {expected}\n"),
            "{command:?}"
        );
    }
    let diff = |pins: &[&str]| run(&[&["diff", &stake, &stake][..], pins].concat()).code;
    assert_eq!(diff(&["--integrity", &pin]), 0);
    assert_eq!(diff(&["--integrity", &other]), 4);
}

/// What takes a compiler long is not even counted, if it is another file.
#[test]
fn no_byte_of_another_file_is_looked_at() {
    let folder = folder("pinned-bomb");
    let path = folder.join("bomb.wasm").display().to_string();
    fs::write(&path, "no module at all").expect("a file");
    let pin = hash_of(&driver("stake"));
    for command in [
        &["check", &path][..],
        &["encode", &path, "f", "1"],
        &["inspect", &path],
    ] {
        let with = run(&[&["--json", "--integrity", &pin], command].concat()).error(4);
        let message = with["message"].as_str().expect("a text");
        assert!(
            message.starts_with(&format!("{path}: the driver is not the pinned one")),
            "{message}"
        );
        assert_eq!(with["kind"], "load");
        let without = run(command);
        assert_ne!(without.code, 0);
        assert!(!without.err.contains("pinned one") && !without.out.contains("pinned one"));
    }
}

#[test]
fn a_pin_that_would_not_be_checked_is_refused() {
    let pin = hash_of(&driver("stake"));
    let folder = folder("unchecked-pin").display().to_string();
    for command in [
        &["new", "token"][..],
        &["build"],
        &["serve", &folder],
        &["completions", "bash"],
        &["trust", "trust.json"],
        &["keygen", "key.pem"],
    ] {
        let run = run(&[command, &["--integrity", &pin]].concat());
        assert_eq!(
            run.fails(2),
            "error: --integrity: this command opens no driver\n"
        );
    }
    for text in ["", "sha256-", "sha384-AAAA", &pin.to_uppercase()] {
        let error = run(&["inspect", &driver("stake"), "--integrity", text]);
        assert!(
            error
                .fails(2)
                .contains("expected sha256- and 32 bytes in base64"),
            "{text}"
        );
    }
    // Where it would be an argument of the function, it is none of these.
    run(&[
        "encode",
        &driver("stake"),
        "burnt_amount",
        "--integrity",
        &pin,
    ])
    .fails(2);
}
