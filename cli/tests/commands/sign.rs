//! `sign`, `verify` and `trust`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::signing::{Place, STAKE, TRANSFER};
use crate::support::{driver, folder, run};

#[test]
fn what_was_signed_is_verified_and_remembered() {
    let place = Place::new("signed");
    place.sign("stake.wasm", STAKE, &["--created", "2026-11-27T20:15:00Z"]);
    let trust = place.trust();
    let (code, object) = place.verify("stake.wasm", STAKE, &[]);
    assert_eq!(code, 0);
    let inspected = run(&["inspect", &place.path("stake.wasm"), "--json"]).object();
    assert_eq!(
        object,
        serde_json::json!({
            "verified": true,
            "driver": "stake",
            "contract": STAKE,
            "version": inspected["meta"]["version"],
            "integrity": inspected["integrity"],
            "created": "2026-11-27T20:15:00Z",
            "key": place.key,
        })
    );
    let text = fs::read_to_string(place.path("stake.wasm.sig")).expect("a file");
    assert_eq!(text.lines().count(), 8);
    let remembered = run(&["trust", &trust]);
    assert!(
        remembered
            .text()
            .starts_with(&format!("{STAKE}: {}, seen up to version ", place.key))
    );
    // The id may be written in another way; a key alone is enough, and nothing is remembered then.
    let id = format!("0x{}", STAKE.to_uppercase());
    let verify = run(&[
        "verify",
        &place.path("stake.wasm"),
        "--contract",
        &id,
        "--key",
        &place.key,
    ]);
    assert!(
        verify.text().starts_with("stake: good: version "),
        "{}",
        verify.out
    );
}

#[test]
fn what_is_not_what_was_signed_is_refused() {
    let place = Place::new("refused");
    place.sign("stake.wasm", STAKE, &[]);
    place.trust();
    let (file, signature) = (place.path("stake.wasm"), place.path("stake.wasm.sig"));
    let text = fs::read_to_string(&signature).expect("a file");
    let wasm = fs::read(&file).expect("a file");

    assert!(
        place
            .refusal("stake.wasm", TRANSFER)
            .starts_with("the signature is for another contract: ")
    );
    fs::write(&file, &wasm[..wasm.len() - 1]).expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the driver is not the signed one: ")
    );
    fs::write(&file, &wasm).expect("a file");

    for (from, to, reason) in [
        (
            "created: 20",
            "created: 21",
            "the signature is not by the key",
        ),
        (
            "ed25519",
            "none",
            "the signature: line 2: expected `algorithm: ed25519`",
        ),
        ("\n", "\r\n", "the signature: line 1: expected"),
        (
            "signature: ",
            "signature: A",
            "the signature: line 8: expected",
        ),
    ] {
        fs::write(&signature, text.replace(from, to)).expect("a file");
        let refusal = place.refusal("stake.wasm", STAKE);
        assert!(refusal.starts_with(reason), "{refusal}");
    }
    fs::write(&signature, &text[..text.len() - 10]).expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the signature: line 8")
    );
    fs::write(&signature, b"\xff\xfe").expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the signature: line 1")
    );
    fs::write(&signature, "x".repeat(10_000_000)).expect("a file");
    assert_eq!(
        place.refusal("stake.wasm", STAKE),
        "the signature has 1025 bytes, more than the limit of 1024"
    );
    // Nothing of that was remembered.
    assert!(
        !fs::read_to_string(place.path("trust.json"))
            .expect("a file")
            .contains("seen")
    );
}

#[test]
fn a_signature_for_another_contract_stays() {
    let place = Place::new("stays");
    place.sign("stake.wasm", STAKE, &[]);
    let (file, key) = (place.path("stake.wasm"), place.path("key.pem"));
    let signature = place.path("stake.wasm.sig");
    let before = fs::read(&signature).expect("a file");
    let other = ["sign", &file, "--contract", TRANSFER, "--key", &key];
    let said = run(&other);
    assert!(
        said.fails(2).contains(&format!(
            "{signature}: the signature for the contract {STAKE} is there already"
        )),
        "{}",
        said.err
    );
    let notes = place.path("notes.txt");
    fs::write(&notes, "mine").expect("a file");
    let said = run(&[&other[..], &["--out", &notes]].concat());
    assert!(said.fails(2).contains("a file that is no signature"));
    assert_eq!(fs::read(&notes).expect("a file"), b"mine");
    assert_eq!(fs::read(&signature).expect("a file"), before);
    // That of the same contract is renewed.
    place.sign("stake.wasm", STAKE, &["--created", "2026-11-27T20:15:00Z"]);
    assert_ne!(fs::read(&signature).expect("a file"), before);
    place.sign(
        "stake.wasm",
        TRANSFER,
        &["--out", &place.path("transfer.sig")],
    );
}

#[test]
fn another_key_is_refused_until_it_is_trusted() {
    let place = Place::new("another-key");
    place.sign("stake.wasm", STAKE, &[]);
    let trust = place.trust();
    let other = place.path("other.pem");
    let key = run(&["keygen", &other]).text().trim().to_owned();
    let stake = place.path("stake.wasm");
    run(&["sign", &stake, "--contract", STAKE, "--key", &other]).text();
    let refusal = format!("the key {key} is not trusted for the contract {STAKE}");
    assert_eq!(place.refusal("stake.wasm", STAKE), refusal);
    run(&[
        "trust",
        &trust,
        "--contract",
        STAKE,
        "--add",
        &key,
        "--remove",
        &place.key,
    ])
    .text();
    assert_eq!(place.verify("stake.wasm", STAKE, &[]).0, 0);
    let error = run(&["trust", &trust, "--contract", STAKE, "--remove", &place.key]);
    assert!(error.fails(3).contains("was not trusted for the contract"));
}

#[test]
fn an_older_version_is_refused_unless_somebody_says_so() {
    let place = Place::new("older");
    let trust = place.trust();
    place.sign_as("1.10.0");
    assert_eq!(place.verify("bare.wasm", STAKE, &[]).0, 0);
    place.sign_as("1.9.0");
    let refusal = "version 1.9.0 is older than 1.10.0, which was seen before";
    assert_eq!(place.refusal("bare.wasm", STAKE), refusal);
    assert_eq!(place.verify("bare.wasm", STAKE, &["--allow-rollback"]).0, 0);
    assert_eq!(place.refusal("bare.wasm", STAKE), refusal);

    place.sign_as("1.10.0");
    place.bare("transfer");
    place.sign_as("1.10.0");
    assert!(
        place
            .refusal("bare.wasm", STAKE)
            .starts_with("another file of version 1.10.0 was seen before: ")
    );
    run(&["trust", &trust, "--contract", STAKE, "--forget"]).text();
    assert_eq!(place.verify("bare.wasm", STAKE, &[]).0, 0);
}

#[test]
fn the_version_is_that_of_the_file() {
    let place = Place::new("version");
    let key = place.path("key.pem");
    let sign = |file: &str, more: &[&str]| {
        let file = place.path(file);
        let mut arguments = vec!["sign", &file, "--contract", STAKE, "--key", &key];
        arguments.extend(more);
        run(&arguments)
    };
    assert!(
        sign("bare.wasm", &[])
            .fails(2)
            .contains("give it with --driver-version")
    );
    assert!(
        sign("stake.wasm", &["--driver-version", "7.0.0"])
            .fails(2)
            .contains(", not 7.0.0")
    );
    sign("bare.wasm", &["--driver-version", "7.0"]).fails(2);
    let long = format!("1.0.0-{}", "a".repeat(123));
    assert!(
        sign("bare.wasm", &["--driver-version", &long])
            .fails(3)
            .contains("more than 128 bytes")
    );
    fs::write(place.path("text.wasm"), "no module").expect("a file");
    sign("text.wasm", &["--driver-version", "1.0.0"]).fails(4);
    for contract in ["", "0x", "stake", "0"] {
        let file = place.path("stake.wasm");
        let error = run(&["sign", &file, "--contract", contract, "--key", &key]);
        assert!(
            error.fails(2).contains("the id of a contract"),
            "{contract}"
        );
    }
}

#[test]
fn the_same_is_signed_alike_where_the_time_is_given() {
    let place = Place::new("reproducible");
    let file = place.path("stake.wasm");
    let mut texts = Vec::new();
    for variable in ["1795810500", "1795810500", "soon"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
        command
            .args([
                "sign",
                &file,
                "--contract",
                STAKE,
                "--key",
                &place.path("key.pem"),
            ])
            .env("SOURCE_DATE_EPOCH", variable);
        let output = command.output().expect("it runs");
        if output.status.success() {
            texts.push(fs::read_to_string(place.path("stake.wasm.sig")).expect("a file"));
        } else {
            assert_eq!((variable, output.status.code()), ("soon", Some(2)));
        }
    }
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], texts[1]);
    assert!(texts[0].contains("created: 2026-11-27T20:15:00Z\n"));
}

#[test]
fn a_list_of_drivers_is_made_and_verified() {
    let place = Place::new("list");
    let (list, trust) = (place.path("drivers.json"), place.trust());
    fs::copy(driver("transfer"), place.path("transfer.wasm")).expect("a copy");
    place.sign("stake.wasm", STAKE, &["--manifest", &list]);
    place.sign("transfer.wasm", TRANSFER, &["--manifest", &list]);
    // In the place of the one that was there.
    place.sign("stake.wasm", STAKE, &["--manifest", &list]);
    let verify = || run(&["verify", "--manifest", &list, "--trust", &trust, "--json"]);

    // Who signs for one contract does not for another.
    let object: serde_json::Value = serde_json::from_str(&verify().out).expect("JSON");
    assert_eq!(object["verified"], false);
    assert_eq!(object["drivers"][0]["verified"], false);
    assert_eq!(object["drivers"][1]["verified"], true);
    run(&["trust", &trust, "--contract", TRANSFER, "--add", &place.key]).text();
    assert_eq!(verify().object()["verified"], true);

    let text = fs::read_to_string(&list).expect("a file");
    fs::write(&list, text.replace("\"stake.wasm\"", "\"transfer.wasm\"")).expect("a file");
    let swapped = verify();
    assert_eq!(swapped.code, 1, "{}", swapped.err);
    assert!(swapped.out.contains("the driver is not the signed one"));
    fs::write(&list, text.replace("\"stake.wasm\"", "\"gone.wasm\"")).expect("a file");
    assert_eq!(verify().error(5)["kind"], "host");
    fs::write(
        &list,
        text.replace("\"stake.wasm\"", "\"https://example.org/stake.wasm\""),
    )
    .expect("a file");
    assert_eq!(verify().error(3)["kind"], "invalid_value");
    fs::write(&list, &text[..text.len() / 2]).expect("a file");
    assert_eq!(verify().error(3)["kind"], "invalid_value");

    // A file that does not lie below the list needs an address.
    let (elsewhere, key) = (driver("stake"), place.path("key.pem"));
    let out = place.path("elsewhere.sig");
    let arguments = [
        "sign",
        &elsewhere,
        "--contract",
        STAKE,
        "--key",
        &key,
        "--out",
        &out,
        "--manifest",
        &place.path("new.json"),
    ];
    assert!(
        run(&arguments)
            .fails(2)
            .contains("say where it is with --url")
    );
    let with_url = [&arguments[..], &["--url", "https://example.org/stake.wasm"]].concat();
    run(&with_url).text();
    assert!(
        fs::read_to_string(place.path("new.json"))
            .expect("a file")
            .contains("https://example.org/stake.wasm")
    );
}

#[test]
fn files_that_are_not_there_or_say_nothing_are_named() {
    let place = Place::new("files");
    let (stake, trust) = (place.path("stake.wasm"), place.path("trust.json"));
    let verify = || run(&["verify", &stake, "--contract", STAKE, "--trust", &trust]);
    assert!(verify().fails(5).contains("trust.json: "));
    place.trust();
    assert!(verify().fails(5).contains("stake.wasm.sig: "));
    fs::write(&trust, "{}").expect("a file");
    assert!(
        verify()
            .fails(3)
            .contains("trust.json: the trusted keys: missing field `contracts`")
    );
    assert!(run(&["trust", &trust]).fails(3).contains("trust.json"));
    run(&["trust", &place.path("none.json")]).fails(5);
    // A driver that is a part of the command has no file beside which something could lie.
    let key = place.path("key.pem");
    let built_in = ["sign", "stake", "--contract", STAKE, "--key", &key];
    assert!(run(&built_in).fails(2).contains("--out"));
}

/// The first block of commands behind a heading of a document.
fn block(document: &str, heading: &str) -> String {
    let (_, behind) = document.split_once(heading).expect(heading);
    let (_, block) = behind.split_once("```sh\n").expect("a block");
    block.split("```").next().unwrap_or_default().to_owned()
}

/// Runs commands in a folder, where this command is `data-driver`.
fn shell(folder: &Path, commands: &str) -> String {
    let command = Path::new(env!("CARGO_BIN_EXE_data-driver"));
    let path = std::env::var("PATH").unwrap_or_default();
    let own = command.parent().expect("a folder").display();
    let output = Command::new("sh")
        .args(["-euc", commands])
        .current_dir(folder)
        .env("PATH", format!("{own}:{path}"))
        .output()
        .expect("a shell");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

#[test]
fn the_documents_commands_do_what_they_say() {
    let folder = folder("documented");
    fs::copy(driver("stake"), folder.join("stake.wasm")).expect("a copy");
    let commands = block(include_str!("../../README.md"), "## Signed drivers");
    assert!(commands.matches("data-driver ").count() > 4);
    let said = shell(&folder, &commands);
    assert!(
        said.lines()
            .last()
            .expect("a line")
            .starts_with("stake: good: version "),
        "{said}"
    );

    // By another program alone.
    let openssl = block(
        include_str!("../../../trust/README.md"),
        "# The text of a signature",
    );
    let public = "openssl pkey -in release.pem -pubout -out key.pem\n";
    let said = shell(&folder, &format!("{public}{openssl}"));
    assert!(said.contains("Signature Verified Successfully"), "{said}");
    // And the other way round: a key of its making.
    let made = "rm stake.wasm.sig
        openssl genpkey -algorithm ed25519 -out other.pem && chmod 600 other.pem
        data-driver sign stake.wasm --contract 02 --key other.pem
        data-driver verify stake.wasm --contract 02 --key \"$(openssl pkey -in other.pem -pubout -outform DER | tail -c 32 | base64)\"";
    assert!(shell(&folder, made).contains("stake: good: version "));
}
