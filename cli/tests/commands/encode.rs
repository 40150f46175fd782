//! `encode`.

use crate::support::{driver, file, folder, run, run_with};

/// Runs `encode` for a function of a driver.
fn encode(name: &str, arguments: &[&str]) -> crate::support::Run {
    let driver = driver(name);
    let all: Vec<&str> = ["encode", &driver]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    run(&all)
}

/// A `u8` and a `u64` of stake.
const CONFIG: &str = r#"{"warnings":2,"minimum_stake":"1000"}"#;

#[test]
fn values_and_flags_give_the_same_bytes() {
    let bytes = encode("stake", &["set_config", CONFIG]).text().to_owned();
    // rkyv puts the larger one first, little-endian, and fills up to a multiple of 8 bytes.
    assert_eq!(bytes, "e8030000000000000200000000000000\n");
    for arguments in [
        &["set_config", "--warnings", "2", "--minimum_stake", "1000"][..],
        &["set_config", "--minimum_stake=\"1000\"", "--warnings=2"],
    ] {
        assert_eq!(encode("stake", arguments).text(), bytes);
    }
}

#[test]
fn values_come_from_everywhere() {
    let bytes = encode("stake", &["set_config", CONFIG]).text().to_owned();
    let folder = folder("encode");
    let config = file(&folder, "config.json", format!("{CONFIG}\n").as_bytes());
    assert_eq!(encode("stake", &["set_config", &config]).text(), bytes);
    let piped = run_with(
        &["encode", &driver("stake"), "set_config", "-"],
        CONFIG.as_bytes(),
    );
    assert_eq!(piped.text(), bytes);
    let number = file(&folder, "number", b"1000\r\n");
    assert_eq!(
        encode(
            "stake",
            &["set_config", "--warnings", "2", "--minimum_stake", &number]
        )
        .text(),
        bytes
    );
    let missing = format!("{config}.not");
    assert!(
        encode("stake", &["set_config", &missing])
            .fails(5)
            .contains("config.json.not")
    );
}

#[test]
fn bytes_have_several_forms() {
    let object = encode("stake", &["set_config", CONFIG, "--json"]).object();
    let hex = encode("stake", &["set_config", CONFIG])
        .text()
        .trim()
        .to_owned();
    assert_eq!(object["bytes"], hex.as_str());
    assert_eq!(object["length"], hex.len() / 2);
    let wallet = encode("stake", &["set_config", CONFIG, "--as", "rusk-wallet"]);
    assert_eq!(
        wallet.text(),
        format!("--fn-name set_config --fn-args {hex}\n")
    );
    let raw = encode("stake", &["set_burnt_amount", "5", "--as", "raw"]);
    assert_eq!(raw.text(), "\u{5}\0\0\0\0\0\0\0");
    assert_eq!(
        encode("stake", &["set_burnt_amount", "5", "--as", "base64"]).text(),
        "BQAAAAAAAAA=\n"
    );
}

#[test]
fn values_are_read_by_type() {
    for (given, bytes) in [("5", "0500000000000000\n"), ("\"5\"", "0500000000000000\n")] {
        assert_eq!(encode("stake", &["set_burnt_amount", given]).text(), bytes);
    }
    let error = encode("stake", &["set_burnt_amount", "-5", "--json"]).error(3);
    assert_eq!(error["found"], "-5");
    let error = encode("stake", &["get_stake", "78077", "--json"]).error(3);
    assert_eq!(error["expected"], "96 bytes of base58");
}

#[test]
fn a_mistake_has_its_place() {
    let error = encode(
        "stake",
        &["set_config", "--warnings", "300", "--minimum_stake", "1"],
    );
    assert_eq!(
        error.fails(3),
        "error: set_config: /warnings: expected an integer from 0 to 255, found 300\n  \
         | {\"warnings\":300,\"minimum_stake\":1}\n  \
         |             ^^^ expected an integer from 0 to 255, found 300\n"
    );
    let object = encode("stake", &["set_config", "--warnings", "300", "--json"]).error(3);
    assert_eq!(
        (object["pointer"].as_str(), object["kind"].as_str()),
        (Some("/warnings"), Some("invalid_value"))
    );
    let error = encode(
        "stake",
        &["set_config", "--warnings", "[1", "--minimum_stake", "1"],
    );
    let words = error.fails(3);
    assert!(
        words.starts_with(
            "error: set_config: /warnings: expected an integer from 0 to 255, found \"[1\""
        ),
        "{words}"
    );
    assert!(encode("stake", &["set_config", "{"]).fails(3).contains('^'));
}

#[test]
fn a_function_that_is_not_there_has_no_help() {
    let help = encode("stake", &["set_confg", "--help"]);
    assert_eq!(
        help.fails(3),
        "error: set_confg: the driver has no such function; did you mean one of set_config, get_config?\n"
    );
}

#[test]
fn a_function_has_help_of_its_own() {
    let help = encode("stake", &["set_config", "--help"]);
    for words in [
        "Protocol only: replaces the configuration.",
        "An example of VALUE:\n  '{\"warnings\":",
        "--minimum_stake <VALUE>  The least amount that can be staked. [u64]",
    ] {
        assert!(help.text().contains(words), "{words}\n{}", help.out);
    }
}

#[test]
fn what_cannot_be_is_said() {
    assert!(
        encode("stake", &["stke"])
            .fails(3)
            .contains("did you mean stake?")
    );
    assert!(
        encode("stake", &["stke", "1"])
            .fails(3)
            .contains("did you mean stake?")
    );
    assert!(
        encode("stake", &["set_config"])
            .fails(2)
            .contains("set_config takes VALUE, or --warnings, --minimum_stake")
    );
    assert!(
        encode("stake", &["set_config", CONFIG, "--warnings", "1"])
            .fails(2)
            .contains("cannot be used with")
    );
    assert!(
        encode("stake", &["set_config", "--warning", "1"])
            .fails(2)
            .contains("--warnings")
    );
}

/// A parameter may be called as an argument of the command is.
#[test]
fn flags_may_have_any_name() {
    let value = r#"{"spender":{"Contract":"0101010101010101010101010101010101010101010101010101010101010101"},"value":"7"}"#;
    let by_value = encode("drc20", &["approve", value]);
    let spender =
        r#"{"Contract":"0101010101010101010101010101010101010101010101010101010101010101"}"#;
    let by_flags = encode("drc20", &["approve", "--spender", spender, "--value", "7"]);
    assert_eq!(by_flags.text(), by_value.text());
}
