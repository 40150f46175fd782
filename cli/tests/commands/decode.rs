//! `decode`.

use crate::support::{driver, file, folder, run, run_with};

#[test]
fn bytes_have_several_forms() {
    let stake = driver("stake");
    let folder = folder("decode");
    let raw = file(&folder, "raw", &5_u64.to_le_bytes());
    let digits = file(&folder, "digits", b"0x0500 0000\n00000000\n");
    for arguments in [
        &["0500000000000000"][..],
        &["0x0500000000000000"],
        &[&raw, "--from", "raw"],
        &[&digits],
        &["BQAAAAAAAAA=", "--from", "base64"],
    ] {
        let all: Vec<&str> = ["decode", "output", &stake, "burnt_amount"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        assert_eq!(run(&all).text(), "\"5\"\n");
    }
    assert_eq!(
        run_with(
            &["decode", "output", &stake, "burnt_amount"],
            b"0500000000000000"
        )
        .text(),
        "\"5\"\n"
    );
}

/// More than a driver can be given is not read to its end, of which there may be none.
#[cfg(unix)]
#[test]
fn values_and_drivers_without_an_end_are_refused() {
    let stake = driver("stake");
    let endless = run(&[
        "decode",
        "output",
        &stake,
        "burnt_amount",
        "@/dev/zero",
        "--from",
        "raw",
    ]);
    let message = "/dev/zero has more than 134217728 bytes";
    assert!(endless.fails(3).contains(message), "{}", endless.err);
    let sparse = folder("sparse").join("sparse.wasm");
    let large = std::fs::File::create(&sparse).expect("a file");
    large.set_len(1 << 40).expect("it takes no room");
    let sparse = sparse.to_str().expect("UTF-8");
    for arguments in [&["inspect", sparse][..], &["check", sparse]] {
        let run = run(arguments);
        let message = "the driver has 1099511627776 bytes, more than the limit of 16777216";
        assert!(run.fails(4).contains(message), "{}", run.err);
    }
    std::fs::remove_file(sparse).expect("it is there");
}

/// The bytes of a golden vector.
fn golden(contract: &str, name: &str) -> (String, String) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../host-tests/golden")
        .join(contract);
    let read = |ending: &str| {
        let text =
            std::fs::read_to_string(root.join(format!("{name}.{ending}"))).expect("a golden file");
        text.split_whitespace().collect::<String>()
    };
    let json = std::fs::read_to_string(root.join(format!("{name}.json"))).expect("a golden file");
    (json, read("hex"))
}

#[test]
fn values_have_several_forms() {
    let (json, hex) = golden("stake", "event/reward.mainnet");
    let stake = driver("stake");
    let decode = |form: &str| run(&["decode", "event", &stake, "reward", &hex, "--as", form]);
    assert_eq!(decode("json").text(), json);
    let pretty = run(&["decode", "event", &stake, "reward", &hex]);
    let same = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(same(pretty.text()), same(&json));
    assert!(pretty.out.lines().count() > 1);
    let object = run(&["decode", "event", &stake, "reward", &hex, "--json"]).object();
    assert_eq!(
        (object["what"].as_str(), object["event"].as_str()),
        (Some("event"), Some("reward"))
    );
    assert_eq!(object["value"], same(&json));
}

#[test]
fn a_tree_says_which_bytes_are_which_field() {
    let (_, hex) = golden("stake", "event/reward.mainnet");
    let stake = driver("stake");
    let tree = run(&["decode", "event", &stake, "reward", &hex, "--as", "tree"]);
    // A key takes 193 bytes of an archive, a u64 stands at a multiple of 8.
    let first: Vec<&str> = tree.text().lines().skip(2).take(3).collect();
    assert!(
        first[0].contains("account: ") && first[0].ends_with("bytes 0..193"),
        "{}",
        tree.out
    );
    assert!(
        first[1].contains("value: ") && first[1].ends_with("bytes 200..208"),
        "{}",
        tree.out
    );
    assert!(
        first[2].contains("reason: ") && first[2].ends_with("byte 208"),
        "{}",
        tree.out
    );

    let object = run(&[
        "decode", "event", &stake, "reward", &hex, "--as", "tree", "--json",
    ])
    .object();
    let places = object["places"].as_array().expect("a list");
    let value = places
        .iter()
        .find(|place| place["pointer"] == "/0/value")
        .expect("a place");
    assert_eq!(value["bytes"], serde_json::json!([[200, 208]]));
}

#[test]
fn what_does_not_fit_is_refused() {
    let stake = driver("stake");
    let decode = |name: &str, bytes: &str| run(&["decode", "output", &stake, name, bytes]);
    assert_eq!(
        decode("burnt_amount", "05").fails(3),
        "error: burnt_amount: expected at least 8 bytes, found 1 byte\n"
    );
    assert!(
        decode("burnt", "05")
            .fails(3)
            .contains("did you mean one of burnt_amount")
    );
    let digits = decode("burnt_amount", "05zz");
    assert_eq!(
        digits.fails(3),
        "error: the bytes are not hex: expected a hexadecimal digit, found 'z'\n  | 05zz\n  |   ^^ expected a hexadecimal digit, found 'z'\n"
    );
    assert_eq!(
        run(&["decode", "output", &stake, "burnt_amount", "0", "--json"]).error(3)["kind"],
        "invalid_input"
    );
}

#[test]
fn what_fits_is_ranked_with_reasons() {
    let (_, hex) = golden("stake", "event/reward.mainnet");
    let (stake, token) = (driver("stake"), driver("drc20"));
    let found = run(&["decode", "--try", &stake, &token, &hex, "--json"]).object();
    let first = &found["readings"][0];
    assert_eq!(
        (
            first["driver"].as_str(),
            first["subjects"][0]["name"].as_str()
        ),
        (Some("stake"), Some("reward"))
    );
    assert!(!first["reasons"].as_str().expect("a text").is_empty());
    let text = run(&["decode", "--try", &stake, &token, &hex]);
    assert!(
        text.text()
            .starts_with("1. event reward, input reward of stake\n"),
        "{}",
        text.out
    );

    // Eight bytes fit many things, and all of them are named.
    let many = run(&["decode", "--try", &stake, "0500000000000000"]);
    assert!(
        many.text()
            .contains("input set_burnt_amount, output burnt_amount")
            && many.out.contains("any 8 bytes would do"),
        "{}",
        many.out
    );
    let none = run(&["decode", "--try", &token, "00ff00ff00"]);
    if none.code != 0 {
        assert!(none.fails(3).contains("fit no function and no event"));
    }
}

#[test]
fn a_driver_that_cannot_be_asked_takes_nothing_from_the_others() {
    let folder = folder("try-others");
    let (stake, token) = (driver("stake"), driver("drc20"));
    let broken = file(&folder, "broken.wasm", b"\0asm\x01\0\0\0");
    let broken = broken.strip_prefix('@').expect("a path");
    let hex = "0500000000000000";
    let alone = run(&["decode", "--try", &stake, &token, hex]);
    for drivers in [[&stake, broken, &token], [broken, &stake, &token]] {
        let some = run(&[&["decode", "--try"], &drivers[..], &[hex]].concat());
        assert_eq!((some.code, some.out.as_str()), (0, alone.text()));
        assert!(
            some.err.starts_with(&format!("left out: {broken}: ")),
            "{}",
            some.err
        );
        let object = run(&[&["decode", "--try", "--json"], &drivers[..], &[hex]].concat()).object();
        assert_eq!(object["failed"][0]["driver"], broken);
        assert!(object["failed"][0]["error"]["message"].is_string());
        assert!(!object["readings"].as_array().expect("a list").is_empty());
    }
    assert!(
        run(&["decode", "--try", broken, hex])
            .fails(4)
            .starts_with(&format!("error: {broken}: "))
    );
    // One that is not there is a slip of whoever typed it.
    let slip = run(&["decode", "--try", &stake, "/no/such/file", hex]);
    assert!(slip.fails(5).contains("/no/such/file"));
}

#[test]
fn what_is_no_base64_is_shown() {
    let error = run(&[
        "decode",
        "output",
        &driver("stake"),
        "burnt_amount",
        "AP*=",
        "--from",
        "base64",
    ]);
    assert_eq!(
        error.fails(3),
        "error: the bytes are not base64: expected a digit of base64, found '*'\n  | AP*=\n  |   ^ expected a digit of base64, found '*'\n"
    );
}

#[test]
fn a_driver_at_fault_ends_with_4() {
    let fixture = driver("fixture");
    assert_eq!(
        run(&["decode", "input", &fixture, "panic", "07000000", "--json"]).error(4)["kind"],
        "trap"
    );
}

#[test]
fn strict_is_the_very_bytes_of_the_value() {
    let stake = driver("stake");
    let decode = |bytes: &str, strict: &[&str]| {
        run(&[
            &[
                "decode",
                "input",
                &stake,
                "set_config",
                bytes,
                "--as",
                "json",
            ],
            strict,
        ]
        .concat())
    };
    let value = "{\"warnings\":3,\"minimum_stake\":\"5\"}";
    let exact = "05000000000000000300000000000000";
    let other = "05000000000000000301000000000000";
    assert_eq!(decode(exact, &["--strict"]).text().trim_end(), value);
    assert_eq!(decode(other, &[]).text().trim_end(), value);
    let refused = decode(other, &["--strict"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.contains("expected 0x00 at byte 9, found 0x01"),
        "{}",
        refused.err
    );
    assert_eq!(
        run(&["decode", "output", &stake, "burnt_amount", "00", "--strict"]).code,
        2
    );
}
